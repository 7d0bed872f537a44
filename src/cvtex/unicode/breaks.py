"""Finds prohibited line breaks: after opening marks, before closing ones.

The rules are common to UAX #14 (LB13 to LB19), CLREQ (3.1.2) and JIS X 4051 (strict). They also tie
marks that are separated by a space, as in French, and a number and its unit (ISO 80000-1, 7.1.4:
they are not parted).
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, east_asian_width, name

# Stops, units after numbers, iteration marks and long vowel marks, which can't begin a line.
# (Dashes and ellipses can.)
_STOPS = frozenset("!%,.:;?·・‧°′″℃℉‰،؛؟।॥。，、．：；？！％｡､･￠～〜ーｰ々〻ゝゞヽヾ")
_QUOTES = frozenset("\"'")
# The letter after a number and a space, which begins a unit or what is counted: `3 TB`, `5 years`.
# A longer word may be too wide for a line with its number; a year counts nothing.
_UNIT = r"[µμ°Ω€£$A-Za-zÀ-ɏͰ-ӿ][\w²³/]{0,7}(?![\w-])"
_ALONE = r"(?<![0-9A-Za-zÀ-ɏ.,:/=&?#_%+-])"
_COUNTED = re.compile(rf"{_ALONE}(?!(?:1[89]|20)\d\d )\d[\d.,]*[+×]? (?={_UNIT})")


def ties(text: str) -> frozenset[int]:
    """Return the offsets of the characters before which a break is prohibited."""
    roles = _roles(text)
    marks = (
        at
        for at in range(1, len(text))
        if not text[at].isspace() and _is_tied(text, roles, at, at - text[at - 1].isspace() - 1)
    )
    return frozenset((*marks, *(number.end() for number in _COUNTED.finditer(text))))


def is_wide(char: str) -> bool:
    """Return whether a character is full-width in East Asian text."""
    return east_asian_width(char) in "FW"


def is_letter_like(char: str) -> bool:
    """Return whether a character that can't begin a line is a letter: ゃ, ー, 々."""
    return _role(char) == "." and category(char)[0] == "L"


def _is_tied(text: str, roles: list[str], at: int, before: int) -> bool:
    """Return whether a mark ties two characters, also with a space between."""
    if before < 0:
        return False
    if before == at - 1:
        return roles[before] == "(" or roles[at] in (")", ".")
    # Two marks that are separated by spaces are not tied.
    if roles[before] and (before == 0 or text[before - 1].isspace()) and roles[at]:
        return False
    # Before a word it is not a stop: .NET, %PATH%.
    ends = at + 1 == len(text) or text[at + 1].isspace() or bool(roles[at + 1])
    return (
        roles[before] == "("
        or roles[at] == ")"
        or (roles[at] == "." and (ends or is_wide(text[at])))
    )


def _roles(text: str) -> list[str]:
    """Return the role of each character: ( opening, ) closing, . stop, or ""."""
    roles, opened = [], dict.fromkeys(_QUOTES, False)
    for at, char in enumerate(text):
        role = _role(char)
        if role == "?":
            before = text[at - 1] if at else " "
            after = text[at + 1] if at + 1 < len(text) else " "
            role = _side(char, before, after, opened=opened.get(char, False))
            if char in opened and not (before.isalnum() and after.isalnum() and char == "'"):
                opened[char] = role == "("
        roles.append(role)
    return roles


@cache
def _role(char: str) -> str:
    """Return the role of a character; ? for quotes, which may open or close."""
    kind = category(char)
    if kind in ("Pi", "Pf") or char in _QUOTES:
        return "?"
    if kind == "Ps":
        return "("
    if kind == "Pe":
        return ")"
    small = kind == "Lo" and " SMALL " in name(char, "")
    return "." if char in _STOPS or small else ""


def _side(char: str, before: str, after: str, *, opened: bool) -> str:
    """Return whether a quotation mark opens or closes: ( or )."""
    begins = before.isspace() or _role(before) == "("
    ends = after.isspace() or _role(after) in (")", ".")
    if begins != ends and not is_wide(before if ends else after):
        return "(" if begins else ")"
    if char in _QUOTES:
        return ")" if opened else "("
    return "(" if category(char) == "Pi" else ")"
