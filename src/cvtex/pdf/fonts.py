"""The fonts of a page: what a code stands for and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Object

from cvtex.pdf.cmap import read_cmap
from cvtex.pdf.objects import data, entry, integer, items, name, number, numbers

# The glyph space of every kind but Type 3 (ISO 32000-1, 9.2.4).
_THOUSANDTH = 0.001
# ISO 32000-1, annex C.
_LAST_CID = 0xFFFF


@dataclass(slots=True, eq=False)
class Font:
    """A font as a content stream uses it: codes of `size` bytes, widths in thousandths.

    Where a Type 3 font has another unit, `unit` says how many text spaces it is; its glyphs are
    `drawn`, by content streams of their own (ISO 32000-1, 9.6.5).
    """

    source: Object
    size: int
    text: dict[int, str]
    widths: dict[int, float]
    default_width: float
    unit: float = _THOUSANDTH
    vertical: bool = False
    drawn: bool = False

    @property
    def measured(self) -> bool:
        """Whether the file says how far its glyphs move the pen along a line that runs across."""
        return not self.vertical and (self.size > 1 or bool(self.widths))

    def codes(self, shown: bytes) -> list[int]:
        """Cut a shown string into its codes."""
        if self.size == 1:
            return list(shown)
        return [high << 8 | low for high, low in zip(shown[::2], shown[1::2], strict=False)]

    def width(self, codes: list[int]) -> float:
        """Return how far the codes move the pen."""
        return sum(self.widths.get(code, self.default_width) for code in codes)


def load(source: Object) -> Font:
    """Read a font dictionary (ISO 32000-1, 9.6 and 9.7)."""
    text = read_cmap(data(entry(source, "/ToUnicode")))
    kind = name(entry(source, "/Subtype"))
    if kind != "Type0":
        first = integer(entry(source, "/FirstChar")) or 0
        listed = map(number, items(entry(source, "/Widths")))
        widths = {first + at: width for at, width in enumerate(listed) if width is not None}
        matrix = numbers(entry(source, "/FontMatrix"), 6) if kind == "Type3" else None
        unit = matrix[0] if matrix else _THOUSANDTH
        return Font(source, 1, text, widths, 0, unit, drawn=kind == "Type3")
    descendant = next(iter(items(entry(source, "/DescendantFonts"))), None)
    default = number(entry(descendant, "/DW"))
    widths = _cid_widths(items(entry(descendant, "/W")))
    # The names of writing modes (9.7.5.2).
    vertical = name(entry(source, "/Encoding")).endswith("V")
    width = 1000.0 if default is None else default
    return Font(source, 2, text, widths, width, vertical=vertical)


def _cid_widths(array: list[Any]) -> dict[int, float]:
    """Read the two forms of a W array (ISO 32000-1, 9.7.4.3), up to where it is neither."""
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
        # Ranges that overlap many times over are no writer's.
        most -= last - first
        if most < 0:
            break
        widths |= dict.fromkeys(range(first, last + 1), width)
    return widths
