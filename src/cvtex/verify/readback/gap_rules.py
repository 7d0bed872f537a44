"""Decides whether read white space matches the typed one; the rules are in `docs/verify.md`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TypeGuard
from unicodedata import category, east_asian_width

from cvtex.document import Document
from cvtex.pdf.pdfium import ARTIFACT
from cvtex.unicode.full_width import full_width
from cvtex.unicode.han import CHINESE, OWN, Han, form
from cvtex.verify.readback.reading import CompactText, Gap

EAST = (
    "\u3005\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Han, kana and bopomofo, as a class of a regular expression: they are written without spaces."""

_EAST = re.compile(f"[{EAST}]")
# The last character of the Basic Multilingual Plane; most pictographs are beyond it.
_ASTRAL = "\uffff"
# Symbols that East Asian fonts set full-width.
_SIGNS = re.compile("[\u2103\u2160-\u217f\u2460-\u24ff]")


def form_of(text: str, document: Document) -> Han | None:
    """Return the form of Han whose spacing rules a text follows; None in editions without Han.

    A Japanese edition has its own rules for all text but Korean, a Korean edition for all text.
    """
    own = OWN.get(document.script)
    found = own and form(text, own)
    return found if own in CHINESE or found is Han.KR else own


def joints(
    typed: CompactText, read: CompactText, found: Sequence[int | None], own: Han | None
) -> list[bool]:
    """Return for each typed character, and for the end, whether the gap before it is as typed.

    `found` has the index of each character in the reading, None for a missing one. Nothing but page
    numbers may be between two characters. `own` is the form of Han of the text.
    """
    good = [True] * (len(found) + 1)
    if is_run(found) and typed.gaps[1:] == read.gaps[found[0] + 1 : found[-1] + 1]:
        return good
    squared = full_width(typed.text)
    for at, (one, then) in enumerate(pairwise(found), 1):
        if one is None or then is None:
            continue
        if then == one + 1:
            gaps = typed.gaps[at], read.gaps[then]
            good[at] = _fits(*gaps) or may_differ(typed.text, at, gaps[1], squared, own)
        else:
            good[at] = one < then and _ends_pages(read, one + 1, then)
    return good


def is_run(found: Sequence[int | None]) -> TypeGuard[Sequence[int]]:
    """Return whether indices are those of one run of characters, which is what most are."""
    return (
        bool(found)
        and found[0] is not None
        and [*found] == [*range(found[0], found[0] + len(found))]
    )


def _fits(typed: Gap, read: Gap) -> bool:
    """Return whether a gap is read as it was typed."""
    return read is Gap.LINE or typed is Gap.THIN or bool(typed) == bool(read)


def may_differ(text: str, at: int, read: Gap, squared: frozenset[int], own: Han | None) -> bool:
    """Return whether a gap on the page before a character may differ from the typed one."""
    one, then = text[at - 1], text[at]
    if read is Gap.NONE or own is None or (_EAST.match(one) and _EAST.match(then)):
        return False
    if own is Han.KR:
        return _is_full_width(one) or _is_full_width(then)
    # The page has a gap there, which some readers take as a space.
    return not squared.isdisjoint((at - 1, at)) or bool(_SIGNS.match(one) or _SIGNS.match(then))


def _ends_pages(read: CompactText, start: int, end: int) -> bool:
    """Return whether a page ends between two places with nothing but page numbers between them."""
    pages = groupby(range(start, end), key=read.pages.__getitem__)
    between = ((page, "".join(read.text[at] for at in own)) for page, own in pages)
    return (
        read.pages[start - 1] != read.pages[end]
        and all(owner == ARTIFACT for owner in read.owners[start:end])
        and all(str(page + 1) in text or not any(map(str.isalnum, text)) for page, text in between)
    )


def is_picture(char: str) -> bool:
    """Return whether a character is a pictograph, or a part of one."""
    return char > _ASTRAL and category(char) in {"So", "Sk"}


def _is_full_width(char: str) -> bool:
    """Return whether a character is full-width punctuation, which includes a space."""
    return category(char).startswith("P") and east_asian_width(char) in "FW"
