"""A page from right to left is compared as strictly as any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics.codes import Code
from cvtex.pdf.pdfium import ARTIFACT, NOWHERE, Character, characters_of, open_document, pages_of
from cvtex.verify.proof import proof_of
from cvtex.verify.readback.marked_text import MarkedText
from cvtex.verify.readback.pairing import owned_as
from cvtex.verify.readback.reading import Gap, read_pages, read_placed

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program

# The ink of the slanted mark leans over the margin.
_HEAD = """\
language: he
name: עדה
summary: '*”בתוך שלושה שבועות”* – עבור תשע טחנות'
sections:
- type: list
  title: A
  entries:
"""
_TYPED = "עלות של ₪100 Rust, שלום 10–12 עולם ½≠"
# Each differs in one thing: a sign, a dash, a letter, a space, the order of words and of numbers.
_CHANGED = (
    "עלות של 100 Rust, שלום 10–12 עולם ½≠",
    "עלות של ₪100 Rust, שלום 10-12 עולם ½≠",
    "עלות של ₪100 Rast, שלום 10–12 עולם ½≠",
    "עלותשל ₪100 Rust, שלום 10–12 עולם ½≠",
    "של עלות ₪100 Rust, שלום 10–12 עולם ½≠",
    "עלות של ₪100 Rust, שלום 12–10 עולם ½≠",
)


def test_changes(program: Program) -> None:
    """A page that says anything else than its content is not proven against it."""
    typed, changed = program.folder / "me.yaml", program.folder / "other.yaml"
    typed.write_text(f"{_HEAD}  - {_TYPED}\n", encoding="utf-8")
    ran = program.run("build", "me.yaml")
    assert (ran.status, ran.err) == (0, "")
    for text in _CHANGED:
        changed.write_text(f"{_HEAD}  - {text}\n", encoding="utf-8")
        document = check_content(changed).value
        found = {one.code for one in proof_of(program.folder / "me.pdf", document).findings}

        assert found & {Code.WORDS_LOST, Code.DIRECTION_WRONG}, text


@pytest.mark.long  # by day tests/ats/test_turning.py reads one
def test_a_short_page(program: Program) -> None:
    """A page with little text is read in order: PDFium takes no line of it for a vertical one."""
    entry = "{name: شركة المثال, position: مهندس, start_date: 2020-01, end_date: 2022-03"
    entry += ", highlights: [بنى النظام.]}"
    head = "language: ar\nname: عدي سامبل\nheadline: مهندس\ncontacts: [email: ada@example.org]\n"
    content = f"{head}sections:\n- {{type: experience, entries: [{entry}]}}\n"
    (program.folder / "me.yaml").write_text(content, encoding="utf-8")

    ran = program.run("build", "me.yaml")

    assert ran.status == 0, ran.err


@pytest.mark.long  # by day tests/stress/test_known.py has some
def test_vowel_signs_inside_a_line(program: Program) -> None:
    """Vowelled words in a line of Latin words are whole, where poppler breaks the line there."""
    contacts = "{email: ada@example.org, label: البَرِيدُ}, {phone: +12025550143, label: Tel الهاتِفُ}"
    content = (
        f"language: en\nname: Ada Sample\ncontacts: [{contacts}]\n"
        "sections: [{type: list, title: A, entries: [شَرِكَةُ المِثَالِ Ltd]}]\n"
    )
    (program.folder / "me.yaml").write_text(content, encoding="utf-8")
    ran = program.run("build", "me.yaml")

    assert ran.status == 0, ran.out


@pytest.mark.parametrize("language", ["he", pytest.param("en", marks=pytest.mark.long)])
def test_a_link_of_two_words(program: Program, language: str) -> None:
    """A link colours its own words, and nothing after it."""
    texts = "['קודם [שתי מילים](https://example.org) אחר', 'שורה אחרת']"
    content = (
        f"language: {language}\nname: Ada\nsections: [{{type: list, title: A, entries: {texts}}}]\n"
    )
    (program.folder / "me.yaml").write_text(content, encoding="utf-8")

    assert program.run("build", "me.yaml").status == 0
    with open_document(program.folder / "me.pdf") as document:
        read = [one for page in pages_of(document) for one in characters_of(page)]
    coloured = "".join(one.text for one in read if "א" <= one.text <= "ת" and any(one.shown.colour))
    assert sorted(coloured) == sorted("שתימילים")


@pytest.mark.long
def test_a_leaf_of_two_lines_after_a_separator(program: Program) -> None:
    """The separator before a leaf whose text goes on in the next line is not part of it."""
    word, address = "サンプル株式会社" * 7, "https://example.org/" + "a-long_part/" * 12
    entries = "".join(
        f"\n  - {{institution: A, scores: [GPA 3.9/4.0], courses: [שלום, '{text}', שלום]}}"
        for text in (word, address)
    )
    entries += f"\n  - {{institution: A, department: '{address}', location: שלום}}"
    content = f"language: he\nname: Ada\nsections:\n- type: education\n  entries:{entries}\n"
    (program.folder / "me.yaml").write_text(content, encoding="utf-8")

    ran = program.run("build", "me.yaml")

    assert ran.status == 0, ran.err


def test_many_rows_that_a_reader_divides() -> None:
    """Words below a hundred rows from right to left, which a reader divides, keep their leaf."""
    below = "gears for nine mills"
    rows = [f"שורה של {row}" for row in range(100, 200)]
    known = read_pages(["\n".join([*rows, below])])
    known = replace(known, owners=[*range(len(known.text))])
    divided = read_pages(["\n".join([*(f"{row}\n{row}" for row in rows), below])])

    owned = owned_as(divided, known)

    size = len(below.replace(" ", ""))
    assert owned.owners[-size:] == known.owners[-size:]


def _read(places: list[tuple[str, int, int]], *, rtl: bool) -> str:
    """Return what is read of characters, each with its left edge and its MCID."""
    shown = {mark: NOWHERE._replace(mark=mark) for mark in (4, 5)}
    page = [
        Character(char, left, 0, left + 8, 8, left, 0, left + 8, shown[mark], generated=False)
        for char, left, mark in places
    ]
    return read_placed([page], {(0, 4): 1, (0, 5): 2}, rtl=rtl).text


def test_a_bullet_behind_a_text() -> None:
    """From right to left, a bullet that PDFium reads behind a Latin text is not inside of it."""
    shown = NOWHERE._replace(mark=4)
    places = [
        ("a", 0, 20, shown),
        ("\n", 8, 20, NOWHERE),
        ("b", 0, 0, shown),
        ("•", 9, 20, NOWHERE),
    ]
    page = [
        Character(char, x, y, x + 8, y + 8, x, y, x + 8, mark, generated=char == "\n")
        for char, x, y, mark in places
    ]

    assert read_placed([page], {(0, 4): 1}, rtl=True).text == "ab•"


def test_a_bullet_above_the_row_before_it() -> None:
    """From right to left, a bullet that PDFium reads behind a lower row stands above that."""
    shown = {mark: NOWHERE._replace(mark=mark) for mark in (4, 5)}
    places = [("b", 0, 0, shown[5]), ("•", 9, 20, NOWHERE), ("a", 0, 20, shown[4])]
    page = [
        Character(char, x, y, x + 8, y + 8, x, y, x + 8, mark, generated=False)
        for char, x, y, mark in places
    ]

    assert read_placed([page], {(0, 4): 1, (0, 5): 2}, rtl=True).text == "•ab"


def test_a_word_between_rows_that_a_reader_changes() -> None:
    """A word keeps its leaf where PDFium gives the rows around it in compatibility forms."""
    rows = ["שלום: № 5", "C#", "SQL (דוגמה) 12 <x>", "gears for nine mills"]
    known = read_pages(["\n".join(row.replace("№", "No").replace("(ד", ")ד") for row in rows)])
    known = replace(known, owners=[*range(len(known.text))])

    owned = owned_as(read_pages(["\n".join(rows)]), known)

    at, before = owned.text.index("C#"), known.text.index("C#")
    assert owned.owners[at : at + 2] == [before, before + 1]


def test_a_mark_in_the_glyph_of_its_letter() -> None:
    """A letter comes before its mark, which PDFium may turn round on a page from right to left."""
    assert _read([("\u0e31", 0, 4), ("ต", 0, 4)], rtl=True) == "ต\u0e31"


@pytest.mark.parametrize("typed", ["น\u0e49ำห", "क\u094d\u0937"])
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_characters_of_a_glyph(typed: str, *, is_turned: bool) -> None:
    """Letters and marks of one glyph keep their order beside text from right to left."""
    # The last of them is a glyph by itself, and so is the first one before a virama.
    lefts = [0] * (len(typed) - 1) + [9] if "\u0e49" in typed else [0, 9, 9]
    leaf = [(char, left, 4) for char, left in zip(typed, lefts, strict=True)]
    page = [*(leaf[::-1] if is_turned else leaf), ("ש", 20, 5)]

    assert _read(page, rtl=False) == f"{typed}ש"


def test_a_glyph_that_is_divided() -> None:
    """PDFium may give the characters of a glyph, turned round, with those of others between."""
    read = [("থ", 9, 4), ("া", 18, 4), ("\u09cd", 9, 4), ("স", 9, 4), ("\u09cd", 0, 4), ("ব", 0, 4)]

    assert _read([*read, ("ש", 30, 5)], rtl=False) == "ব\u09cdস\u09cdথাש"


def test_letters_of_a_glyph_without_a_mark() -> None:
    """PDFium turns round what marks part, and not the letters between two of them."""
    read = [("ப", 9, 4), ("\u0bc1", 9, 4), ("\u0bcd", 0, 4), ("ப", 0, 4), ("ש", 30, 5)]

    assert _read(read, rtl=False) == "ப\u0bcdப\u0bc1ש"


def test_a_sign_of_two_characters() -> None:
    """A sign keeps the characters that PDFium gives for it, where the row is turned round."""
    assert _read([("5", 18, 4), ("N", 0, 4), ("o", 0, 4), ("ש", 30, 5)], rtl=False) == "No5ש"


def test_the_blank_at_the_foot_of_a_page() -> None:
    """A row whose end PDFium reads first, with the blank below it, is one row."""
    foot = NOWHERE._replace(mark=ARTIFACT)
    line_end = Character("\n", 99, -50, 99, -50, 99, -50, 99, NOWHERE, generated=True)
    row = [
        *(Character("ת", 0, 0, 8, 8, 0, 0, 8, NOWHERE._replace(mark=5), generated=False),),
        *(Character(" ", 0, -50, 99, -40, 0, -50, 99, foot, generated=False), line_end),
        *(Character("ש", 30, 0, 38, 8, 30, 0, 38, NOWHERE._replace(mark=4), generated=False),),
    ]

    assert read_placed([row], {(0, 4): 1, (0, 5): 2}, rtl=True).text == "שת"


def test_a_space_that_is_turned_round() -> None:
    """A space that PDFium gives before its word, in a row that it turns round, is in its leaf."""
    shown = {mark: NOWHERE._replace(mark=mark) for mark in (4, 5)}
    places = [("ש", 0, 5), (" ", 19, 4), ("≤", 10, 4), ("9", 28, 4)]
    row = [
        Character(char, left, 0, left + 8, 8, left, 0, left + 8, shown[mark], generated=False)
        for char, left, mark in places
    ]

    read = read_placed([row], {(0, 4): 1, (0, 5): 2})

    assert read.text == "ש≤9"
    assert [*read.gaps] == [Gap.NONE, Gap.NONE, Gap.SPACE]


def test_a_mirrored_sign_in_a_row_of_its_own(tmp_path: Path) -> None:
    """On a page from right to left, PDFium may mirror a sign in a row without a letter."""
    file = tmp_path / "me.yaml"
    file.write_text(f"{_HEAD}  - ≥ 90%\n", encoding="utf-8")
    document = check_content(file).value
    assert document
    leaves = [*document.leaves()]
    read = read_pages(["\n".join(leaf.text.replace("≥", "≤") for leaf in leaves)])
    owners = [leaf.number for leaf in leaves for char in leaf.text if not char.isspace()]

    text = MarkedText(replace(read, owners=owners), document, placed=True)

    assert text.lost == set()
