"""Where a text of the PDF was typed."""

from __future__ import annotations

import re
import unicodedata

from cvtex.diagnostics import Span
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Mark

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def squeezed(text: str) -> str:
    """Return a text without spaces, its look-alikes made plain (NFKC)."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_SOFT)).split())


def spot(opened: Opened, part: Mark | int | None, document: Document | None) -> Span | None:
    """Return where the leaf of a piece of marked content, or of a number, was typed.

    None where the PDF does not name its leaves: the words of one may stand in another.
    """
    number = opened.leaves.get(part) if isinstance(part, Mark) else part
    leaves = document.leaves() if document and number else ()
    return next((leaf.span for leaf in leaves if leaf.number == number), None)


def spot_of_painted(
    opened: Opened, what: re.Pattern[str], document: Document | None
) -> Span | None:
    """Return the place of the first leaf that is painted with something that was not typed."""
    for leaf in document.leaves() if document else ():
        if what.search(opened.painted.get(leaf.number, "")) and not what.search(leaf.text):
            return leaf.span
    return None
