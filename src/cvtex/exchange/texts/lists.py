"""Splits lists that people type into a text into points, nested by indentation."""

from __future__ import annotations

import re

from cvtex.exchange.texts.plain import is_han
from cvtex.schema.records import HIGHLIGHT_LEVELS
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

NUMBER = re.compile(r"\s*\d+[.)]\s+", re.ASCII)
"""The number of an item."""

NUMBERED = re.compile(r"\s*\d+[.)]\s+\S", re.ASCII)
"""An item of a numbered list."""

# An item: its indentation, its marker, its text. A bullet needs no space after it.
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+–—·]|\d{1,3}[.)])\s+|[•●○・▪◦‣➢✓✔]\s*)(?P<text>\S.*)", re.ASCII
)
# A match begins at the first of several spaces, so that a run of spaces is scanned once.
_BULLET = re.compile(r"(?:(?<!\s)\s+)?[•●▪‣➢]\s*")

# Commas and semicolons outside of brackets; 1,200 has none.
_COMMAS = re.compile(r"\s*(?:[,;](?=\s)|[，、；،؛])\s*(?![^(（\[]*[)）\]])")

Point = tuple[int, str]
"""The indentation of a point in columns, and its text."""


def split_lists(text: str) -> tuple[list[str], list[Point]]:
    """Return the paragraphs of a text, and the points of its lists."""
    found = blocks(text)
    paragraphs = [words for indent, words in found if indent is None]
    return paragraphs, [(indent, words) for indent, words in found if indent is not None]


def blocks(text: str) -> list[tuple[int | None, str]]:
    """Return the paragraphs and points of a text; the indentation of a paragraph is None."""
    found: list[tuple[int | None, str]] = []
    in_list = is_open = False
    for line in _bullets_below_each_other(text).split("\n"):
        item = _ITEM.fullmatch(line)
        if item:
            found.append((len(item["indent"].expandtabs()), item["text"].strip()))
            in_list, is_open = True, False
        elif not line.strip():
            is_open = False
        elif (in_list and line[0].isspace()) or is_open:
            indent, words = found[-1]  # a continuation line
            found[-1] = (indent, _with_line(words, line))
        else:
            found.append((None, _with_line("", line)))
            in_list, is_open = False, True
    return found


def between_commas(text: str) -> list[str]:
    """Return the items of a list in one line."""
    return [item for part in _COMMAS.split(text) if (item := part.strip())]


def depth(points: list[Point]) -> int:
    """Return the number of levels of points."""
    most = 0
    above: list[int] = []
    for indent, _ in points:
        while above and above[-1] >= indent:
            above.pop()
        above.append(indent)
        most = max(most, len(above))
    return most


def nested(points: list[Point], text: Typed, levels: int = HIGHLIGHT_LEVELS) -> TypedList:
    """Return the points of a text as nested highlights of at most `levels` levels."""
    top = TypedList([], text.span)
    open_lists: list[tuple[int, TypedList]] = [(-1, top)]
    for indent, words in points:
        typed = Typed(words, text.span, quoted=True)
        while len(open_lists) > 1 and open_lists[-1][0] >= indent:
            open_lists.pop()
        if len(open_lists) > levels:
            open_lists.pop()
        below = TypedList([], text.span)
        open_lists[-1][1].append(point(typed, below))
        open_lists.append((indent, below))
    return TypedList([_simple(item) for item in top], text.span)


def point(text: Typed, below: TypedList) -> TypedMapping:
    """Return a highlight with points below it."""
    keys = {name: Typed(name, text.span) for name in ("text", "highlights")}
    return TypedMapping({keys["text"]: text, keys["highlights"]: below}, text.span)


def _bullets_below_each_other(text: str) -> str:
    """Return a text of one line with each bullet on its own line, if there are several."""
    bullets = len(_BULLET.findall(text))
    return _BULLET.sub("\n• ", text) if bullets > 1 and "\n" not in text.strip() else text


def _with_line(text: str, line: str) -> str:
    """Return a text joined with its next line, without a space between Han characters."""
    line = line.strip()
    if not text or (is_han(text[-1]) and is_han(line[0])):
        return text + line
    return f"{text} {line}"


def _simple(item: Value) -> Value:
    """Return points without others below them as bare texts."""
    if not isinstance(item, TypedMapping):
        return item
    text, below = item.values()
    if not isinstance(below, TypedList) or not below:
        return text
    inner = TypedList([_simple(inner) for inner in below], below.span)
    return point(text, inner) if isinstance(text, Typed) else item
