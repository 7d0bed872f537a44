from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvtex.content.typed import Empty, Typed, Value, key_span_at, span_at
from cvtex.content.yaml import VALUES_MAX, read_yaml
from cvtex.diagnostics import Diagnostic, Span
from cvtex.reports.text import render

from .conftest import Write


def _read(path: Path) -> Value:
    read = read_yaml(path)
    assert read.value is not None, render(read.diagnostics)
    assert not read.diagnostics
    return read.value


def _finding(path: Path) -> Diagnostic:
    """Return the one thing that is wrong with a file."""
    (finding,) = read_yaml(path).diagnostics
    return finding


def _place(finding: Diagnostic) -> str:
    assert finding.span is not None
    return f"{finding.span.line}:{finding.span.column} {finding.code}"


def _scalars(value: Value) -> Iterator[Typed]:
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _scalars(inner)


def test_values(tmp_path: Path, write: Write) -> None:
    """Mappings, lists and scalars come as they are nested, an empty value as `Empty`."""
    source = "name: Ada Sample\nempty:\nlist:\n  - one\n  - [two, {three: 3}]\n"

    assert _read(write(source)) == {
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
    value = _read(write(f"{scalar}: {scalar}\nlist: [{scalar}]\n"))

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
    value = _read(write(source))
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
    file = _read(write(start + "".join(line + end for line in lines)))
    found = {
        (scalar.span.line, scalar.span.column, scalar.span.length): str(scalar)
        for scalar in _scalars(file)
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
    file = _read(write("list:\n  - name: Ada\n  - name: 张样例\n"))
    value, key = span_at(file, ("list", 1, "name")), key_span_at(file, ("list", 1, "name"))

    assert (value.line, value.column, value.length) == (3, 11, 3)
    assert (key.line, key.column, key.length) == (3, 5, 4)


@pytest.mark.parametrize("source", ["", "\n", "# a comment\n", "---\n", "\ufeff"])
def test_empty(tmp_path: Path, write: Write, source: str) -> None:
    """A file with nothing in it is read: it holds nothing, and that is for others to judge."""
    file = _read(write(source))

    assert isinstance(file, Empty)
    assert file.span.file == tmp_path / "resume.yaml"


def test_duplicate_key(write: Write) -> None:
    """A key that is given twice is an error which names both places."""
    finding = _finding(write("name: 甲\nbasics: {name: 乙}\nname: 丙\n"))

    assert _place(finding) == "3:1 yaml-duplicate-key"
    assert "line 1" in finding.message


def test_duplicate_keys_at_once(write: Write) -> None:
    """Every key that is given twice is found, at every depth."""
    found = read_yaml(write("a: 1\na: 2\nlist:\n  - b: 1\n    b: 2\n    'b': 3\n")).diagnostics

    assert [_place(finding) for finding in found] == [
        "2:1 yaml-duplicate-key",
        "5:5 yaml-duplicate-key",
        "6:5 yaml-duplicate-key",
    ]


@pytest.mark.parametrize(
    ("source", "place", "hint"),
    [
        ("a: b: c\n", "1:5", "between quotes"),
        ("姓名: 张样例: 工程师\n", "1:8", "between quotes"),
        ("a: @handle\n", "1:4", "between quotes"),
        ("a: `code`\n", "1:4", "between quotes"),
        ("a: *nobody\n", "1:4", "between quotes"),
        ("a: - b\n", "1:4", "between quotes"),
        ("a: b\n c: d\n", "2:3", "between quotes"),
        ("name: Ada\nno colon here\nb: c\n", "3:1", "between quotes"),
        ("- a\nb: c\n", "2:1", "between quotes"),
        ("list:\n\t- b\n", "2:1", "spaces"),
        ("a:\n  b: c\n\td: e\n", "3:1", "spaces"),
        ("a: 'it\nb: c\n", "1:4", "not closed"),
        ('甲: 乙\n名: "张样例\nb: c\n', "2:4", "not closed"),
        ('a: "C:\\Users"\n', "1:9", "single quotes"),
        ('a: "\\q"\n', "1:5", "single quotes"),
        ("a: [1, 2\n", "1:4", "not closed"),
        ("a: {x: 1\n", "1:4", "not closed"),
        ("a: b\n---\nc: d\n", "2:1", "one document"),
    ],
)
def test_syntax(write: Write, source: str, place: str, hint: str) -> None:
    """A slip of syntax is told at the line and column where it is seen, with what mends it."""
    finding = _finding(write(source))

    assert _place(finding) == f"{place} yaml-syntax"
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("source", "place", "code"),
    [
        (b"name: \xd5\xc5\xd1\xf9\xc0\xfd\n", "0:0", "file-encoding"),  # GBK
        ("name: 张样例\n".encode("utf-16"), "0:0", "file-encoding"),
        ("姓名: 张\x07样例\n", "1:6", "yaml-character"),
        ("甲: 乙\r\n姓名: 张样\x00例\r\n", "2:7", "yaml-character"),
        ("甲: 乙\u2028b: \x1b[31m\n", "2:4", "yaml-character"),
        ("a: \x7f\n", "1:4", "yaml-character"),
        ('姓名: "张样例\\a"\n', "1:5", "yaml-character"),
        ('- "\\0"\n', "1:3", "yaml-character"),
        ('a: "\\e[31m"\n', "1:4", "yaml-character"),
        ('"\\a": b\n', "1:1", "yaml-character"),
        ("? [a]\n: b\n", "1:3", "yaml-key"),
    ],
)
def test_characters(write: Write, source: str | bytes, place: str, code: str) -> None:
    """Bytes that are no UTF-8 and characters that nobody can see are found, also as escapes."""
    assert _place(_finding(write(source))) == f"{place} {code}"


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a finding about it."""
    finding = _finding(tmp_path / "resume.yaml")

    assert _place(finding) == "0:0 file-missing"


def test_directory(tmp_path: Path) -> None:
    """A folder in place of the file is a finding about it."""
    finding = _finding(tmp_path)

    assert _place(finding) == "0:0 file-unreadable"
    assert "directory" in finding.message


def test_alias(write: Write) -> None:
    """An alias stands for what its anchor holds, with the place where that was typed."""
    value = _read(write("a: &city 甲市\nb: *city\n"))
    assert isinstance(value, dict)
    _, alias = value.values()

    assert isinstance(alias, Typed)
    assert (alias, alias.span.line, alias.span.column) == ("甲市", 1, 4)


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
    finding = _finding(write(source))

    assert _place(finding) == "0:0 yaml-too-large"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: &a [*a]\n", "1:4"),
        ("a: &a\n  b: {c: *a}\n", "2:"),
        ("[" * 900 + "]" * 900, "1:33"),
        ("[" * 200_000, "1:33"),
        ("a:\n" + "".join(" " * depth + "- \n" for depth in range(1, 400)), "33:"),
    ],
    ids=["itself", "itself below", "brackets", "open brackets", "lists"],
)
def test_too_deep(write: Write, source: str, place: str) -> None:
    """A value inside itself, or nested beyond all sense, is an error and never a crash."""
    finding = _finding(write(source))

    assert finding.code == "yaml-too-deep"
    assert _place(finding).startswith(place)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.text() | st.text("ab张: \n-[]{}&*'\"|>#!%@`\t\\"))
def test_any_text(write: Write, source: str) -> None:
    """Whatever a file holds, it is read or it is a finding with a place in it: never a crash."""
    read = read_yaml(write(source.encode("utf-8", "surrogatepass")))
    lines = source.count("\n") + len(source) + 1
    places = [finding.span for finding in read.diagnostics if finding.span]

    assert read.value is not None or read.diagnostics
    assert len(places) == len(read.diagnostics)
    assert all(0 <= span.line <= lines for span in places)
