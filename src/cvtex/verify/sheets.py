"""Whether a page has a size and a turn that every viewer can show."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Object

from cvtex.pdf.objects import entry, inherited, integer, numbers

# ISO 32000-1, 14.11.2.
_BOUNDARIES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
# In units of a page, whatever their size (ISO 19005-2, 6.1.13).
_SHORTEST, _LONGEST = 3, 14_400
_QUARTER = 90


def sheet_faults(page: Object) -> Iterator[str]:
    """Yield what is wrong with the sheet of a page."""
    turned = inherited(page, "/Rotate")
    if turned is not None and (integer(turned) is None or turned % _QUARTER):
        yield "a page is turned by what is no multiple of 90 (ISO 32000-1, 7.7.3.3)"
    for key in _BOUNDARIES:
        # Only these two pass down from a node above (ISO 32000-1, 7.7.3.4).
        held = inherited(page, key) if key in {"/MediaBox", "/CropBox"} else entry(page, key)
        corners = numbers(held, 4)
        if corners is None:
            continue
        left, bottom, right, top = corners
        wide, high = abs(right - left), abs(top - bottom)
        if not all(_SHORTEST <= side <= _LONGEST for side in (wide, high)):
            yield (
                f"the {key[1:]} of a page is {wide:g} by {high:g} units, which is not between "
                f"{_SHORTEST} and {_LONGEST:,} (ISO 19005-2, 6.1.13)"
            )
