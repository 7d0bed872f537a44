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

_FOOTER = 12  # letters beside a page number: `Page 1 of 2`
_WORD = re.compile(r"[^\W\d_]+")


def check_untyped(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find untagged words that are not in the Document, except page numbers.

    Tagged words are compared by `document_tags`.
    """
    if document is None:
        return
    tagged = set(opened.tree.marks()) if opened.tree else set()
    typed = _plain("\0".join(leaf.text for leaf in document.leaves()))
    for number, page in enumerate(opened.pages, 1):
        words = [word for word in page.words if word.mark not in tagged]
        body = [word.box.bottom for word in page.words if word.mark in tagged]
        found = list[str]()
        for bottom, line in groupby(words, key=lambda word: round(word.box.bottom)):
            # A number between the lines of the text is not that of the page.
            is_inside = bool(body) and min(body) <= bottom <= max(body)
            found += _untyped(list(line), typed, "" if is_inside else str(number))
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            yield Diagnostic(
                Code.WORDS_ADDED,
                f"page {number}: a person reads `{found[0]}`{more}, which was not typed",
                hint="what is printed has to be in the content file",
            )


def _untyped(line: list[Word], typed: str, number: str) -> list[str]:
    """Return the words of a line that were not typed; none for a line with the page number."""
    found = [word.text for word in line if not _is_typed(word.text, typed)]
    numbers = {part for word in line for part in re.findall(r"\d+", squeezed(word.text))}
    if number in numbers and sum(map(len, found)) <= _FOOTER:
        return []
    return found


def _is_typed(text: str, typed: str) -> bool:
    """Return whether each word of a text was typed, possibly in reverse visual order."""
    parts = map(_plain, _WORD.findall(squeezed(text)))
    return all(part in typed or part[::-1] in typed for part in parts)


def _plain(text: str) -> str:
    return letters(squeezed(text)).casefold()
