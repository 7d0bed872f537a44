"""Whether machines read back every word that the person typed, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document, Leaf
from cvtex.glyphs.bidi import stretches
from cvtex.verify.normal import joined
from cvtex.verify.order import is_name_first, moved
from cvtex.verify.readers import POPPLER, PYPDF, Texts
from cvtex.verify.whole import Read

# Han and kana are written without spaces, and counted one by one; Korean has spaces.
_EAST = (
    "\u3005\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_EAST}]|[^\s{_EAST}]+")


@dataclass(frozen=True, slots=True)
class Words:
    """How many words were typed, and how many of them all readers give back."""

    typed: int
    read: int


def read_back(texts: Texts, document: Document) -> Checked[Words]:
    """Count the words that come back, and find each leaf that does not, whole and in its order.

    pdftotext reads twice. As the page was written, every leaf has to be whole and in its order,
    and so it has to be to pypdf. As the page lies, poppler guesses at columns, and takes the dates
    beside a title of two lines for a part of it: that is worth a warning.
    """
    # pypdf takes longest: what poppler reads is held against the Document by then.
    lying, written = texts.lying.result(), texts.written.result()
    parted = _Held(lying.value or (), document).lost
    poppler = _Held(written.value or (), document)
    # As the page was written, poppler takes the letters of an Arabic ligature apart.
    poppler.lost -= {leaf for leaf in poppler.lost - parted if stretches(leaf.text)}
    parsed = texts.parsed.result()
    troubles = (*lying.diagnostics, *written.diagnostics, *parsed.diagnostics)
    if troubles:
        return failed(*dict.fromkeys(troubles))
    held = {POPPLER: poppler, PYPDF: _Held(parsed.value or (), document, turns_numbers=True)}

    def found(code: Code, how: str, of: Callable[[_Held], set[Leaf]]) -> Iterator[Diagnostic]:
        for leaf in document.leaves():
            readers = [reader for reader, one in held.items() if leaf in of(one)]
            if readers:
                yield _finding(code, how, leaf, " and ".join(readers))

    lost = poppler.lost | held[PYPDF].lost
    findings = (
        *found(Code.WORDS_LOST, "whole", lambda one: one.lost),
        *found(Code.ORDER_WRONG, "in the first line", lambda one: one.late - lost),
        *found(Code.ORDER_WRONG, "in its place", lambda one: one.moved - one.late - lost),
        # How a reader turns round what runs from right to left is its own affair.
        *(
            _parted(leaf)
            for leaf in document.leaves()
            if leaf in parted - lost and not stretches(leaf.text)
        ),
    )
    return Checked(_count(document, lost, held), findings)


class _Held:
    """What a reader gave, held against the Document.

    `lost` are the leaves that are not whole, `moved` those not in their order, `late` is the name
    if it is not the first line.
    """

    def __init__(
        self, pages: Sequence[str], document: Document, *, turns_numbers: bool = False
    ) -> None:
        self.read = Read(joined(pages), turns_numbers=turns_numbers)
        self.lost = {leaf for leaf in document.leaves() if not self.read.has(leaf.text)}
        self._pages, self._document = pages, document

    @cached_property
    def moved(self) -> set[Leaf]:
        return set(moved(self._pages, self._document))

    @cached_property
    def late(self) -> set[Leaf]:
        return set() if is_name_first(self._pages, self._document) else {self._document.name}


def words_in(text: str) -> list[str]:
    """Return the words of a text, as word processors count them.

    A character of Han or kana is one; else what stands between spaces, if it has a letter or a
    number.
    """
    return [word for word in _WORD.findall(text) if any(map(str.isalnum, word))]


def _count(document: Document, lost: set[Leaf], held: Mapping[str, _Held]) -> Words:
    """Count words; of a leaf that is not whole, those that stand somewhere to every reader."""
    typed = missing = 0
    for leaf in document.leaves():
        words = words_in(leaf.text)
        typed += len(words)
        if leaf in lost:
            missing += sum(not all(one.read.has(word) for one in held.values()) for word in words)
    return Words(typed, typed - missing)


def _finding(code: Code, how: str, leaf: Leaf, reader: str) -> Diagnostic:
    return Diagnostic(
        code,
        f"a machine that reads the PDF ({reader}) does not find this text {how}: `{leaf.text}`",
        leaf.span,
        "please report it: the text is good, the page is not",
    )


def _parted(leaf: Leaf) -> Diagnostic:
    return Diagnostic(
        Code.WORDS_PARTED,
        f"some machines will read other text into the middle of this: `{leaf.text}`",
        leaf.span,
        "make it short enough for one line",
    )
