"""Checks the order of the leaves in a reading: the name first, then in Document order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cvtex.document import Document, Leaf
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.normalization import joined, letters
from cvtex.verify.readback.search import places


def is_name_first(pages: Sequence[str], document: Document) -> bool:
    """Return whether the person's name is the first line; a long name may be several.

    The title of the sheet may precede it. A name without letters and digits may be anywhere.
    """
    sheet = document.sheet.text if document.sheet else ""
    name, read = sorted(letters(sheet + document.name.text)), ""
    for line in "\n".join(pages).splitlines():
        read += letters(line)
        if len(read) >= len(name):
            break
    return not name or sorted(read) == name


def moved(pages: Sequence[str], document: Document) -> list[Leaf]:
    """Return the leaves that are out of order or missing in a reading.

    They are those outside the longest sequence of leaves in order without overlaps. The letters
    of a right-to-left leaf may be in any order.
    """
    # Leaves without letters and numbers may be anywhere.
    sought = [_Sought(leaf, words) for leaf in document.leaves() if (words := letters(leaf.text))]
    texts = dict.fromkeys(map(letters, joined(pages)))
    if any(_are_in_order(sought, text) for text in texts):
        return []
    return min((_moved(sought, text) for text in texts), key=len)


class _Sought(NamedTuple):
    """A leaf with its letters and numbers."""

    leaf: Leaf
    letters: str

    def places(self, text: str, start: int = 0) -> Iterator[int]:
        """Yield its positions in a text from `start`."""
        if stretches(self.leaf.text):
            yield from places(self.letters, text, start)
            return
        at = text.find(self.letters, start)
        while at >= 0:
            yield at
            at = text.find(self.letters, at + 1)


def _are_in_order(sought: Sequence[_Sought], text: str) -> bool:
    """Return whether each leaf follows the one before it, by a greedy search."""
    end = 0
    for one in sought:
        at = next(one.places(text, end), None)
        if at is None:
            return False
        end = at + len(one.letters)
    return True


class _Series(NamedTuple):
    """A sequence of leaves: the index and the end of the last one, and the leaves before it."""

    last: int
    end: int
    before: _Series | None


def _moved(sought: Sequence[_Sought], text: str) -> list[Leaf]:
    # For each length, the sequence that ends first.
    longest: list[_Series] = []
    for number, one in enumerate(sought):
        # In reverse, because a leaf can't follow itself.
        for start in reversed(list(one.places(text))):
            length = bisect_right(longest, start, key=lambda series: series.end)
            end = start + len(one.letters)
            series = _Series(number, end, longest[length - 1] if length else None)
            if length == len(longest):
                longest.append(series)
            elif end < longest[length].end:
                longest[length] = series
    kept = set()
    rest = longest[-1] if longest else None
    while rest:
        kept.add(rest.last)
        rest = rest.before
    return [one.leaf for number, one in enumerate(sought) if number not in kept]
