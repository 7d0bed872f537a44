"""Whether machines read back every word that the person typed, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.pdf.pdfium import Character
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.gap_rules import EAST, is_picture
from cvtex.verify.readback.marked_text import Known
from cvtex.verify.readback.normalization import joined
from cvtex.verify.readback.order import is_name_first
from cvtex.verify.readback.readers import PDFIUM, POPPLER, Texts
from cvtex.verify.readback.reading import (
    Owners,
    Reading,
    beside_turned,
    owned_as,
    read_pages,
    read_placed,
    read_typed,
)
from cvtex.verify.readback.search import Read
from cvtex.verify.readback.searched_text import Sought
from cvtex.verify.readback.spacing import strayed

# Han and kana are written without spaces, and counted one by one; Korean has spaces.
_WORD = re.compile(rf"[{EAST}]|[^\s{EAST}]+")

_Held = Mapping[str, Known | Sought]


@dataclass(frozen=True, slots=True)
class Words:
    """How many words were typed, and how many of them all readers give back."""

    typed: int
    read: int


def read_back(texts: Texts, document: Document, owners: Owners) -> Checked[Words]:
    """Count the words that come back, and find each leaf that does not, whole and in its order.

    In the order of the file every leaf has to be whole and in its order, to both readers. As the
    page lies, poppler guesses at columns, and takes the dates beside a title of two lines for a
    part of it: that is worth a warning. `owners` say whose the marked content is; without, each
    leaf is sought.
    """
    lying, written = texts.lying.result(), texts.written.result()
    placed = texts.placed.result()
    troubles = (*lying.diagnostics, *written.diagnostics, *placed.diagnostics)
    if troubles:
        return failed(*dict.fromkeys(troubles))
    side = Read(joined(lying.value or ()), rtl=document.rtl)
    parted = {leaf for leaf in document.leaves() if not side.has(leaf.text)}
    characters = [page.characters for page in placed.value or ()]
    pages = {POPPLER: written.value or (), PDFIUM: _texts(characters)}
    known = read_placed(characters, owners, rtl=document.rtl)
    held = (
        _held(pages, known, document)
        if owners
        else {reader: Sought(read, document) for reader, read in pages.items()}
    )
    # As the page was written, poppler takes the letters of an Arabic ligature apart, and deals out
    # what shares a row with such text in an order of its own.
    beside = beside_turned(known)
    held[POPPLER].lost -= {
        leaf
        for leaf in held[POPPLER].lost - parted
        if document.rtl or stretches(leaf.text) or leaf.number in beside
    }
    # PDFium takes a pictograph for the beginning of a line, and what it gives then is in no order
    # that could be compared.
    pictured = {leaf for leaf in document.leaves() if any(map(is_picture, leaf.text))} - parted
    for one in held.values():
        one.lost -= pictured
        one.moved -= pictured
    wrong = strayed(characters, owners, document)
    held[PDFIUM].lost |= {leaf for leaf in document.leaves() if leaf.number in wrong}
    lost = held[POPPLER].lost | held[PDFIUM].lost
    late = {
        reader: set[Leaf]() if is_name_first(read, document) else {document.name}
        for reader, read in pages.items()
    }
    findings = (
        *_found(Code.WORDS_LOST, "whole", document, {at: one.lost for at, one in held.items()}),
        *_found(
            Code.ORDER_WRONG,
            "in the first line",
            document,
            {at: one - lost for at, one in late.items()},
        ),
        *_found(
            Code.ORDER_WRONG,
            "in its place",
            document,
            {at: one.moved - late[at] - lost for at, one in held.items()},
        ),
        # How a reader turns round what runs from right to left is its own affair.
        *_parted(
            [
                leaf
                for leaf in document.leaves()
                if leaf in parted - lost and not stretches(leaf.text)
            ],
            document,
        ),
    )
    return Checked(_count(document, lost, held), findings)


def _texts(pages: Sequence[Sequence[Character]]) -> tuple[str, ...]:
    """Return the text that PDFium gives of each page."""
    return tuple("".join(one.text for one in page) for page in pages)


def _held(pages: Mapping[str, Sequence[str]], known: Reading, document: Document) -> _Held:
    """Hold what each reader gives in the order of the file against the Document."""
    placed = Known(known, document, placed=True)
    if document.rtl:
        # On such a page poppler deals out the words of a row in an order of its own, be they of
        # Latin: each has to come back somewhere.
        sought = Sought(pages[POPPLER], document)
        sought.moved.clear()
        return {POPPLER: sought, PDFIUM: placed}
    written = owned_as(read_pages(pages[POPPLER]), known)
    return {POPPLER: Known(written, document, placed=False), PDFIUM: placed}


def words_in(text: str) -> list[str]:
    """Return the words of a text, as word processors count them.

    A character of Han or kana is one; else what stands between spaces, if it has a letter or a
    number.
    """
    return [text[start:end] for start, end in _words_in(text)]


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        if any(map(str.isalnum, match[0])):
            yield match.span()


def _count(document: Document, lost: set[Leaf], held: _Held) -> Words:
    """Count words; of a leaf that is not whole, those that are whole to every reader."""
    typed = missing = 0
    for leaf in document.leaves():
        words = [*_words_in(leaf.text)]
        typed += len(words)
        if leaf in lost:
            missing += len(set().union(*(_missing(leaf, words, one) for one in held.values())))
    return Words(typed, typed - missing)


def _missing(leaf: Leaf, words: Sequence[tuple[int, int]], held: Known | Sought) -> set[int]:
    """Return which words of a leaf are not whole, or run into others."""
    good, joints = held.agreeing(leaf)
    # The place of each character that was typed among those that are compared.
    at = [0]
    for char in leaf.text:
        at.append(at[-1] + len(read_typed(char).text))
    return {
        number
        for number, (start, end) in enumerate(words)
        if not all(good[at[start] : at[end]]) or not all(joints[at[start] : at[end] + 1])
    }


def _found(
    code: Code, how: str, document: Document, leaves: Mapping[str, set[Leaf]]
) -> Iterator[Diagnostic]:
    for leaf in document.leaves():
        readers = [reader for reader, found in leaves.items() if leaf in found]
        if readers:
            yield Diagnostic(
                code,
                f"a machine that reads the PDF ({' and '.join(readers)}) does not find this text "
                f"{how}: `{leaf.text}`",
                leaf.span,
            )


def _parted(leaves: Sequence[Leaf], document: Document) -> Iterator[Diagnostic]:
    """Yield what some machines will read in parts: each text, or in two columns all as one."""
    message, hint = "some machines will read other text into the middle of", "make it short enough"
    if any(section.aside for section in document.sections):
        if leaves:
            count = f"{len(leaves)} texts" if leaves[1:] else "a text"
            hint = "choose a theme of one column where a machine reads first"
            said = f"{message} {count}, as this stands in two columns: `{leaves[0].text}`"
            yield Diagnostic(Code.WORDS_INTERLEAVED, said, leaves[0].span, hint)
        return
    for leaf in leaves:
        said = f"{message} this: `{leaf.text}`"
        yield Diagnostic(Code.WORDS_INTERLEAVED, said, leaf.span, f"{hint} for one line")
