"""Reads the fonts of a page: the text and the width of each code."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

from pikepdf import Array, Object

from cvtex.pdf.cmap import read_cmap
from cvtex.pdf.objects import data, entry, integer, items, name, number

# ISO 32000-1, annex C.
_LAST_CID = 0xFFFF
# Encodings that say what their codes mean (annex D), as Python calls them.
_ENCODINGS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


@dataclass(eq=False)
class Font:
    """A font of a content stream, with codes of `size` bytes.

    `text` is its ToUnicode map, completed by its encoding. `drawn` is whether it is a Type 3 font,
    whose glyphs are content streams (ISO 32000-1, 9.6.5).
    """

    source: Object
    size: int
    text: dict[int, str]
    drawn: bool = False

    def codes(self, shown: bytes | bytearray) -> list[int]:
        """Return the codes of a shown string."""
        if self.size == 1:
            return list(shown)
        return [*struct.unpack_from(f">{len(shown) // 2}H", shown)]

    def width(self, codes: list[int]) -> float:
        """Return how far the codes move the pen, in thousandths of the type size."""
        widths, default = self._widths
        return sum(map(widths.get, codes, repeat(default)))

    @cached_property
    def _widths(self) -> tuple[dict[int, float], float]:
        """The widths of the codes, and the default width (ISO 32000-1, 9.6.2.1 and 9.7.4.3)."""
        if self.size == 1:
            first = integer(entry(self.source, "/FirstChar")) or 0
            listed = map(number, items(entry(self.source, "/Widths")))
            return {
                code: width for code, width in enumerate(listed, first) if width is not None
            }, 0.0
        descendant = next(iter(items(entry(self.source, "/DescendantFonts"))), None)
        default = number(entry(descendant, "/DW"))
        widths = _cid_widths(items(entry(descendant, "/W")))
        return widths, 1000.0 if default is None else default


def load(source: Object) -> Font:
    """Return the font of a font dictionary (ISO 32000-1, 9.6 and 9.7)."""
    text, kind = read_cmap(data(entry(source, "/ToUnicode"))), name(entry(source, "/Subtype"))
    if kind in {"Type1", "TrueType"}:
        text = _encoded(entry(source, "/Encoding")) | text
    return Font(source, 2 if kind == "Type0" else 1, text, drawn=kind == "Type3")


def _encoded(encoding: object) -> dict[int, str]:
    """Return the text of the codes of an encoding, except its /Differences (ISO 32000-1, 9.6.6)."""
    known = _ENCODINGS.get(name(encoding) or name(entry(encoding, "/BaseEncoding")))
    if not known:
        return {}
    text = {code: bytes([code]).decode(known, "ignore") for code in range(0x20, 0x100)}
    code = 0
    for item in items(entry(encoding, "/Differences")):
        if (first := integer(item)) is not None:
            code = first
            continue
        text.pop(code, None)
        code += 1
    return {code: char for code, char in text.items() if char}


def _cid_widths(array: list[Any]) -> dict[int, float]:
    """Return the widths of a W array (ISO 32000-1, 9.7.4.3), up to its first error."""
    widths: dict[int, float] = {}
    left, most = iter(array), 2 * _LAST_CID
    for item in left:
        first, second = integer(item), next(left, None)
        if first is None:
            break
        if isinstance(second, Array):
            listed = ((at, number(width)) for at, width in enumerate(items(second), first))
            widths.update((at, width) for at, width in listed if width is not None)
            continue
        last, width = integer(second), number(next(left, None))
        if last is None or width is None or not first <= last <= _LAST_CID:
            break
        # A limit of time: no program writes many overlapping ranges.
        most -= last - first
        if most < 0:
            break
        widths |= dict.fromkeys(range(first, last + 1), width)
    return widths
