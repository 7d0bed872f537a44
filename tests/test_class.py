"""The class: where things stand on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine
from pypdfium2 import PdfDocument

from cvtex.document import Block, Document, Entry
from made import pdftotext

if TYPE_CHECKING:
    from made import Made
    from running import Program

HEAD = "language: en\nname: Ada Sample\nsections:\n"


def _line(made: Made, words: str) -> LTTextLine:
    """Return the line that holds words."""
    return next(
        line for page in made.lines for line in page if words in " ".join(line.get_text().split())
    )


def _dates(document: Document) -> Iterator[str]:
    blocks: list[Block] = [block for section in document.sections for block in section.blocks]
    for block in blocks:
        if isinstance(block, Entry):
            blocks.extend(block.blocks)
            if block.dates:
                yield block.dates.text


def test_levels(long: Made) -> None:
    """Highlights nest to three levels, each further in than the one above it."""
    lefts = [_line(long, f"{level} level").x0 for level in ("First", "Second", "Third")]

    assert lefts[0] + 5 < lefts[1]
    assert lefts[1] + 5 < lefts[2]


def test_dates_stay_in_the_first_row(long: Made) -> None:
    """Where an entry's heading wraps, its dates stay at the right end of the first row."""
    rows = [row for row in long.rows[0] if "Comprehensive Tide" in row or "Harbour Board" in row]

    assert len(rows) == 2
    assert rows[0].startswith("The Comprehensive Tide")
    assert rows[0].endswith("Jan 2001 – Feb 2002")
    assert rows[1].endswith("Harbour Board")


def test_contacts_stay_whole(long: Made) -> None:
    """A contact that does not fit on the line moves whole to the next, without a mark between."""
    rows = [row for row in long.rows[0] if "Long Row" in row]

    assert [row.split()[0] for row in rows] == ["Summer", "Winter"]
    assert rows[0].endswith("Northmere")
    assert rows[1].endswith("Marshes")


def test_feet(long: Made) -> None:
    """From the second page on there is a foot below all else, of which readers get the bullet."""
    last = [rows[-1] for rows in long.rows]

    assert len(last) == 3
    assert "•" not in last[0]
    assert last[1:] == ["•", "•"]


def test_what_stays_on_a_page(program: Program) -> None:
    """No page ends between a heading and its text, or in a highlight of two lines."""
    highlight = "Two lines of a highlight, which has words enough to need the second of them. " * 2
    job = f"{{name: Example Mill, start_date: 2019, end_date: 2020, highlights: [{highlight!r}]}}"
    school = "{institution: University of Nowhere, study_type: BSc, area: Geology, date: 2015}"
    (program.folder / "me.yaml").write_text(
        f"{HEAD}- {{type: experience, entries: [{', '.join([job] * 30)}]}}\n"
        f"- {{type: education, entries: [{', '.join([school] * 30)}]}}\n",
        encoding="utf-8",
    )
    ran = program.run("build", "me.yaml")
    assert ran.status == 0, ran.err
    pages = [
        page.get_textpage().get_text_range().splitlines()
        for page in PdfDocument(program.folder / "me.pdf")
    ]

    assert len(pages) > 2
    # The first line that a page paints is its number.
    heads = [page[1] for page in pages[1:]]
    assert [head for head in heads if not head.startswith(("Example Mill", "University"))] == []


def test_margins(sample: Made) -> None:
    """Nothing stands in the margins: no line runs past the right edge of the dates."""
    width = 595.28
    edges = [(char.x0, char.x1) for char in sample.characters if char.get_text().strip()]
    left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)

    assert left > 40
    # The blank in a full-width mark may hang out.
    assert right < width - left + 2


def test_dates_at_the_margin(sample: Made, squeezed: Callable[[str], str]) -> None:
    """All dates end at one and the same right edge, which is the text's."""
    dates = tuple(squeezed(text) for text in _dates(sample.document))
    right = max(char.x1 for char in sample.characters if char.get_text().strip())
    ends = [
        max(char.x1 for char in line if isinstance(char, LTChar) and char.get_text().strip())
        for page in sample.lines
        for line in page
        if squeezed(line.get_text()).endswith(dates)
    ]

    assert len(ends) >= len(dates)
    assert [end for end in ends if end < right - 1.5] == []


def test_no_break_behind_a_hyphen(program: Program) -> None:
    """Wherever a line ends, no word and no address is parted at a hyphen that was typed."""
    words = "machine-learning-assisted fault-tolerant general-purpose data-intensive event-driven "
    address = "https://example.org/a-b/c-d-e-f-g-h-i-j"
    points = "".join(f"  - {'x' * at} {words * 2}{address} {words}\n" for at in range(1, 61))
    (program.folder / "me.yaml").write_text(
        f"ignore: [style-long]\n{HEAD}- type: list\n  title: Points\n  entries:\n{points}",
        encoding="utf-8",
    )
    ran = program.run("build", "me.yaml")
    page = pdftotext(program.folder / "me.pdf", "-layout")

    assert (ran.status, ran.err) == (0, "")
    assert not [line for line in page.splitlines() if line.endswith("-")]


def test_no_line_for_a_blank(program: Program) -> None:
    """The blank in a full-width mark at the end of a full line makes no line of its own."""
    points = "".join(f"  - {'i' * at}{'示' * 46}；\n" for at in range(1, 12))
    (program.folder / "me.yaml").write_text(
        f"language: zh\nname: 张样例\nsections:\n- type: list\n  title: A\n  entries:\n{points}",
        encoding="utf-8",
    )
    ran = program.run("build", "me.yaml")
    text = PdfDocument(program.folder / "me.pdf")[0].get_textpage()
    tops = [
        text.get_charbox(at)[3] for at, char in enumerate(text.get_text_range()) if char == "示"
    ]
    rows = sorted(set(map(round, tops)))

    assert ran.status == 0, ran.err
    assert len(rows) > 11
    assert max(then - row for row, then in pairwise(rows)) < 20


def test_a_name_that_wraps(program: Program) -> None:
    """A name too long for its row wraps; what stands behind it keeps its own weight."""
    name = "Example Engines and Very Long Company Names International Holdings Limited Partnership"
    (program.folder / "me.yaml").write_text(
        f"{HEAD}- type: experience\n  entries:\n"
        f"  - {{name: {name} of Northmere and Saltmarsh, location: Quaytown, date: 2021}}\n",
        encoding="utf-8",
    )
    ran = program.run("build", "me.yaml")
    fonts = {
        char.fontname
        for page in extract_pages(program.folder / "me.pdf")
        for box in page
        if isinstance(box, LTTextContainer)
        for line in box
        if isinstance(line, LTTextLine) and "Quaytown" in line.get_text()
        for char in list(line)[-9:]
        if isinstance(char, LTChar) and char.get_text() in "Quay"
    }

    assert ran.status == 0
    assert fonts
    assert not [font for font in fonts if "LinLibertineOZ" in font or "LinLibertineOB" in font]


def test_even_entries(program: Program) -> None:
    """An entry without anything below it is as far from the next one as the others are."""
    jobs = (f"{{name: Mill {number}, date: {2020 - number}%s}}" for number in range(4))
    more = ", summary: Ground."
    entries = [job % ("" if "Mill 1" in job else more) for job in jobs]
    (program.folder / "me.yaml").write_text(
        f"{HEAD}- {{type: experience, entries: [{', '.join(entries)}]}}\n", encoding="utf-8"
    )
    ran = program.run("build", "me.yaml")
    assert ran.status == 0, ran.err
    with PdfDocument(program.folder / "me.pdf") as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        tops = [page.get_charbox(text.index(f"Mill {number}"))[3] for number in range(4)]
        lines = page.get_charbox(text.index("Ground"))[3]
    line = tops[0] - lines

    assert tops[1] - tops[2] == pytest.approx(tops[0] - tops[1] - line, abs=1.5)
    assert tops[2] - tops[3] == pytest.approx(tops[0] - tops[1], abs=0.5)


@pytest.mark.parametrize("lines", [47, 46])
def test_terms_at_the_end_of_a_page(program: Program, lines: int) -> None:
    """No line of a list of languages is alone, with its title at the foot or at the top of one."""
    filler = "".join(f"  - Mill {number}\n" for number in range(lines))
    languages = "{language: English}, {language: German}, {language: French}"
    (program.folder / "me.yaml").write_text(
        f"{HEAD}- type: list\n  title: Also\n  entries:\n{filler}"
        f"- {{type: languages, entries: [{languages}]}}\n",
        encoding="utf-8",
    )
    program.run("build", "me.yaml")
    with PdfDocument(program.folder / "me.pdf") as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]

    assert [page.count("English") for page in pages] == [page.count("German") for page in pages]
    assert [page.count("French") for page in pages] == [page.count("German") for page in pages]
    assert len(pages) == 2
