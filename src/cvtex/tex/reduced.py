"""Reduces large fonts to the glyphs that pages print, for xdvipdfmx.

xdvipdfmx reads the substitutions of glyphs (GSUB) of a font, to find characters for the glyphs that
its `cmap` does not name. This takes 30 ms for each Chinese font. If the `cmap` names all printed
glyphs, the PDF is the same without GSUB, byte for byte. The formats are those of OpenType, and of
the Compact Font Format (Adobe's Technical Note 5176). A font that is damaged, or built in another
way, stays as it is.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cvtex.tex.xdv import NativeFont, ShippedPages

_LARGE = 4 << 20
"""Bytes of a file from which on a font is worth reducing."""

# What xdvipdfmx reads beside the outlines and GSUB.
_TABLES = frozenset(
    {b"OS/2", b"VORG", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post", b"vhea"}
    | {b"vmtx"}
)
_OPENTYPE = b"OTTO"
_COLLECTION = b"ttcf"
_OUTLINES = b"CFF "
_GLYPHS_MAX = 1 << 16

# Private use, and ligatures: xdvipdfmx looks for other characters of their glyphs.
_OTHERS = (range(0xE000, 0xF900), range(0xFB00, 0xFB50), range(0xF0000, 0x110000))

# Operators of a DICT.
_CHARSET = 15
_CHAR_STRINGS = 17
_PRIVATE = 18
_ESCAPE = 12
_FONT_DICTS = _ESCAPE << 8 | 36
_DICT_OF_GLYPHS = _ESCAPE << 8 | 37

# How its operands begin.
_FIRST_OPERAND = 28
_INTEGERS = {28: (">h", 3), 29: (">i", 5)}
_REAL = 30
_PAIR = 247
_LONG = 5
"""The length of an operand that has room for any offset."""


class _Operand(NamedTuple):
    """An operand of a DICT: where it stands, its value (0 for a real number), its length."""

    at: int
    value: int
    length: int


def reduced_fonts(pages: ShippedPages) -> dict[NativeFont, bytes]:
    """Return files with only the printed glyphs, for the fonts of which one can be made."""
    files = {}
    for font, glyphs in pages.glyphs.items():
        with suppress(OSError, ValueError, LookupError, struct.error):
            if Path(font.path).stat().st_size >= _LARGE:
                files[font] = _reduced(font, glyphs)
    return files


def _reduced(font: NativeFont, glyphs: Collection[int]) -> bytes:
    """Return a font file of the same kind with some glyphs. ValueError: it can't be reduced."""
    with (
        Path(font.path).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        status = os.fstat(file.fileno())
        named = _named(*font, (status.st_mtime_ns, status.st_size))
        if not all(named[glyph] for glyph in glyphs):
            raise ValueError("some glyphs have no character")
        tables = _tables(data, font.face)
        kept = {tag: data[at:end] for tag, (at, end) in tables.items() if tag in _TABLES}
        kept[_OUTLINES] = _outlines(data, *tables[_OUTLINES], glyphs)
        return _file(kept, font.face if data[:4] == _COLLECTION else None)


@lru_cache(maxsize=16)
def _named(path: str, face: int, stamp: tuple[int, int]) -> bytes:
    """Return for each glyph whether it has a character (1 or 0). ValueError: it can't be found.

    The `stamp` is of the file as it is now.
    """
    del stamp
    with (
        Path(path).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        start, end = _tables(data, face)[b"cmap"]
        cmap = data[start:end]
    for platform, encoding, at in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * _number(cmap, 2, 2)]):
        if (platform, encoding, _number(cmap, at, 2)) == (3, 10, 12):
            groups = struct.iter_unpack(">III", cmap[at + 16 : at + _number(cmap, at + 4, 4)])
            named = bytearray(_GLYPHS_MAX)
            for first, last, begin in groups:
                if last < _OTHERS[0].start or all(
                    last < one.start or first >= one.stop for one in _OTHERS
                ):
                    count = max(0, min(last - first + 1, _GLYPHS_MAX - begin))
                    named[begin : begin + count] = b"\1" * count
            return bytes(named)
    raise ValueError("it has no table of characters of this kind")


def _tables(data: mmap.mmap, face: int) -> dict[bytes, tuple[int, int]]:
    """Return where the tables of a font are. ValueError: it is cut off, or has other outlines."""
    start = _number(data, 12 + 4 * face, 4) if data[:4] == _COLLECTION else 0
    if data[start : start + 4] != _OPENTYPE:
        raise ValueError("it has no CFF outlines")
    first, count = start + 12, _number(data, start + 4, 2)
    records = struct.iter_unpack(">4s4xII", data[first : first + 16 * count])
    tables = {tag: (at, at + length) for tag, at, length in records}
    if any(end > len(data) for _, end in tables.values()):
        raise ValueError("it is cut off")
    return tables


def _file(tables: dict[bytes, bytes], face: int | None) -> bytes:
    """Return a font file with some tables; in a collection, with a number."""
    head = b""
    if face is not None:
        offset = struct.pack(">I", 16 + 4 * face)
        head = _COLLECTION + struct.pack(">HHI", 1, 0, face + 1) + offset * (face + 1)
    head += _OPENTYPE + struct.pack(">HHHH", len(tables), 0, 0, 0)
    at = len(head) + 16 * len(tables)
    parts = []
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sIII", tag, 0, at, len(table))
        parts.append(table.ljust(-(-len(table) // 4) * 4, b"\0"))
        at += len(parts[-1])
    return b"".join((head, *parts))


class _Index(NamedTuple):
    """An INDEX of CFF: the ends of its items lie one after another, before the items."""

    data: mmap.mmap
    at: int

    @property
    def length(self) -> int:
        return _number(self.data, self.at, 2)

    @property
    def size(self) -> int:
        """The bytes of an offset."""
        return self.data[self.at + 2]

    def item(self, number: int) -> tuple[int, int]:
        """Return where an item begins and ends."""
        first = self.at + 3
        items = first + self.size * (self.length + 1) - 1
        begin, end = (
            _number(self.data, first + self.size * (number + more), self.size) for more in (0, 1)
        )
        return items + begin, items + end

    @property
    def end(self) -> int:
        return self.item(self.length - 1)[1] if self.length else self.at + 2


def _outlines(data: mmap.mmap, start: int, end: int, glyphs: Collection[int]) -> bytes:
    """Return a CFF table in which all but some glyphs are empty. ValueError: its order is unusual.

    What is behind the glyphs moves, and so do the offsets of it.
    """
    names = _Index(data, start + data[start + 2])
    top = dict(_operators(data, *_Index(data, names.end).item(0)))
    glyph_index = _Index(data, start + top[_CHAR_STRINGS][0].value)
    behind = glyph_index.end
    reduced = _only(glyph_index, {0, *glyphs})
    moved = behind - glyph_index.at - len(reduced)
    if any(start + top[key][0].value >= behind for key in (_CHARSET, _DICT_OF_GLYPHS)):
        raise ValueError("what is before the glyphs elsewhere is behind them")
    dicts = _Index(data, start + top[_FONT_DICTS][0].value)
    offsets = [
        top[_FONT_DICTS][0],
        *(
            dict(_operators(data, *dicts.item(number)))[_PRIVATE][1]
            for number in range(dicts.length)
        ),
    ]
    table = bytearray().join((data[start : glyph_index.at], reduced, data[behind:end]))
    for at, offset, length in offsets:
        if length != _LONG or start + offset < behind:
            raise ValueError("an offset can't be changed")
        place = at - start - (moved if at >= behind else 0)
        struct.pack_into(">i", table, place + 1, offset - moved)
    return bytes(table)


def _only(index: _Index, kept: Collection[int]) -> bytes:
    """Return an INDEX of which only some items are kept; the others are empty."""
    items = []
    ends = []
    end, last = 1, -1
    for number in sorted(kept):
        ends.append(end.to_bytes(index.size) * (number - last))
        first, behind = index.item(number)
        items.append(index.data[first:behind])
        end, last = end + behind - first, number
    ends.append(end.to_bytes(index.size) * (index.length - last))
    return b"".join((index.data[index.at : index.at + 3], *ends, *items))


def _operators(data: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, list[_Operand]]]:
    """Yield the operators of a DICT with their operands."""
    operands: list[_Operand] = []
    while at < end:
        code = data[at]
        if code < _FIRST_OPERAND:
            yield (_ESCAPE << 8 | data[at + 1] if code == _ESCAPE else code), operands
            operands = []
            at += 2 if code == _ESCAPE else 1
            continue
        if code == _REAL:
            last = at + 1
            while data[last] & 15 != 15:  # noqa: PLR2004 - the half byte that ends it
                last += 1
            operand = _Operand(at, 0, last + 1 - at)
        elif code in _INTEGERS:
            form, length = _INTEGERS[code]
            operand = _Operand(at, struct.unpack_from(form, data, at + 1)[0], length)
        elif code < _PAIR:
            operand = _Operand(at, code - 139, 1)
        else:
            high, sign = (code - 247, 1) if code < 251 else (code - 251, -1)  # noqa: PLR2004 - the note's table 3
            operand = _Operand(at, sign * (high * 256 + data[at + 1] + 108), 2)
        operands.append(operand)
        at += operand.length


def _number(data: mmap.mmap | bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size])
