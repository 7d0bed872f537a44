"""Texts with marks around what a rule reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cvtex.diagnostics import Diagnostic
from cvtex.exchange.loading import load_content
from cvtex.style.manuscript import Manuscript

Rule = Callable[[Manuscript], Iterator[Diagnostic]]

OPENING, CLOSING = "⟦", "⟧"


@dataclass(frozen=True)
class Told:
    """What a rule reports: the texts with marks, and the findings in their order."""

    texts: list[str]
    findings: list[Diagnostic]


Tell = Callable[..., Told]


def _without(text: str) -> str:
    return re.sub(f"[{OPENING}{CLOSING}]", "", text)


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Return a function that runs a rule over texts, each a highlight of one list.

    Their marks are removed first, and set again where the rule's carets would be.
    """

    def _tell(rule: Rule, language: str, *texts: str) -> Told:
        path = tmp_path / "resume.yaml"
        head = f"language: {language}\nname: Ada\nsections:\n- type: list\n  title: L\n  entries:\n"
        items = [f"  - |-\n    {_without(text)}\n" for text in texts]
        path.write_text(head + "".join(items), encoding="utf-8")
        resume = load_content(path).value
        assert resume is not None
        findings = sorted(rule(Manuscript(resume)), key=lambda finding: finding.span or 0)
        lines = path.read_text(encoding="utf-8").splitlines()
        for span in [finding.span for finding in reversed(findings)]:
            assert span is not None
            line, start, end = lines[span.line - 1], span.column - 1, span.column - 1 + span.length
            marked = f"{line[:start]}{OPENING}{line[start:end]}{CLOSING}{line[end:]}"
            lines[span.line - 1] = marked
        return Told([line[4:] for line in lines[7::2]], findings)

    return _tell
