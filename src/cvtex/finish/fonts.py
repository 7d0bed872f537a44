"""The fonts of a page: what a code stands for and how wide it is."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Name, Object

from cvtex.finish.cmap import read_cmap


@dataclass(slots=True, eq=False)
class Font:
    """A font as a content stream uses it: codes of `size` bytes, widths in thousandths."""

    source: Object
    size: int
    text: dict[int, str]
    widths: dict[int, float]
    default_width: float

    def codes(self, data: bytes) -> list[int]:
        """Cut a shown string into its codes."""
        if self.size == 1:
            return list(data)
        return [high << 8 | low for high, low in zip(data[::2], data[1::2], strict=True)]

    def width(self, codes: list[int]) -> float:
        """Return how far the codes move the pen."""
        return sum(self.widths.get(code, self.default_width) for code in codes)


def load(source: Object) -> Font:
    """Read a font dictionary (ISO 32000-1, 9.6 and 9.7)."""
    cmap = source.get(Name.ToUnicode)
    text = {} if cmap is None else read_cmap(cmap.read_bytes())
    if source.get(Name.Subtype) != Name.Type0:
        first = int(source.get(Name.FirstChar, 0))
        widths = source.get(Name.Widths, Array()).as_list()
        return Font(source, 1, text, {first + at: float(w) for at, w in enumerate(widths)}, 0)
    descendant = source[Name.DescendantFonts][0]
    default = float(descendant.get(Name.DW, 1000))
    return Font(source, 2, text, _cid_widths(descendant.get(Name.W, Array())), default)


def _cid_widths(array: Object) -> dict[int, float]:
    """Read the two forms of a W array (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = iter(array.as_list())
    for item in items:
        first, second = int(item), next(items)
        if isinstance(second, Array):
            widths.update((first + at, float(w)) for at, w in enumerate(second.as_list()))
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(next(items)))
    return widths
