"""What a careful reader would mend: each rule is a function, and each has a code of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cvtex.content.model import Resume
from cvtex.diagnostics import Diagnostic

RULES: tuple[Callable[[Resume], Iterator[Diagnostic]], ...] = ()


def check_style(resume: Resume) -> tuple[Diagnostic, ...]:
    """Return what the rules find in a résumé."""
    return tuple(finding for rule in RULES for finding in rule(resume))
