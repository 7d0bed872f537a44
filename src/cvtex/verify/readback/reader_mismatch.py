"""Whether both readers find the same words on a page: what one finds alone is hidden from many.

PDFium leaves out type that has no size, and the words of form fields and of notes.
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


def check_alone(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find words that pdftotext reads on a page and PDFium does not, page by page."""
    for number, (page, text) in enumerate(zip(opened.pages, opened.text, strict=False), 1):
        # Of glyphs without a meaning each reader makes its own, and `font-unmapped` tells of them.
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
            hint="it has no size, or is in a form field or a note: print the file to a new PDF",
        )


def _alone(text: str, page: Page) -> Iterator[str]:
    """Yield the words that pdftotext reads more often than PDFium, or ActualText, has them."""
    told = " ".join(one.words for one in page.replaced)
    seen = _key("".join(one.text for one in page.characters) + told)
    # A letter may be another to PDFium; all of a word are not.
    missing = Counter(_key(text)) - Counter(seen)
    if not missing:
        return
    back = seen[::-1]
    # Of type without a width it makes a line for each letter.
    words = Counter(map(_key, _WORD.findall(_LETTERS.sub("", text))))
    for word, count in words.items():
        # Letters that are turned stand on lines of their own, too.
        if (
            len(set(word)) > 1
            and not Counter(word) - missing
            and max(seen.count(word), back.count(word)) < count
        ):
            yield word


def _key(text: str) -> str:
    return letters(squeezed(text)).casefold()
