"""Compares a reading with the Document if the PDF's marks assign each character to a leaf."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from cvtex.document import Document, Leaf
from cvtex.pdf.difference import opcodes
from cvtex.unicode.bidi import is_reordered
from cvtex.verify.readback.gap_rules import form_of, is_run, joints
from cvtex.verify.readback.normalization import (
    bare,
    comparable,
    compatible_form,
    is_accented,
    one_sided,
)
from cvtex.verify.readback.reading import CompactText, Gap, beside_rtl, compatible, read_typed
from cvtex.verify.readback.search import Read


class MarkedText:
    """A reading whose characters have leaf numbers, compared with the Document.

    `placed` is whether other checks prove the order and spacing of right-to-left text by positions,
    so that only its characters are compared here. `lost` are the incomplete leaves, `moved` are
    those of the others that are out of order.
    """

    def __init__(self, reading: CompactText, document: Document, *, placed: bool) -> None:
        """Compare all leaves."""
        self._reading, self._document, self._placed = reading, document, placed
        # On such a page, PDFium turns round also a row without such text.
        everywhere = placed and document.rtl
        self._beside = set(reading.owners) if everywhere else beside_rtl(reading)
        self._places: dict[int, list[int]] = defaultdict(list)
        for at, owner in enumerate(reading.owners):
            self._places[owner].append(at)
        leaves = list(document.leaves())
        self.lost = {leaf for leaf in leaves if not self._is_whole(leaf)}
        self.moved = self._moved([leaf for leaf in leaves if leaf not in self.lost])

    def agreeing(self, leaf: Leaf) -> tuple[list[bool], list[bool]]:
        """Return for each character of a leaf whether it is read, and the same for the gaps."""
        typed, places = read_typed(leaf.text), self._places[leaf.number]
        read = "".join(self._reading.text[at] for at in places)
        found: list[int | None] = [None] * len(typed.text)
        # In right-to-left text, the incomplete word can't be determined.
        if not is_reordered(leaf.text, rtl=self._document.rtl):
            for start, begin, size in _shared(typed.text, read):
                found[start : start + size] = places[begin : begin + size]
        good = [at is not None for at in found]
        return good, self._joints(leaf, typed, found)

    def _is_whole(self, leaf: Leaf) -> bool:
        places, typed = self._places[leaf.number], read_typed(leaf.text)
        if self._placed and is_reordered(leaf.text, rtl=self._document.rtl):
            return sorted(comparable(self._text(places))) == sorted(comparable(typed.text))
        if is_reordered(leaf.text, rtl=self._document.rtl):
            return Read([self._text(places, " "), self._from_right(places)]).has(leaf.text)
        if is_accented(leaf.text):
            # Readers attach a spacing accent to the letter beside it.
            return bare(self._text(places)) == bare(typed.text)
        if self._text(places) == typed.text:
            return all(self._joints(leaf, typed, places))
        return leaf.number in self._beside and self._is_whole_beside(leaf, places)

    def _is_whole_beside(self, leaf: Leaf, places: Sequence[int]) -> bool:
        """Return whether a leaf beside right-to-left text is complete.

        PDFium mirrors its brackets and quotation marks, and returns compatibility forms.
        """
        typed = read_typed(compatible_form(leaf.text))
        read = compatible(self._reading, places)
        own = form_of(leaf.text, self._document)
        return one_sided(typed.text) == one_sided(read.text) and all(
            joints(typed, read, range(len(read.text)), own)
        )

    def _joints(self, leaf: Leaf, typed: CompactText, found: Sequence[int | None]) -> list[bool]:
        return joints(typed, self._reading, found, form_of(leaf.text, self._document))

    def _text(self, places: Sequence[int], space: str = "") -> str:
        read = self._reading
        if not space and is_run(places):
            return read.text[places[0] : places[-1] + 1]
        return "".join((space if read.gaps[at] else "") + read.text[at] for at in places)

    def _from_right(self, places: Sequence[int]) -> str:
        """Return the text of characters with each row reversed, for words that continue."""
        rows: list[list[int]] = [[]]
        for at in places:
            if self._reading.gaps[at] is Gap.LINE:
                rows.append([])
            rows[-1].append(at)
        return "".join(self._text(row[::-1]) for row in rows)

    def _moved(self, leaves: Sequence[Leaf]) -> set[Leaf]:
        """Return the leaves outside the longest increasing sequence of positions."""
        printed = [leaf for leaf in leaves if self._places[leaf.number]]
        ends, lengths = list[int](), list[int]()
        for leaf in printed:
            first = self._places[leaf.number][0]
            length = bisect_left(ends, first)
            ends[length : length + 1] = [first]
            lengths.append(length)
        wanted = len(ends) - 1
        moved = set(printed)
        for leaf, length in zip(reversed(printed), reversed(lengths), strict=True):
            if length == wanted:
                moved.remove(leaf)
                wanted -= 1
        return moved


def _shared(typed: str, read: str) -> Iterator[tuple[int, int, int]]:
    """Yield the common parts of two texts: the start in each, and the length.

    Most damage is in one place; the common prefix and suffix are found in any case.
    """
    before = _same(typed, read)
    typed, read = typed[before:], read[before:]
    behind = _same(reversed(typed), reversed(read))
    typed, read = typed[: len(typed) - behind], read[: len(read) - behind]
    yield 0, 0, before
    for kind, start, end, begin, _ in opcodes(typed, read):
        if kind == "equal":
            yield before + start, before + begin, end - start
    yield before + len(typed), before + len(read), behind


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """Return the length of the common prefix of two texts."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
