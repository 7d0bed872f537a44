"""Themes: a folder with theme.yaml and theme.sty, cvtex's own and a person's."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.design.looks import Looks, theme_folders
from cvtex.design.theme import load_design
from cvtex.paths import latex_dir
from made import pdftotext

if TYPE_CHECKING:
    from running import Program

THEME = """\
description: Noto, with headings in sans serif
base: classic
fonts:
  text: {Latn: Noto Serif, Hani: "Noto Serif CJK {form}"}
  heading: {Latn: Noto Sans, Hani: "Noto Sans CJK {form}"}
headings: [name, section, entry]
options: {accent: "006644", margins: {left: 25mm}}
"""
LOOKS = r"\cvtexsetup{section}{rule = 1pt}"
ENGLISH = """\
language: en
name: Ada Sample
summary: Builds mills, as [her page](https://example.org) shows.
sections:
- type: experience
  entries:
  - {name: Mills Ŵ & Sons, position: Miller, start_date: 2020, end_date: 2021}
"""
CHINESE = """\
language: zh
name: 张样例
summary: 造磨坊，用 Python 写程序。
sections:
- type: experience
  entries:
  - {name: 样例磨坊, position: 工程师, start_date: 2020, end_date: 2021}
"""

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(program: Program) -> Write:
    """Return a function that writes the files of a project in the program's folder."""

    def _write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = program.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return program.folder

    return _write


def _text(pdf: Path) -> str:
    return pdftotext(pdf, "-raw")


def _fonts(pdf: Path) -> set[str]:
    printed = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    return {line.split()[0].partition("+")[2] for line in printed.splitlines()[2:]}


def test_a_theme_of_ones_own(program: Program, write: Write) -> None:
    """A theme in `themes/` beside `content/` has fonts of its own, and both PDFs are proven.

    Options of the edition are set above those of the theme.
    """
    write(
        {
            "themes/mine/theme.yaml": THEME,
            "themes/mine/theme.sty": LOOKS,
            "content/editions.yaml": "",
            "content/en.yaml": ENGLISH,
            "content/zh.yaml": CHINESE,
        }
    )
    options = ("--theme", "mine", "--set", "design.accent=7A1F2B", "--set", "design.paper=letter")
    english = program.run("build", "content/en.yaml", "-o", "en.pdf", *options)
    chinese = program.run("build", "content/zh.yaml", "-o", "zh.pdf", *options)
    box = subprocess.run(
        ["pdfinfo", program.folder / "en.pdf"], check=True, capture_output=True, text=True
    ).stdout

    assert (english.status, english.err) == (0, "")
    assert (chinese.status, chinese.err) == (0, "")
    assert {"NotoSans-Bold", "NotoSerif-Regular"} <= _fonts(program.folder / "en.pdf")
    assert "NotoSansCJKjp-Bold-Identity-H" in _fonts(program.folder / "zh.pdf")
    assert "(letter)" in box


ALL = sorted(path.name for path in (latex_dir() / "themes").iterdir())
# One of two columns by day, all in both languages by night. The other of two columns is in
# test_columns.py by day, and ats/test_people proves one of the rest with all sections.
BUILT = [
    pytest.param(
        *(theme, language),
        marks=[] if (theme, language) == ("sidebar", "zh") else pytest.mark.long,
    )
    for theme in ALL
    for language in ("en", "zh")
]  # fmt: skip


@pytest.mark.parametrize(("theme", "language"), BUILT)
def test_proven(program: Program, theme: str, language: str) -> None:
    """The sample of `cvtex new`, with every kind of block in it, is proven in each theme."""
    made = program.run("new", "here", "-l", language)
    file = f"here/content/resume.{language}.yaml"
    built = program.run("build", file, "-o", "me.pdf", "--theme", theme)

    assert made.status == 0
    assert (built.status, "error" in built.err) == (0, False), built.err
    # Parsers take these for bullets, and what stands before one for no heading.
    assert not set("∙⋅◦▪‣") & set(_text(program.folder / "me.pdf"))


ARABIC = """\
language: ar
name: آدا مثال
headline: مطورة
contacts: [email: ada@example.org, address: مدينة المثال]
sections:
- type: experience
  entries:
  - {name: شركة المثال, position: مطورة برمجيات, location: مدينة, start_date: 2020, end_date: 2021}
- {type: languages, entries: [{language: English, fluency: C1}]}
"""


@pytest.mark.parametrize(
    "theme",
    [pytest.param(one, marks=[pytest.mark.long] * (one != "compact")) for one in ALL],
)
def test_right_to_left(program: Program, write: Write, theme: str) -> None:
    """A page from right to left is proven in each theme.

    In `compact`, the head begins at the right margin. The colon of a label is at its left, where
    the line goes on, also if the label is Latin.
    """
    write({"ar.yaml": ARABIC})
    built = program.run("build", "ar.yaml", "-o", "me.pdf", "--theme", theme)

    assert (built.status, built.err) == (0, "")
    if theme != "compact":
        return
    boxes = pdftotext(program.folder / "me.pdf", "-bbox")
    contact = re.search(r'xMax="([\d.]+)".*>ada@example.org<', boxes)
    width = re.search(r'<page width="([\d.]+)"', boxes)

    assert contact
    assert width
    assert float(contact[1]) > 0.9 * float(width[1])
    layout = pdftotext(program.folder / "me.pdf", "-layout")
    assert re.search(r"C1.*:English", layout)


@pytest.mark.parametrize(
    "theme", [pytest.param(one, marks=pytest.mark.long) for one in ALL] + ["banner"]
)
def test_photo(program: Program, write: Write, theme: str) -> None:
    """A head with a photo is proven in each theme: no text has the colour of what is behind it."""
    write({"en.yaml": ENGLISH.replace("summary", "headline: Miller\nphoto: me.jpg\nsummary", 1)})
    Image.new("RGB", (300, 400), "navy").save(program.folder / "me.jpg")
    built = program.run("build", "en.yaml", "-o", "me.pdf", "--theme", theme)

    assert (built.status, built.err) == (0, "")


def test_listed(program: Program, write: Write) -> None:
    """`cvtex themes` lists cvtex's own themes and the project's, each with what it says."""
    write({"themes/mine/theme.yaml": THEME, "content/editions.yaml": ""})
    rows = dict(line.split(maxsplit=1) for line in program.run("themes").out.splitlines())

    assert rows["mine"] == "Noto, with headings in sans serif"
    assert rows.keys() - {"mine"} == {path.name for path in (latex_dir() / "themes").iterdir()}


@pytest.mark.parametrize(
    ("theme", "finding"),
    [
        ("base: mine", "1:7 theme-file"),
        ("base: baroque", "1:7 theme-unknown"),
        ("bases: classic", "1:1 key-unknown"),
        ("headings: [title]", "1:12 value-unknown"),
        ("dates: left", "1:8 value-unknown"),
        ("options: {papr: a4}", "1:11 key-unknown"),
        ("fonts: {text: [Noto]}", "1:15 value-type"),
        ("- classic", "1:1 theme-file"),
        ("base: [classic]", "1:7 value-type"),
        ("options: a4", "1:10 value-type"),
    ],
)
def test_wrong(tmp_path: Path, theme: str, finding: str) -> None:
    """What is wrong in a theme.yaml is reported at its place."""
    file = tmp_path / "themes" / "mine" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(theme)
    found = load_design(Looks("mine"), tmp_path).diagnostics

    assert [f"{one.span.line}:{one.span.column} {one.code}" for one in found if one.span] == [
        finding
    ]


def test_name_that_is_taken(tmp_path: Path) -> None:
    """A theme with the name of one of cvtex's is an error where it is used, and not passed over."""
    file = tmp_path / "themes" / "classic" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("description: mine")
    found = load_design(Looks("classic"), tmp_path).diagnostics

    assert [(one.code, one.span and one.span.file) for one in found] == [("theme-file", file)]
    assert "`classic` is one of cvtex's own themes" in found[0].message


def test_name_that_tex_cannot_take(tmp_path: Path) -> None:
    """A theme whose name is not plain is an error where it is used."""
    file = tmp_path / "themes" / "mine.2" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.touch()
    found = load_design(Looks("mine.2"), tmp_path).diagnostics

    assert [(one.code, one.span and one.span.file) for one in found] == [("theme-file", file)]


def test_mistakes_in_a_theme(program: Program, write: Write) -> None:
    """What TeX complains of in a theme of one's own is reported at its file and line.

    A command that it uses in each title, and that is unknown, is reported once, there.
    """
    theme = (
        f"{LOOKS}\n\\cvtexsetup{{section}}{{ruel = 1pt}}\n"
        "\\cvtexsetup{section}{title = \\unheardof}\n"
    )
    write(
        {
            "themes/mine/theme.yaml": THEME,
            "themes/mine/theme.sty": theme,
            "content/editions.yaml": "",
            "content/en.yaml": ENGLISH,
        }
    )
    ran = program.run("build", "content/en.yaml", "-o", "en.pdf", "--theme", "mine")

    assert ran.status == 1
    assert ran.err.count("Undefined control sequence") == 1
    assert "themes/mine/theme.sty:2:1: error[tex-error]" in ran.err
    assert "cvtex/section/ruel" in ran.err
    assert "themes/mine/theme.sty:3:30: error[tex-error]" in ran.err


def test_option_of_the_command_line(program: Program, write: Write) -> None:
    """What is wrong in an option of the command line is reported as it was typed there."""
    write({"en.yaml": ENGLISH})
    options = ("--theme", "modrn", "--set", "design.accent=red", "--set", "design.labels={work: X}")
    ran = program.run("build", "en.yaml", *options)
    said = [line for line in ran.err.splitlines() if "error" in line]

    assert ran.status == 1
    assert [line.partition(": error[")[0] for line in said] == [
        "--set design.accent=red",
        "--set design.labels={work: X}",
        "--theme modrn",
    ]


def test_missing_font(program: Program, write: Write) -> None:
    """A font that is not installed is an error before TeX runs; the one that was meant is named."""
    write({"en.yaml": ENGLISH})
    ran = program.run("build", "en.yaml", "--set", "design.fonts.text=noto serrif")

    assert ran.status == 1
    assert "error[font-missing]: the font `noto serrif` is not installed" in ran.err
    assert "`Noto Serif`" in ran.err


def test_paper_of_the_place(tmp_path: Path) -> None:
    """What is for the United States or Canada is printed on letter paper."""
    keys = {tag: load_design(Looks(), tmp_path, tag).value for tag in ("en", "en-US", "fr-CA")}

    assert [bool(one and ("page", "size", "letter") in one.keys) for one in keys.values()] == [
        False,
        True,
        True,
    ]


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    """A folder of a person's own does not replace one of cvtex's themes."""
    file = tmp_path / "themes" / "classic" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.touch()

    assert theme_folders(tmp_path)["classic"] == latex_dir() / "themes" / "classic"
