"""The résumé in `content/`: two good PDFs. Its structure is tested here, none of its facts."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf

from cvtex.document import Document, Entry, Highlights, Leaf

if TYPE_CHECKING:
    from pathlib import Path

    from made import Made

Squeeze = Callable[[str], str]

A4 = (595.28, 841.89)
POINT = 72.27 / 72
"""A PDF's points in TeX's."""


def _entries(document: Document) -> list[Entry]:
    found: list[Entry] = []
    blocks = [block for section in document.sections for block in section.blocks]
    while blocks:
        block = blocks.pop(0)
        if isinstance(block, Entry):
            found.append(block)
            blocks[:0] = block.blocks
    return found


def _headings(document: Document) -> set[Leaf]:
    """Return what must not be the last on a page."""
    titles = {section.title for section in document.sections}
    rows = {
        leaf
        for entry in _entries(document)
        if entry.blocks
        for leaf in (entry.title, *entry.details, entry.dates)
        if leaf
    }
    return titles | rows


def _places(text: str, document: Document, squeezed: Squeeze) -> dict[Leaf, int]:
    """Return where each leaf begins in a reading; a line follows the line before it."""
    text, places, start = squeezed(text), {}, 0
    for line in document.lines():
        end = start
        for leaf in line:
            wanted = squeezed(leaf.text)
            places[leaf] = text.find(wanted, start)
            if places[leaf] >= 0:
                end = max(end, places[leaf] + len(wanted))
        start = end
    return places


def test_built(resume: Made) -> None:
    """Each edition builds without an error or a warning."""
    assert resume.findings == ()


def test_pages(resume: Made, limit: int) -> None:
    """The pages, no more than the edition allows, are A4, and the last is filled over a fifth."""
    with Pdf.open(resume.pdf) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    number = str(len(boxes))
    bottom = min(line.y0 for line in resume.lines[-1] if line.get_text().strip() != number)

    assert 1 <= len(boxes) <= limit
    assert all(box == pytest.approx([0, 0, *A4], abs=0.1) for box in boxes)
    assert (A4[1] - bottom) / A4[1] > 1 / 5


@pytest.mark.parametrize("reader", ["pdftotext", "pdfminer", "pypdf"])
def test_words(resume: Made, squeezed: Squeeze, reader: str) -> None:
    """Every word comes back from every reader, line after line in the order of the content."""
    places = _places(resume.read(reader), resume.document, squeezed)

    assert [leaf.text for leaf, place in places.items() if place < 0] == []


@pytest.mark.parametrize("reader", ["pdftotext", "pdfminer", "pypdf"])
def test_characters(resume: Made, reader: str) -> None:
    """No reader gives private characters, ligatures, radicals for Han, or marks of failure."""
    strange = re.compile(
        "[\ue000-\uf8ff\U000f0000-\U0010ffff\ufb00-\ufb4f\u2e80-\u2fdf\uf900-\ufaff\ufffd\xad\u200b]"
        r"|\(cid:"
    )

    assert strange.findall(resume.read(reader)) == []


def test_name_first(resume: Made, squeezed: Squeeze) -> None:
    """The first line is the name."""
    first = resume.read("pdftotext").splitlines()[0]

    assert squeezed(first) == squeezed(resume.document.name.text)


def test_dates_first(resume: Made, squeezed: Squeeze) -> None:
    """A machine reads an entry's dates before what the entry tells."""
    places = _places(resume.read("pdftotext"), resume.document, squeezed)
    pairs = [
        (entry.dates, block.items[0].text)
        for entry in _entries(resume.document)
        for block in entry.blocks
        if entry.dates and isinstance(block, Highlights)
    ]

    assert pairs
    assert [dates.text for dates, point in pairs if not 0 <= places[dates] < places[point]] == []


def test_fonts(resume: Made) -> None:
    """Every font is embedded with a map to Unicode, and cut down to what is used of it.

    The font of spaces, Type 3, is made for the page and has nothing to cut.
    """
    listed = subprocess.run(
        ["pdffonts", resume.pdf], check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()[2:]

    assert listed
    for font in listed:
        kind = "yes no  yes" if "Type 3" in font else "yes yes yes"
        assert kind in font


def test_boxes(resume: Made) -> None:
    """TeX finds no line too wide and no page too full."""
    log = (resume.work / "resume.log").read_text(encoding="utf-8", errors="replace")

    assert "Output written on" in log
    assert re.findall(r"^Overfull .*", log, re.MULTILINE) == []


def test_size(resume: Made) -> None:
    """The text is set in 10 to 11 points."""
    sizes = Counter(round(char.size * POINT, 1) for char in resume.characters)

    assert 10 <= sizes.most_common(1)[0][0] <= 11


def test_pages_do_not_end_with_a_heading(resume: Made, squeezed: Squeeze) -> None:
    """No heading of a section or an entry stands alone at the foot of a page."""
    headings = _headings(resume.document)
    places = _places(resume.read("pdftotext"), resume.document, squeezed)
    end = 0
    for page in resume.pages[:-1]:
        end += len(squeezed(re.sub(r"\n\s*\d\s*\Z", "", page)))
        last = max((leaf for leaf in places if places[leaf] < end), key=lambda leaf: places[leaf])

        assert last not in headings, last.text


def test_no_hyphens(resume: Made) -> None:
    """No word is divided where a line ends, so that a search finds it."""
    words = {word for leaf in resume.document.leaves() for word in leaf.text.split()}
    ends = [
        line.get_text().split()[-1]
        for page in resume.lines
        for line in page
        if line.get_text().rstrip().endswith(("-", "\u2010", "\xad"))
    ]

    assert [end for end in ends if end not in words] == []


def test_links(resume: Made) -> None:
    """Links lead to the web, to mail and to telephones alone."""
    with Pdf.open(resume.pdf) as pdf:
        targets = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note
        ]

    assert targets
    assert [to for to in targets if not re.match("https?://|mailto:|tel:", to)] == []


def test_readme(checkout: Path) -> None:
    """The README has the two commands that a newcomer types, and its links lead somewhere."""
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    links = re.findall(r'\]\((?!https?:)([^)#]+)|(?:src|href)="(?!https?:)([^"#]+)"', readme)

    for command in ("doit", "pytest"):
        assert re.search(rf"^\./bootstrap {command}\b", readme, re.MULTILINE)
    assert [link for link in map("".join, links) if not (checkout / link).exists()] == []
