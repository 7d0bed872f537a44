"""Checks that text is inside the margins and does not overlap, and the unit of the pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry, number
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import ARTIFACT, Box, Page, Word, is_accent
from cvtex.verify.places import spot

# Tolerance in points: xdvipdfmx rounds to a thousandth, and TeX allows overfull lines by \hfuzz.
_SLACK = 0.75
# The least overlap of two words: in heights of a box, and in type sizes along the line, which is
# larger for type of different sizes, as in the logo of LaTeX.
_OVERLAP_HIGH, _OVERLAP_WIDE, _OVERLAP_MIXED = 0.5, 0.25, 0.75
_SAME_SIZE = 1.1
# Limits of time: the number of pairs is quadratic.
_PAIRS_MAX = 1_000
_COMPARISONS_MAX = 3_000_000


def check_margins(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text outside the margins, and artifacts, such as page numbers, outside the page."""
    for at, page in enumerate(opened.pages, 1):
        out = [word for word in page.words if word.fits and not _is_in(word, page)]
        if out:
            yield Diagnostic(
                Code.TEXT_OUTSIDE,
                f"page {at}: `{out[0].text}` {_others(out)}outside the margins",
                spot(opened, out[0].mark, document),
                "shorten the text, or break it where it can be broken",
            )


def check_units(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find pages with another unit than points (ISO 32000-1, 14.11.1)."""
    for at, page in enumerate(opened.pages, 1):
        unit = number(entry(page.source, "/UserUnit"))
        if unit not in {None, 1.0}:
            yield Diagnostic(
                Code.PAGE_UNIT,
                f"page {at} is measured in units of {unit:g} pt (UserUnit)",
                hint="many viewers and printers ignore it: remove it",
            )


def _is_in(word: Word, page: Page) -> bool:
    limits = page.sheet if word.mark == ARTIFACT else page.area
    left, bottom, right, top = word.box
    return (
        left >= limits.left - _SLACK
        and right <= limits.right + _SLACK
        and bottom >= limits.bottom - _SLACK
        and top <= limits.top + _SLACK
    )


def check_covered(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text that overlaps other text."""
    for at, page in enumerate(opened.pages, 1):
        words = [word for word in page.words if word.fits and not is_accent(word.text)]
        pairs = (pair for pair in _neighbours(words) if _is_on(*pair))
        found = list(islice(pairs, _PAIRS_MAX))
        if found:
            one, other = found[0]
            yield Diagnostic(
                Code.TEXT_COVERED,
                f"page {at}: `{one.text}` and `{other.text}` {_others(found)}on top of each other",
                spot(opened, other.mark, document),
                "shorten one of the two, or move it",
            )


def _neighbours(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs whose boxes overlap, each once, from the bottom up.

    It stops after too many comparisons, if thousands of words are in one row.
    """
    current: list[Word] = []
    comparisons = _COMPARISONS_MAX
    for word in sorted(words, key=lambda word: word.box.bottom):
        left, bottom, right, _ = word.box
        comparisons -= len(current)
        if comparisons < 0:
            return
        current = [item for item in current if item.box[3] > bottom]
        yield from ((item, word) for item in current if item.box[0] < right and item.box[2] > left)
        current.append(word)


def _is_on(one: Word, other: Word) -> bool:
    # Overlaps of one operator are intended, as the A in the logo of LaTeX.
    if one.run == other.run or _share_clusters(one, other):
        return False
    wide, high = _common(one.box, other.box)
    least = min(one.box.top - one.box.bottom, other.box.top - other.box.bottom)
    small, large = sorted((one.size, other.size))
    enough = _OVERLAP_WIDE if large < _SAME_SIZE * small else _OVERLAP_MIXED
    return wide > enough * small and high > _OVERLAP_HIGH * least


def _share_clusters(one: Word, other: Word) -> bool:
    """Return whether two pieces of a leaf have vowel signs, which overlap other letters.

    A cluster of Devanagari, as मिं, is one glyph, wider than its advance.
    """
    signs = (unicodedata.category(char) in {"Mc", "Mn"} for char in one.text + other.text)
    return one.mark == other.mark and any(signs)


def _common(one: Box, other: Box) -> tuple[float, float]:
    """Return the width and height of the overlap of two boxes; negative for a gap."""
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.top, other.top) - max(one.bottom, other.bottom),
    )


def _others(found: list[Word] | list[tuple[Word, Word]]) -> str:
    if len(found) == 1:
        return "is " if isinstance(found[0], Word) else "are "
    return f"and {len(found) - 1} more are "
