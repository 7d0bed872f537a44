"""Checks that all words on the pages were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Word
from cvtex.verify.places import squeezed
from cvtex.verify.readback.normalization import letters

FOOT_MAX = 12
"""Characters of a page number and what is beside it: `Page 1 of 2`."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")


def check_untyped(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find untagged words that are not in the Document, except page numbers.

    Tagged words are compared by `document_tags`.
    """
    if document is None:
        return
    tagged = set(opened.tree.marks()) if opened.tree else set()
    typed = _Typed(document, are_whole=bool(opened.leaves))
    for number, page in enumerate(opened.pages, 1):
        words = [word for word in page.words if word.mark not in tagged]
        body = [word.box.bottom for word in page.words if word.mark in tagged]
        found = list[str]()
        for bottom, line in groupby(words, key=lambda word: round(word.box.bottom)):
            # A number between the lines of the text is not that of the page.
            is_inside = bool(body) and min(body) <= bottom <= max(body)
            found += _untyped(list(line), typed, 0 if is_inside else number)
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            yield Diagnostic(
                Code.WORDS_ADDED,
                f"page {number}: a person reads `{found[0]}`{more}, which was not typed",
                hint="what is printed has to be in the content file",
            )


class _Typed:
    """The words and numbers of a Document.

    Those of a page may be parts of them, because other tools show a word in pieces; if
    `are_whole`, they may not.
    """

    def __init__(self, document: Document, *, are_whole: bool) -> None:
        texts = [leaf.text for leaf in document.leaves()]
        self._text = "" if are_whole else _plain("\0".join(texts))
        self._words = {part for text in texts for part in _parts(text)}

    def has(self, text: str) -> bool:
        """Return whether each word of a text was typed, possibly in reverse visual order."""
        return all(self._has(part) or self._has(part[::-1]) for part in _parts(text))

    def _has(self, part: str) -> bool:
        return part in self._words or part in self._text


def _untyped(line: list[Word], typed: _Typed, number: int) -> list[str]:
    """Return the words of a line that were not typed; none for a line with the page number."""
    found = [word.text for word in line if not typed.has(word.text)]
    numbers = {int(part) for word in line for part in _NUMBER.findall(squeezed(word.text))}
    if number not in numbers:
        return found
    others = [word for word in found if [*_parts(word)] != [str(number)]]
    return others if sum(map(len, others)) > FOOT_MAX else []


def _parts(text: str) -> Iterator[str]:
    """Yield the words and numbers of a text in the form that is compared."""
    return filter(None, map(_plain, _WORD.findall(text)))


def _plain(text: str) -> str:
    return letters(squeezed(text)).casefold()
