"""What a reader gives of each leaf, where the PDF says whose each character is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from unicodedata import normalize

from cvtex.document import Document, Leaf
from cvtex.pdf.difference import opcodes
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.gap_rules import form_of, joints
from cvtex.verify.readback.normalization import bare, comparable, is_accented, one_sided
from cvtex.verify.readback.reading import Gap, Reading, beside_turned, compatible, read_typed
from cvtex.verify.readback.search import Read


class Known:
    """A reading in which each character is known by its leaf, held against the Document.

    Of what runs from right to left, one that is `placed` only has to have all characters, for their
    places prove their order, and white space. `lost` are the leaves that are not whole, `moved`
    those of the others that are not in their order.
    """

    def __init__(self, reading: Reading, document: Document, *, placed: bool) -> None:
        """Find the characters of each leaf."""
        self._reading, self._document, self._placed = reading, document, placed
        self._beside = beside_turned(reading)
        self._places: dict[int, list[int]] = defaultdict(list)
        for at, owner in enumerate(reading.owners):
            self._places[owner].append(at)
        leaves = list(document.leaves())
        self.lost = {leaf for leaf in leaves if not self._is_whole(leaf)}
        self.moved = self._moved([leaf for leaf in leaves if leaf not in self.lost])

    def agreeing(self, leaf: Leaf) -> tuple[list[bool], list[bool]]:
        """Tell of a leaf which of its characters come back, and which gaps before them.

        It has one gap more than characters, at its end.
        """
        typed, places = read_typed(leaf.text), self._places[leaf.number]
        read = "".join(self._reading.text[at] for at in places)
        found: list[int | None] = [None] * len(typed.text)
        # Of text from right to left nobody can say which word is not whole.
        if not stretches(leaf.text):
            for start, begin, size in _shared(typed.text, read):
                found[start : start + size] = places[begin : begin + size]
        good = [at is not None for at in found]
        return good, self._joints(leaf, typed, found)

    def _is_whole(self, leaf: Leaf) -> bool:
        places, typed = self._places[leaf.number], read_typed(leaf.text)
        if self._placed and stretches(leaf.text):
            return sorted(comparable(self._text(places))) == sorted(comparable(typed.text))
        if stretches(leaf.text):
            return Read([self._text(places, " "), self._from_right(places)]).has(leaf.text)
        if is_accented(leaf.text):
            # An accent that stands alone is taken for a part of the letter beside it.
            return bare(self._text(places)) == bare(typed.text)
        if self._text(places) == typed.text:
            return all(self._joints(leaf, typed, places))
        return leaf.number in self._beside and self._is_whole_beside(leaf, places)

    def _is_whole_beside(self, leaf: Leaf, places: Sequence[int]) -> bool:
        """Tell whether a leaf beside text from right to left is whole, but for what PDFium turns.

        It gives the other one of brackets and quotation marks, and compatibility forms.
        """
        typed = read_typed(normalize("NFKC", leaf.text))
        read = compatible(self._reading, places)
        own = form_of(leaf.text, self._document)
        return one_sided(typed.text) == one_sided(read.text) and all(
            joints(typed, read, range(len(read.text)), own)
        )

    def _joints(self, leaf: Leaf, typed: Reading, found: Sequence[int | None]) -> list[bool]:
        return joints(typed, self._reading, found, form_of(leaf.text, self._document))

    def _text(self, places: Sequence[int], space: str = "") -> str:
        read = self._reading
        return "".join((space if read.gaps[at] else "") + read.text[at] for at in places)

    def _from_right(self, places: Sequence[int]) -> str:
        """Return the text of characters, each row from its end: a word may go on in the next."""
        rows: list[list[int]] = [[]]
        for at in places:
            if self._reading.gaps[at] is Gap.LINE:
                rows.append([])
            rows[-1].append(at)
        return "".join(self._text(row[::-1]) for row in rows)

    def _moved(self, leaves: Sequence[Leaf]) -> set[Leaf]:
        """Return the leaves that are not in the longest series in the order of the Document."""
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
    """Yield what two texts share: where it begins in each, and its length.

    Most damage is in one place, and around it all is found, however much is lost.
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
    """Return how many characters two texts share at their beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
