"""Where a text of the PDF was typed."""

from __future__ import annotations

import unicodedata

from cvtex.diagnostics import Span
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.painted import Mark

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def squeezed(text: str) -> str:
    """Return a text without spaces, its look-alikes made plain (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_SOFT)).split())


def spot(
    opened: Opened, part: Mark | int | None, text: str, document: Document | None
) -> Span | None:
    """Return where the leaf of a piece of marked content, or of a number, was typed.

    In a PDF that does not name its leaves, it is the first leaf that has the text.
    """
    if document is None or not opened.leaves:
        return spot_of_text(text, document)
    number = opened.leaves.get(part) if isinstance(part, Mark) else part
    return next((leaf.span for leaf in document.leaves() if leaf.number == number), None)


def spot_of_text(text: str, document: Document | None) -> Span | None:
    """Return the place of the first leaf that has a text, None if none has it."""
    wanted = squeezed(text)
    if document is None or not wanted:
        return None
    return next((leaf.span for leaf in document.leaves() if wanted in squeezed(leaf.text)), None)
