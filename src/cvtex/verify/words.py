"""Whether machines read back every word that the person typed, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document, Leaf
from cvtex.glyphs.direction import stretches
from cvtex.verify.normal import joined
from cvtex.verify.order import is_name_first, moved
from cvtex.verify.readers import POPPLER, PYPDF, Pages, Texts
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
    # pypdf takes longest: what the others read is held against the Document by then.
    results = (texts.lying, texts.written, texts.parsed)
    lying, written, parsed = (_held(result.result(), document) for result in results)
    if lying.value is None or written.value is None or parsed.value is None:
        troubles = (*lying.diagnostics, *written.diagnostics, *parsed.diagnostics)
        return failed(*dict.fromkeys(troubles))
    held = {POPPLER: written.value.without_turned(lying.value), PYPDF: parsed.value}

    def found(code: Code, how: str, of: Callable[[_Held], frozenset[Leaf]]) -> Iterator[Diagnostic]:
        for leaf in document.leaves():
            readers = [reader for reader, one in held.items() if leaf in of(one)]
            if readers:
                yield _finding(code, how, leaf, " and ".join(readers))

    lost = frozenset[Leaf]().union(*(one.lost for one in held.values()))
    findings = (
        *found(Code.WORDS_LOST, "whole", lambda one: one.lost),
        *found(Code.ORDER_WRONG, "in the first line", lambda one: one.late - lost),
        *found(Code.ORDER_WRONG, "in its place", lambda one: one.moved - one.late - lost),
        # How a reader turns round what runs from right to left is its own affair.
        *(
            _parted(leaf)
            for leaf in document.leaves()
            if leaf in lying.value.lost - lost and not stretches(leaf.text)
        ),
    )
    return Checked(_count(document, lost, held), findings)


@dataclass(frozen=True, slots=True)
class _Held:
    """A reading held against the Document: which leaves are not whole, not where they should be.

    `late` is the name if it is not the first line.
    """

    read: Read
    lost: frozenset[Leaf]
    moved: frozenset[Leaf]
    late: frozenset[Leaf]

    def without_turned(self, lying: _Held) -> _Held:
        """Take leaves from right to left for whole that are so as the page lies.

        As the page was written, poppler takes the letters of an Arabic ligature apart.
        """
        turned = (leaf for leaf in self.lost - lying.lost if stretches(leaf.text))
        return _Held(self.read, self.lost.difference(turned), self.moved, self.late)


def _held(pages: Pages, document: Document) -> Checked[_Held]:
    if pages.value is None:
        return failed(*pages.diagnostics)
    read = Read(joined(pages.value))
    lost = frozenset(leaf for leaf in document.leaves() if not read.has(leaf.text))
    late = () if is_name_first(pages.value, document) else (document.name,)
    return Checked(_Held(read, lost, frozenset(moved(pages.value, document)), frozenset(late)))


def words_in(text: str) -> list[str]:
    """Return the words of a text, as word processors count them.

    A character of Han or kana is one; else what stands between spaces, if it has a letter or a
    number.
    """
    return [word for word in _WORD.findall(text) if any(map(str.isalnum, word))]


def _count(document: Document, lost: frozenset[Leaf], held: Mapping[str, _Held]) -> Words:
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
