"""Reads the variation sequences of a font, which XeTeX draws (OpenType, `cmap` format 14).

fontTools could read them, but it is large and needed for nothing else.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TypeAlias

Forms: TypeAlias = tuple[list[tuple[int, int]], frozenset[int]]
"""The default ranges of a selector (the usual glyph), and its non-default code points."""


@cache
def variants(file: str, index: int) -> dict[int, Forms]:
    """Return the variants of a font by selector; empty if the file can't be read.

    `index` is the font's index in a collection.
    """
    try:
        data = Path(file).read_bytes()
        return _read(data, index)
    except (OSError, struct.error, IndexError, StopIteration):
        return {}


def has_variant(file: str, index: int, char: str, selector: str) -> bool:
    """Return whether a font has the variation sequence of a character and a selector."""
    usual, others = variants(file, index).get(ord(selector), ([], frozenset[int]()))
    at = bisect_right(usual, (ord(char), 0x10FFFF)) - 1
    return ord(char) in others or (at >= 0 and ord(char) <= usual[at][1])


def _read(data: bytes, index: int) -> dict[int, Forms]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = (struct.unpack_from(">4sIII", data, start + 12 + 16 * at) for at in range(count))
    cmap = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * at)
        if (platform, encoding) == (0, 5):
            return _selectors(data, cmap + offset)
    return {}


def _selectors(data: bytes, table: int) -> dict[int, Forms]:
    (count,) = struct.unpack_from(">I", data, table + 6)
    found = {}
    for at in range(table + 10, table + 10 + 11 * count, 11):
        usual, others = struct.unpack_from(">II", data, at + 3)
        found[_code(data, at)] = (
            _ranges(data, table + usual) if usual else [],
            frozenset(_mapped(data, table + others)) if others else frozenset(),
        )
    return found


def _ranges(data: bytes, at: int) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, at)
    places = range(at + 4, at + 4 + 4 * count, 4)
    return [(first := _code(data, place), first + data[place + 3]) for place in places]


def _mapped(data: bytes, at: int) -> list[int]:
    (count,) = struct.unpack_from(">I", data, at)
    return [_code(data, place) for place in range(at + 4, at + 4 + 5 * count, 5)]


def _code(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "big")
