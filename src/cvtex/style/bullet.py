"""Finds bullets and numbers typed at the start of highlights, which are printed with a bullet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cvtex.diagnostics import Diagnostic, Fix, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import Prose

# Those with other uses, as in ○○会社 or "-5", need a space after them, and a dash no number.
_BULLET = re.compile(
    "[\u2022\u2023\u2043\u2219\u25aa\u25ab\u27a2\u27a4\u2756\u30fb\uff65\u00b7]"
    "|[\u25a0\u25a1\u25b6\u25ba\u25c6\u25c7\u25cb\u25cf\u25e6\u2192](?=\\s)"
    "|[-*+\u2013\u2014](?=\\s+[^\\W\\d]|\\s+\\[[ xX]?\\]\\s)"
)
# The rule `markup` reports a whole list in one text.
_MORE = re.compile(r"\n[ \t]*(?:[-*+\u2022\u2013\u30fb\u25aa\u25cf]|\d\d?[.)])[ \t]")
_HAN_DIGITS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = re.compile(
    rf"[(（]?(?:(?P<digits>\d\d?)|(?P<han>[{_HAN_DIGITS}])|(?P<letter>[a-h]))(?:[.)](?!\d)|[、．）])"
    rf"|(?P<circled>[{_CIRCLED}])"
)


def bullet(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each highlight with a bullet, and for the first of a numbered list."""
    highlights = manuscript.highlights
    for prose, _, _ in highlights:
        if (found := _BULLET.match(prose.text)) and not _MORE.search(prose.text):
            yield _finding(prose, found, "remove it", _removal(prose, found.end()))
    levels = {
        level: [other for other, at, _ in highlights if at == level] for _, level, _ in highlights
    }
    for prose, following in (pair for level in levels.values() for pair in pairwise(level)):
        first, second = _NUMBER.match(prose.text), _NUMBER.match(following.text)
        if first and second and (_place(first), _place(second)) == (1, 2):
            yield _finding(prose, first, "remove the numbers from the highlights")


def _place(number: re.Match[str]) -> int:
    """Return the value of a number."""
    if digits := number["digits"]:
        return int(digits)
    order = {"han": _HAN_DIGITS, "letter": "abcdefgh", "circled": _CIRCLED}
    return next(chars.index(number[kind]) + 1 for kind, chars in order.items() if number[kind])


def _removal(prose: Prose, end: int) -> tuple[Fix, ...]:
    """Return the fix without the bullet that ends before `end`.

    A mark behind it could mean something to YAML at the beginning of a text.
    """
    begin = len(prose.text) - len(prose.text[end:].lstrip())
    is_word = prose.text[begin : begin + 1].isalnum()
    return replacing(prose.exact(0, begin), "", certain=True) if is_word else ()


def _finding(
    prose: Prose, found: re.Match[str], hint: str, fixes: tuple[Fix, ...] = ()
) -> Diagnostic:
    message = f"`{found.group()}` is printed after the bullet that each highlight gets"
    place = prose.at(*found.span())
    return Diagnostic(Code.STYLE_BULLET, message, place, hint, fixes=fixes)
