"""Where a text runs from right to left, and which marks it may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.check import check_content
from cvtex.glyphs.direction import NUMBER, stretches

if TYPE_CHECKING:
    from pathlib import Path

# Texts with their stretches from right to left between ⟦ and ⟧.
STRETCHES = [
    "plain",
    "a ⟦שלום עולם⟧ b",
    "⟦ירושלים (ישראל) 1948⟧",
    "⟦ב50%⟧ x",
    "C++ ⟦ו⟧-Java",
    "a⟦א\u0903⟧b",  # a spacing mark, for UAX #9 a letter from left to right
    "⟦שָׁ⟧ a",
]


@pytest.mark.parametrize("marked", STRETCHES)
def test_stretches(marked: str) -> None:
    """A stretch has its numbers, brackets and marks, and ends before the letters around it."""
    text = marked.replace("⟦", "").replace("⟧", "")
    inside = [part.partition("⟧")[0] for part in marked.split("⟦")[1:]]

    assert [text[start:end] for start, end in stretches(text)] == inside


NUMBERS = {
    "ב-2021": ["2021"],
    "2021-ב": ["2021"],
    "+972 50": ["+972", "50"],
    "(-5)": ["-5"],
    "2019-2023": ["2019-2023"],
    "₪5 95%": ["₪5", "95%"],
}


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers(text: str) -> None:
    """A sign is a number's, but for a hyphen that joins it to a word."""
    assert NUMBER.findall(text) == NUMBERS[text]


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

    found = [one for one in check_content(file, "classic").diagnostics if one.code.startswith("gl")]

    assert [one.message for one in found] == [f"no font here {MARKS[text]}"] * bool(MARKS[text])
    assert all(one.span and one.span.line == 3 for one in found)
