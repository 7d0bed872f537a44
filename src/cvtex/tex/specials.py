"""Reads the specials of an .xdv file, and rejects those that would make xdvipdfmx read a file.

xdvipdfmx ignores `openin_any`. The format is DVI (D. R. Fuchs, TUGboat 3:2) with XeTeX's commands
for native fonts.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterator

# The allowed keywords of xdvipdfmx's manual: they draw, mark and describe. Those that read a file
# (image, fstream, mapfile, config, psfile, <img>) and unused ones are missing.
_HARMLESS = re.compile(
    rb"""pdf:\s*(?:
        ann|bann|eann|link|nolink|bc|sc|ec|bcolor|scolor|ecolor|setcolor|bt|et|btrans|etrans
      | code|content|bcontent|econtent|literal|dest|names|object|obj|put|close|stream
      | docinfo|docview|out|outline|pagesize|pageresources|trailerid|majorversion|minorversion
      | bxobj|exobj|uxobj|bxgstate|exgstate
      )(?![0-9A-Za-z_])
    | color\s
    | x:\s*(?:gsave|grestore|rotate|scale)(?![0-9A-Za-z_])""",
    re.VERBOSE,
)

# An image exactly as the class writes it: no escapes, no page, no second file.
_IMAGE = re.compile(rb"pdf:image\s+width\s+[0-9.]+bp\s+height\s+[0-9.]+bp\s+\((?P<file>[a-z.]+)\)")

# The size in bytes of each command of fixed size: characters, rules, moves (each in four sizes),
# push and pop, fonts; 139 is bop.
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
}
_SPECIAL = range(239, 243)
_FONT = range(243, 247)
_PREAMBLE = 247
_END = 248
_NATIVE_FONT = 252
_GLYPHS = (253, 254)

# The flags of a native font that add four bytes each (colour, extent, slant, weight).
_FLAGS = (0x0200, 0x1000, 0x2000, 0x4000)


def read_specials(xdv: bytes) -> Iterator[bytes]:
    """Yield each special of an .xdv file. ValueError: it is invalid or incomplete."""
    at = 0
    try:
        while (code := xdv[at]) != _END:
            if code in _SIZES:
                at += _SIZES[code]
            elif code in _SPECIAL:
                start = at + code - 237
                end = start + int.from_bytes(xdv[at + 1 : start])
                yield xdv[start:end]
                at = end
            else:
                at = _after(xdv, at, code)
    except (IndexError, struct.error):
        at = len(xdv)
    if at >= len(xdv) or not xdv.endswith(b"\xdf" * 4):
        raise ValueError("the file is cut off")


def _after(xdv: bytes, at: int, code: int) -> int:
    """Return the end of a command of variable size."""
    if code in _GLYPHS:
        at += 1
        if code == _GLYPHS[1]:  # with the text of the glyphs
            at += 2 + 2 * _pair(xdv, at)
        return at + 6 + 10 * _pair(xdv, at + 4)
    if code == _NATIVE_FONT:
        flags, length = struct.unpack_from(">HB", xdv, at + 9)
        return at + 16 + int(length) + 4 * sum(bool(flags & flag) for flag in _FLAGS)
    if code in _FONT:
        at += code - 228
        return at + 1 + xdv[at - 1] + xdv[at]
    if code == _PREAMBLE:
        return at + 15 + xdv[at + 14]
    raise ValueError(f"it has a command {code}")


def _pair(xdv: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", xdv, at)[0])


def harmful(special: bytes, pictures: Collection[str] = ()) -> bool:
    """Return whether a special may make xdvipdfmx read another file than the named pictures."""
    if pictures and (image := _IMAGE.fullmatch(special)):
        return image["file"].decode() not in pictures
    return not _HARMLESS.match(special)
