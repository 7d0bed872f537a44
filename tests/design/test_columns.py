"""Themes with two columns: dates before the rest, sections beside the text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument, raw

from cvtex.build.check import check_content
from cvtex.design.looks import Looks
from made import pdftotext

if TYPE_CHECKING:
    from running import Program

LONG = "CVTEX_LONG" in os.environ
THEMES = ("academic", "sidebar")
PERSON = """\
language: en
name: Ada Sample
headline: Miller
contacts: [email: ada@example.org, address: Northmere]
summary: Builds mills, one after another, and writes down how each of them is built and why.
sections:
- type: experience
  entries:
  - name: Mills & Sons
    location: Northmere
    parts:
    - {position: Chief, start_date: 2020-03, end_date: present, highlights: [Ground, Sieved]}
    - {position: Miller, start_date: 2018-03, end_date: 2020-02}
- type: awards
  entries: [{title: Golden Sluice, date: 2019}]
- type: skills
  entries: [{name: Crafts, keywords: [Oak, Iron]}]
"""


def _build(program: Program, theme: str, source: str, *options: str) -> Path:
    """Build a PDF, which has to be proven, in the program's folder."""
    (program.folder / "me.yaml").write_text(source, encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", theme, *options)

    assert (built.status, "error" in built.err) == (0, False), built.err
    return program.folder / "me.pdf"


def _in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def test_dates_first(program: Program) -> None:
    """A theme may have the dates of an entry first: on the page, in the file, in the Document."""
    pdf = _build(program, "academic", PERSON)
    document = check_content(program.folder / "me.yaml", Looks("academic")).value

    words = ("Mills & Sons", "Mar 2020 – present", "Chief", "2019", "Golden Sluice")
    assert [_in_order(pdftotext(pdf, option), *words) for option in ("-raw", "-layout")] == [
        True,
        True,
    ]
    assert document
    leaves = [leaf.text for leaf in document.leaves()]
    assert leaves.index("Mar 2020 – present") == leaves.index("Chief") - 1
    assert [leaf.number for leaf in document.leaves()] == list(range(1, len(leaves) + 1))


@pytest.mark.long
def test_words_in_place_of_dates(program: Program) -> None:
    """Words in place of dates that are wider than their column stand above the entry."""
    source = PERSON.replace("date: 2019", "date: 'In the year of the great flood and after it'")
    text = pdftotext(_build(program, "academic", source), "-raw")

    assert "In the year of the great flood and after it\nGolden Sluice" in text


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        pytest.param(
            *("start_date: 2001-01, end_date: 2002-02", "January 2001 – February 2002"),
            marks=pytest.mark.long,
        ),
        ("date: 'Summers of 2018, 2019 and 2020'", "Summers of 2018, 2019 and 2020"),
    ],
)
def test_no_dates_fit_the_column(program: Program, dates: str, printed: str) -> None:
    """Dates come first even if all of them are wider than their column."""
    source = f"""\
language: en
name: Ada Sample
sections: [{{type: experience, entries: [{{name: Mills & Sons, {dates}}}]}}]
"""
    text = pdftotext(_build(program, "academic", source, "--set", "design.date_style=long"), "-raw")

    assert f"{printed}\nMills & Sons" in text


@pytest.mark.parametrize("language", ["ja", pytest.param("ko", marks=pytest.mark.long)])
def test_widest_dates_fit_the_column(program: Program, language: str) -> None:
    """Two months with two digits each stand beside the entry in any language."""
    source = f"""\
language: {language}
name: Ada Sample
sections:
- type: experience
  entries: [{{name: Mills, start_date: 2019-10, end_date: 2022-12}}]
"""
    lines = pdftotext(_build(program, "academic", source), "-layout").splitlines()

    assert next(line for line in lines if "2022" in line).split()[-1] == "Mills"


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", pytest.param("ar", marks=pytest.mark.long)])
def test_grid_beside_the_column(program: Program, language: str) -> None:
    """Two skills beside each other leave the column for dates free, and fit the line."""
    source = f"""\
language: {language}
name: Ada Sample
sections:
- type: languages
  entries: [{{language: English, fluency: native}}, {{language: Français, fluency: good}}]
- type: certificates
  entries: [{{name: Golden Sluice, date: 2019}}]
"""
    pdf = _build(program, "academic", source, "--set", "design.skills=grid")
    with PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        read = text.get_text_bounded()
        ends = [
            (text.get_charbox(at)[0], text.get_charbox(at + len(words) - 1)[2])
            for words in ("English", "Français", "Golden Sluice")
            for at in [read.index(words)]
        ]
    first, second, below = ends if language == "fr" else [(-end, -start) for start, end in ends]

    assert first[0] == pytest.approx(below[0], abs=3)  # a colon may be at its right
    assert second[0] > first[1]


def test_aside(program: Program) -> None:
    """The column beside the text is read first, behind the contacts, in the order of the file."""
    pdf = _build(program, "sidebar", PERSON)
    order = ("Ada Sample", "ada@example.org", "Skills", "Oak, Iron", "Summary", "Mills & Sons")

    assert _in_order(pdftotext(pdf, "-raw"), *order)
    assert _in_order(PdfReader(pdf).pages[0].extract_text(), *order)
    with PdfDocument(pdf) as document:
        assert _in_order(document[0].get_textpage().get_text_range(), *order)


def test_long_texts(program: Program) -> None:
    """What is too long for the column is smaller, a contact below its label; a title wraps."""
    title = "Professional experience in the administration of waterworks and of harbours"
    source = PERSON.replace("Ada Sample", "Theodora Sampler")
    source = source.replace(
        "email: ada@example.org", "{email: theodora@example.org, label: Letter}"
    )
    source = source.replace("label: Letter", "label: All correspondence")
    source = source.replace("[{email", "[email: samplewood.mills@example.org, {email")
    source = source.replace("type: experience", f"type: experience\n  title: {title}")
    pdf = _build(program, "sidebar", source, "--set", "design.font_size=11pt")
    lines = pdftotext(pdf, "-raw").splitlines()

    assert lines[0] == "Theodora Sampler"
    assert lines[2:5] == [
        "samplewood.mills@example.org",
        "All correspondence",
        "theodora@example.org",
    ]
    assert title.startswith(next(line for line in lines if line.startswith("Professional")))


def test_wide_label(program: Program) -> None:
    """A column of labels is as wide as the widest, and lines below the first begin beside it."""
    trees = ", ".join(f"tree {number}" for number in range(20))
    skills = f"{{name: Carpentry and joinery, keywords: [{trees}]}}, {{name: Art, keywords: [ink]}}"
    source = PERSON.replace("{name: Crafts, keywords: [Oak, Iron]}", skills)
    with PdfDocument(_build(program, "modern", source)) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        below = text[text.index("tree 0") :].splitlines()[1][:5]
        lefts = [page.get_charbox(text.index(word))[0] for word in ("tree 0", below, "ink")]

    assert lefts == [pytest.approx(lefts[0], abs=1)] * 3


def test_which_sections(program: Program) -> None:
    """A design says which sections stand in the column; another theme has them in their order."""
    aside = ("--set", "design.aside=[awards]")
    order = ("Golden Sluice", "Summary", "Mills & Sons", "Oak, Iron")
    beside = pdftotext(_build(program, "sidebar", PERSON, *aside), "-raw")

    assert _in_order(beside, *order)
    if LONG:
        below = pdftotext(_build(program, "modern", PERSON, *aside), "-raw")
        assert _in_order(below, "Summary", "Mills & Sons", "Golden Sluice", "Oak, Iron")


@pytest.mark.long
def test_more_than_a_column(program: Program) -> None:
    """A section for which the column has no room begins the text, and is read in the same order."""
    skills = ", ".join(f"{{name: Craft {at}, keywords: [Oak, Iron, Stone]}}" for at in range(60))
    source = PERSON.replace("{name: Crafts, keywords: [Oak, Iron]}", skills)
    text = pdftotext(_build(program, "sidebar", source), "-raw")

    assert _in_order(text, "Northmere", "Craft 0:", "Craft 59:", "Summary")


LANGUAGES = ("en", "zh-Hans", "zh-Hant-TW", "ja", "ar")


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_samples(program: Program, theme: str, language: str) -> None:
    """The sample of a language is proven, three times as long too, over pages."""
    program.run("new", "here", "-l", language)
    sample = next((program.folder / "here" / "content").glob("resume.*.yaml"))
    source = sample.read_text("utf-8")
    head, _, sections = source.partition("sections:\n")

    _build(program, theme, source)
    _build(program, theme, f"{head}sections:\n{sections * 3}")


@pytest.mark.long
@pytest.mark.parametrize("person", ["all_sections.en", "all_sections.zh", "long.en", "small.zh"])
@pytest.mark.parametrize("theme", THEMES)
def test_people(program: Program, people: Path, theme: str, person: str) -> None:
    """A person with every type of section is proven, as are a long and a short text."""
    _build(program, theme, (people / f"{person}.yaml").read_text("utf-8"))


@pytest.mark.long
def test_name_alone_in_the_column(program: Program) -> None:
    """A person may have only a name in the column of `sidebar`: it is a line of its own."""
    source = """\
language: en
name: Ada Sample
sections: [{type: education, entries: [{institution: School of Tides, date: 2018}]}]
"""
    pdf = _build(program, "sidebar", source)

    assert pdftotext(pdf, "-raw").startswith("Ada Sample\nEducation\n")


@pytest.mark.long
def test_address_beside_its_icon(program: Program) -> None:
    """The lines of a long address in the column of `sidebar` begin below each other."""
    source = PERSON.replace("Northmere]", "'17 Long Sluice Street, Northmere under the Hill'}]")
    source = source.replace("address: '", "{address: '")
    pdf = _build(program, "sidebar", source, "--set", "design.icons=true")
    with PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        first, then = (page.get_charbox(text.index(word))[0] for word in ("17 Long", "under the"))

    assert first == pytest.approx(then, abs=1)


@pytest.mark.long
def test_mark_wider_than_its_letter(program: Program) -> None:
    """A space stays behind a letter with a wider mark, which another font than the text's sets."""
    text = "Let x\u0304 y\u0306 q\u0308 be r\u0303 s, m\u0304 end"
    source = PERSON.replace("Ground", f'"{text}"')

    assert text in pdftotext(_build(program, "sidebar", source), "-raw")


FROM_THE_RIGHT = """\
language: ar
name: آدا مثال
photo: me.jpg
contacts: [email: ada@example.org]
sections:
- type: experience
  entries:
  - name: جامعة المثال في المدينة الشمالية
    position: مطورة برمجيات في قسم البحث
    location: المدينة
    start_date: 2015-10
    end_date: 2020-07
"""


@pytest.mark.long  # by day a page from the right in another theme: test_themes.py
def test_from_the_right(program: Program) -> None:
    """From right to left, the photo is at the right end of its column.

    If the details of an entry do not all fit beside its title, all are in the line below.
    """
    Image.new("RGB", (300, 400), "navy").save(program.folder / "me.jpg")
    pdf = _build(program, "sidebar", FROM_THE_RIGHT)
    with PdfDocument(pdf) as document:
        page = document[0]
        photo = next(item for item in page.get_objects() if item.type == raw.FPDF_PAGEOBJ_IMAGE)
        right, width = photo.get_bounds()[2], page.get_width()
    lines = [line for line in pdftotext(pdf, "-layout").splitlines() if "مطورة" in line]

    assert width - right == pytest.approx(14 * 72 / 25.4, abs=0.5)  # the margin
    assert ["المدينة" in line and "2015" not in line for line in lines] == [True]
