"""What is wrong in one place does not hide what is wrong in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics import in_order

HEAD = "language: en\nname: Ada Sample\n"


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        # A link in an entry beside one with a wrong date; a matter of style beside both.
        (
            (
                "headline: The miller's mate\nsections:\n  - type: projects\n    entries:\n"
                "      - {name: A, date: 2021-13}\n"
                "      - {name: '[B](javascript:x)', date: 2021}\n"
            ),
            ["style-straight-quote", "date-invalid", "link-scheme"],
        ),
        # What is left of an entry, or of a list, is not taken for the whole.
        (
            (
                "sections:\n  - type: education\n    entries:\n"
                "      - {institution: A, parts: [{study_type: B, date: 2021-13}]}\n"
            ),
            ["date-invalid"],
        ),
        ("sections:\n  - {type: awards, entries: [{title: A, date: 2021-13}]}\n", ["date-invalid"]),
        ("headline: ''\nsections: []\n", ["text-empty"]),
        ("sections:\n  - {type: hobbies, entries: [A]}\n", ["section-type"]),
    ],
)
def test_all_at_once(tmp_path: Path, source: str, codes: list[str]) -> None:
    """All that is wrong is told in one run, and nothing that follows from it alone."""
    file = tmp_path / "resume.yaml"
    file.write_text(HEAD + source, encoding="utf-8")
    checked = check_content(file)

    assert [finding.code for finding in in_order(checked.diagnostics)] == codes
    assert checked.value is None
