"""Pages that end where they should not, and lines: PDFs that TeX is made to break badly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_content
from cvtex.document import Document, Text
from cvtex.finish import finish
from cvtex.verify.checks import prove
from cvtex.writers.tex.latex import write_latex

if TYPE_CHECKING:
    from made import Made

BREAK = "\n\\par\\vfill\\pagebreak\n"

PLAIN = r"""
\documentclass{article}
\usepackage{fontspec}
\setmainfont{Linux Libertine O}
\pagestyle{empty}
\begin{document}
\begin{minipage}{1.7cm}\hspace{0pt}uncharacteristically co-operative misunderstandings
\end{minipage}
\end{document}
"""


Typeset = Callable[[str, Path], Path]


@pytest.fixture
def person(people: Path) -> Document:
    """Return the Document of an invented person with one section."""
    document = check_content(people / "small.en.yaml").value
    assert document
    return document


def _broken(typeset: Typeset, document: Document, folder: Path, before: str) -> dict[str, str]:
    """Break a page before a text of the source; return the findings, by their codes."""
    source = write_latex(document)
    assert before in source
    pdf = folder / "finished.pdf"
    finish(typeset(source.replace(before, BREAK + before, 1), folder), document, pdf)
    return {finding.code: finding.message for finding in prove(pdf, document)}


def test_heading_alone(person: Document, tmp_path: Path, typeset: Typeset) -> None:
    """A heading at a page's foot without its text is found, and a last page almost empty."""
    told = _broken(typeset, person, tmp_path, "\\cventry{")

    assert told.keys() == {"heading-stranded", "page-sparse"}
    assert f"`{person.sections[0].title.text}`" in told["heading-stranded"]


@pytest.mark.long  # by day test_heading_alone
def test_entry_alone(person: Document, tmp_path: Path, typeset: Typeset) -> None:
    """So is the heading of an entry, but not the one of the section above it."""
    told = _broken(typeset, person, tmp_path, "\\begin{cvhighlights}")

    assert told.keys() == {"heading-stranded", "page-sparse"}
    assert "`Tidewater Works" in told["heading-stranded"]


def test_break_before_a_section(person: Document, tmp_path: Path, typeset: Typeset) -> None:
    """A page that ends before a heading ends well."""
    assert _broken(typeset, person, tmp_path, "\\cvsection{").keys() == {"page-sparse"}


def test_split_words(sample: Made, tmp_path: Path, typeset: Typeset) -> None:
    """A hyphen at a line's end that nobody typed is found, one that was typed is not."""
    pdf = typeset(PLAIN, tmp_path)
    words = "uncharacteristically co-operative misunderstandings"
    name = replace(sample.document.name, content=(Text(words),))
    split = [
        finding
        for finding in prove(pdf, replace(sample.document, name=name))
        if finding.code == "word-split"
    ]

    assert split
    assert {finding.span for finding in split} == {name.span}
    assert not any("cooperative" in finding.message for finding in split)
    assert "word-split" not in {finding.code for finding in prove(pdf, None)}


def test_words_that_would_fit(people: Path, tmp_path: Path, typeset: Typeset) -> None:
    """A word or an address that is split is found, unless it is wider than a line."""
    head = (people / "small.en.yaml").read_text(encoding="utf-8")
    fill = "Filler words that take the line to where it has to be broken and a bit further than"
    fits, wide = f"https://example.org/{'fits/' * 9}", f"https://example.org/{'wide/' * 40}"
    word = "Donaudampfschifffahrtsgesellschaft"
    file = tmp_path / "me.yaml"
    file.write_text(
        f"{head}\n  - type: list\n    title: Addresses\n    entries:\n"
        f"      - {fill} {fits}\n      - {fill} {wide}\n      - {fill} {word}\n"
        f"      - {fill} CI/CD\n",
        encoding="utf-8",
    )
    document = check_content(file).value
    assert document
    # Each address is taken to be too wide, and the word is split.
    always = r"\csname bool_gset_true:N\expandafter\endcsname\csname g__cvtex_long_bool\endcsname"
    begin = "\\begin{document}"
    source = write_latex(document).replace(
        begin, f"{begin}{always}\\renewcommand\\cvlong[1]{{}}", 1
    )
    source = source.replace("f\\cvsplit{}s", "f\\hfil\\break s")
    source = source.replace("CI/CD", "CI/\\hfil\\break CD")
    pdf = tmp_path / "finished.pdf"
    finish(typeset(source, tmp_path), document, pdf)

    found = [one.message for one in prove(pdf, document) if one.code == "word-split"]
    assert len(found) == 3
    assert f"`{fits}`" in found[0]
    assert f"`{word}`" in found[1]
    assert "`CI/CD`" in found[2]


@pytest.mark.parametrize(
    ("typed", "broken"),
    [
        pytest.param(
            "样例（Sample），用户", "样例（Sample）\\linebreak ，用户", marks=pytest.mark.long
        ),
        pytest.param("样例（双）和", "样例（\\linebreak 双）和", marks=pytest.mark.long),
        ("A word (in brackets) more", "A word (\\linebreak in brackets) more"),
        pytest.param(
            "A word (in brackets) more",
            "A word (in brackets\\linebreak ) more",
            marks=pytest.mark.long,
        ),
    ],
)
def test_marks_at_line_ends(
    person: Document, tmp_path: Path, typeset: Typeset, typed: str, broken: str
) -> None:
    """A line that ends before a closing mark is found, or after an opening one, and no other."""
    name = replace(person.name, content=(Text(typed),))
    document = replace(person, name=name, script="Hans")
    source = re.sub(r"\\cvtied\{(.*?)\}", r"\1", write_latex(document))
    assert typed in source
    for text, told in ((typed, 0), (broken, 1)):
        pdf = tmp_path / "finished.pdf"
        finish(typeset(source.replace(typed, text), tmp_path), document, pdf)
        found = [one for one in prove(pdf, document) if one.code == "line-edge"]
        assert len(found) == told
        assert {one.span for one in found} <= {name.span}


@pytest.mark.long  # by day the other direction
def test_marks_at_line_ends_from_right_to_left(tmp_path: Path, typeset: Typeset) -> None:
    """The same holds for text from right to left, whose brackets are mirrored."""
    file = tmp_path / "me.yaml"
    file.write_text(
        "language: he\nname: אדה (לדוגמה) כותבת\n"
        "sections: [{type: list, title: א, entries: [ב]}]\n",
        encoding="utf-8",
    )
    document = check_content(file).value
    assert document
    source, closing = write_latex(document), r"\cvltr{(}"
    assert source.count(closing) == 1
    for text, told in ((closing, 0), (rf"}}\linebreak\cvrtl{{{closing}", 1)):
        pdf = tmp_path / "finished.pdf"
        finish(typeset(source.replace(closing, text), tmp_path), document, pdf)
        found = [one for one in prove(pdf, document) if one.code == "line-edge"]
        assert [one.span for one in found] == [document.name.span] * told
