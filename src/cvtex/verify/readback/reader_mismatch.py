"""Checks that both readers find the same words on a page.

PDFium skips text of size zero, and the text of form fields and comments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Page
from cvtex.verify.places import squeezed
from cvtex.verify.readback.normalization import letters

_LETTERS = re.compile(r"(?<=^.)\n+(?=.$)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{2,}")


def check_readers_agree(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find words that pdftotext reads on a page and PDFium does not, page by page."""
    for number, (page, text) in enumerate(zip(opened.pages, opened.text, strict=False), 1):
        # Readers guess the text of unmapped glyphs, which `font-unmapped` reports.
        if not page.broken and all(
            code in font.text for font, codes in page.fonts.items() for code in codes
        ):
            yield from _finding(number, list(_alone(text, page)))


def _finding(number: int, words: list[str]) -> Iterator[Diagnostic]:
    if words:
        more = f" and {len(words) - 1} more words" if len(words) > 1 else ""
        yield Diagnostic(
            Code.TEXT_HIDDEN,
            f"page {number}: pdftotext reads `{words[0]}`{more} that PDFium, which Chrome uses, "
            "does not read there",
            hint="it has no size, or is in a form field or comment: print the file to a new PDF",
        )


def _alone(text: str, page: Page) -> Iterator[str]:
    """Yield the words that pdftotext reads more often than PDFium and ActualText have them."""
    replacements = " ".join(replacement.words for replacement in page.replaced)
    seen = _key("".join(character.text for character in page.characters) + replacements)
    # PDFium may read some letters differently, but not all letters of a word.
    missing = Counter(_key(text)) - Counter(seen)
    if not missing:
        return
    back = seen[::-1]
    # pdftotext puts each letter of text without a width on its own line.
    words = Counter(map(_key, _WORD.findall(_LETTERS.sub("", text))))
    for word, count in words.items():
        # Rotated letters are on lines of their own, too.
        if (
            len(set(word)) > 1
            and not Counter(word) - missing
            and max(seen.count(word), back.count(word)) < count
        ):
            yield word


def _key(text: str) -> str:
    return letters(squeezed(text)).casefold()
