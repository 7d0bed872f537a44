"""Compares what both readers read with the Document: all words, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.pdf.pdfium import Character
from cvtex.unicode.bidi import stretches
from cvtex.verify.readback.gap_rules import EAST, is_picture
from cvtex.verify.readback.marked_text import MarkedText
from cvtex.verify.readback.normalization import joined
from cvtex.verify.readback.order import is_name_first
from cvtex.verify.readback.pairing import owned_as
from cvtex.verify.readback.readers import PDFIUM, POPPLER, Texts
from cvtex.verify.readback.reading import (
    CompactText,
    Owners,
    beside_rtl,
    read_pages,
    read_placed,
    read_typed,
)
from cvtex.verify.readback.search import Read
from cvtex.verify.readback.searched_text import SearchedText
from cvtex.verify.readback.spacing import misspaced

# Han and kana are written without spaces, and counted one by one; Korean has spaces.
_WORD = re.compile(rf"[{EAST}]|[^\s{EAST}]+")

_ReaderTexts = Mapping[str, MarkedText | SearchedText]


class WordCount(NamedTuple):
    """The number of typed words, and of those that all readers read back."""

    typed: int
    read: int


def read_back(texts: Texts, document: Document, owners: Owners) -> Checked[WordCount]:
    """Count the words that are read back, and find each leaf that is incomplete or out of order.

    In the order of the file, every leaf must be complete and in order for both readers. In
    poppler's own order of the page, it guesses columns, and takes the dates beside a title of
    two lines as a part of it: this is a warning. `owners` has the leaf numbers of the marked
    content; without it, the leaves are searched.
    """
    lying, written = texts.lying.result(), texts.written.result()
    placed = texts.placed.result()
    failures = (*lying.diagnostics, *written.diagnostics, *placed.diagnostics)
    if failures:
        return failed(*dict.fromkeys(failures))
    side = Read(joined(lying.value or ()), rtl=document.rtl)
    interleaved = {leaf for leaf in document.leaves() if not side.has(leaf.text)}
    hyphened = set[Leaf]()
    if any("-" in leaf.text for leaf in interleaved):
        bare = [page.replace("-", "") for page in lying.value or ()]
        side = Read(joined(bare), rtl=document.rtl)
        hyphened = {leaf for leaf in interleaved if side.has(leaf.text.replace("-", ""))}
    characters = [page.characters for page in placed.value or ()]
    pages = {POPPLER: written.value or (), PDFIUM: _texts(characters)}
    known = read_placed(characters, owners, rtl=document.rtl)
    texts_of_readers = (
        _compared(pages, known, document)
        if owners
        else {reader: SearchedText(read, document) for reader, read in pages.items()}
    )
    # In the order of the file, poppler splits the letters of Arabic ligatures, and reorders rows
    # with right-to-left text, or breaks them at vowel signs, so that no row is as PDFium's.
    beside = beside_rtl(known)
    anywhere = Read(joined(written.value or ()), rtl=document.rtl)
    texts_of_readers[POPPLER].lost -= {
        leaf
        for leaf in texts_of_readers[POPPLER].lost
        if (document.rtl or stretches(leaf.text) or leaf.number in beside)
        and (leaf not in interleaved or anywhere.has(leaf.text))
    }
    # PDFium takes a pictograph as the start of a line, and returns an order that can't be compared.
    pictured = {leaf for leaf in document.leaves() if any(map(is_picture, leaf.text))} - interleaved
    for text in texts_of_readers.values():
        text.lost -= pictured
        text.moved -= pictured
    wrong = misspaced(characters, owners, document)
    texts_of_readers[PDFIUM].lost |= {leaf for leaf in document.leaves() if leaf.number in wrong}
    lost = texts_of_readers[POPPLER].lost | texts_of_readers[PDFIUM].lost
    late = {
        reader: set[Leaf]() if is_name_first(read, document) else {document.name}
        for reader, read in pages.items()
    }
    findings = (
        *_found(
            Code.WORDS_LOST,
            "whole",
            document,
            {at: one.lost for at, one in texts_of_readers.items()},
        ),
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
            {at: one.moved - late[at] - lost for at, one in texts_of_readers.items()},
        ),
        # The order of right-to-left text differs between readers.
        *_interleaved(
            [
                leaf
                for leaf in document.leaves()
                if leaf in interleaved - hyphened - lost and not stretches(leaf.text)
            ],
            document,
        ),
        *_hyphened([leaf for leaf in document.leaves() if leaf in hyphened - lost]),
    )
    return Checked(_count(document, lost, texts_of_readers), findings)


def _texts(pages: Sequence[Sequence[Character]]) -> tuple[str, ...]:
    """Return PDFium's text of each page."""
    return tuple("".join(item.text for item in page) for page in pages)


def _compared(
    pages: Mapping[str, Sequence[str]], known: CompactText, document: Document
) -> _ReaderTexts:
    """Compare the text of each reader, in the order of the file, with the Document."""
    placed = MarkedText(known, document, placed=True)
    if document.rtl:
        # On a right-to-left page, poppler reorders the words of a row, even of Latin: each word has
        # to be somewhere.
        sought = SearchedText(pages[POPPLER], document)
        sought.moved.clear()
        return {POPPLER: sought, PDFIUM: placed}
    written = owned_as(read_pages(pages[POPPLER]), known)
    return {POPPLER: MarkedText(written, document, placed=False), PDFIUM: placed}


def words_in(text: str) -> list[str]:
    """Return the words of a text, as word processors count them.

    Each Han character or kana is a word; other words are separated by spaces and have a letter or a
    digit.
    """
    return [text[start:end] for start, end in _words_in(text)]


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        if any(map(str.isalnum, match[0])):
            yield match.span()


def _count(document: Document, lost: set[Leaf], texts_of_readers: _ReaderTexts) -> WordCount:
    """Count the words; of an incomplete leaf, those that are complete for every reader."""
    typed = missing = 0
    for leaf in document.leaves():
        words = [*_words_in(leaf.text)]
        typed += len(words)
        if leaf in lost:
            missing += len(
                set().union(*(_missing(leaf, words, item) for item in texts_of_readers.values()))
            )
    return WordCount(typed, typed - missing)


def _missing(
    leaf: Leaf, words: Sequence[tuple[int, int]], texts_of_readers: MarkedText | SearchedText
) -> set[int]:
    """Return the indices of words that are incomplete or run into others."""
    good, joints = texts_of_readers.agreeing(leaf)
    # The index of each typed character among the compared ones.
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


def _hyphened(leaves: Sequence[Leaf]) -> Iterator[Diagnostic]:
    """Yield a finding for each text of which some machines drop a hyphen at a line end."""
    for leaf in leaves:
        text = f"some machines will drop a hyphen at the end of a line of this: `{leaf.text}`"
        hint = "change the wording, so that no line ends with a hyphen"
        yield Diagnostic(Code.WORDS_INTERLEAVED, text, leaf.span, hint)


def _interleaved(leaves: Sequence[Leaf], document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each text that some machines interleave, or one for columns."""
    message, hint = "some machines will read other text into the middle of", "make it short enough"
    if any(section.aside for section in document.sections):
        if leaves:
            count = f"{len(leaves)} texts" if leaves[1:] else "a text"
            hint = "choose a theme of one column where a machine reads first"
            text = f"{message} {count} in two columns, such as `{leaves[0].text}`"
            yield Diagnostic(Code.WORDS_INTERLEAVED, text, leaves[0].span, hint)
        return
    for leaf in leaves:
        text = f"{message} this: `{leaf.text}`"
        yield Diagnostic(Code.WORDS_INTERLEAVED, text, leaf.span, f"{hint} for one line")
