from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given

from content import strategies
from cvtex.document import CodeSpan, Emphasis, Inline, Link, Strong, Text, origins, plain
from cvtex.markup import ESCAPABLE, escape_marks, first_lost, parse_markup

URL = "https://example.org/a"


def _text(*content: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(part) if isinstance(part, str) else part for part in content)


def _strong(*content: Inline | str) -> Strong:
    return Strong(_text(*content))


def _emphasis(*content: Inline | str) -> Emphasis:
    return Emphasis(_text(*content))


def _link(url: str, *content: Inline | str) -> Link:
    return Link(_text(*content), url)


def _all(content: tuple[Inline, ...], within: tuple[type, ...] = ()) -> Iterator[tuple[type, ...]]:
    """Yield for each piece of content its type, behind the types of what it stands in."""
    for part in content:
        path = (*within, type(part))
        yield path
        if not isinstance(part, Text | CodeSpan):
            yield from _all(part.content, path)


def _levels(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield content and all content in it."""
    yield content
    for part in content:
        if not isinstance(part, Text | CodeSpan):
            yield from _levels(part.content)


def _links(content: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield the links in content."""
    for part in content:
        if isinstance(part, Link):
            yield part
        if not isinstance(part, Text | CodeSpan):
            yield from _links(part.content)


def _typed(content: tuple[Inline, ...]) -> str:
    """Return all characters that came through, the addresses behind the texts that lead there."""
    return "".join(
        part.text
        if isinstance(part, Text | CodeSpan)
        else _typed(part.content) + (part.url if isinstance(part, Link) else "")
        for part in content
    )


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("**bold** and *italic*", (_strong("bold"), " and ", _emphasis("italic"))),
        ("`code`", (CodeSpan("code"),)),
        (f"see [the report]({URL}).", ("see ", _link(URL, "the report"), ".")),
        ("**“引号”**", (_strong("“引号”"),)),
        ("今年**年度**", ("今年", _strong("年度"))),
        ("用Java**开发**了8**套**", ("用Java", _strong("开发"), "了8", _strong("套"))),
        ("**增长**20%", (_strong("增长"), "20%")),
        ("**Inc.**.com", (_strong("Inc."), ".com")),
        ("**C++**/**.NET**", (_strong("C++"), "/", _strong(".NET"))),
        ("**>90%**, *!x*", (_strong(">90%"), ", ", _emphasis("!x"))),
        ("**Role:**Lead", (_strong("Role:"), "Lead")),
        ("**https://example.org/**", (_strong("https://example.org/"),)),
        ("“**bold**” (*italic*)", ("“", _strong("bold"), "” (", _emphasis("italic"), ")")),
        ("函数`f`与`x()`在", ("函数", CodeSpan("f"), "与", CodeSpan("x()"), "在")),
        ("in[tra](mailto:a)", ("in", _link("mailto:a", "tra"))),
        ("**用户价值（LTV）**预估", (_strong("用户价值（LTV）"), "预估")),
        ("提升**“留存”**与*转化*。", ("提升", _strong("“留存”"), "与", _emphasis("转化"), "。")),
        ("**(a)**b", (_strong("(a)"), "b")),
    ],
)
def test_marks(source: str, content: tuple[Inline | str, ...]) -> None:
    """Marks make bold, italic, code and links, whatever script and punctuation stand around."""
    assert parse_markup(source) == _text(*content)


@pytest.mark.parametrize(
    "source",
    [
        "__init__.py and _under_",
        "5 * 3",
        "2 ** 3 ** 4",
        "* not a list",
        "~~gone~~ <b>tag</b> &amp; # 1. > -",
        "![alt] text",
        "**open",
        "open*",
        "closed** here",
        "a ` b",
        "``a`",
        "[text] (url)",
        "[text](",
        "[text](two words)",
        "[text](open(bracket)",
        "[](https://example.org)",
        "[text]()",
        "a]b[c",
        # What people type in numbers, formulas, patterns, names and paths.
        "Trained on 8*A100 and 16*V100 nodes",
        "在8*A100与16*V100集群上训练，以3*3卷积替换5*5卷积",
        "7*24小时值守，5*8小时支持",
        "分辨率由1024*768提升到1920*1080",
        "显卡*8，服务器*16",
        "8*卡训练，16*机",
        "Grew the table from 5*10^3 to 5*10^5 rows",
        "Cut the cost from O(n*m) to O(n*k)",
        "(a+b)*(c+d)*(e+f)",
        "2**10 to 2**20, (x)**2 + (y)**2",
        "π*r**2, größe*höhe",
        "in**tra**word",
        "f(*args, **kwargs)",
        "A*搜索与D*搜索",
        "C*-algebras and W*-algebras",
        "the suites test_*.py and conf_*.py",
        "*.py、*.js",
        "src/**/*.py, lib/*, bin/*, etc/*",
        "src/*.c and src/*.h",
        "List<*> and Map<*, *>",
        '"*" and "*", “*”和“*”',
        "-*- coding: utf-8 -*-",
        "^.*$ and ^\\w*$",
        "五星*，六星*。",
        "M*A*S*H",
        "138***1234",
        "Kaua`i and O`ahu",
        "`okina and Hawai`i",
        "``quoted'' and ``more''",
        "rock`n`roll",
        "f[0](x) and g[i](y)",
        "\\\\server\\share and C:\\_new",
        "C:\\temp\\*.log and D:\\*.*",
        "¯\\_(ツ)_/¯",
        "\\textbf{x} and \\d+\\.\\d",
        "\\\\ and \\\\\\",
        "C:\\temp\\new",
        "a\\",
        "**** and ****more****",
        "**",
    ],
)
def test_literal(source: str) -> None:
    """Whatever does not pair up is the text that was typed."""
    assert parse_markup(source) == (Text(source),)


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("***both***", (_emphasis(_strong("both")),)),
        ("**bold *and italic***", (_strong("bold ", _emphasis("and italic")),)),
        ("*a **b** c*", (_emphasis("a ", _strong("b"), " c"),)),
        ("**a `*` b**", (_strong("a ", CodeSpan("*"), " b"),)),
        (f"[**a** b]({URL})", (_link(URL, _strong("a"), " b"),)),
        (f"**[a]({URL})**", (_strong(_link(URL, "a")),)),
        (f"**[a**]({URL})", ("**", _link(URL, "a**"))),
        (f"[a [1]]({URL})", (_link(URL, "a [1]"),)),
        (f"[1] [a]({URL})", ("[1] ", _link(URL, "a"))),
        (f"[a [b]({URL}) c]({URL})", ("[a ", _link(URL, "b"), f" c]({URL})")),
        (f"[`]`]({URL})", (_link(URL, CodeSpan("]")),)),
        ("**open *closed*", ("**open ", _emphasis("closed"))),
        ("***a*", ("**", _emphasis("a"))),
    ],
)
def test_nesting(source: str, content: tuple[Inline | str, ...]) -> None:
    """Marks nest, code is taken as it is, and a link holds no link."""
    assert parse_markup(source) == _text(*content)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("`*a* \\ [b](c)`", "*a* \\ [b](c)"),
        ("``a ` b``", "a ` b"),
        ("`` ` ``", "`"),
        ("` a `", "a"),
        ("`  `", "  "),
        ("`a\\`", "a\\"),
    ],
)
def test_code(source: str, code: str) -> None:
    """Code holds every character, also backticks if more of them stand around it."""
    assert parse_markup(source) == (CodeSpan(code),)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)_(c)",
        "https://example.org/*a*?b=`c`",
        "https://example.org/张样例",
        "mailto:ada@example.org",
        "https://example.org/[1]",
    ],
)
def test_address(url: str) -> None:
    """The address of a link is what was typed, parentheses in pairs and marks included."""
    assert parse_markup(f"[text]({url})") == (_link(url, "text"),)


@pytest.mark.parametrize("sign", string.punctuation.replace("\\", ""))
def test_escapes(sign: str) -> None:
    """A backslash before a mark, or a sign that LaTeX escapes, is not printed; any other is."""
    typed = f"\\{sign}a\\{sign}"

    assert parse_markup(typed) == (Text(typed if sign not in ESCAPABLE else f"{sign}a{sign}"),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\*\*a\*\*", "**a**"),
        (r"\[a](https://example.org)", "[a](https://example.org)"),
        (r"\`a`", "`a`"),
        (r"\\*", r"\*"),
        (r"\\\*", r"\*"),
        (r"\\\\\*a\*", r"\\*a*"),
        (r"\张 \a \ ", r"\张 \a \ "),
    ],
)
def test_escaped_markup(source: str, text: str) -> None:
    """An escaped mark begins nothing, and a backslash before anything else stays."""
    assert parse_markup(source) == (Text(text),)


@given(strategies.literal)
def test_plain_text(source: str) -> None:
    """A text without marks comes back as it was typed."""
    assert parse_markup(source) == ((Text(source),) if source else ())


@given(strategies.markup)
def test_nothing_is_lost(source: str) -> None:
    """Of any text every character comes through, in order, but for the marks that were read."""
    marks = str.maketrans("", "", strategies.MARKS + " ")

    assert _typed(parse_markup(source)).translate(marks) == source.translate(marks)


@given(strategies.markup)
@example("***a** b* **c***d")
@example(r"\\**b** \\\*c \`d` \[e](f)")
@example(r"C:\*.a \*.b")
def test_every_character_is_accounted_for(source: str) -> None:
    """Each character of a text is printed at its place, or is a mark that the content explains."""
    content = parse_markup(source)
    offsets = [at for origin in origins(content) for at in origin.offsets]

    assert first_lost(source, content) is None
    assert "".join(source[at] for at in offsets) == plain(content)
    assert offsets == sorted(set(offsets))
    left_out = "".join(char for at, char in enumerate(source) if at not in {*offsets})
    urls = "".join(part.url for part in _links(content))
    assert not Counter(left_out) - Counter(urls) - Counter(dict.fromkeys("\\`*[]() ", 10**6))


@given(strategies.markup)
@example("C:*.log* x*.a")
def test_escaped(source: str) -> None:
    """Plain text whose marks are escaped prints as it is."""
    assert parse_markup(escape_marks(source)) == ((Text(source),) if source else ())


@pytest.mark.parametrize(
    ("source", "read", "at"),
    [
        ("abc", "ac", 1),
        ("abc", "ab", 2),
        ("*a*", "a", 0),
        (r"\a", "a", 0),
        ("**a**.b", "**a**b", 5),
        ("**a**.b", "**a**", 5),
        ("`a`", "`b`", 1),
        ("[a](b)", "[c](b)", 1),
        ("[a](b)c", "[a](b)", 6),
    ],
)
def test_a_lost_character_is_found(source: str, read: str, at: int) -> None:
    """Content that lacks a character of its text, or has another, does not pass."""
    assert first_lost(source, parse_markup(read)) == at


@given(strategies.markup)
def test_shape(source: str) -> None:
    """Content is in its simplest shape: nothing empty, no two texts in a row, no link in a link."""
    content = parse_markup(source)
    levels = list(_levels(content))

    assert all(levels) or not source
    assert all(part.text for level in levels for part in level if isinstance(part, Text | CodeSpan))
    assert not any(
        isinstance(here, Text) and isinstance(there, Text)
        for level in levels
        for here, there in pairwise(level)
    )
    assert all(path.count(Link) <= 1 for path in _all(content))


@pytest.mark.parametrize("level", [1, 30, 3000])
@pytest.mark.parametrize(
    "wrap",
    [("*a ", " a*"), ("**a ", " a**"), ("***a ", " a***"), ("*", "*"), ("[a ", f" a]({URL})")],
    ids=" … ".join,
)
def test_depth(wrap: tuple[str, str], level: int) -> None:
    """However deep marks nest, content stays shallow enough to be walked and typeset."""
    content = parse_markup(wrap[0] * level + "x" + wrap[1] * level)

    assert max(len(path) for path in _all(content)) <= 25
