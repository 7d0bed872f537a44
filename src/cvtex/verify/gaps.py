"""Which white space a reader may give, and which it may leave out: `docs/verify.md` has it all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category, combining, east_asian_width, normalize

from cvtex.document import Document
from cvtex.verify.reading import Gap, Reading

EAST = (
    "\u3005\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Han, kana and bopomofo, as a class of a regular expression: they are written without spaces."""

_BRAHMIC = re.compile(
    "[\u0900-\u109f\u1700-\u17ff\u1900-\u1aaf\u1b00-\u1c4f\ua800-\ua82f\ua880-\ua95f"
    "\ua980-\uaadf\uabc0-\uabff\U00011000-\U00011fff]"
)
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7ff]")
_EAST = re.compile(f"[{EAST}]")
# The last character of the Basic Multilingual Plane: most pictographs are beyond it.
_ASTRAL = "\uffff"
# In these, a space between two Han is printed.
_SPACED = frozenset({"ja", "ko"})


def is_spaced(document: Document) -> bool:
    """Tell whether an edition prints a space that was typed between two Han."""
    return document.language.partition("-")[0] in _SPACED


def joints(
    typed: Reading, read: Reading, found: Sequence[int | None], *, spaced: bool
) -> list[bool]:
    """Tell for each character that was typed whether what is read before it fits, and at the end.

    `found` has the place of each in what was read, None for one that does not come back. Between
    two that do, nothing else may stand but the foot of a page.
    """
    good = [True] * (len(found) + 1)
    for at, (one, then) in enumerate(pairwise(found), 1):
        if one is None or then is None:
            continue
        if then == one + 1:
            beside = _cluster(typed.text, at), typed.text[at]
            good[at] = _fits(*beside, typed.gaps[at], read.gaps[then], spaced=spaced)
        else:
            ends = read.pages[one] != read.pages[then]
            good[at] = ends and not any(read.owners[one + 1 : then])
    return good


def _cluster(text: str, end: int) -> str:
    """Return the letter that ends before a place, with its marks."""
    start = end - 1
    while start and combining(text[start]):
        start -= 1
    return text[start:end]


def _fits(before: str, after: str, typed: Gap, read: Gap, *, spaced: bool) -> bool:
    """Tell whether a gap is read as it was typed; `before` and `after` are what stands there."""
    if read is Gap.LINE or typed is Gap.THIN or bool(typed) == bool(read):
        return True
    if _is_around(before) or _is_around(after):
        return True
    one, then = before[-1], after[0]
    if read is Gap.NONE:
        return not spaced and _is_closed_up(one, then)
    if _is_mark(one) or _is_mark(then):
        wide = any(_is_east(char) or east_asian_width(char) in "FW" for char in (one, then))
        return wide or not (one.isalnum() or then.isalnum())
    # The page leaves a gap between Han and Latin, which some readers take for a space.
    return _is_east(one) != _is_east(then) or _is_square(one) or _is_square(then)


def is_picture(char: str) -> bool:
    """Tell whether a character is a pictograph, or a part of one."""
    return char > _ASTRAL and category(char) in {"So", "Sk"}


def _is_around(cluster: str) -> bool:
    """Tell whether readers see other gaps beside it: it is not as wide as it looks.

    In Brahmic scripts signs stand on all sides of their letters; a mark is moved over a letter
    that has no form with it; pictographs have blanks in themselves.
    """
    last = cluster[-1]
    brahmic = bool(_BRAHMIC.match(last))
    moved = bool(combining(last)) and len(normalize("NFC", cluster)) > 1
    return brahmic or moved or is_picture(last)


def _is_east(char: str) -> bool:
    """Tell whether it is set as Han is: in a square, with a gap beside Latin."""
    return bool(_EAST.match(char)) or (
        east_asian_width(char) == "W" and char.isalpha() and not _HANGUL.match(char)
    )


def _is_wide(char: str) -> bool:
    return _is_east(char) or _is_mark(char)


def _is_closed_up(one: str, then: str) -> bool:
    """Tell whether a Chinese page prints no space there: beside a sign, or between two Han.

    A full-width mark has a blank of its own, which serves as the space beside it.
    """
    if _is_square(one) or _is_square(then) or _is_full_width(one) or _is_full_width(then):
        return True
    signs = not one.isalnum() or not then.isalnum()
    return (_is_wide(one) and _is_wide(then)) or (signs and _is_east(one) != _is_east(then))


def _is_square(char: str) -> bool:
    """Tell whether it is a sign that a Chinese font sets in a square, as ① and ℃."""
    return east_asian_width(char) in "AFW" and category(char)[0] in "NS"


def _is_full_width(char: str) -> bool:
    """Tell whether it is a mark that is full-width wherever it stands, as 。 and （."""
    return category(char).startswith("P") and east_asian_width(char) in "FW"


def _is_mark(char: str) -> bool:
    """Tell whether it is a mark that beside Han is full-width, and has a blank in itself."""
    return category(char).startswith("P") and east_asian_width(char) in "AFW"
