"""Where a text of the PDF was typed."""

from __future__ import annotations

import unicodedata

from cvtex.diagnostics import Span
from cvtex.document import Document

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def squeezed(text: str) -> str:
    """Return a text without spaces, its look-alikes made plain (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_SOFT)).split())


def spot(text: str, document: Document | None) -> Span | None:
    """Return the place of the first leaf that has a text, None if none has it."""
    wanted = squeezed(text)
    if document is None or not wanted:
        return None
    return next((leaf.span for leaf in document.leaves() if wanted in squeezed(leaf.text)), None)
