"""The bidirectional algorithm, held against Unicode's own test data and another implementation."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from cvtex.unicode.bidi import (
    base_of,
    is_bidirectional,
    leaf_levels,
    levels,
    line_levels,
    mirrored,
    order,
    stretches,
)

UNICODE = Path("/usr/share/unicode")
"""Where Debian's package unicode-data has the data files of the standard."""

SHARE = 1 if "CVTEX_LONG" in os.environ else 4
"""Of so many lines of Unicode's tests one is tried."""

EXPLICIT = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
"""Marks of direction, which content loses before: X1 to X8 are not implemented."""

OF_CLASS = {
    "L": "a",
    "R": "א",
    "AL": "ا",
    "EN": "1",
    "ES": "+",
    "ET": "$",
    "AN": "٠",
    "CS": ",",
    "NSM": "\u0300",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "BN": "\u200c",
}
"""A character of each bidirectional class; none of them is a bracket."""

# Typed texts, and their characters on the page from the left.
LINES = {
    "plain": "plain",
    "a שלום עולם b": "a םלוע םולש b",
    "(שלום) עולם": "(םולש) םלוע",
    "א (שלום) עולם": "םלוע (םולש) א",
    "ש 1+2 ע": "ע 1+2 ש",
    "שלום ₪100": "₪100 םולש",
    "ש ±5 ע": "ע ±5 ש",
    "ש 5′ ע": "ע 5′ ש",
    "עבד ב-2021": "2021-ב דבע",
    "בין 2019-2023 שם": "םש 2019-2023 ןיב",
    "سلام ٢٠١٩-٢٠٢٣ عالم": "ملاع ٢٠٢٣-٢٠١٩ مالس",
    "اردو ۱۲۳ ٹیسٹ": "ٹسیٹ ۱۲۳ ودرا",
    "ירושלים (ישראל) 1948": "1948 (לארשי) םילשורי",
    "C++ ו-Java": "C++ ו-Java",
    "«שלום» a < ב": "«םולש» a < ב",
    "ב < ג": "ג > ב",
    "ב50% ו": "ו 50%ב",
    "ש\u0301 a": "\u0301ש a",
    "می\u200cشود a": "دوش\u200cیم a",
}


def painted(text: str, base: int = 0) -> str:
    """Return a text of one line as it stands on the page, from the left."""
    found = line_levels(text, levels(text, base), base)
    return "".join(mirrored(text[at]) if found[at] % 2 else text[at] for at in order(found))


@pytest.mark.parametrize("text", LINES)
def test_lines(text: str) -> None:
    """Numbers and Latin words run from left to right, all else turns, and brackets with it."""
    assert painted(text) == LINES[text]


@pytest.mark.parametrize("marked", ["plain", "a ⟦שלום עולם⟧ b", "⟦א (ב) 1948⟧", "⟦שָׁ⟧ a", "a ⟦٣⟧"])
def test_stretches(marked: str) -> None:
    """A stretch has all that is above level 0, marks and numbers among it."""
    text = marked.replace("⟦", "").replace("⟧", "")
    inside = [part.partition("⟧")[0] for part in marked.split("⟦")[1:]]

    assert [text[start:end] for start, end in stretches(text)] == inside


def test_base() -> None:
    """In a paragraph from right to left the first word stands at the right."""
    assert painted("a (b) ג!", 1) == "!ג a (b)"
    assert painted("a", 1) == "a"


def data(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a data file of Unicode."""
    if not (UNICODE / name).is_file():
        pytest.skip("unicode-data is not installed")
    with (UNICODE / name).open(encoding="utf-8") as lines:
        for line in lines:
            if fields := line.partition("#")[0].strip():
                yield [field.strip() for field in fields.split(";")]


def holds(text: str, base: int, wanted: list[str], places: str) -> bool:
    """Tell whether the levels of a line are as wanted; `x` is for what X9 removes."""
    found = line_levels(text, levels(text, base), base)
    kept = [str(at) for at in order(found) if wanted[at] != "x"]
    return kept == places.split() and all(
        one in ("x", str(level)) for one, level in zip(wanted, found, strict=True)
    )


def test_unicode_classes() -> None:
    """The lines of BidiTest.txt without explicit marks hold, in both directions.

    All of them do: without CVTEX_LONG it is a quarter.
    """
    wrong, held, wanted, places = [], 0, list[str](), ""
    for number, fields in enumerate(data("BidiTest.txt")):
        key, _, rest = fields[0].partition(":")
        if key == "@Levels":
            wanted = rest.split()
        elif key == "@Reorder":
            places = rest
        elif number % SHARE == 0 and EXPLICIT.isdisjoint(classes := fields[0].split()):
            text = "".join(map(OF_CLASS.__getitem__, classes))
            for bit, base in ((2, 0), (4, 1)):
                if int(fields[1]) & bit:
                    held += 1
                    wrong += [] if holds(text, base, wanted, places) else [(classes, base)]

    assert wrong == []
    assert held > 60_000 // SHARE


def test_unicode_characters() -> None:
    """The lines of BidiCharacterTest.txt without explicit marks hold, brackets among them.

    All of them do: without CVTEX_LONG it is a quarter.
    """
    wrong, held, unknown = [], 0, 0
    lines = islice(data("BidiCharacterTest.txt"), 0, None, SHARE)
    for codes, _, base, wanted, places in lines:
        text = "".join(chr(int(code, 16)) for code in codes.split())
        kinds = {unicodedata.bidirectional(char) for char in text}
        if "" in kinds:
            unknown += 1  # newer than the tables of this Python
        elif EXPLICIT.isdisjoint(kinds):
            held += 1
            wrong += [] if holds(text, int(base), wanted.split(), places) else [codes]

    assert wrong == []
    assert held > 90_000 // SHARE
    assert unknown < 100


def test_unicode_brackets() -> None:
    """What is mirrored is what BidiMirroring.txt says; BidiBrackets.txt says which pair."""
    pairs = {chr(int(one, 16)): chr(int(other, 16)) for one, other in data("BidiMirroring.txt")}
    known = {one: other for one, other in pairs.items() if unicodedata.mirrored(one)}
    assert {one: mirrored(one) for one in known} == known
    assert len(known) > 400
    for code, other, kind in data("BidiBrackets.txt"):
        char = chr(int(code, 16))
        assert unicodedata.category(char) == {"o": "Ps", "c": "Pe"}[kind]
        assert mirrored(char) == chr(int(other, 16))


TEXTS = st.text("אבשلاسع12٣٤۱۲+-$₪%,.:/()[]<>«»  abcé!'′±–\u0301", max_size=40)


@given(TEXTS)
def test_another_implementation(text: str) -> None:
    """The order is that of python-bidi, which has it of Rust's unicode-bidi."""
    found = line_levels(text, levels(text))

    assert "".join(text[at] for at in order(found)) == get_display(text, base_dir="L")
    assert is_bidirectional(text) or painted(text) == text


@pytest.mark.parametrize(
    ("text", "rtl", "base"),
    [
        ("שלום Rust", True, 1),
        ("Rust, Python", True, 2),
        ("+972 50", True, 2),
        ("2018 – 2028", True, 1),
        ("2018 – 2028", False, 0),
        ("שלום Rust", False, 0),
        ("Rust", False, 0),
    ],
)
def test_base_of_a_leaf(text: str, *, rtl: bool, base: int) -> None:
    """On a page from right to left, what has no letter of such a script keeps its own order."""
    assert base_of(text, rtl=rtl) == base
    assert min(levels(text, base)) >= base


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ש C# ו-C++, ע", "ע ,C++-ו C# ש"),
        ("ש __init__.py ע", "ע __init__.py ש"),
        ("ש .NET ו main() ע", "ע main() ו .NET ש"),
        ("ש #1 (Rust). ע", "ע .(Rust) #1 ש"),
        ("2018–2028", "2028–2018"),
        ("05/2018 – 06/2028", "06/2028 – 05/2018"),
        ("+1 202-555-0143", "+1 202-555-0143"),
    ],
)
def test_signs_of_a_word(text: str, shown: str) -> None:
    """On a page from right to left, a Latin word keeps its signs, and a range begins at the right.

    So it does with marks around the word (UAX #9, HL4), and beside letters from right to left.
    """
    base, found = base_of(text, rtl=True), leaf_levels(text, rtl=True)
    line = line_levels(text, found, base)

    assert "".join(mirrored(text[at]) if line[at] % 2 else text[at] for at in order(line)) == shown


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [("C++:", True, [2, 2, 2, 1]), ("C++:", False, [0, 0, 0, 0]), ("א:", True, [1, 1])],
)
def test_the_colon_of_a_label(text: str, *, rtl: bool, expected: list[int]) -> None:
    """The colon of a label has the direction of its line, whatever the label's is."""
    assert leaf_levels(text, rtl=rtl) == expected
