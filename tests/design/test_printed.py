"""What options change on the page, in real PDFs: each is proven, in every theme."""

from __future__ import annotations

import subprocess
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf, parse_content_stream
from PIL import Image
from pypdfium2 import PdfDocument, raw

from cvtex.paths import latex_dir
from made import pdftotext

if TYPE_CHECKING:
    from running import Program

THEMES = sorted(path.name for path in (latex_dir() / "themes").iterdir())
EN = """\
language: en
name: Ada Sample
headline: Miller
photo: me.jpg
contacts:
- email: ada@example.org
- phone: +1 202 555 0143
- url: https://ada.example.org
- address: Northmere
- profile: {network: GitHub, username: ada-sample, url: "https://code.example.org/ada"}
summary: Builds mills.
sections:
- type: experience
  entries:
  - {name: Mills & Sons, position: Miller, date: 2020-03 – 2021, highlights: [Ground]}
- type: projects
  entries: [{name: Wheel, date: 2019-12, keywords: [Oak, Iron]}]
- type: education
  entries: [{institution: School of Tides, study_type: BSc, courses: [Sluices], date: 2018}]
- type: skills
  entries: [{name: Languages, keywords: [C++, Rust]}, {name: Crafts, keywords: [Oak]}, Sailing]
"""
ZH = """\
language: zh
name: 张样例
headline: 工程师
photo: me.jpg
contacts: [email: zhang@example.org, address: 虚构市]
summary: 造磨坊，用 Python 写程序。
sections:
- type: experience
  entries: [{name: 样例磨坊, position: 工程师, date: 2020-03 – 2021, highlights: [磨面]}]
- type: projects
  entries: [{name: 水车, date: 2019-12, keywords: [橡木, 铁]}]
- type: education
  entries: [{institution: 潮汐大学, study_type: 学士, courses: [水闸], date: 2018}]
- type: skills
  entries: [{name: 语言, keywords: [C++, Rust]}, {name: 手艺, keywords: [木工]}, 航海]
"""
AR = """\
language: ar
name: آدا مثال
headline: مطورة
photo: me.jpg
contacts: [email: ada@example.org, address: مدينة المثال]
summary: تبني الطواحين.
sections:
- type: experience
  entries: [{name: شركة المثال, position: مطورة, start_date: 2020-03, end_date: 2021}]
- type: projects
  entries: [{name: عجلة, date: 2019-12, keywords: [بلوط, حديد]}]
- type: education
  entries: [{institution: جامعة المثال, study_type: بكالوريوس, courses: [سدود], date: 2018}]
- type: skills
  entries: [{name: لغات, keywords: [C++, Rust]}, {name: حرف, keywords: [نجارة]}]
"""
PEOPLE = {"en": EN, "zh": ZH, "ar": AR}

# Two designs that together set each option of a choice to two of its values at least.
ONE = (
    "heading_style=band heading_case=upper date_style=numeric skills=grid bullets=quiet icons=true"
    " photo_side=left photo_shape=circle page_numbers=name links=accent"
)
OTHER = (
    "heading_style=lines date_style=long skills=labels bullets=ink icons=false photo_side=right"
    " photo_shape=rounded density=0.9 justify=true ink=1A1A1A page_numbers=total"
)
LABELS = ("labels={keywords: Technologies, courses: off}", "titles={experience: Work}")
SIZE = ("photo_size={width: 30mm, height: 40mm}",)


def _build(program: Program, source: str, *options: str) -> Path:
    """Build a PDF, which has to be proven, in the program's folder."""
    (program.folder / "me.yaml").write_text(source, encoding="utf-8")
    Image.new("RGB", (300, 400), "navy").save(program.folder / "me.jpg")
    settings = [part for option in options for part in ("--set", f"design.{option}")]
    built = program.run("build", "me.yaml", "-o", "me.pdf", *settings)

    assert (built.status, built.err) == (0, "")
    return program.folder / "me.pdf"


def _text(pdf: Path) -> str:
    return pdftotext(pdf, "-raw")


def _words(pdf: Path) -> list[str]:
    """Return the words of a PDF; a separator is none, for it is gone where a line ends."""
    return _text(pdf).replace("·", " ").split()


ALL = [
    pytest.param(
        theme,
        language,
        design,
        marks=[] if (theme, language, design) == ("classic", "zh", OTHER) else pytest.mark.long,
    )
    for theme in THEMES
    for language in PEOPLE
    for design in (ONE, OTHER)
]


@pytest.mark.parametrize(("theme", "language", "design"), ALL)
def test_proven(program: Program, theme: str, language: str, design: str) -> None:
    """What options change is proven in every theme, from the left and from the right."""
    _build(program, PEOPLE[language], f"theme={theme}", *design.split(), *SIZE, *LABELS)


def test_words(program: Program) -> None:
    """Dates, titles and labels are as a design says; a label that is off is not printed."""
    text = _text(_build(program, EN, "date_style=YYYY-MM", "heading_case=upper", *LABELS))

    assert "2020-03 – 2021" in text
    assert "WORK\n" in text
    assert "EDUCATION\n" in text
    assert "Technologies: Oak, Iron" in text
    assert "Relevant courses" not in text
    assert "Sluices" in text


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.long)])
def test_total_of_pages(program: Program, language: str) -> None:
    """The foot says which page of how many it is: no reader gets more of it than its bullets."""
    parted = PEOPLE[language].replace("- type: ", "- break_before: true\n  type: ")
    (program.folder / "me.yaml").write_text(parted.replace("photo: me.jpg\n", ""), encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--set", "design.page_numbers=total")
    pages = _text(program.folder / "me.pdf").removesuffix("\f").split("\f")

    assert built.status == 0
    assert len(pages) == parted.count("break_before") + 1
    assert [page.split()[:2] for page in pages[1:]] == [["•", "•"]] * (len(pages) - 1)


def _curves(pdf: Path) -> int:
    """Return how many curves the first page draws."""
    with Pdf.open(pdf) as opened:
        operators = [str(one.operator) for one in parse_content_stream(opened.pages[0])]
    return operators.count("c")


def test_icons_are_no_text(program: Program) -> None:
    """Icons are drawn, and no reader gets a character for one."""
    plain = _words(_build(program, EN))
    before = _curves(program.folder / "me.pdf")
    drawn = _words(_build(program, EN, "icons=true"))

    assert not before
    assert _curves(program.folder / "me.pdf")
    assert drawn == plain


@pytest.mark.long  # by day tests/pipeline/test_photo.py, without options
def test_photo(program: Program) -> None:
    """A photo stands on the side that is asked for, as a circle: its corners are white."""
    pdf = _build(program, EN, "photo_side=left", "photo_shape=circle", "margins=20mm")
    with PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
    colours = ((at, page.getpixel(at)) for at in product(range(page.width), range(page.height)))
    navy = [at for at, (_, green, blue) in colours if green < 30 and blue > 90]
    left, top = min(x for x, _ in navy), min(y for _, y in navy)
    width = max(x for x, _ in navy) - left

    assert left < 60
    assert len(navy) == pytest.approx(3.14 * (width / 2) ** 2, rel=0.08)
    assert page.getpixel((left, top)) == (255, 255, 255)


def test_companion(program: Program) -> None:
    """A font that is named for a script prints it; one that has no letters of it is refused."""
    pdf = _build(program, AR, "fonts={text: {Arab: Noto Sans Arabic}}")
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    refused = program.run("build", "me.yaml", "--set", "design.fonts={text: {Arab: Lato}}")

    assert "NotoSansArabic-Regular" in fonts
    assert "Naskh" not in fonts
    assert refused.status == 1
    assert "the font `Lato` has no letters of the script Arab" in refused.err


@pytest.mark.long
def test_band_grows_with_the_margin(program: Program) -> None:
    """The band of `banner` is behind the whole head whatever the margin: its text is white."""
    plain = EN.replace("photo: me.jpg\n", "")
    pdf = _build(program, plain, "theme=banner", "margins=25mm")
    with PdfDocument(pdf) as document:
        page = document[0].render(scale=1).to_pil().convert("RGB")
        text = document[0].get_textpage()
        at = text.get_text_bounded().index("ada@example.org")
        bottom = round(document[0].get_height() - text.get_charbox(at)[1])

    assert page.getpixel((10, bottom + 10)) == (0x1D, 0x4E, 0x89)
    assert page.getpixel((10, bottom + 40)) == (255, 255, 255)


@pytest.mark.parametrize(
    "theme",
    [pytest.param(one, marks=[pytest.mark.long] * (one != "banner")) for one in THEMES],
)
def test_accent(program: Program, theme: str) -> None:
    """The option `accent` colours the titles of sections in every theme."""
    pdf = _build(program, EN, f"theme={theme}", "accent=B00020")
    with PdfDocument(pdf) as document:
        page = document[0].render(scale=2).to_pil().convert("RGB")
        text = document[0].get_textpage()
        at = text.get_text_bounded().index("Experience")
        left, bottom, right, top = (2 * side for side in text.get_charbox(at))
        title = page.crop(
            (int(left), int(page.height - top), int(right), int(page.height - bottom))
        )

    assert (0xB0, 0x00, 0x20) in {colour for _, colour in title.getcolors()}


@pytest.mark.long
def test_rows_of_a_grid(program: Program) -> None:
    """Below a cell of several lines, the next row of a grid is no nearer than these are."""
    skills = ", ".join(f"saw {n}" for n in range(12))
    source = f"""\
language: en
name: Ada Sample
sections:
- type: skills
  entries:
  - {{name: First, keywords: [{skills}, mown]}}
  - {{name: Crafts, keywords: [Oak]}}
  - {{name: Then, keywords: [ax]}}
"""
    with PdfDocument(_build(program, source, "skills=grid")) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        first, last, then = (
            page.get_charbox(text.index(word), loose=True)[1] for word in ("First", "mown", "Then")
        )

    assert first - last > 10
    assert last - then > first - last - 1


def test_latin_beside_han(program: Program) -> None:
    """Latin is larger than the Han beside it; dates are still read before the line below them."""
    source = """\
language: zh
name: 张样例
sections:
- type: experience
  entries:
  - name: 样例磨坊
    parts:
    - {position: 工程师, date: 2021-04 – 2022, highlights: [用 Python 造磨坊]}
    - {position: 实习生, date: 2020, highlights: [用 Rust 造水车]}
"""
    path = _build(program, source, "theme=compact")
    with PdfDocument(path) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        latin, han = (
            raw.FPDFText_GetFontSize(page, text.index(char)) for char in ("Python", "造磨坊")
        )

    assert latin / han == pytest.approx(1.07, abs=0.005)
    read = pdftotext(path)
    places = [read.index(part) for part in ("工程师", "2021.04", "Python", "实习生")]
    assert places == sorted(places)


def test_space_beside_a_separator(program: Program) -> None:
    """A separator has equal space on both sides, also after a mark whose right half is blank."""
    source = """\
language: zh
name: 张样例
sections:
- type: experience
  entries: [{name: 样例磨坊（北）, position: 工程师, date: 2021, highlights: [造磨坊]}]
- type: publications
  entries: [{kind: journal, title: 闸门研究, authors: [张样例], venue: 虚构潮汐学报, year: "2022"}]
"""
    with PdfDocument(_build(program, source, "theme=classic")) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        mark, separator, after = (
            page.get_charbox(text.index(char)) for char in ("）", "·", "工程师")
        )

    before, behind = separator[0] - mark[2], after[0] - separator[2]
    assert before == pytest.approx(behind, abs=1.5)
    assert "研究[J]" in text
