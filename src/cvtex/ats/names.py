"""Finds the person's name at the top of a résumé."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category

from cvtex.ats.field_kinds import field_kind
from cvtex.ats.labels import labelled_name
from cvtex.ats.layout.lines import Cell, Line, is_han
from cvtex.ats.layout.pieces import Look
from cvtex.ats.section_kinds import kind_of
from cvtex.ats.vocabulary import any_of, squeezed, words

_LINES_MAX = 60  # of the text before the first section
_LARGER = 1.1
_WORDS = (1, 6)
_HAN = (2, 8)
_LETTERS = re.compile(r"[^\W\d_]+(?:[-’'ʼ·・.]+[^\W\d_]+)*\.?")
# Degrees and the like behind the name.
_SUFFIX = re.compile(r"\s*(?:[,，|｜（(].*|[–—-]\s.*)$")


def name_in(lines: Sequence[Line], body: Look) -> str | None:
    """Return the person's name in the lines before the first section.

    It is the text behind a label, the largest text if it is larger than the body, or
    the first line. None if none of these has the form of a name.
    """
    cells = [cell for line in lines[:_LINES_MAX] for cell in line.cells]
    for cell in cells:
        if (labelled := labelled_name(cell.text)) and (name := _name(labelled)):
            return name
    large = [cell for cell in cells if cell.look.size > body.size * _LARGER]
    for cell in sorted(large, key=lambda cell: -cell.look.size):
        if name := _name(cell.text, _below(cell, large)):
            return name
    first = next((cell for cell in cells if not _is_title(cell.text)), None)
    return _name(first.text) if first and not field_kind(first.text) else None


def _below(cell: Cell, cells: Sequence[Cell]) -> str:
    """Return the word below a word of the same look, as in a name in two rows, or ""."""
    place = cells.index(cell)
    other = cells[place + 1] if place + 1 < len(cells) else None
    alone = other is not None and " " not in cell.text and " " not in other.text
    same = other is not None and other.look == cell.look and not is_han(cell.text[0])
    return other.text if other and alone and same else ""


def _name(text: str, more: str = "") -> str | None:
    text = _without_title(f"{text} {more}".strip())
    name = _SUFFIX.sub("", text).strip()
    if not name or kind_of(name) or any(char.isdigit() for char in name):
        return None
    if any(map(is_han, name)):
        length = len(squeezed(name))
        least, most = _HAN
        return name if least <= length <= most and _letters(name) else None
    least, most = _WORDS
    parts = name.split()
    # Not `isupper`: most scripts have no capitals.
    fits = least <= len(parts) <= most and not parts[0][0].islower()
    return name if fits and _letters(name) else None


def _letters(name: str) -> bool:
    # Python does not count vowel signs (Mn, Mc) as letters.
    plain = "".join(char for char in name if not category(char).startswith("M"))
    return all(_LETTERS.fullmatch(part) for part in plain.split())


def _is_title(text: str) -> bool:
    return squeezed(text) in {squeezed(word) for word in words("sheet")}


def _without_title(text: str) -> str:
    """Return a text without `Résumé` or `个人简历`, which may be beside the name."""
    if _is_title(text):
        return ""
    title = rf"(?:{any_of('sheet')})"
    beside = rf"^{title}\s*(?:[-–—:：|·]|of)*\s+|\s*[-–—:：|·]*\s*的?{title}$"
    return re.sub(beside, "", text, flags=re.IGNORECASE)
