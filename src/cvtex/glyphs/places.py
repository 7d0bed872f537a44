"""Where the characters of a leaf were typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from cvtex.diagnostics import Span
from cvtex.document import Document, Leaf
from cvtex.source.typed import Typed


class Places:
    """The texts that a document's leaves were made of, each leaf of one or of several in a row."""

    def __init__(self, texts: Iterable[Typed], document: Document) -> None:
        """Take the texts of the document's content."""
        self._texts = sorted({text.span: text for text in texts}.items())
        self._leaves = sorted({leaf.span for leaf in document.leaves()})

    def of(self, sought: str, leaf: Leaf) -> Span:
        """Return where characters of a leaf stand; the leaf's place if it has them otherwise.

        It may have composed them, or read them from an escape.
        """
        end = bisect_right(self._leaves, leaf.span)
        before = self._leaves[end] if end < len(self._leaves) else None
        first = bisect_left(self._texts, leaf.span, key=_span)
        last = bisect_left(self._texts, before, key=_span) if before else len(self._texts)
        texts = (text for _, text in self._texts[first:last] if sought in text)
        text = next(texts, None)
        return leaf.span if text is None else text.place_of(sought)


def _span(pair: tuple[Span, Typed]) -> Span:
    return pair[0]
