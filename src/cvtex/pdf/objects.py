"""Reads the objects of any PDF; a value of the wrong type reads as missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream, String

Value = Any
"""A PDF object: pikepdf's objects, and Python's numbers and booleans."""
Place = tuple[int, int]
"""An object number and generation."""
DIRECT = (0, 0)
"""The place of a direct object."""
_LEAF = re.compile(r"leaf-([1-9][0-9]{0,8})")


def entry(holder: object, key: str) -> Value:
    """Return an entry of a dictionary or stream, None if it is missing."""
    if isinstance(holder, Dictionary | Stream):
        return holder.get(key)
    return None


def inherited(page: object, key: str) -> Value:
    """Return an entry of a page, also an inherited one (ISO 32000-1, 7.7.3.4)."""
    seen = set[Place]()
    while (found := entry(page, key)) is None:
        page = entry(page, "/Parent")
        if page is None or place(page) in seen:
            return None
        seen.add(place(page))
    return found


def entries(holder: object) -> list[tuple[str, Value]]:
    """Return the keys and values of a dictionary or stream."""
    if not isinstance(holder, Dictionary | Stream):
        return []
    try:
        return list(holder.items())
    except UnicodeDecodeError:  # in a key
        return []


def items(array: object) -> list[Value]:
    """Return the elements of an array."""
    return list(array.as_list()) if isinstance(array, Array) else []


def pairs(tree: object, key: str) -> Iterator[tuple[Value, Value]]:
    """Yield the pairs of a name tree or number tree (ISO 32000-1, 7.9.6 and 7.9.7).

    Each node is read once, even if it has several parents or is its own descendant.
    """
    seen = set[Place]()
    left = [tree]
    while left:
        node = left.pop()
        if place(node) != DIRECT and place(node) in seen:
            continue
        seen.add(place(node))
        values = items(entry(node, key))
        yield from zip(values[::2], values[1::2], strict=False)
        left += items(entry(node, "/Kids"))


def numbers(array: object, count: int) -> tuple[float, ...] | None:
    """Return an array of `count` numbers, None if it is something else."""
    values = [number(item) for item in items(array)]
    real = tuple(value for value in values if value is not None)
    return real if len(real) == len(values) == count else None


def number(value: object) -> float | None:
    """Return a number, None for other objects."""
    return float(value) if isinstance(value, int | float | Decimal) else None


def integer(value: object) -> int | None:
    """Return an integer, None for other objects."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def name(value: object) -> str:
    """Return a name without its slash, "" for other objects."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value).removeprefix("/")
    except UnicodeDecodeError:
        return ""


def text(value: object) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2), "" for other objects."""
    if not isinstance(value, String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def data(stream: object) -> bytes:
    """Return the decoded data of a stream, empty if it can't be decoded."""
    if not isinstance(stream, Stream):
        return b""
    try:
        return stream.read_bytes()
    except PdfError:
        return b""


def place(value: object) -> Place:
    """Return the number and generation of an object."""
    return value.objgen if isinstance(value, Object) else (0, 0)


def identifier(leaf: int) -> str:
    """Return the element identifier of a leaf (ISO 32000-1, 14.7.2)."""
    return f"leaf-{leaf}"


def leaf_of(element: object) -> int | None:
    """Return the number of the leaf of a structure element, None if its ID is another one."""
    match = _LEAF.fullmatch(text(entry(element, "/ID")))
    return int(match[1]) if match else None
