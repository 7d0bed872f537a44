"""Reads the specials and the fonts of the pages that XeTeX writes (.xdv).

The format is DVI (D. R. Fuchs, TUGboat 3:2) with XeTeX's commands for native fonts.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

# The size in bytes of each command of fixed size: characters, rules, moves (each in four sizes),
# push and pop, fonts; 139 is bop, 248 post.
_SIZES = {
    **dict.fromkeys((*range(128), 138, 140, 141, 142, 147, 152, 161, 166, *range(171, 235)), 1),
    **{
        first + more: 2 + more
        for first in (128, 133, 143, 148, 153, 157, 162, 167, 235)
        for more in range(4)
    },
    132: 9,
    137: 9,
    139: 45,
    248: 29,
}
_SMALL_FONT = range(171, 235)
_FONT = range(235, 239)
_SPECIAL = range(239, 243)
_DEFINITION = range(243, 247)
_PREAMBLE = 247
_END = 249
_NATIVE_FONT = 252
_GLYPHS = (253, 254)

# The flags of a native font that add four bytes each (colour, extent, slant, weight).
_FLAGS = (0x0200, 0x1000, 0x2000, 0x4000)


class NativeFont(NamedTuple):
    """A font: the absolute path of its file, and its number in it."""

    path: str
    face: int


class ShippedPages(NamedTuple):
    """What pages have: specials, the numbers of the glyphs of each native font.

    `names` are the offsets of the paths of the fonts.
    """

    specials: list[bytes]
    glyphs: dict[NativeFont, set[int]]
    names: list[tuple[int, NativeFont]]


def read_pages(xdv: bytes) -> ShippedPages:
    """Return what an .xdv file has. ValueError: it is invalid or incomplete."""
    try:
        pages = _read(xdv)
    except (IndexError, KeyError, struct.error):
        pages = None
    if pages is None or not xdv.endswith(b"\xdf" * 4):
        raise ValueError("the file is cut off")
    return pages


def _read(xdv: bytes) -> ShippedPages:
    pages = ShippedPages([], defaultdict(set), [])
    fonts: dict[int, NativeFont] = {}
    at = font = 0
    while (code := xdv[at]) != _END:
        if code in _SIZES:
            end = at + _SIZES[code]
            if code in _SMALL_FONT:
                font = code - _SMALL_FONT.start
            elif code in _FONT:
                font = int.from_bytes(xdv[at + 1 : end])
        elif code in _SPECIAL:
            start = at + code - 237
            end = start + int.from_bytes(xdv[at + 1 : start])
            pages.specials.append(xdv[start:end])
        elif code in _GLYPHS:
            start, count = _glyphs(xdv, at, code)
            end = start + 2 * count
            pages.glyphs[fonts[font]].update(struct.unpack_from(f">{count}H", xdv, start))
        elif code == _NATIVE_FONT:
            number, end = int.from_bytes(xdv[at + 1 : at + 5]), _after_font(xdv, at)
            fonts[number] = _font(xdv, at + 12)
            pages.names.append((at + 12, fonts[number]))
        else:
            end = _after(xdv, at, code)
        at = end
    return pages


def _glyphs(xdv: bytes, at: int, code: int) -> tuple[int, int]:
    """Return where the numbers of glyphs begin, and how many there are."""
    at += 1
    if code == _GLYPHS[1]:  # with the text of the glyphs
        at += 2 + 2 * _pair(xdv, at)
    count = _pair(xdv, at + 4)
    return at + 6 + 8 * count, count  # behind their width, number and places


def _font(xdv: bytes, at: int) -> NativeFont:
    """Return the font whose path begins at an offset, behind the byte of its length."""
    end = at + xdv[at - 1]
    path = xdv[at:end].decode(errors="surrogateescape")
    return NativeFont(path, int.from_bytes(xdv[end : end + 4]))


def _after_font(xdv: bytes, at: int) -> int:
    """Return the end of the definition of a native font."""
    flags, length = struct.unpack_from(">HB", xdv, at + 9)
    return at + 16 + int(length) + 4 * sum(bool(flags & flag) for flag in _FLAGS)


def _after(xdv: bytes, at: int, code: int) -> int:
    """Return the end of another command of variable size."""
    if code in _DEFINITION:
        at += code - 228
        return at + 1 + xdv[at - 1] + xdv[at]
    if code == _PREAMBLE:
        return at + 15 + xdv[at + 14]
    raise ValueError(f"it has a command {code}")


def _pair(xdv: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", xdv, at)[0])


def with_fonts(xdv: bytes, pages: ShippedPages, files: Mapping[NativeFont, str]) -> bytes:
    """Return pages with other files in the working folder for some fonts.

    Their names are written as long as the paths, so that all offsets in the file stay; a font with
    too short a path stays.
    """
    changed = bytearray(xdv)
    for at, font in pages.names:
        length = xdv[at - 1]
        if font in files and len(files[font]) + 2 <= length:
            changed[at : at + length] = f"./{files[font].rjust(length - 2, '/')}".encode()
    return bytes(changed)
