from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings

from cvtex.content.markup import parse_markup
from cvtex.document import Code, Emphasis, Inline, Link, Strong, Text

from . import strategies

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
        if not isinstance(part, Text | Code):
            yield from _all(part.content, path)


def _levels(content: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield content and all content in it."""
    yield content
    for part in content:
        if not isinstance(part, Text | Code):
            yield from _levels(part.content)


def _typed(content: tuple[Inline, ...]) -> str:
    """Return all characters that came through, the addresses behind the texts that lead there."""
    return "".join(
        part.text
        if isinstance(part, Text | Code)
        else _typed(part.content) + (part.url if isinstance(part, Link) else "")
        for part in content
    )


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("**bold** and *italic*", (_strong("bold"), " and ", _emphasis("italic"))),
        ("`code`", (Code("code"),)),
        (f"see [the report]({URL}).", ("see ", _link(URL, "the report"), ".")),
        ("in**tra**word", ("in", _strong("tra"), "word")),
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
        ("**a `*` b**", (_strong("a ", Code("*"), " b"),)),
        (f"[**a** b]({URL})", (_link(URL, _strong("a"), " b"),)),
        (f"**[a]({URL})**", (_strong(_link(URL, "a")),)),
        (f"**[a**]({URL})", ("**", _link(URL, "a**"))),
        (f"[a [1]]({URL})", (_link(URL, "a [1]"),)),
        (f"[1] [a]({URL})", ("[1] ", _link(URL, "a"))),
        (f"[a [b]({URL}) c]({URL})", ("[a ", _link(URL, "b"), f" c]({URL})")),
        (f"[`]`]({URL})", (_link(URL, Code("]")),)),
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
    assert parse_markup(source) == (Code(code),)


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


@pytest.mark.parametrize("mark", list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"))
def test_escapes(mark: str) -> None:
    """A backslash makes a mark of any punctuation the character itself."""
    assert parse_markup(f"\\{mark}a\\{mark}") == (Text(f"{mark}a{mark}"),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\*\*a\*\*", "**a**"),
        (r"\[a](https://example.org)", "[a](https://example.org)"),
        (r"\`a`", "`a`"),
        (r"\\*", r"\*"),
        (r"\张 \a \ ", r"\张 \a \ "),
    ],
)
def test_escaped_markup(source: str, text: str) -> None:
    """An escaped mark begins nothing, and a backslash before anything else stays."""
    assert parse_markup(source) == (Text(text),)


@settings(deadline=None)
@given(strategies.literal)
def test_plain_text(source: str) -> None:
    """A text without marks comes back as it was typed."""
    assert parse_markup(source) == ((Text(source),) if source else ())


@settings(deadline=None)
@given(strategies.markup)
def test_nothing_is_lost(source: str) -> None:
    """Of any text every character comes through, in order, but for the marks that were read."""
    marks = str.maketrans("", "", strategies.MARKS + " ")

    assert _typed(parse_markup(source)).translate(marks) == source.translate(marks)


@settings(deadline=None)
@given(strategies.markup)
def test_shape(source: str) -> None:
    """Content is in its simplest shape: nothing empty, no two texts in a row, no link in a link."""
    content = parse_markup(source)
    levels = list(_levels(content))

    assert all(levels) or not source
    assert all(part.text for level in levels for part in level if isinstance(part, Text | Code))
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


@pytest.mark.parametrize(
    "pattern",
    [
        *("*", "[", "]", "`", "\\", "[]", "*a ", "a* ", "**a*", "a**b*c", "`a``"),
        *("[a*", "[a](", "[a](u", "[[a](u)", "[*a](u)", "](a()"),
    ],
)
def test_time(pattern: str) -> None:
    """Time grows with the length of a text and no faster, whatever marks it is made of."""
    start = time.process_time()
    parse_markup(pattern * 20_000)

    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "source", ["".join("`" * length + "a" for length in range(1, 400)), "`a" * 10_000 + "``"]
)
def test_time_of_fences(source: str) -> None:
    """Backticks that find no partner are not looked for again and again."""
    start = time.process_time()
    parse_markup(source)

    assert time.process_time() - start < 3
