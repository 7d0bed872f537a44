from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.conftest import Write
from cvtex.diagnostics import Span
from cvtex.source.composer import VALUES_MAX
from cvtex.source.typed import Empty, Typed, TypedMapping, key_span_at, span_at
from cvtex.source.yaml import parse_yaml, read_yaml

from .reading import finding_in, place_of, read, scalars_in


def test_values(tmp_path: Path, write: Write) -> None:
    """Mappings, lists and scalars come as they are nested, an empty value as `Empty`."""
    source = "name: Ada Sample\nempty:\nlist:\n  - one\n  - [two, {three: 3}]\n"

    assert read(write(source)) == {
        "name": "Ada Sample",
        "empty": Empty(Span(tmp_path / "resume.yaml", 2, 7)),
        "list": ["one", ["two", {"three": "3"}]],
    }


@pytest.mark.parametrize(
    "scalar",
    ["no", "yes", "1:30", "2023.10", "2023-09", "null", "~", "1e3", "0x1F", "010", "1_000", ".5"],
)
def test_scalars_stay_strings(write: Write, scalar: str) -> None:
    """What other programs take for a number, a truth or nothing is the string that was typed."""
    value = read(write(f"{scalar}: {scalar}\nlist: [{scalar}]\n"))

    assert value == {scalar: scalar, "list": [scalar]}


@pytest.mark.parametrize(
    ("source", "text", "quoted"),
    [
        ("a: plain", "plain", False),
        ("a: 'it''s'", "it's", True),
        (r'a: "\u5f20\t"', "张\t", True),
        ("a: ''", "", True),
        ("a: |\n  one\n  two\n", "one\ntwo\n", False),
        ("a: >-\n  one\n  two\n", "one two", False),
        ("a: one\n  two\n", "one two", False),
        ("a: !!str 5", "5", False),
    ],
)
def test_styles(write: Write, source: str, text: str, quoted: bool) -> None:  # noqa: FBT001 - it is what is expected
    """Each style of a scalar gives its text, and it is known whether it stood in quotes."""
    value = read(write(source))
    assert isinstance(value, dict)
    (typed,) = value.values()

    assert isinstance(typed, Typed)
    assert (typed, typed.quoted) == (text, quoted)


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_positions(write: Write, start: str, end: str) -> None:
    """Each scalar knows line, column and length in characters, also beside Chinese text."""
    lines = [
        "name: 张样例",
        "# 注释：此行不算",
        "学校: {名称: 示例大学, city: 甲市}",
        "x: ['a', 😀 b]",
    ]
    file = read(write(start + "".join(line + end for line in lines)))
    found = {
        (scalar.span.line, scalar.span.column, scalar.span.length): str(scalar)
        for scalar in scalars_in(file)
    }

    assert found == {
        (1, 1, 4): "name",
        (1, 7, 3): "张样例",
        (3, 1, 2): "学校",
        (3, 6, 2): "名称",
        (3, 10, 4): "示例大学",
        (3, 16, 4): "city",
        (3, 22, 2): "甲市",
        (4, 1, 1): "x",
        (4, 5, 3): "a",
        (4, 10, 3): "😀 b",
    }


def test_places_by_path(write: Write) -> None:
    """A path of keys and indices leads to the place of its value, and of its last key."""
    file = read(write("list:\n  - name: Ada\n  - name: 张样例\n"))
    value, key = span_at(file, ("list", 1, "name")), key_span_at(file, ("list", 1, "name"))

    assert (value.line, value.column, value.length) == (3, 11, 3)
    assert (key.line, key.column, key.length) == (3, 5, 4)


@pytest.mark.parametrize("source", ["", "\n", "# a comment\n", "---\n", "\ufeff"])
def test_empty(tmp_path: Path, write: Write, source: str) -> None:
    """A file with nothing in it is read: it holds nothing, and that is for others to judge."""
    file = read(write(source))

    assert isinstance(file, Empty)
    assert file.span.file == tmp_path / "resume.yaml"


def test_duplicate_key(write: Write) -> None:
    """A key that is given twice is an error which names both places."""
    finding = finding_in(write("name: 甲\nbasics: {name: 乙}\nname: 丙\n"))

    assert place_of(finding) == "3:1 yaml-duplicate-key"
    assert "line 1" in finding.message


def test_duplicate_keys_at_once(write: Write) -> None:
    """Every key that is given twice is found, at every depth."""
    found = read_yaml(write("a: 1\na: 2\nlist:\n  - b: 1\n    b: 2\n    'b': 3\n")).diagnostics

    assert [place_of(finding) for finding in found] == [
        "2:1 yaml-duplicate-key",
        "5:5 yaml-duplicate-key",
        "6:5 yaml-duplicate-key",
    ]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", {"x": "1", "y": "3"}),
        ("a: &a {x: 1, y: 2}\nb:\n  y: 3\n  <<: *a\n", {"x": "1", "y": "3"}),
        ("a: [&a {x: 1}, &b {x: 2, y: 3}]\nb: {<<: [*a, *b]}\n", {"x": "1", "y": "3"}),
        ("a: &a {x: 1}\nc: &c {<<: *a, y: 2}\nb: {<<: *c}\n", {"x": "1", "y": "2"}),
        ("b: {<<: {x: 1}}\n", {"x": "1"}),
        ("a: &a [{x: 1}, {x: 2, y: 3}]\nb: {<<: *a}\n", {"x": "1", "y": "3"}),
        ("b: {x: <<, '<<': y}\n", {"x": "<<", "<<": "y"}),
        ("b: <<\n", "<<"),
    ],
)
def test_merge(write: Write, source: str, value: object) -> None:
    """A merge key takes over what is not given, from the first that has it; as a text it is one."""
    whole = read(write(source))
    assert isinstance(whole, TypedMapping)

    assert list(whole.values())[-1] == value


def test_merged_places(write: Write) -> None:
    """Merged keys and values keep the place where they were typed."""
    whole = read(write("a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n"))
    value, key = span_at(whole, ("b", "x")), key_span_at(whole, ("b", "x"))

    assert (value.line, value.column, key.line, key.column) == (2, 6, 2, 3)


@pytest.mark.parametrize(
    ("source", "findings"),
    [
        ("a: {<<: x}\n", ["1:9 yaml-merge"]),
        ("a: {<<: [{x: 1}, y]}\n", ["1:18 yaml-merge"]),
        ("a: &a [x]\nb: {<<: *a}\n", ["2:9 yaml-merge"]),
        ("a: {<<: {x: 1}, <<: {y: 2}}\n", ["1:17 yaml-duplicate-key"]),
        ("a:\n  <<:\n  b: c\n", ["2:6 yaml-merge"]),
        ("a: &a {x: 1}\nb: {<<: *a, y: 1, y: 2}\n", ["2:19 yaml-duplicate-key"]),
        ("a: {<<: *b}\n", ["1:9 yaml-alias"]),
    ],
)
def test_wrong_merge(write: Write, source: str, findings: list[str]) -> None:
    """What can't be merged is told where it stands."""
    assert [place_of(finding) for finding in read_yaml(write(source)).diagnostics] == findings


@pytest.mark.parametrize(
    ("source", "place", "name"),
    [
        ("姓名: 张\x07样例\n", "1:6", "U+0007 (BELL)"),
        ("甲: 乙\r\n姓名: 张样\x00例\r\n", "2:7", "U+0000 (NULL)"),
        ("甲: 乙\u2028b: \x1b[31m\n", "2:4", "U+001B (ESCAPE)"),
        ("a: \x7f\n", "1:4", "U+007F (DELETE)"),
        ("a: b\ufeffc\n", "1:5", "U+FEFF (BYTE ORDER MARK)"),
        ("a: b\ufffdc\n", "1:5", "U+FFFD (REPLACEMENT CHARACTER)"),
        ("a: b\ufdd0\n", "1:5", "U+FDD0 (not a character)"),
        ("a: \U0001ffff\n", "1:4", "U+1FFFF (not a character)"),
        ("# \x0c\n", "1:3", "U+000C (FORM FEED)"),
        ('姓名: "张样例\\a"\n', "1:9", "U+0007 (BELL)"),
        ('- "\\0"\n', "1:4", "U+0000 (NULL)"),
        ('a: "b\n  \\e[31m"\n', "2:3", "U+001B (ESCAPE)"),
        ('"\\a": b\n', "1:2", "U+0007 (BELL)"),
        ('a: "\\ud83d"\n', "1:5", "U+D83D (a surrogate)"),
        ("a: \xa0b\n", "1:4", "U+00A0 (NO-BREAK SPACE)"),
        ("a:\u3000b\n", "1:3", "U+3000 (IDEOGRAPHIC SPACE)"),
    ],
)
def test_characters(write: Write, source: str, place: str, name: str) -> None:
    """Characters that nobody can see are found and named, also as escapes."""
    finding = finding_in(write(source))

    assert place_of(finding) == f"{place} yaml-character"
    assert name in finding.message


def test_surrogate_in_a_text(tmp_path: Path) -> None:
    """A text that comes from elsewhere may hold half a character, and is not printed as such."""
    read = parse_yaml("a: b\ud800c\n", tmp_path / "resume.yaml")

    assert [place_of(finding) for finding in read.diagnostics] == ["1:5 yaml-character"]
    assert read.value == {"a": "b\ufffdc"}


@pytest.mark.parametrize("source", ["? [a]\n: b\n", "{a: b}: c\n", "a: &a b\nc: {? *a : d}\n"])
def test_keys(write: Write, source: str) -> None:
    """A key is a word."""
    assert finding_in(write(source)).code == "yaml-key"


def test_alias(write: Write) -> None:
    """An alias stands for what its anchor holds, with the place where that was typed."""
    value = read(write("a: &city 甲市\nb: *city\n"))
    assert isinstance(value, dict)
    _, alias = value.values()

    assert isinstance(alias, Typed)
    assert (alias, alias.span.line, alias.span.column) == ("甲市", 1, 10)


@pytest.mark.parametrize(
    "source",
    [
        "".join(
            f"a{level}: &a{level} [{', '.join([f'*a{level - 1}' if level else 'x'] * 10)}]\n"
            for level in range(12)
        ),
        "list: [" + "x, " * VALUES_MAX + "]\n",
    ],
    ids=["aliases", "plain"],
)
def test_too_large(write: Write, source: str) -> None:
    """Aliases cost what they expand to, and the whole is bounded, so that no file takes forever."""
    start = time.process_time()
    finding = finding_in(write(source))

    assert finding.code == "yaml-too-large"
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: &a " + "[" * 20 + "]" * 20 + "\nb: " + "[" * 20 + "*a" + "]" * 20 + "\n", "2:24"),
        ("[" * 900 + "]" * 900, "1:33"),
        ("[" * 200_000, "1:33"),
        ("a:\n" + "".join(" " * depth + "- \n" for depth in range(1, 400)), "33:"),
    ],
    ids=["alias", "brackets", "open brackets", "lists"],
)
def test_too_deep(write: Write, source: str, place: str) -> None:
    """A value that is nested beyond all sense is an error and never a crash."""
    finding = finding_in(write(source))

    assert finding.code == "yaml-too-deep"
    assert place_of(finding).startswith(place)


@pytest.mark.parametrize("source", ["a: &a [*a]\n", "a: &a\n  b: {c: *a}\n", "&a a: {<<: *a}\n"])
def test_alias_inside_itself(write: Write, source: str) -> None:
    """A value can't hold itself, and has no keys to merge before it is complete."""
    assert finding_in(write(source)).code in ("yaml-alias", "yaml-merge")


@given(source=st.text() | st.text("ab张: \n-[]{}&*'\"|>#!%@`\t\\"))
def test_any_text(write: Write, source: str) -> None:
    """Whatever a file holds, it is read or it is a finding with a place in it: never a crash."""
    read = read_yaml(write(source.encode("utf-8", "surrogatepass")))
    lines = source.count("\n") + len(source) + 1
    places = [finding.span for finding in read.diagnostics if finding.span]

    assert read.value is not None or read.diagnostics
    assert len(places) == len(read.diagnostics)
    assert all(0 <= span.line <= lines for span in places)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("First\n  line.\n\n  Second.", "First line.\n\nSecond."),
        ("First.\n\n\n  Second.", "First.\n\nSecond."),
        ('"First.\n\n  Second."', "First.\n\nSecond."),
        ("'First.\n\n  Second.'", "First.\n\nSecond."),
        (">-\n  First\n  line.\n\n  Second.\n\n  Third.", "First line.\n\nSecond.\n\nThird."),
        (">-\n  First.\n    as\n    typed\n\n  Second.", "First.\n  as\n  typed\n\nSecond."),
        ("|-\n  First\n  line.\n\n  Second.", "First\nline.\n\nSecond."),
        # As programs write line ends between quotes.
        (r'"First\nline.\n\nSecond."', "First\nline.\n\nSecond."),
        ("'First\n\n  line.\n\n\n  Second.'", "First\nline.\n\nSecond."),
    ],
)
def test_paragraphs(source: str, text: str) -> None:
    """An empty line parts paragraphs in whatever form a text is typed, each with its place."""
    read = parse_yaml(f"summary: {source}\n", Path("resume.yaml"))
    assert isinstance(read.value, TypedMapping)
    (typed,) = read.value.values()

    assert isinstance(typed, Typed)
    assert typed == text
    last = text.splitlines()[-1]
    lines = f"summary: {source}".splitlines()
    assert "\\" in source or lines[typed.place_of(last).line - 1].strip(" '\"") == last
