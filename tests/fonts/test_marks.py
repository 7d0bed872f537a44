"""Which marks a text from right to left may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_content

if TYPE_CHECKING:
    from pathlib import Path

MARKS = {
    "א\u0902": "sets `U+0902 (DEVANAGARI SIGN ANUSVARA)` on א",
    "ا\u0483 x": "sets `U+0483 (COMBINING CYRILLIC TITLO)` on ا",
    "ב 1\u1dd1": "sets `U+1DD1 (COMBINING UR ABOVE)` without a letter",
    "\u0afbם": "sets `U+0AFB (GUJARATI SIGN SHADDA)` without a letter",
    "שָׁלוֹם": "",
    "مَرْحَبًا": "",
    "a\u0902": "",
}


@pytest.mark.parametrize("text", MARKS)
def test_foreign_marks(tmp_path: Path, text: str) -> None:
    """Beside right-to-left text, a mark that readers would lose is refused by name and place."""
    file = tmp_path / "me.yaml"
    file.write_text(f"language: en\nname: Ada Sample\nheadline: x {text}\nsections: []\n", "utf-8")

    found = [one for one in check_content(file).diagnostics if one.code.startswith("gl")]

    assert [one.message for one in found] == [f"no font here {MARKS[text]}"] * bool(MARKS[text])
    assert all(one.span and one.span.line == 3 for one in found)
