"""Compares a reading with the Document by search if the PDF has no leaf numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvtex.document import Document, Leaf
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.gap_rules import form_of, joints
from cvtex.verify.readback.normalization import is_accented, joined
from cvtex.verify.readback.order import moved
from cvtex.verify.readback.reading import read_pages, read_typed
from cvtex.verify.readback.search import Read


class SearchedText:
    """The text of pages, in which each leaf of the Document is searched.

    `lost` are the incomplete leaves, `moved` are those of the others that are out of order.
    """

    def __init__(self, pages: Sequence[str], document: Document) -> None:
        """Search all leaves."""
        texts = joined(pages)
        self._read, self._document = Read(texts, rtl=document.rtl), document
        self._readings = [read_pages([text]) for text in texts]
        leaves = list(document.leaves())
        self.lost = {leaf for leaf in leaves if not self.has(leaf.text)}
        self.moved = set(moved(pages, document)) - self.lost

    def has(self, text: str) -> bool:
        """Return whether a text is found completely."""
        if self._document.rtl or stretches(text) or is_accented(text):
            return self._read.has(text)
        return any(map(all, self._joints(text)))

    def agreeing(self, leaf: Leaf) -> tuple[list[bool], list[bool]]:
        """Return for each character of a leaf whether it is read, and the same for the gaps."""
        typed = read_typed(leaf.text).text
        for found in self._joints(leaf.text):
            return [True] * len(typed), found
        return [False] * len(typed), [True] * (len(typed) + 1)

    def _joints(self, text: str) -> Iterator[list[bool]]:
        """Yield for each occurrence of a text whether its gaps are as typed."""
        typed, own = read_typed(text), form_of(text, self._document)
        for reading in self._readings:
            at = reading.text.find(typed.text)
            while at >= 0:
                places = range(at, at + len(typed.text))
                yield joints(typed, reading, places, own)
                at = reading.text.find(typed.text, at + 1)
