"""Whether all stands where it can be seen: inside the margins, and nothing on top of anything."""

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

# Rounding, in points: xdvipdfmx writes places to a thousandth, TeX lets a line run over by \hfuzz.
_SLACK = 0.75
# How much of a line's core, and how many type sizes along it, have to coincide. Type of another
# size may nestle, as in the logo of LaTeX.
_OVERLAP_HIGH, _OVERLAP_WIDE, _OVERLAP_NESTLED = 0.5, 0.25, 0.75
_LIKE = 1.1
# Pairs of words that are sought: there may be as many as the square of the words.
_ENOUGH = 1_000
_LOOKS = 3_000_000


def check_margins(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text outside of the part of the page that is meant for it, or else of the page.

    What is an artifact, such as a page number, has its place in the margins.
    """
    for at, page in enumerate(opened.pages, 1):
        out = [word for word in page.words if word.fits and not _is_in(word, page)]
        if out:
            yield Diagnostic(
                Code.TEXT_OUTSIDE,
                f"page {at}: `{out[0].text}` {_others(out)}outside of the margins",
                spot(opened, out[0].mark, document),
                "shorten the text, or break it where it can be broken",
            )


def check_units(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find pages that are measured in another unit than points (ISO 32000-1, 14.11.1)."""
    for at, page in enumerate(opened.pages, 1):
        unit = number(entry(page.source, "/UserUnit"))
        if unit not in {None, 1.0}:
            yield Diagnostic(
                Code.PAGE_UNIT,
                f"page {at} is measured in units of {unit:g} pt (UserUnit)",
                hint="many viewers and printers ignore it, and show another size: leave it out",
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
    """Find text that is on top of other text."""
    for at, page in enumerate(opened.pages, 1):
        words = [word for word in page.words if word.fits and not is_accent(word.text)]
        pairs = (pair for pair in _neighbours(words) if _is_on(*pair))
        found = list(islice(pairs, _ENOUGH))
        if found:
            one, other = found[0]
            yield Diagnostic(
                Code.TEXT_COVERED,
                f"page {at}: `{one.text}` and `{other.text}` {_others(found)}on top of each other",
                spot(opened, other.mark, document),
                "shorten one of the two, or move it",
            )


def _neighbours(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs whose boxes meet, each once, from the foot upwards.

    Where thousands of words lie in one row, those above are not looked at.
    """
    current: list[Word] = []
    looks = _LOOKS
    for word in sorted(words, key=lambda word: word.box.bottom):
        left, bottom, right, _ = word.box
        looks -= len(current)
        if looks < 0:
            return
        current = [one for one in current if one.box[3] > bottom]
        yield from ((one, word) for one in current if one.box[0] < right and one.box[2] > left)
        current.append(word)


def _is_on(one: Word, other: Word) -> bool:
    # What one operator shows was put so on purpose, as the A in the logo of LaTeX.
    if one.run == other.run or _share_clusters(one, other):
        return False
    wide, high = _common(one.box, other.box)
    least = min(one.box.top - one.box.bottom, other.box.top - other.box.bottom)
    small, large = sorted((one.size, other.size))
    enough = _OVERLAP_WIDE if large < _LIKE * small else _OVERLAP_NESTLED
    return wide > enough * small and high > _OVERLAP_HIGH * least


def _share_clusters(one: Word, other: Word) -> bool:
    """Return whether two pieces of a leaf have vowel signs, which overlap other letters.

    A cluster of Devanagari, as मिं, is one glyph, wider than its advance.
    """
    signs = (unicodedata.category(char) in {"Mc", "Mn"} for char in one.text + other.text)
    return one.mark == other.mark and any(signs)


def _common(one: Box, other: Box) -> tuple[float, float]:
    """Return the width and the height that two boxes have in common; negative for a gap."""
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.top, other.top) - max(one.bottom, other.bottom),
    )


def _others(found: list[Word] | list[tuple[Word, Word]]) -> str:
    if len(found) == 1:
        return "stands " if isinstance(found[0], Word) else "stand "
    return f"and {len(found) - 1} more stand "
