"""Finds the place in the YAML of a text in the PDF."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cvtex.diagnostics import Span
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import MarkedContent

_SHORT = 32
"""Characters of a text that is likely to come again."""

_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def squeezed(text: str) -> str:
    """Return a text in NFKC, without spaces and soft hyphens."""
    # Most texts are single characters; those of whole pages would fill the memory.
    return _squeezed_short(text) if len(text) <= _SHORT else _squeezed(text)


@lru_cache(maxsize=4096)
def _squeezed_short(text: str) -> str:
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(_SOFT)).split())


def spot(
    opened: Opened, part: MarkedContent | int | None, document: Document | None
) -> Span | None:
    """Return the span of the leaf of marked content, or of a leaf number.

    It is None if the PDF has no leaf numbers: the same words may be in several leaves.
    """
    number = opened.leaves.get(part) if isinstance(part, MarkedContent) else part
    leaves = document.leaves() if document and number else ()
    return next((leaf.span for leaf in leaves if leaf.number == number), None)


def spot_of_painted(
    opened: Opened, what: re.Pattern[str], document: Document | None
) -> Span | None:
    """Return the span of the first leaf with `what` in its painted but not in its own text."""
    for leaf in document.leaves() if document else ():
        if what.search(opened.painted.get(leaf.number, "")) and not what.search(leaf.text):
            return leaf.span
    return None
