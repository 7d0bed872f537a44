"""Where pages end, and what stands apart on them: documents that TeX may break anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

if TYPE_CHECKING:
    from running import Program

Typeset = Callable[[str, Path], Path]

# With so many points left on a page.
_ROOM = range(6, 120, 6)
_ENTRY = r"""
\cventry{title = {HEAD}, detail = {details}, dates = {2020}}
\begin{cvnotes}\cvnote[Program:]{notes}\end{cvnotes}
\begin{cvnotes}\cvnote[Keywords:]{keywords}\end{cvnotes}
"""
_LIST = r"""
\cventry{title = {HEAD}}
\begin{cvhighlights}
\cvhighlight{1}{parent}
\begin{cvhighlights}
\cvhighlight{1}{first}
\cvhighlight{1}{second}
\cvhighlight*{1}{LAST LONG}
\end{cvhighlights}
\end{cvhighlights}
"""


def _pages(typeset: Typeset, folder: Path, entry: str) -> list[str]:
    """Return the text of pages on which an entry begins with more and more room left."""
    filled = "".join(
        rf"\newpage\hrule height 0pt\vskip\dimexpr\textheight - {room}pt\relax"
        rf"\cvsection{{Section}}\cventry{{title = {{before}}}}{entry}"
        for room in _ROOM
    )
    source = rf"""
\documentclass[themes = classic, script = Latn]{{cvtex}}
\cvtexsetup{{fonts}}{{text = Linux Libertine O}}\cvtexsetup{{page}}{{numbers = off}}
\begin{{document}}\cvname{{Ada}}{filled}\end{{document}}
"""
    pdf = typeset(source.replace("LONG", "word " * 40), folder)
    return [page.extract_text() for page in PdfReader(pdf).pages]


@pytest.mark.parametrize(
    "body",
    [
        r"\cvparagraph{BODY LONG LONG}",
        r"\begin{cvhighlights}\cvhighlight{1}{BODY LONG}\cvhighlight*{1}{LONG}\end{cvhighlights}",
    ],
)
def test_heading_with_its_body(tmp_path: Path, typeset: Typeset, body: str) -> None:
    """The heading of an entry and all notes below it are on the page where its text begins."""
    pages = _pages(typeset, tmp_path, _ENTRY + body)

    assert sum("HEAD" in page for page in pages) == len(_ROOM)
    assert all(page.count("HEAD") == page.count("keywords") == page.count("BODY") for page in pages)


def test_last_of_a_list(tmp_path: Path, typeset: Typeset) -> None:
    """The last highlight of a list takes the one before it to the next page."""
    begins = [page.lstrip("• \n") for page in _pages(typeset, tmp_path, _LIST)]

    assert any(page.startswith("second") for page in begins)
    assert not any(page.startswith("LAST") for page in begins)


_SECTIONS = """\
language: zh
name: 张样例
contacts: [email: zhang@example.org]
sections:
- type: experience
  entries:
  - {name: 虚构公司, date: 2021, highlights: [上线]}
  - {name: 另一公司, date: 2020, highlights: [下线]}
- type: awards
  entries: [{title: 大奖}]
"""


@pytest.mark.parametrize(
    "theme",
    [
        "banner",
        *(
            pytest.param(theme, marks=pytest.mark.long)
            for theme in ("classic", "modern", "compact", "academic", "executive")
        ),
    ],
)
def test_section_farther_than_entry(program: Program, theme: str) -> None:
    """The title of a section is farther from the text above it than an entry is."""
    (program.folder / "me.yaml").write_text(_SECTIONS, encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", theme)
    assert "error" not in built.err
    with PdfDocument(program.folder / "me.pdf") as document:
        page = document[0].get_textpage()
        read = page.get_text_bounded()
        head, title, first, entry, second, section = (
            page.get_charbox(read.index(words), loose=True)[1]
            for words in ("zhang@", "工作经历", "上线", "另一公司", "下线", "获奖")
        )

    assert head - title > 15
    assert second - section > first - entry + 1


_ASIDE = """\
language: en
name: Ada Sample
contacts: [email: ada@example.org]
sections:
- {type: skills, title: One, entries: [{name: A, keywords: [Rgyp]}]}
- {type: languages, title: Two, entries: [{language: English, fluency: no}]}
- {type: certificates, title: Three, entries: [{name: Cane, date: 2020}]}
- {type: interests, title: Four, entries: [air]}
"""


def test_sections_of_the_aside(program: Program) -> None:
    """The titles in the column of `sidebar` are equally far from the text above and below."""
    (program.folder / "me.yaml").write_text(_ASIDE, encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", "sidebar")
    assert "error" not in built.err
    with PdfDocument(program.folder / "me.pdf") as document:
        page = document[0].get_textpage()
        read = page.get_text_bounded()

        def distance(above: str, below: str) -> float:
            first, second = (page.get_charbox(read.index(words))[1] for words in (above, below))
            return float(first - second)

        assert distance("Rgyp", "Two") == pytest.approx(distance("no", "Three"), abs=0.5)
        assert distance("Two", "English") == pytest.approx(distance("Three", "Cane"), abs=0.5)
