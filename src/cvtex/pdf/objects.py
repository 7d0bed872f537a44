"""What lies in the objects of any PDF: where something else lies than should, there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream, String

Value = Any
"""What an object can hold: pikepdf's objects, and Python's for numbers and truth."""
Place = tuple[int, int]
"""An object's number and generation; (0, 0) for one that has none of its own."""
_LEAF = re.compile(r"leaf-([1-9][0-9]{0,8})")


def entry(holder: object, key: str) -> Value:
    """Return a dictionary's or a stream's entry, None if it has none or is neither."""
    if isinstance(holder, Dictionary | Stream):
        return holder.get(key)
    return None


def inherited(page: object, key: str) -> Value:
    """Return an entry of a page or of a node above it (ISO 32000-1, 7.7.3.4)."""
    seen = set[Place]()
    while (found := entry(page, key)) is None:
        page = entry(page, "/Parent")
        if page is None or place(page) in seen:
            return None
        seen.add(place(page))
    return found


def entries(holder: object) -> list[tuple[str, Value]]:
    """Return the keys and values of a dictionary or of a stream's."""
    if not isinstance(holder, Dictionary | Stream):
        return []
    try:
        return list(holder.items())
    except UnicodeDecodeError:  # a key that is no text
        return []


def items(array: object) -> list[Value]:
    """Return what stands in an array."""
    return list(array.as_list()) if isinstance(array, Array) else []


def pairs(tree: object, key: str) -> Iterator[tuple[Value, Value]]:
    """Yield what a tree of names or numbers holds (ISO 32000-1, 7.9.6 and 7.9.7).

    Each node is read once, also where it is below several others, or below itself.
    """
    seen = set[Place]()
    left = [tree]
    while left:
        node = left.pop()
        if place(node) != (0, 0) and place(node) in seen:
            continue
        seen.add(place(node))
        held = items(entry(node, key))
        yield from zip(held[::2], held[1::2], strict=False)
        left += items(entry(node, "/Kids"))


def numbers(array: object, count: int) -> tuple[float, ...] | None:
    """Return an array of so many numbers."""
    found = tuple(number(item) for item in items(array))
    real = tuple(value for value in found if value is not None)
    return real if len(real) == len(found) == count else None


def number(value: object) -> float | None:
    """Return a number."""
    return float(value) if isinstance(value, int | float | Decimal) else None


def integer(value: object) -> int | None:
    """Return a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def name(value: object) -> str:
    """Return a name without its slash."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value).removeprefix("/")
    except UnicodeDecodeError:
        return ""


def text(value: object) -> str:
    """Return a text string (ISO 32000-1, 7.9.2.2)."""
    if not isinstance(value, String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def data(stream: object) -> bytes:
    """Return what a stream holds, decoded; nothing where it can't be."""
    if not isinstance(stream, Stream):
        return b""
    try:
        return stream.read_bytes()
    except PdfError:
        return b""


def place(value: object) -> Place:
    """Return where an object stands in the file."""
    return value.objgen if isinstance(value, Object) else (0, 0)


def identifier(leaf: int) -> str:
    """Return the element identifier of a leaf, by its number (ISO 32000-1, 14.7.2)."""
    return f"leaf-{leaf}"


def leaf_of(element: object) -> int | None:
    """Return the number of the leaf that an element holds, None where it does not say."""
    said = _LEAF.fullmatch(text(entry(element, "/ID")))
    return int(said[1]) if said else None
