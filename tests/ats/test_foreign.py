"""Résumés that cvtex did not make: other layouts, set by TeX engines, read as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.ats.model import ReadEntry, Reading
from cvtex.ats.reader import read_resume

MILL = "Cut the idle hours of a mill by 31 %"
LONGER = f"{MILL}, from 5,200 to 3,588 a year"

# Of each page: kind of section -> (name, organisation, role or degree, place, start, end, points).
Row = tuple[str | None, str | None, str | None, str | None, str | None, str | None, list[str]]
WORKS = "Tidewater Works"
BOARD = "Harbour Board"
UNIVERSITY = "University of Northmere"
COAST = ["Charted 64 km of coast"]
SERVICE = "Rebuilt the planning service"

ENTRIES: dict[str, dict[str, list[Row]]] = {
    # The common one-column page: dates and places at the right, heading in two rows.
    "article": {
        "education": [
            (None, UNIVERSITY, "Master of Science in Hydraulics", "Northmere, UK",
             "2019-09", "2021-06", []),
        ],
        "experience": [
            (None, WORKS, "Mill Engineer", "Saltmarsh, UK", "2023-09", "present",
             [f"{LONGER}, which nobody had thought possible before the winter of 2023 came",
              f"{SERVICE}, for 14 offices — no outage since"]),
            (None, BOARD, "Surveyor", "Northmere, UK", "2022-01", "2023-08", COAST),
        ],
    },
    # Dates in a column at the left, heading in running words.
    "moderncv": {
        "experience": [
            (None, WORKS, "Mill Engineer", "Saltmarsh", "2023", "present", [MILL, SERVICE]),
            (None, BOARD, "Surveyor", "Northmere", "2021", "2023", COAST),
        ],
        "education": [
            (None, UNIVERSITY, "MSc Hydraulics", "Northmere", "2019", "2021", []),
        ],
    },
    # A side column with sections of its own.
    "two_columns": {
        "experience": [
            (None, WORKS, "Mill Engineer", "Saltmarsh, UK", "2023-09", "present",
             [f"{LONGER}, over three winters", SERVICE]),
            (None, BOARD, "Surveyor", "Northmere, UK", "2022-01", "2023-08", COAST),
        ],
        "projects": [("Moon Tables", None, None, None, None, None, [])],
        "education": [(None, UNIVERSITY, "MSc in Hydraulics", None, "2019", "2021", [])],
    },
    # One face in one size, dates on a line of their own.
    "own_line": {
        "experience": [
            (None, WORKS, "Mill Engineer", "Saltmarsh", "2023-09", "present", [MILL, SERVICE]),
            (None, BOARD, "Surveyor", "Northmere", "2022-01", "2023-08", COAST),
        ],
        "education": [(None, UNIVERSITY, "MSc", None, "2019", "2021", [])],
    },
    # Two roles at one employer, dates in brackets, two pages with numbers.
    "twice": {
        "experience": [
            (None, WORKS, "Chief Engineer", "Saltmarsh, UK", "2023-03", "present",
             ["Leads a crew of nine"]),
            (None, WORKS, "Mill Engineer", "Saltmarsh, UK", "2021-01", "2023-02",
             [f"{LONGER}, and kept them there all winter long, with the help of none",
              "Kept nine mills turning"]),
            (None, BOARD, "Surveyor", None, "2019", "2020", COAST),
        ],
        "education": [(None, UNIVERSITY, "MSc in Hydraulics", None, None, "2019", [])],
    },
    # Headings beside what they are the headings of.
    "margin": {
        "education": [
            (None, UNIVERSITY, "MSc in Hydraulics", "Northmere", "2019", "2021", []),
        ],
        "experience": [
            (None, WORKS, "Mill Engineer", "Saltmarsh", "2021", "2023", [MILL, SERVICE]),
        ],
    },
    # An employer, and its roles as points with points below them.
    "points": {
        "experience": [
            (None, WORKS, "Chief Engineer", "Saltmarsh", "2023-03", "present",
             ["Leads a crew of nine"]),
            (None, WORKS, "Mill Engineer", "Saltmarsh", "2021-01", "2023-02",
             ["Kept nine mills turning"]),
            (None, BOARD, "Surveyor", "Northmere", "2019", "2020", COAST),
        ],
        "projects": [
            ("Moon Tables", None, None, None, None, None, ["Used by 1,200 boats"]),
            ("Sluice Simulator", None, None, None, None, None, ["Opened in 2018"]),
        ],
    },
    # Rows as in a table, the name behind a label.
    "chinese": {
        "education": [
            (None, "北京样例大学", "硕士", None, "2019-09", "2022-06", []),
            (None, "上海样例学院", "本科", None, "2015-09", "2019-06", []),
        ],
        "experience": [
            (None, "潮水科技有限公司", "磨坊工程师", None, "2022-07", "present",
             ["把每座磨坊的空转时间降低 31%", "用 Rust 重写了 14 个办公室共用的排程服务"]),
        ],
    },
}  # fmt: skip

# Name, e-mail address, telephone number, links.
PEOPLE = {
    "article": (
        "Ada Sample",
        "ada@example.org",
        "(202) 555-0143",
        ("https://www.example.org/ada",),
    ),
    "moderncv": ("Ada Sample", "ada@example.org", "+1 202-555-0143", ()),
    "two_columns": ("Ada Sample", "ada@example.org", "+1 202-555-0143", ("example.org/ada",)),
    "own_line": ("ADA SAMPLE", "ada@example.org", "+44 20 7946 0958", ()),
    "twice": ("Ada Sample", "ada@example.org", "(202) 555-0143", ("www.example.org/ada",)),
    "margin": ("Ada Sample", "ada@example.org", "+1 (202) 555-0143", ()),
    "points": ("Ada Sample", "ada@example.org", "+44 20 7946 0958", ()),
    "chinese": ("张样例", "zhang@example.org", "010 1234 5678", ()),
}
KINDS = {
    "article": ["education", "experience", "skills"],
    "moderncv": ["experience", "education", "languages"],
    "two_columns": ["experience", "projects", "contact", "education", "skills"],
    "own_line": ["experience", "education"],
    "twice": ["experience", "education", "interests"],
    "margin": ["education", "experience", "interests"],
    "points": ["experience", "projects"],
    "chinese": ["education", "experience", "summary"],
}

Foreign = Callable[[str, str], Path]


def _reading(pdf: Path) -> Reading:
    read = read_resume(pdf)
    assert read.value is not None, read.diagnostics
    return read.value


def _row(entry: ReadEntry) -> Row:
    points = [text.replace("ﬀ", "ff") for text in entry.highlights]
    qualified = entry.role or entry.degree
    return entry.name, entry.organisation, qualified, entry.place, entry.start, entry.end, points


@pytest.mark.parametrize("page", PEOPLE)
def test_person(foreign: Foreign, page: str) -> None:
    """The person's name and contacts are found wherever on the page they stand."""
    read = _reading(foreign(page, "xelatex"))
    name, email, phone, links = PEOPLE[page]

    assert (read.name, read.emails, read.phones, read.links) == (name, (email,), (phone,), links)


@pytest.mark.parametrize("page", KINDS)
def test_sections(foreign: Foreign, page: str) -> None:
    """Each heading is found, and none too many, and said what it is the heading of."""
    assert [one.kind for one in _reading(foreign(page, "xelatex")).sections] == KINDS[page]


@pytest.mark.parametrize("page", ENTRIES)
def test_entries(foreign: Foreign, page: str) -> None:
    """Each entry has its fields, its dates and its points."""
    sections = _reading(foreign(page, "xelatex")).sections
    found = {one.kind: [_row(entry) for entry in one.entries] for one in sections if one.entries}

    assert found == ENTRIES[page]


@pytest.mark.parametrize("engine", ["pdflatex"])
def test_engines(foreign: Foreign, engine: str) -> None:
    """The same page from another engine, with its own fonts, is read as the same."""
    one, other = (_reading(foreign("article", name)) for name in ("xelatex", engine))

    assert other.name == one.name
    assert [list(map(_row, part.entries)) for part in other.sections] == (
        [list(map(_row, part.entries)) for part in one.sections]
    )


def test_columns_apart(foreign: Foreign) -> None:
    """Nothing of one column is read into the other."""
    contact = next(
        one for one in _reading(foreign("two_columns", "xelatex")).sections if one.kind == "contact"
    )

    assert contact.text == ("+1 202-555-0143 ada@example.org example.org/ada",)
