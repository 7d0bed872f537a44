"""The sRGB profile of the output intent, made from the standard's own numbers.

A profile of the matrix and curve kind needs no more than three primaries and one curve
(IEC 61966-2-1). Made here, it depends on no TeX tree and on no other licence than ours, and
with the parametric curve of version 4 it has half a kilobyte.
"""

from __future__ import annotations

import struct
from functools import cache

# sRGB's primaries and white point, adapted to D50 by the Bradford transform (ICC.1:2004-10, E.3).
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_D50 = (0.9642, 1.0, 0.8249)
_ADAPTATION = (
    *(1.04791, 0.02293, -0.05019),
    *(0.02960, 0.99046, -0.01707),
    *(-0.00925, 0.01506, 0.75179),
)
# Y = (aX + b)^g for X >= d, else Y = cX, as g, a, b, c, d.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)

_HEADER_SIZE = 128


@cache
def srgb() -> bytes:
    """Return an ICC profile, version 4.2, display class, RGB to XYZ (ICC.1:2004-10, 8.3.3)."""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": b"XYZ " + bytes(4) + _fixed(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        b"rXYZ": b"XYZ " + bytes(4) + _fixed(_RED),
        b"gXYZ": b"XYZ " + bytes(4) + _fixed(_GREEN),
        b"bXYZ": b"XYZ " + bytes(4) + _fixed(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = _HEADER_SIZE + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", places[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """Return the header (7.2): no device, no maker, a date of its own that never changes."""
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    return (head + date + b"acsp" + bytes(28) + _fixed(_D50)).ljust(_HEADER_SIZE, b"\0")


def _fixed(values: tuple[float, ...]) -> bytes:
    """Return s15Fixed16 numbers (5.1.2)."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    """Return a multiLocalizedUnicodeType with one record (10.13)."""
    data = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(data), 28) + data
