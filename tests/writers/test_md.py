"""The Markdown of a Document: a reader of CommonMark gets back each character."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cvtex.build.check import check_content
from cvtex.diagnostics import Span
from cvtex.document import CodeSpan, Document, Emphasis, Inline, Leaf, Link, Strong, Text, plain
from cvtex.verify.readback.text_files import check_text
from cvtex.writers.md import write_markdown
from cvtex.writers.md.inline import inline
from cvtex.writers.md.reading import read_text

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = Path(__file__).parents[1] / "people"
TARGET = Path("me.md")
HERE = Span(Path("resume.yaml"), 1, 1)


def _document(file: Path) -> Document:
    document = check_content(file).value
    assert document is not None
    return document


@pytest.mark.parametrize("name", ["ada", "zhang"])
def test_golden(name: str) -> None:
    """The Markdown of a Document is as it was when a person last looked at it."""
    golden = (GOLDEN / f"{name}.md").read_bytes().decode()

    assert write_markdown(_document(GOLDEN / f"{name}.yaml")) == golden


DAILY = ("all_sections.en.yaml", "all_sections.zh.yaml", "long.he.yaml")


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=file.name, marks=[] if file.name in DAILY else [pytest.mark.long])
        for file in sorted(PEOPLE.glob("*.yaml"))
    ],
)
def test_whole(file: Path) -> None:
    """All words come back in order, with nothing else, in every script and type of section."""
    document = _document(file)

    assert check_text(read_text(write_markdown(document)), document, TARGET) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("snake_case and _this_", r"snake_case and \_this\_"),
        ("1. a list, 2. not", r"1\. a list, 2. not"),
        ("2023.09", "2023.09"),
        ("- an item", r"\- an item"),
        ("+1 202", "+1 202"),
        ("C# and F #", r"C# and F \#"),
        ("# one", r"\# one"),
        ("AT&T &amp; R&D", r"AT&T \&amp; R&D"),
        ("a < b <c>", r"a < b \<c>"),
        ("[x](y) `z` $1", r"\[x\](y) \`z\` \$1"),
    ],
)
def test_escapes(text: str, written: str) -> None:
    """What would be markup is escaped, and nothing else, so that a person can read the file."""
    assert inline(Leaf(1, (Text(text),), HERE)) == written


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ((Strong((Text("工具："),)), Text("筛")), "**工具：**&#31579;"),
        ((Text("a"), Strong((Text("b"),)), Text("c")), "a**b**c"),
        ((Text("a"), Emphasis((Text("(b)"),)), Text("c")), "&#97;*(b)*&#99;"),
        ((Text("a!"), Link((Text("b"),), "https://c.org")), r"a\![b](https://c.org)"),
        ((CodeSpan("a`b"),), "``a`b``"),
        ((CodeSpan("`"),), "`` ` ``"),
        (
            (Link((Text("x]"),), "https://example.org/a_(b)"),),
            r"[x\]](https://example.org/a_\(b\))",
        ),
    ],
)
def test_emphasis(content: tuple[Inline, ...], written: str) -> None:
    """Emphasis that would not begin or end beside a mark has an entity there."""
    assert inline(Leaf(1, content, HERE)) == written


_SMALL = _document(PEOPLE / "small.en.yaml")
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    | st.sampled_from("*_`[]()<>&;#-+ 1."),
    min_size=1,
    max_size=9,
)
TEXT = st.builds(Text, TEXTS)
PARTS = st.one_of(
    TEXT,
    st.builds(CodeSpan, TEXTS),
    *(st.builds(kind, st.tuples(TEXT)) for kind in (Strong, Emphasis)),
    st.builds(Link, st.tuples(TEXT), st.just("https://example.org/?a=(b)&amp;c='\"<")),
)


@given(st.lists(PARTS, min_size=1, max_size=4))
def test_any_text(parts: list[Inline]) -> None:
    """Any text comes back, character by character, whatever stands beside it."""
    # Two emphases that touch are written as one is in a résumé: with a text between them.
    content = tuple(piece for part in parts for piece in (part, Text("·")))
    document = replace(_SMALL, contacts=(), sections=(), headline=Leaf(2, content, HERE))
    read = MarkdownIt("commonmark").parse(write_markdown(document))
    headline = next(one for one in read[3:] if one.type == "inline").children or []

    assert "".join(one.content for one in headline) == plain(content)
    for kind, name in ((Strong, "strong_open"), (Emphasis, "em_open"), (Link, "link_open")):
        assert sum(one.type == name for one in headline) == sum(
            isinstance(part, kind) for part in parts
        )
