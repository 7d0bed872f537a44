"""A character that can't be printed is shown where it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_content

HEAD = "language: en\nname: Ada Sample\nsections:\n"
LIST = f"{HEAD}  - type: list\n    title: List\n    entries:\n"

# A content file, and the line and column of what is wrong in it.
PLACES = {
    "in a word": (LIST + "      - bold **𰀀** here\n", (7, 16)),
    "in a block": (LIST + "      - text: |-\n          two lines\n          of 𰀀\n", (9, 14)),
    "in a list within a line": (
        f"{HEAD}  - type: skills\n    entries:\n      - {{name: Signs, keywords: [one, a𰀀]}}\n",
        (6, 40),
    ),
    "in the name of an author": (
        (
            f"{HEAD}  - type: publications\n    entries:\n      - title: Mill\n        kind: book\n"
            "        authors: [Ada Sample, Bob 𰀀]\n        publisher: Press\n"
            "        place: City\n        year: 2020\n"
        ),
        (8, 35),
    ),
    "in the second of two alike": (
        LIST + "      - plain\n      - plain\n      - '**plain** 𰀀'\n",
        (9, 20),
    ),
    "as an escape": (LIST + '      - "an \\U00030000"\n', (7, 13)),
    "of an emoji": (LIST + "      - a 👩‍💻\n", (7, 11)),
    "that nobody sees": (LIST + "      - so\u00adft\n", (7, 11)),
}


@pytest.mark.parametrize("case", PLACES)
def test_place(tmp_path: Path, case: str) -> None:
    """The finding has the line and the column of the character, or of its text."""
    content, place = PLACES[case]
    (tmp_path / "me.yaml").write_text(content, encoding="utf-8")

    found = [one.span for one in check_content(tmp_path / "me.yaml").diagnostics]

    assert [(span.line, span.column) for span in found if span] == [place]
