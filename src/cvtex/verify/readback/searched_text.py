"""What a reader gives of each leaf, where the PDF does not say whose its text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvtex.document import Document, Leaf
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.gap_rules import form_of, joints
from cvtex.verify.readback.normalization import is_accented, joined
from cvtex.verify.readback.order import moved
from cvtex.verify.readback.reading import read_pages, read_typed
from cvtex.verify.readback.search import Read


class Sought:
    """The text of pages, in which each leaf is sought, held against the Document.

    `lost` are the leaves that are not whole, `moved` those of the others that are not in their
    order.
    """

    def __init__(self, pages: Sequence[str], document: Document) -> None:
        """Seek each leaf."""
        texts = joined(pages)
        self._read, self._document = Read(texts, rtl=document.rtl), document
        self._readings = [read_pages([text]) for text in texts]
        leaves = list(document.leaves())
        self.lost = {leaf for leaf in leaves if not self.has(leaf.text)}
        self.moved = set(moved(pages, document)) - self.lost

    def has(self, text: str) -> bool:
        """Return whether a text stands somewhere whole."""
        if self._document.rtl or stretches(text) or is_accented(text):
            return self._read.has(text)
        return any(map(all, self._joints(text)))

    def agreeing(self, leaf: Leaf) -> tuple[list[bool], list[bool]]:
        """Tell of a leaf which of its characters come back, and which gaps before them."""
        typed = read_typed(leaf.text).text
        for found in self._joints(leaf.text):
            return [True] * len(typed), found
        return [False] * len(typed), [True] * (len(typed) + 1)

    def _joints(self, text: str) -> Iterator[list[bool]]:
        """Yield for each place of a text whether the gaps in it are as they were typed."""
        typed, own = read_typed(text), form_of(text, self._document)
        for reading in self._readings:
            at = reading.text.find(typed.text)
            while at >= 0:
                places = range(at, at + len(typed.text))
                yield joints(typed, reading, places, own)
                at = reading.text.find(typed.text, at + 1)
