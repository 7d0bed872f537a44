"""Style warnings: each rule is a function with its own code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from cvtex.content.resume import Resume
from cvtex.diagnostics import SOUGHT_MAX, Diagnostic
from cvtex.style.bullet import bullet
from cvtex.style.full_stop import full_stop
from cvtex.style.half_width import half_width
from cvtex.style.han_latin_space import han_latin_space
from cvtex.style.han_space import han_space
from cvtex.style.long import long
from cvtex.style.manuscript import Manuscript
from cvtex.style.markup import markup
from cvtex.style.spelling import spelling
from cvtex.style.straight_quote import straight_quote
from cvtex.style.undated import undated
from cvtex.style.unordered import unordered

RULES: tuple[Callable[[Manuscript], Iterator[Diagnostic]], ...] = (
    undated,
    unordered,
    long,
    full_stop,
    spelling,
    straight_quote,
    half_width,
    han_latin_space,
    han_space,
    markup,
    bullet,
)


def check_style(resume: Resume) -> tuple[Diagnostic, ...]:
    """Return the style warnings of a résumé, each once even if an alias repeats its text."""
    manuscript = Manuscript(resume)
    found = (finding for rule in RULES for finding in islice(rule(manuscript), SOUGHT_MAX))
    return tuple(dict.fromkeys(found))
