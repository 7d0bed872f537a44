"""Slips of syntax: each is said where it is seen, and what is certain is read on."""

from __future__ import annotations

import pytest

from content.conftest import Write
from cvtex.source.yaml import REPAIRS_MAX, read_yaml

from .reading import ENTRY, finding_in, place_of, scalars_in


@pytest.mark.parametrize(
    ("source", "finding", "hint"),
    [
        ("a: b: c\n", "1:5 yaml-colon", '"b: c"'),
        ("姓名: 张样例: 工程师\n", "1:8 yaml-colon", '"张样例: 工程师"'),
        ("a: “b: c”\n", "1:6 yaml-colon", 'straight quotes: `"b: c"`'),
        ("a: “b: c” d\n", "1:6 yaml-colon", "`“` is a letter"),
        ("a: {b: c: d}\n", "1:9 yaml-colon", '"c: d"'),
        ("name:Ada\n", "1:5 yaml-colon", "`name: Ada`"),
        ("name:Ada, Sample\n", "1:5 yaml-colon", "`name: Ada, Sample`"),
        ("{a:b, c: d}\n", "1:3 yaml-colon", "`a: b`"),
        ("a: b\nname:Ada\n", "2:5 yaml-colon", "`name: Ada`"),
        ("name：张样例\n", "1:5 yaml-colon", "`name: 张样例`"),
        ("a: b\nname = Ada\n", "2:6 yaml-colon", "`name: Ada`"),
        ("'a':b\nc: d\n", "1:4 yaml-colon", "`'a': b`"),
        ("{a:b}\n", "1:3 yaml-colon", "`a: b`"),
        ("name: Ada\nno colon here\nb: c\n", "2:1 yaml-colon", "`key: value`"),
        ("a: @handle\n", "1:4 yaml-mark", '"@handle"'),
        ("a: `code`\n", "1:4 yaml-mark", '"`code`"'),
        ("a: *bold* text\n", "1:4 yaml-mark", '"*bold* text"'),
        ("a: - b\n", "1:4 yaml-mark", "on the line below"),
        ('a: "b" & [c\n', "1:6 yaml-quote", "'\"b\" & [c'"),
        ("- [a](b) c\n", "1:3 yaml-mark", '"[a](b) c"'),
        ("a: *nobody\n", "1:4 yaml-alias", '"*nobody"'),
        ("a: b\n c: d\n", "2:2 yaml-indent", "column 1"),
        ("a:\n  b: c\n d: e\n", "3:2 yaml-indent", "column 3 or 1"),
        ("a:\n  - b: c\n   d: e\n", "3:4 yaml-indent", "begin it in column 5"),
        ("- a\nb: c\n", "2:1 yaml-indent", "put `- ` before it"),
        ("- a\n  - b\n", "2:3 yaml-indent", "column 1"),
        (f"{ENTRY}     - name: C\n", "6:6 yaml-indent", "begin it in column 5"),
        (f"{ENTRY}      - position: C\n", "6:7 yaml-indent", "begin it in column 5"),
        (f"{ENTRY}         - name: C\n", "6:10 yaml-indent", "begin it in column 5"),
        (f"{ENTRY}   - name: C\n", "6:4 yaml-indent", "begin it in column 5"),
        (f"{ENTRY}  - type: c\n", "6:3 yaml-indent", "begin it in column 1"),
        (f"{ENTRY}      - text: C\n", "6:7 yaml-indent", "begin it in column 9"),
        ("- b\n• c\n• d\n", "2:1 yaml-syntax", "`- c`"),
        ("a:\n– b\n", "2:1 yaml-syntax", "`- b`"),
        ("a:\n  - b\n  • c\nd: e\n", "3:3 yaml-syntax", "`- c`"),
        ("list:\n\t- b\n", "2:1 yaml-tab", "spaces"),
        ("a:\n  b: c\n\td: e\n", "3:1 yaml-tab", "spaces"),
        ("a: 'it\nb: c\n", "1:4 yaml-quote", "close it"),
        ('甲: 乙\n名: "张样例\nb: c\n', "2:4 yaml-quote", "close it"),
        ('甲: 乙\n名: "张样例\nb: "c"\n', "2:4 yaml-quote", "close it"),
        ("a: 'it's'\n", "1:7 yaml-quote", "'it''s'"),
        ('a: "C:\\Users"\n', "1:7 yaml-escape", "single quotes"),
        ('a: "\\q"\n', "1:5 yaml-escape", "single quotes"),
        ("a: [1, 2\n", "1:4 yaml-bracket", "close it"),
        ("a: {x: 1\nb: c\n", "1:4 yaml-bracket", "close it"),
        ("a: [{x: 1]}\n", "1:10 yaml-bracket", "close it with `}`"),
        ("a: [1]]\n", "1:7 yaml-bracket", "remove it"),
        ('a: ["b" "c"]\n', "1:5 yaml-bracket", "comma"),
        ("a: [@b, c]\n", "1:5 yaml-mark", '`"@b"`'),
        ("@a: b\n", "1:1 yaml-mark", '`"@a"`'),
        ("a: [1,, 2]\n", "1:7 yaml-bracket", "comma"),
        ("a: b\n---\nc: d\n", "2:1 yaml-documents", "remove the line"),
        ("a:\n  -b\n", "2:3 yaml-syntax", "`- b`"),
        ('a: "b",\n', "1:7 yaml-syntax", "comma"),
        (": b\n", "1:1 yaml-key", "`key: value`"),
        ("a: !b c\n", "1:4 yaml-tag", "in quotes"),
        ("a: &b c *b*\n", "1:4 yaml-mark", "in quotes"),
        ("a: #1\n", "1:4 yaml-comment", "in quotes"),
        ("a: &b c\n", "1:4 yaml-mark", "in quotes"),
        ("a: {<<: b}\n", "1:9 yaml-merge", "`<<: *name`"),
    ],
)
def test_syntax(write: Write, source: str, finding: str, hint: str) -> None:
    """A slip of syntax is told where it is seen, with what to write instead."""
    found = finding_in(write(source))

    assert place_of(found) == finding
    assert hint in found.hint


@pytest.mark.parametrize(
    ("source", "value", "findings"),
    [
        ("a: b: c\nd: e: f\n", {"a": "b: c", "d": "e: f"}, ["1:5 yaml-colon", "2:5 yaml-colon"]),
        ("a: @b: c\nd: #1\n", {"a": "@b: c", "d": "#1"}, ["1:4 yaml-mark", "2:4 yaml-comment"]),
        (
            "a: 'b' c\nd: e #f\n",
            {"a": "'b' c", "d": "e #f"},
            ["1:6 yaml-quote", "2:6 yaml-comment"],
        ),
        ('a: "b\nc: "d"\n', {"a": '"b', "c": "d"}, ["1:4 yaml-quote"]),
        ("a:\n\t- b: c: d\n", {"a": [{"b": "c: d"}]}, ["2:1 yaml-tab", "2:8 yaml-colon"]),
        ("a:b\nc:d\ne: f\n", {"a": "b", "c": "d", "e": "f"}, ["1:2 yaml-colon", "2:2 yaml-colon"]),
        ("a:b #1\n", {"a": "b #1"}, ["1:5 yaml-comment", "1:2 yaml-colon"]),
        ("a:\n -b\n -c\n", {"a": ["b", "c"]}, ["2:2 yaml-syntax", "3:2 yaml-syntax"]),
        ("a: *b\nc: *d e\n", {"a": "*b", "c": "*d e"}, ["1:4 yaml-alias", "2:4 yaml-mark"]),
        ("a: !b c: d\n", {"a": "!b c: d"}, ["1:4 yaml-tag"]),
        ("a: !b\n  - c\n", {"a": ["c"]}, ["1:4 yaml-tag"]),
        ('a: "\\q\\a"\n', {"a": "\\q\\a"}, ["1:5 yaml-escape"]),
        ("a: \x07b\n@c: d\n", {"a": "\ufffdb", "@c": "d"}, ["1:4 yaml-character", "2:1 yaml-mark"]),
        ("a:\n\u3000\u3000b: c\n", {"a": {"b": "c"}}, ["2:1 yaml-character"]),
        (
            f"{ENTRY}      - name: C\n        url: D\n",
            [
                {
                    "type": "a",
                    "entries": [{"name": "b", "highlights": ["c"]}, {"name": "C", "url": "D"}],
                }
            ],
            ["6:7 yaml-indent"],
        ),
        (
            f"{ENTRY}  - type: c\n    title: D\n",
            [
                {"type": "a", "entries": [{"name": "b", "highlights": ["c"]}]},
                {"type": "c", "title": "D"},
            ],
            ["6:3 yaml-indent"],
        ),
    ],
)
def test_read_on(write: Write, source: str, value: object, findings: list[str]) -> None:
    """What is certain is taken as it was meant, and all that is wrong is told at once."""
    read = read_yaml(write(source))

    assert [place_of(finding) for finding in read.diagnostics] == findings
    assert read.value == value
    assert not read.ok


def test_places_behind_a_mend(write: Write) -> None:
    """A value after a repaired mistake keeps its place and what was typed."""
    read = read_yaml(write("a:\n\t\t- b:c: 张\n\t\t  d: [e: f: 'g']\n"))
    assert read.value is not None
    found = {(one.span.line, one.span.column): one.source for one in scalars_in(read.value)}

    assert found == {
        (1, 1): "a",
        (2, 5): "b:c",
        (2, 10): "张",
        (3, 5): "d",
        (3, 9): "e",
        (3, 12): "f: 'g'",
    }


def test_tabs_in_one_finding(write: Write) -> None:
    """All lines that tabs indent are named in one finding."""
    source = "a:\n\tb: c\n\td: |\n\t\te\n\nf:\n\tg: h\n"

    assert "also in lines 3, 4 and 7" in finding_in(write(source)).message


@pytest.mark.parametrize("source", ["a:\n  b:\n\tc: d\n", "a:\n  - b\n\t- c\n"])
def test_tabs_of_unknown_width(write: Write, source: str) -> None:
    """Where it is not known how far a tab was meant to reach, nothing is made of it."""
    read = read_yaml(write(source))

    assert [place_of(finding) for finding in read.diagnostics] == ["3:1 yaml-tab"]
    assert read.value is None


def test_mends_are_bounded(write: Write) -> None:
    """Of very many mistakes the first ones are reported."""
    found = read_yaml(write("- @a\n" * 3 * REPAIRS_MAX)).diagnostics

    assert len(found) == REPAIRS_MAX + 1
