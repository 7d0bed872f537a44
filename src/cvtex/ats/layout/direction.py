"""Puts text from right to left into logical order; poppler returns rows in visual order.

A page from right to left is read as its mirror image: dates are then at the end of a row, and
bullets at its beginning, as all else of this package takes them to be.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import TypeVar
from unicodedata import bidirectional

from cvtex.ats.layout.pieces import PageLayout, Pages, Piece
from cvtex.unicode.bidi import has_strong_right, levels, order

T = TypeVar("T")

_NUMBER = re.compile(r"\+?[\d() -]*\d")
_DASHES = re.compile(r"([–—-]?)\s*(.*?)\s*([–—-]?)")
_LINE, _GROUP = 0.3, 0.5  # in ems: how far apart two groups of a number may be


def in_logical_order(value: T) -> T:
    """Return a text in logical order, or a dataclass or tuple with all its texts in it.

    The order is reversed by reordering again, which restores most lines.
    """
    result: object = value
    if isinstance(value, str):
        result = "".join(value[at] for at in order(levels(value)))
    elif isinstance(value, tuple):
        result = tuple(map(in_logical_order, value))
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(
            value,
            **{field.name: in_logical_order(getattr(value, field.name)) for field in fields(value)},
        )
    return result  # type: ignore[return-value]  # each result has the type of its value


def is_from_the_right(read: Pages) -> bool:
    """Return whether most letters of the pages are of scripts from right to left."""
    letters = chain.from_iterable(piece.text for page in read.pages for piece in page.pieces)
    return sum(1 if has_strong_right(one) else -(bidirectional(one) == "L") for one in letters) > 0


def mirrored(read: Pages) -> Pages:
    """Return the mirror image of pages from right to left, with texts in logical order."""
    return replace(read, pages=tuple(map(_mirrored, read.pages)))


def _mirrored(page: PageLayout) -> PageLayout:
    return replace(page, pieces=tuple(_turned(piece, page.width) for piece in _numbers(page)))


def _numbers(page: PageLayout) -> list[Piece]:
    """Return the pieces of a page with the groups of a number, as a telephone has, in one."""
    pieces: list[Piece] = []
    for piece in sorted(page.pieces, key=lambda piece: (round(piece.top), piece.left)):
        last = pieces[-1] if pieces else None
        if last and _is_number(last) and _is_number(piece) and _is_beside(last, piece):
            pieces[-1] = replace(last, text=f"{last.text} {piece.text}", right=piece.right)
        else:
            pieces.append(piece)
    return pieces


def _is_number(piece: Piece) -> bool:
    return _NUMBER.fullmatch(piece.text) is not None


def _is_beside(one: Piece, other: Piece) -> bool:
    em = one.look.size
    return abs(one.top - other.top) < _LINE * em and other.left - one.right < _GROUP * em


def _turned(piece: Piece, width: float) -> Piece:
    text = in_logical_order(piece.text)
    if not has_strong_right(text) and (ends := _DASHES.fullmatch(text)):
        # The dash of a range is on the other side of its number.
        text = " ".join(filter(None, reversed(ends.groups())))
    left, right = width - piece.right, width - piece.left
    return replace(piece, text=text, left=left, right=right, spaced=False)  # it is now before it
