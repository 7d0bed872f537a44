"""Where no line may end: after opening marks, before closing ones.

It is what UAX #14 (rules LB13 to LB19), CLREQ (3.1.2) and JIS X 4051 (strict) have in common. They
look at characters beside each other; marks that stand apart, as French has them, are tied too.
"""

from __future__ import annotations

from functools import cache
from unicodedata import category, east_asian_width, name

# Besides closing brackets and quotes: stops, units behind numbers, signs that repeat or lengthen
# what is before them. (Dashes and ellipses may begin a line.)
_STOPS = frozenset("!%,.:;?·・‧°′″℃℉‰،؛؟।॥。，、．：；？！％｡､･￠～〜ーｰ々〻ゝゞヽヾ")
_QUOTES = frozenset("\"'")


def ties(text: str) -> frozenset[int]:
    """Return before which characters no line may end, counted in characters of the text."""
    roles = _roles(text)
    return frozenset(
        at
        for at in range(1, len(text))
        if not text[at].isspace() and _is_tied(text, roles, at, at - text[at - 1].isspace() - 1)
    )


def is_wide(char: str) -> bool:
    """Return whether a character is as wide as it is high, in East Asian text."""
    return east_asian_width(char) in "FW"


def is_letter_like(char: str) -> bool:
    """Return whether a character that may begin no line is a letter: ゃ, ー, 々."""
    return _role(char) == "." and category(char)[0] == "L"


def _is_tied(text: str, roles: list[str], at: int, before: int) -> bool:
    """Return whether a mark ties two characters, a space between them or not."""
    if before < 0:
        return False
    if before == at - 1:
        return roles[before] == "(" or roles[at] in (")", ".")
    # Of marks that stand apart from each other, one after another, none is tied.
    if roles[before] and (before == 0 or text[before - 1].isspace()) and roles[at]:
        return False
    # A stop before a word is no stop: .NET, %PATH%.
    ends = at + 1 == len(text) or text[at + 1].isspace() or bool(roles[at + 1])
    return (
        roles[before] == "("
        or roles[at] == ")"
        or (roles[at] == "." and (ends or is_wide(text[at])))
    )


def _roles(text: str) -> list[str]:
    """Return for each character ( if it opens, ) if it closes, . if it is a stop, "" for others."""
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
    """Return the role of a character; ? for quotes, which languages use either way."""
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
    """Tell on which side of a quotation a quotation mark stands."""
    begins = before.isspace() or _role(before) == "("
    ends = after.isspace() or _role(after) in (")", ".")
    if begins != ends and not is_wide(before if ends else after):
        return "(" if begins else ")"
    if char in _QUOTES:
        return ")" if opened else "("
    return "(" if category(char) == "Pi" else ")"
