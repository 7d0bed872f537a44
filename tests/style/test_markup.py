from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.exchange.loading import load_content
from cvtex.style.manuscript import Manuscript
from cvtex.style.markup import markup

from .conftest import Tell


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("⟦## Heading⟧", "title"),
        ("⟦~~gone~~⟧ and done", "leave it out"),
        ("a ⟦_very good_⟧ one", "`*italic*`"),
        ("a ⟦__very good__⟧ one", "`**bold**`"),
        ("in⟦**tra**⟧word", "whole words"),
        ("⟦**Ku**⟧bernetes", "whole words"),
        ("a ⟦**very good **⟧ one", "no space"),
        ("a ⟦** very good**⟧ one", "no space"),
        ("日均⟦** 2,300万 **⟧ 用户", "no space"),
        ("熟悉⟦**高并发架构⟧", "close it"),
        ("⟦**Led the team⟧", "close it"),
        ("⟦<b>⟧bold</b>", "`**bold**`"),
        ("⟦<strong>⟧bold</strong>", "`**bold**`"),
        ("⟦<em>⟧x</em>", "`*italic*`"),
        ("a ⟦</b>⟧ alone", "`**bold**`"),
        ("<ul> and ⟦<u>⟧both</u>", "leave the tags out"),
        ("one⟦<br>⟧two", "paragraph"),
        ("one⟦<br/>⟧two", "paragraph"),
        ("H⟦<sub>⟧2</sub>O", "₂"),
        ("⟦<a href⟧='https://example.org'>x", "[text]"),
        ("⟦<li>⟧one</li>", "highlights"),
        ("⟦<span style='x'>⟧one</span>", "leave the tags out"),
        ("⟦<U>⟧one</U>", "leave the tags out"),
        ("⟦<font color=red>⟧one", "leave the tags out"),
        ("⟦<em>⟧one", "leave the tags out"),
        ("⟦<!-- not yet -->⟧", "leave it out"),
        ("one⟦<script>⟧x</script>", "leave the tags out"),
        ("⟦# Engineer⟧", "title"),
        ("⟦---⟧", "leave it out"),
        ("⟦__Very good__⟧", "`**bold**`"),
        ("写⟦__加粗__⟧文字", "`**bold**`"),
        ("写⟦＊＊加粗＊＊⟧文字", "`**bold**`"),
        ("⟦_斜体_⟧", "`*italic*`"),
        ("⟦!⟧[logo](https://example.org/a.png)", "`photo`"),
        ("see ⟦<https://example.org>⟧", "`[text](https://example.org)`"),
        ("⟦[a]( https://example.org )⟧", "`[text](https://example.org)`"),
        ('⟦[a](https://example.org "title")⟧', "`[text](https://example.org)`"),
        ("⟦[x] to do⟧", "leave it out"),
        ("⟦`make all⟧", "close it"),
        ("⟦{\\bf⟧ x}", "type the text"),
        ("see ⟦\\cite{⟧x}", "type the text"),
        ("5⟦\\,⟧km", "type the text"),
        ("Did：⟦• one • two⟧", "highlights"),
        ("R⟦&amp;⟧D", "write `&`"),
        ("a⟦&nbsp;⟧b", "a space"),
        ("5 ⟦&#215;⟧ 3", "`×`"),
        ("⟦\\textbf{⟧bold}", "`**bold**`"),
        ("⟦\\emph{⟧x}", "`*italic*`"),
        ("⟦\\href{⟧https://example.org}{x}", "[text]"),
        ("⟦\\item⟧ one", "highlights"),
        ("5 ⟦\\times⟧ 3", "the character itself"),
        ("R⟦\\&⟧D", "write `&` alone"),
        ("50⟦\\%⟧", "write `%` alone"),
        ("C⟦\\#⟧", "write `#` alone"),
        ("⟦snake\\_c⟧ase", "write `_`"),
        ("one ⟦\\\\⟧ two", "paragraph"),
        ("costs ⟦$O(n^2)$⟧", "x²"),
        ("⟦``quoted''⟧", "“ ”"),
    ],
)
def test_told(tell: Tell, text: str, hint: str) -> None:
    """A mark of another language is told at its place, with what to write instead."""
    told = tell(markup, "en", text)

    assert told.texts == [text]
    assert hint in told.findings[0].hint


@pytest.mark.parametrize(
    "text",
    [
        *("List<String>", "Map<K, V> and vector<a>", "a < b and c > d", "AT&T", "R&D; C#", "C++"),
        *(
            "# of users grew",
            "> 90 % of it",
            "- 5 degrees",
            "1. of May",
            "* a footnote",
            "2019. A year",
        ),
        *("__init__.py and _id_", "snake_case_name", "~/.bashrc ~5 %", "a -- b --- c", "==, ++"),
        *(
            "8*A100 and 2**10",
            "2**n and 2**m",
            "x**y**z",
            "f(*args, **kwargs)",
            "**kwargs",
            "price**",
        ),
        *(
            "C:\\new\\times",
            "\\\\server\\share",
            "C:\\_new and dir\\x",
            "¯\\_(ツ)_/¯",
            "\\d+\\.\\d",
        ),
        *("$5 to $10", "$HOME and $PATH", "$5^2", "{braces}", "&& and &x", "a & b; c", "[x] [1] ^"),
        *(
            "replaced <table> by <div>",
            "`<b>x</b> &amp; \\textbf{x} ~~x~~`",
            "https://a.bc/?a&amp;b",
        ),
        *("x ** y ** 2", "2 ** 10 ** 3 bytes", "f(** kwargs) or g(**kwargs)"),
        *("**bold** *italic* `code` [a](https://example.org)", r"\*a\* \\*", "Python • Java • C"),
        *("**用户**增长", "提升**20%**", "Kaua`i and O`ahu", "it''s ``"),
    ],
)
def test_quiet(tell: Tell, text: str) -> None:
    """What text has for a reason of its own is not told."""
    assert tell(markup, "en", text).findings == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Keeps mills.\n- Ten years of gates\n- Five of sluices", [2]),
        ("Keeps mills.\n1. First\n2. Second", [2]),
        ("* one\n* two", [1]),
        ("Did this:\n• one", [2]),
        ("# Heading\nand text", [1]),
        ("a\n\n---\n\nb", [3]),
        ("| a | b |\n| - | - |", [1]),
        ("> quoted\n> more", [1]),
        ("one\\\\\ntwo", [1]),
        ("Wrapped at\n2019. It went on", []),
        ("Grew by 5\n– more than before – and\n> 90 %", []),
    ],
)
def test_lines(tmp_path: Path, text: str, lines: list[int]) -> None:
    """A list, a heading, a rule or a table in a text of several lines is told once, at its line."""
    path = tmp_path / "resume.yaml"
    block = "".join(f"  {line}\n" for line in text.splitlines())
    path.write_text(f"language: en\nname: Ada\nsections: []\nsummary: |\n{block}", encoding="utf-8")
    resume = load_content(path).value
    assert resume is not None

    found = [finding.span.line - 4 for finding in markup(Manuscript(resume)) if finding.span]

    assert found == lines
