from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.exchange.loading import load_content
from cvtex.style.manuscript import Manuscript
from cvtex.style.undated import undated


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ("education:\n  - institution: A\n  - {institution: B, date: 2020}", ["A"]),
        ("experience:\n  - {url: 'https://example.org', name: A}", ["'https://example.org'"]),
        ("experience:\n  - {name: A, start_date: 2020}\n  - {name: B, end_date: 2020}", []),
        ("experience:\n  - {name: A, parts: [{position: B, date: 2020}, {position: C}]}", ["C"]),
        ("experience:\n  - {name: A, date: 2020, parts: [{position: B}, {position: C}]}", []),
        ("education:\n  - {institution: A, parts: [{area: B}, {area: C}]}", ["B", "C"]),
        ("education:\n  - {institution: A, parts: [{scores: []}]}", ["A"]),
        ("projects:\n  - name: A", ["A"]),
        ("volunteering:\n  - {organization: A, date: 'Spring 2020'}\n  - organization: B", ["B"]),
        ("awards:\n  - title: A", ["A"]),
        ("certificates:\n  - name: A", ["A"]),
        ("skills:\n  - name: A", []),
        ("references:\n  - name: A", []),
        ("publications:\n  - {kind: online, authors: [A], title: B}", []),
        ("list:\n  - A", []),
    ],
)
def test_entries(tmp_path: Path, entries: str, told: list[str]) -> None:
    """An entry is dated by itself or by all of its parts; other kinds of entries need no date."""
    kind, _, items = entries.partition(":\n")
    path = tmp_path / "resume.yaml"
    path.write_text(
        f"language: en\nname: Ada\nsections:\n- type: {kind}\n  title: T\n  entries:\n{items}\n",
        encoding="utf-8",
    )
    resume = load_content(path).value
    assert resume is not None
    lines = path.read_text(encoding="utf-8").splitlines()
    spans = [finding.span for finding in undated(Manuscript(resume)) if finding.span]

    assert [lines[span.line - 1][span.column - 1 :][: span.length] for span in spans] == told
