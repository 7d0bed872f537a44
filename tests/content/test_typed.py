"""Places inside a text."""

from __future__ import annotations

import pytest

from cvtex.source.typed import Typed, TypedMapping
from cvtex.source.yaml import read_yaml

from .conftest import Write


@pytest.mark.parametrize(
    ("source", "part", "place"),
    [
        ("a: one two", "two", (1, 8, 3)),
        ("a: 张样例，与Ada", "，", (1, 7, 1)),
        ("a: 'one two'", "two", (1, 9, 3)),
        ('a: "one two"', "two", (1, 9, 3)),
        ("a: one\n  two\n  three", "three", (3, 3, 5)),
        ("a: 'one\n\n  two'", "two", (3, 3, 3)),
        ("a: one\r\n  two", "two", (2, 3, 3)),
        ("a: 'one\x85  two'", "two", (2, 3, 3)),
        ("a: |\n  one\n  two\n", "two", (3, 3, 3)),
        ("a: >-\n  one\n  two\n", "one two", (2, 3, 1)),
        ("a: one  two", "  ", (1, 7, 2)),
        ("a: |\n  one  two\n", "  ", (2, 6, 2)),
        ("a: one\n  two  three", "  ", (2, 6, 2)),
        ("a: 'it''s so'", "so", (1, 11, 2)),
        ("a: 'it''s so'", "'", (1, 7, 2)),
        ('a: "\\u5f20 \\"so\\""', "so", (1, 14, 2)),
        ('a: "\\u5f20 so"', "张", (1, 5, 6)),
        # Characters that the file has in another form: the whole text.
        ('a: "\\r so"', "so", (1, 4, 7)),
        ('a: "\\L so"', "so", (1, 4, 7)),
    ],
)
def test_place_inside(write: Write, source: str, part: str, place: tuple[int, int, int]) -> None:
    """A part of a text is found where it was typed, and where it can't be, the text is."""
    value = read_yaml(write(source)).value
    assert isinstance(value, TypedMapping)
    (typed,) = value.values()
    assert isinstance(typed, Typed)
    start = typed.index(part)
    span = typed.at(start, start + len(part))

    assert (span.line, span.column, span.length) == place
