"""JSON with positions: what is read, and what a person is told who got it wrong."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import SOUGHT_MAX, Span
from cvtex.report.text import render
from cvtex.source.json import VALUES_MAX, parse_json
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

from . import strategies

FILE = Path("resume.json")


def _parsed(text: str) -> Value:
    parsed = parse_json(text, FILE)
    assert parsed.ok, render(parsed.diagnostics)
    assert parsed.value is not None
    return parsed.value


def _places(text: str) -> list[str]:
    return [
        f"{finding.span.line}:{finding.span.column}-{finding.span.length} {finding.code}"
        for finding in parse_json(text, FILE).diagnostics
        if finding.span
    ]


def _same(value: Value, wanted: Any) -> bool:  # noqa: ANN401 - any JSON there is
    """Say whether values are those that the standard library reads."""
    match value:
        case TypedMapping():
            keys = [str(key) for key in value]
            return keys == list(wanted) and all(
                _same(inner, wanted[key]) for key, inner in value.items()
            )
        case TypedList():
            return len(value) == len(wanted) and all(map(_same, value, wanted))
        case Empty():
            return wanted is None
    if value.quoted:
        return bool(value == wanted)
    return json.dumps(json.loads(value)) == json.dumps(wanted)


def _has_numbers_alone(text: str) -> bool:
    return not any(word in text for word in ("NaN", "Infinity"))


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Cf"]))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
        lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner),
        max_leaves=12,
    ),
    st.booleans(),
    st.sampled_from([None, 2]),
)
def test_as_the_standard_library(value: Any, ascii_alone: bool, indent: int | None) -> None:  # noqa: ANN401, FBT001 - any JSON there is, in any form
    """What the standard library writes is read as it was, surrogate pairs among it."""
    assert _same(_parsed(json.dumps(value, ensure_ascii=ascii_alone, indent=indent)), value)


@given(strategies.hostile.map(lambda value: json.dumps(value, indent=1)), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    """A text that was cut or changed anywhere gives a value or a finding, and never a traceback."""
    at = data.draw(st.integers(0, len(text)))
    other = data.draw(
        st.sampled_from(["", '"', "{", "}", "[", "]", ",", ":", "'", "//", "\\", "\0"])
    )
    for changed in (text[:at], text[:at] + other + text[at + 1 :]):
        parsed = parse_json(changed, FILE)
        assert parsed.value is not None or parsed.diagnostics
        for finding in parsed.diagnostics:
            assert finding.span is not None


def test_places_of_values() -> None:
    """Keys and values know their place, in characters, and numbers stay as they were typed."""
    value = _parsed('{\n  "姓名": "张\\u6837例",\r\n  "n": [4.0, true, null, "\\ud83d\\ude00"]}')

    assert isinstance(value, TypedMapping)
    (name, text), (_, items) = value.items()
    assert isinstance(text, Typed)
    assert (name.span, text.span) == (Span(FILE, 2, 3, 4), Span(FILE, 2, 9, 10))
    assert text == "张样例"
    assert isinstance(items, TypedList)
    assert [(item.span.line, item.span.column) for item in items] == [
        (3, 9),
        (3, 14),
        (3, 20),
        (3, 26),
    ]
    assert items[:2] == ["4.0", "true"]
    assert isinstance(items[2], Empty)
    assert items[3] == "😀"


def test_place_in_a_text() -> None:
    """A place inside a text is exact where the file has its characters as they are."""
    value = _parsed('{"a": "one two"}')
    assert isinstance(value, TypedMapping)
    (text,) = value.values()
    assert isinstance(text, Typed)
    assert text.at(4, 7) == Span(FILE, 1, 12, 3)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1,}', ["1:8-1 json-syntax"]),
        ('{"a": [1, 2,],\n "b": 2,}', ["1:12-1 json-syntax", "2:8-1 json-syntax"]),
        ("{'a': 'it'}", ["1:2-3 json-syntax", "1:7-4 json-syntax"]),
        ('{a: "b"}', ["1:2-1 json-syntax"]),
        ('{"a": 1 "b": 2}', ["1:7-1 json-syntax"]),
        ('// mine\n{"a": 1 /* one */}', ["1:1-7 json-syntax", "2:9-9 json-syntax"]),
        (
            '{"a": NaN, "b": None, "c": -Infinity}',
            ["1:7-3 json-syntax", "1:17-4 json-syntax", "1:28-9 json-syntax"],
        ),
        ('{"a": 01}', ["1:7-2 json-syntax"]),
        ('{"a": "b}', ["1:7-1 json-syntax"]),
        ('{"a": "b\\q"}', ["1:9-1 json-syntax"]),
        ('{"a": "one\ntwo"}', ["1:11-1 json-syntax"]),
        ('{"a": [1', ["1:7-1 json-syntax"]),
        ('{"a": 1', ["1:1-1 json-syntax"]),
        ('{"a": }', ["1:7-1 json-syntax"]),
        ('{"a" 1}', ["1:6-1 json-syntax"]),
        ('{"a": [1}', ["1:9-1 json-syntax"]),
        ('{"a": 1} {}', ["1:10-1 json-syntax"]),
        ('{"a": 1, "b": 2, "a": 3}', ["1:18-3 json-duplicate-key"]),
        ('{"a": "x\\u0000y"}', ["1:7-10 json-character"]),
        ('{"a": "\\ud800"}', ["1:7-8 json-character"]),
        ('{"a": "\\ufdd0", "b": "\U0001fffe"}', ["1:7-8 json-character", "1:22-3 json-character"]),
        ("[" * 100_000, ["1:33-1 json-too-large"]),
        (f"[{'0,' * VALUES_MAX}0]", ["1:100000-1 json-too-large"]),
    ],
)
def test_wrong(text: str, places: list[str]) -> None:
    """Each slip is told at its place, and reading goes on where what follows is sure."""
    assert _places(text) == places


def test_no_more_than_is_read() -> None:
    """Of a file that is wrong throughout as much is told as of one in YAML."""
    twice = ",".join(f'"key{number}": 1' for number in range(20_000))
    start = time.process_time()
    parsed = parse_json(f"{{{twice}, {twice}}}", FILE)

    assert time.process_time() - start < 20
    assert len(parsed.diagnostics) == SOUGHT_MAX


def test_no_hang() -> None:
    """A hundred thousand brackets, commas or comments take no time worth naming."""
    start = time.process_time()
    for text in ("[" * 100_000, "[1," + "," * 100_000 + "]", "//\n" * 100_000, '"' + "\\" * 99_999):
        parse_json(text, FILE)

    assert time.process_time() - start < 20
