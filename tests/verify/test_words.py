"""Words: a finished PDF is held against its Document."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.diagnostics import Checked, Severity, Span
from cvtex.diagnostics.codes import PROOFS
from cvtex.document import (
    Contact,
    Design,
    Document,
    Entry,
    Field,
    Highlight,
    Highlights,
    Leaf,
    Paragraph,
    Role,
    Section,
    Text,
)
from cvtex.verify.opened import open_pdf
from cvtex.verify.proof import proof_of
from cvtex.verify.readback.order import moved
from cvtex.verify.readback.readers import texts_of
from cvtex.verify.readback.search import Read
from cvtex.verify.readback.words import WordCount, read_back, words_in

from .paper import LEADING, LEFT, TOP, at, lines, write_pdf

if TYPE_CHECKING:
    from made import Made

Back = Callable[[Document], Checked[WordCount]]

FILE = Path("resume.yaml")
SPAN = Span(FILE, 7, 11, 5)


def _read(pdf: Path, document: Document) -> Checked[WordCount]:
    with texts_of(pdf) as texts, open_pdf(pdf, texts) as opened:
        return read_back(texts, document, opened.value.owners if opened.value else {})


NAME, MAIL = "Ada Sample", "ada@example.org"
ROW = ("Tide Mills", "Engineer", "Hull", "May 2020 - June 2021")
POINTS = ("Built the mill.", "Ran the mill in 2020.")
OTHER = ("Cotton Works", "Weaver", "Bolton", "2018", "Wove cotton.")
TYPED = (NAME, MAIL, "Experience", *ROW, *POINTS, *OTHER)


@pytest.fixture
def person() -> Document:
    """Return a small Document, each text of which is in a line of its own."""
    numbers = count(1)

    def leaf(text: str) -> Leaf:
        number = next(numbers)
        return Leaf(number, (Text(text),), Span(FILE, number, 1))

    def entry(title: str, role: str, place: str, dates: str, *points: str) -> Entry:
        heading = (
            Field(Role.ORGANISATION, leaf(title)),
            Field(Role.POSITION, leaf(role)),
            Field(Role.LOCATION, leaf(place)),
        )
        told = Highlights(tuple(Highlight(leaf(point)) for point in points))
        return Entry(heading, leaf(dates), (told,))

    return Document(
        language="en",
        script="Latn",
        design=Design(),
        title="",
        keywords=(),
        name=leaf(NAME),
        headline=None,
        contacts=(Contact("email", None, leaf(MAIL)),),
        sections=(
            Section("experience", leaf("Experience"), (entry(*ROW, *POINTS), entry(*OTHER))),
        ),
    )


def _about(read: Checked[WordCount], document: Document) -> set[tuple[str, str]]:
    """Return the codes of the findings with the texts that they are about, by their places."""
    texts = {leaf.span: leaf.text for leaf in document.leaves()}
    return {(one.code, texts[one.span]) for one in read.diagnostics if one.span}


@pytest.fixture(scope="module")
def back(sample: Made) -> Back:
    """Return a function that holds what all readers give of a person's PDF against a Document."""
    with texts_of(sample.pdf) as texts, open_pdf(sample.pdf, texts) as opened:
        assert opened.value
        owners = opened.value.owners
    return lambda document: read_back(texts, document, owners)


def test_good(sample: Made, back: Back) -> None:
    """A good PDF passes, with all its words."""
    read = back(sample.document)

    assert read.diagnostics == ()
    assert read.value
    assert read.value.read == read.value.typed > 400


def test_page_numbers(long: Made) -> None:
    """A paragraph that runs over three pages is found whole, page numbers or not."""
    assert len(long.pages) == 3
    assert _read(long.pdf, long.document).diagnostics == ()


def test_small(person: Document, tmp_path: Path) -> None:
    """So does a PDF of another make."""
    pdf = tmp_path / "small.pdf"
    write_pdf(pdf, lines(TYPED))

    assert _read(pdf, person) == Checked(WordCount(27, 27))


ORDERS = {
    "contacts at the end": ((NAME, *TYPED[2:], MAIL), {MAIL}),
    "heading after entries": ((NAME, MAIL, *TYPED[3:], "Experience"), {"Experience"}),
    "dates after highlights": ((*TYPED[:3], *ROW[:3], *POINTS, ROW[3], *OTHER), {ROW[3]}),
    "title after highlights": ((*TYPED[:3], *ROW[1:], *POINTS, ROW[0], *OTHER), {ROW[0]}),
    "role after highlights": (
        (*TYPED[:3], ROW[0], ROW[2], ROW[3], *POINTS, ROW[1], *OTHER),
        {ROW[1]},
    ),
    "place after highlights": (
        (*TYPED[:3], ROW[0], ROW[1], ROW[3], *POINTS, ROW[2], *OTHER),
        {ROW[2]},
    ),
    "role before title": ((*TYPED[:3], ROW[1], ROW[0], *TYPED[5:]), {ROW[0]}),
    "entries": ((*TYPED[:3], *OTHER, *ROW, *POINTS), set(OTHER)),
    "highlights": ((*TYPED[:3], *ROW, *reversed(POINTS), *OTHER), {POINTS[0]}),
}


@pytest.mark.parametrize("name", ORDERS)
def test_order(person: Document, name: str) -> None:
    """Each text follows the one before it: contacts, heading, title, details, dates, highlights."""
    order, out = ORDERS[name]

    assert {leaf.text for leaf in moved(["\n".join(order)], person)} == out
    assert moved(["\n".join(TYPED)], person) == []


@pytest.mark.parametrize(
    ("order", "out"),
    [
        ((MAIL, NAME, *TYPED[2:]), {NAME}),
        (("Curriculum Vitae", *TYPED), {NAME}),
        ORDERS["contacts at the end"],
        ORDERS["dates after highlights"],
    ],
    ids=["name after contacts", "name after a title", "contacts at the end", "dates at the end"],
)
def test_order_on_page(
    person: Document, tmp_path: Path, order: tuple[str, ...], out: set[str]
) -> None:
    """Both readers report it in a PDF, and a name that is not the first line."""
    pdf = tmp_path / "moved.pdf"
    write_pdf(pdf, lines(order))
    read = _read(pdf, person)

    assert _about(read, person) == {("order-wrong", text) for text in out}
    assert {one.severity for one in read.diagnostics} == {Severity.ERROR}
    assert all("(pdftotext and PDFium)" in one.message for one in read.diagnostics)
    assert read.value == WordCount(27, 27)


@pytest.mark.parametrize(("by", "found"), [("pdftotext", 25), ("PDFium", 24)])
def test_one_reader(person: Document, tmp_path: Path, by: str, found: int) -> None:
    """A text that one reader alone does not find is lost, and that reader is named."""
    pdf = tmp_path / "lost.pdf"
    row = TYPED.index(POINTS[0])
    place = TOP - LEADING * row
    # pdftotext sees no space in a narrow gap; what stands in one line PDFium reads from the left.
    narrow = at(LEFT, place, "Built") + at(LEFT + 23, place, "the mill.")
    swapped = at(LEFT + 200, place, "Built") + at(LEFT, place, "the mill.")
    before = lines(TYPED[:row])
    after = b"".join(
        at(LEFT, place - LEADING * below, text) for below, text in enumerate(TYPED[row + 1 :], 1)
    )
    write_pdf(pdf, before + (narrow if by == "pdftotext" else swapped) + after)
    read = _read(pdf, person)

    assert _about(read, person) == {("words-lost", POINTS[0])}
    assert f"({by})" in read.diagnostics[0].message
    assert read.value == WordCount(27, found)


def test_order_of_one_reader(person: Document, tmp_path: Path) -> None:
    """What one reader alone gives in another order is out of place, and that reader is named."""
    pdf = tmp_path / "moved.pdf"
    row = TYPED.index(POINTS[0])
    height = TOP - LEADING * row
    # What stands in one line PDFium reads from the left.
    swapped = at(LEFT + 200, height, POINTS[0]) + at(LEFT, height, POINTS[1])
    below = (at(LEFT, height - LEADING * (2 + more), text) for more, text in enumerate(OTHER))
    write_pdf(pdf, lines(TYPED[:row]) + swapped + b"".join(below))
    (finding,) = _read(pdf, person).diagnostics

    assert finding.code == "order-wrong"
    assert "(PDFium)" in finding.message


def test_parted(person: Document, tmp_path: Path) -> None:
    """A text that another one runs into, as poppler sorts the page, is worth a warning."""
    pdf = tmp_path / "parted.pdf"
    name = replace(person.name, content=(Text("Ada Maria Sample"),))
    page = at(LEFT, 790, "Ada Maria") + at(LEFT, 770, "Sample") + at(172, 790, MAIL)
    rest = (at(LEFT, 740 - LEADING * row, text) for row, text in enumerate(TYPED[2:]))
    write_pdf(pdf, page + b"".join(rest))
    found = _read(pdf, replace(person, name=name)).diagnostics

    assert [(one.code, one.severity) for one in found] == [("words-interleaved", Severity.WARNING)]
    assert "`Ada Maria Sample`" in found[0].message


def test_hyphen(person: Document, tmp_path: Path) -> None:
    """A hyphen at the end of a line, which poppler drops as it sorts the page, is the reason."""
    pdf = tmp_path / "hyphen.pdf"
    name = replace(person.name, content=(Text("Ada Sub-"),))
    page = at(LEFT, 790, "Ada Sub-") + at(LEFT, 770, MAIL)
    rest = (at(LEFT, 740 - LEADING * row, text) for row, text in enumerate(TYPED[2:]))
    write_pdf(pdf, page + b"".join(rest))
    found = _read(pdf, replace(person, name=name)).diagnostics

    (parted,) = (one for one in found if one.code == "words-interleaved")
    assert "drop a hyphen at the end of a line of this: `Ada Sub-`" in parted.message


def test_lost(sample: Made, back: Back) -> None:
    """A text that the page does not have is found, at its place in the content, and no other."""
    last = sample.document.sections[-1]
    lost = Paragraph(Leaf(9999, (Text("Invisible words 隐形的字"),), SPAN))
    document = replace(
        sample.document,
        sections=(*sample.document.sections[:-1], replace(last, blocks=(*last.blocks, lost))),
    )
    read = back(document)
    good = back(sample.document).value

    assert [(one.code, one.span) for one in read.diagnostics] == [("words-lost", SPAN)]
    assert "`Invisible words 隐形的字`" in read.diagnostics[0].message
    assert "(pdftotext and PDFium)" in read.diagnostics[0].message
    assert good
    assert read.value
    assert read.value.typed == good.typed + 6
    assert read.value.read < read.value.typed


@pytest.mark.parametrize("change", ["letter", "space", "case", "tail"])
def test_altered(sample: Made, back: Back, change: str) -> None:
    """A text that comes back otherwise than it was typed is lost, also for its spaces."""
    name = sample.document.name
    altered = {
        "letter": name.text.replace("a", "á").replace("例", "列"),
        "space": " ".join(name.text),
        "case": name.text.swapcase() + ("" if name.text.isascii() else "X"),
        "tail": name.text + "s",
    }
    document = replace(sample.document, name=replace(name, content=(Text(altered[change]),)))

    assert back(document).diagnostics


def test_sections_out_of_order(sample: Made, back: Back) -> None:
    """Sections that come back in another order than the content's are found."""
    first, second, *rest = sample.document.sections
    document = replace(sample.document, sections=(second, first, *rest))
    findings = back(document).diagnostics

    assert {one.code for one in findings} == {"order-wrong"}
    assert all("in its place" in one.message for one in findings)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_unreadable(person: Document, tmp_path: Path, content: bytes) -> None:
    """A file that is no PDF is a finding of each reader, not a traceback."""
    pdf = tmp_path / "broken.pdf"
    pdf.write_bytes(content)
    findings = _read(pdf, person).diagnostics

    assert {one.code for one in findings} == {"pdf-unreadable"}
    assert {one.message.split()[0] for one in findings} == {"pdftotext", "PDFium"}


def test_no_poppler(person: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pdftotext the finding says what is missing and what helps."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pdftotext") is None
    pdf = tmp_path / "small.pdf"
    write_pdf(pdf, lines(TYPED))
    findings = _read(pdf, person).diagnostics

    assert [one.code for one in findings] == ["program-missing"]
    assert "cvtex doctor" in findings[0].hint


def test_what_was_checked(sample: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What could not be looked for, for want of a program, does not count as proven."""
    whole = proof_of(sample.pdf, sample.document)
    monkeypatch.setenv("PATH", str(tmp_path))
    part = proof_of(sample.pdf, sample.document)

    assert (whole.checked, whole.standards) == (PROOFS, ("PDF/UA-1", "PDF/A-2a"))
    assert {"words-lost", "order-wrong", "character-unreadable"} <= PROOFS - part.checked
    assert part.standards == ("PDF/UA-1",)


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("שלום עולם", True),
        ("םלוע םולש", True),  # as it lies on the page
        ("עולם שלום", True),  # word by word
        ("שולם עולם", False),
        ("לוםש עולם", False),
        ("שלם עולם", False),
    ],
)
def test_right_to_left(person: Document, read: str, *, whole: bool) -> None:
    """The letters of a right-to-left word come in the order of the text or of the page."""
    name = replace(person.name, content=(Text("שלום עולם"),))

    assert Read([read]).has(name.text) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Built the mill, 2020 – 2021.", ["Built", "the", "mill,", "2020", "2021."]),
        ("R&D – C++", ["R&D", "C++"]),
        ("提升7%，用 Python", ["提", "升", "7%，", "用", "Python"]),
        ("カタカナ とかな", list("カタカナとかな")),
        ("한국어 이력서", ["한국어", "이력서"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("— • … 🎉", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Words are counted as word processors count them."""
    assert words_in(text) == words
