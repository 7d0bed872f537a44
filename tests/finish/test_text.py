"""What copies, searches and parsers get is what was typed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pdfminer.high_level import extract_text
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfReader

from cvtex.document import Entry, Highlights, Leaf
from cvtex.finish import tounicode
from cvtex.finish.contents import PageOperators, Show
from cvtex.pdf.cmap import read_cmap, write_cmap
from cvtex.pdf.fonts import load

from . import poppler
from .items import read_characters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Case


def _pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def _pdfminer(pdf: Path) -> str:
    return extract_text(pdf)


extractors = pytest.mark.parametrize("extract", [poppler.text, _pypdf, _pdfminer])


@extractors
def test_words(english: Case, extract: Callable[[Path], str]) -> None:
    """Every extractor parts English words as they were typed, also where lines and fonts end."""
    typed = Counter(word for leaf in english.document.leaves() for word in leaf.text.split())
    read = Counter(extract(english.pdf).split())
    assert not typed - read
    # Bullets and separators are the theme's; the name and number in the foot are no text.
    assert (read - typed).keys() == {"•", "·"}


@extractors
def test_han(chinese: Case, extract: Callable[[Path], str]) -> None:
    """Every extractor gives the characters of a Chinese page, with no space between two Han."""
    text = extract(chinese.pdf)
    typed = Counter(char for leaf in chinese.document.leaves() for char in leaf.text)
    read = Counter(text)
    del typed[" "], read[" "], read["\n"], read["\f"]
    assert not typed - read
    assert (read - typed).keys() == {"•", "·"}
    assert not re.search("[\u4e00-\u9fff] +[\u4e00-\u9fff]", text)


def test_extractors_agree(case: Case) -> None:
    """The spaces that are set do not change how these extractors sort text into lines."""
    foot = re.compile(rf" *({case.document.name.text} )?•( \d)?")
    for extract in (poppler.text, _pypdf):
        before, after = (
            [line.rstrip() for line in extract(one).replace("⋯", "…").splitlines()]
            for one in (case.raw, case.pdf)
        )
        assert [line for line in after if not foot.fullmatch(line)] == [
            line for line in before if not foot.fullmatch(line)
        ]


@extractors
def test_rows(case: Case, extract: Callable[[Path], str]) -> None:
    """Every extractor reads an entry's dates with its heading, before what stands below."""
    text = "".join(extract(case.pdf).split())
    for section in case.document.sections:
        for entry in (block for block in section.blocks if isinstance(block, Entry)):
            *heading, below = [
                text.index("".join(leaf.text.split()))
                for leaf in (entry.title, *entry.details, entry.dates, _first(entry))
                if leaf
            ]

            assert max(heading) < below


def _first(entry: Entry) -> Leaf | None:
    """Return the first point of an entry."""
    lists = (block for block in entry.blocks if isinstance(block, Highlights))
    return next((block.items[0].text for block in lists), None)


def test_look_alikes(chinese: Case) -> None:
    """A character that a font answers with in place of the typed one does not come back."""
    assert "⋯" in poppler.text(chinese.raw)
    text = poppler.text(chinese.pdf)
    assert "……" in text
    assert not set(text) & set("⋯‧‐‑")


def test_spaces_are_characters(case: Case) -> None:
    """A space is a character of the page, not a guess, in the font of the word before it."""
    spaces = [
        (before, char)
        for page in read_characters(case.pdf)
        for before, char, after in zip(page, page[1:], page[2:], strict=False)
        # The bullets and separators of a theme are no words, and a wide gap is no space.
        if char.text == " " and not {before.text, after.text} & {*"·•\r\n "}
        if after.left - before.right < 0.6 * before.size
    ]
    links = [link for page in case.opened.pages for link in page.get("/Annots", [])]
    guessed = [pair for pair in spaces if pair[1].generated]

    assert len(spaces) > sum(leaf.text.count(" ") for leaf in case.document.leaves()) // 2
    # The spaces beside a link are not the link's, which has a colour of its own, and PDFium skips
    # what shows nothing else.
    assert len(guessed) <= 2 * len(links)
    assert not [pair for pair in spaces if pair not in guessed and pair[0].font != pair[1].font]


@pytest.mark.parametrize(
    ("answer", "seen", "mended"),
    [
        ("\ufb03", {}, "ffi"),
        ("\ufb03", {"ffi": 2}, "ffi"),
        ("\u2011", {"-": 3, "\u2010": 1}, "-"),
        ("\u2010", {"\u2010": 3}, "\u2010"),
        ("\u2f08", {"人": 1}, "人"),
        ("\ue0fc", {"Q": 1}, "Q"),
        ("\u2027", {}, "\u2022"),
        ("é", {}, "é"),
    ],
)
def test_mend(answer: str, seen: dict[str, int], mended: str) -> None:
    """A code means what the Document has in its place, or else the plain character."""
    pdf = Pdf.new()
    cmap = pdf.make_stream(write_cmap({5: answer}, 2))
    descendant = Dictionary(DW=500)
    source = Dictionary(Subtype=Name.Type0, ToUnicode=cmap, DescendantFonts=Array([descendant]))
    font = load(source)
    meant: list[str | None] = [*Counter(seen).elements()] or [None]
    show = Show(0, font, Name.F1, 10, 0, 0, [5] * len(meant), {}, 0, meant=meant)
    pdf.add_blank_page()
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary())
    tounicode.map_codes(pdf, [PageOperators([], [], shows={0: show})])
    assert read_cmap(source.ToUnicode.read_bytes()) == {5: mended}
    # What is meant otherwise is shown by a font that answers so.
    for at, text in enumerate(meant):
        if text not in (None, mended, "ffi"):
            other = pdf.pages[0].Resources.Font[show.fonts[at]]
            assert read_cmap(other.ToUnicode.read_bytes())[5] == text


def test_cmap_forms() -> None:
    """Both forms of ranges are read, and characters beyond the basic plane."""
    data = b"2 beginbfrange <01><03><0041> <05><06>[<0058><D842DFB7>] endbfrange"
    assert read_cmap(data) == {1: "A", 2: "B", 3: "C", 5: "X", 6: "\U00020bb7"}
    assert read_cmap(write_cmap(read_cmap(data), 1)) == read_cmap(data)
