"""The values of a YAML or JSON file, with their spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias

from cvtex.diagnostics import LINE_END, Span


class Typed(str):
    """A scalar: a string with its span.

    `source` is its text in the file with quotes and line ends, `comment` a comment after it that
    may be text.
    """

    __slots__ = ("_lines", "_places", "comment", "quoted", "source", "span")

    span: Span
    quoted: bool
    source: str
    comment: Typed | None
    _lines: Sequence[int]
    _places: Sequence[int | None]

    def __new__(
        cls,
        text: str,
        span: Span,
        *,
        quoted: bool = False,
        source: str = "",
        comment: Typed | None = None,
    ) -> Self:
        """Create a scalar; `source` is `text` if not given."""
        typed = super().__new__(cls, text)
        typed.span = span
        typed.quoted = quoted
        typed.source = source or text
        typed.comment = comment
        return typed

    def __getnewargs__(self) -> tuple[str, Span]:  # type: ignore[override]  # of a str
        """Return what a copy is made of first, as where another process is given it."""
        return str(self), self.span

    def at(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to before `end`.

        It is the span of the whole text if the file has an escape for these characters.
        """
        if not hasattr(self, "_places"):
            self._places = _places(self)
            self._lines = [0, *(end.end() for end in LINE_END.finditer(self.source))]
        first, last = self._places[start], self._places[max(start, end - 1)]
        if first is None or last is None:
            return self.span
        line, last_line = (bisect_right(self._lines, place) - 1 for place in (first, last))
        column = first - self._lines[line] + (1 if line else self.span.column)
        length = last + _width(self, last) - first if line == last_line else 1
        return Span(self.span.file, self.span.line + line, column, length)

    def exact(self, start: int, end: int) -> Span | None:
        """Return the span of characters that an edit may replace, or None.

        It is None if they are not in the file one after the other in one line. `start == end` is
        the place before a character.
        """
        span = self.at(start, end)
        places = self._places[start : max(end, start + 1)]
        if any(place is None or LINE_END.match(self.source, place) for place in places):
            return None  # a space may be a line end in the file
        if start == end:
            return replace(span, length=0)
        widths = (_width(self, place) for place in places if place is not None)
        return span if span.length == sum(widths) else None

    def ends_line(self, at: int) -> bool:
        """Return whether white space at an offset is a line end, which YAML may read as a space."""
        if self[at] == "\n":
            return True
        self.at(at, at + 1)
        place = self._places[at]
        return place is not None and bool(_LINE_END.match(self.source, place))

    def place_of(self, text: str) -> Span:
        """Return the span of the first occurrence of a string, or of the whole text."""
        start = self.find(text)
        return self.at(start, start + len(text)) if start >= 0 else self.span


class Borrowed(Typed):
    """A scalar in other words than those at its span, in a file that another program keeps.

    No fix edits that file, and not all that it says has to be printed.
    """

    __slots__ = ()

    def __new__(cls, text: str, span: Span) -> Self:
        """Create a scalar whose source matches none of its characters."""
        return super().__new__(cls, text, span, source="\0" * (span.length + 1))


class TypedList(list["Value"]):
    """A list with its span and its YAML tag."""

    __slots__ = ("span", "tag")

    def __init__(self, items: list[Value], span: Span, tag: str = "") -> None:
        """Create a list."""
        super().__init__(items)
        self.span = span
        self.tag = tag


class TypedMapping(dict[Typed, "Value"]):
    """A mapping with its span."""

    __slots__ = ("_typed", "span")

    span: Span
    _typed: dict[str, Typed]

    def __init__(self, items: dict[Typed, Value], span: Span) -> None:
        """Create a mapping."""
        super().__init__(items)
        self.span = span

    def value(self, key: str) -> Value | None:
        """Return the value of a key, or None."""
        found: Value | None = self.get(key)  # type: ignore[call-overload]  # a Typed is a str
        return found

    def without(self, *keys: str) -> TypedMapping:
        """Return a copy without some keys."""
        items = {key: value for key, value in self.items() if key not in keys}
        return TypedMapping(items, self.span)

    def typed(self, key: str) -> Typed | None:
        """Return a key with its span, or None."""
        if key not in self:
            return None
        if not hasattr(self, "_typed") or key not in self._typed:
            self._typed = {str(typed): typed for typed in self}
        return self._typed[key]


@dataclass(frozen=True, slots=True)
class Empty:
    """A missing value, with its span."""

    span: Span


_LINE_END = re.compile(f"[ \t]*(?:{LINE_END.pattern})")
# The lengths of escapes by their second character, if not 2 (YAML 1.1, 5.6; RFC 8259, 7).
_ESCAPES = {"x": 4, "u": 6, "U": 10}

CITED_MAX = 80
"""The length to which a message cuts a text that it cites."""

Value: TypeAlias = Typed | TypedList | TypedMapping | Empty


def cited(text: str) -> str:
    """Return a text in backticks, in one line and cut to `CITED_MAX`, for a message."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= CITED_MAX else line[: CITED_MAX - 1] + '…'}`"


def mapped(value: Value, change: Callable[[Typed | Empty], Value]) -> Value:
    """Return a value with its scalars changed by a function."""
    if isinstance(value, TypedMapping):
        return TypedMapping({key: mapped(item, change) for key, item in value.items()}, value.span)
    if isinstance(value, TypedList):
        return TypedList([mapped(item, change) for item in value], value.span, value.tag)
    return change(value)


def span_at(value: Value, path: tuple[int | str, ...]) -> Span:
    """Return the span of `value_at`."""
    return value_at(value, path).span


def key_span_at(value: Value, path: tuple[int | str, ...]) -> Span:
    """Return the span of the last key of a path."""
    owner = value_at(value, path[:-1])
    key = owner.typed(str(path[-1])) if isinstance(owner, TypedMapping) else None
    return key.span if key else span_at(value, path)


def value_at(value: Value, path: tuple[int | str, ...]) -> Value:
    """Return the value at a path of keys and indices.

    Missing steps are skipped: the schema accepts a bare string for a mapping of one key.
    """
    for step in path:
        if isinstance(value, TypedMapping) and isinstance(step, str):
            # A plain string finds the typed key that is equal to it.
            value = value.get(step, value)  # type: ignore[call-overload]  # a Typed is a str
        elif isinstance(value, TypedList) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value


def _places(typed: Typed) -> Sequence[int | None]:
    """Return the offset in the source of each character, and None for the end of the text.

    YAML folds line ends and indentation, so the two are compared without white space. After the
    first difference, offsets are None.
    """
    source = typed.source
    at = 1 if typed.quoted else 0
    line_end = LINE_END.search(source)
    if source[:1] in ("|", ">") and line_end:  # a block scalar begins below its mark
        at = line_end.start()
    places: list[int | None] = []
    if line_end is None:
        if source[at : at + len(typed)] == typed:
            return [*range(at, at + len(typed)), None]
        for char in typed if typed.quoted else ():
            width = _width(typed, at)
            if _unescaped(source[at : at + width]) != char:
                break
            places.append(at)
            at += width
        return places + [None] * (len(typed) + 1 - len(places))
    for char in typed:
        if char.isspace():
            places.append(at if source[at : at + 1].isspace() else None)
            at += source[at : at + 1] in (" ", "\t")
            continue
        at = _next(source, at)
        if source[at : at + 1] != char:
            break
        places.append(at)
        at += 1
    return places + [None] * (len(typed) + 1 - len(places))


def _width(typed: Typed, at: int) -> int:
    """Return the length of a character in the source, which may be an escape."""
    source = typed.source
    if not typed.quoted:
        return 1
    if source[0] == "'":
        return 2 if source.startswith("''", at) and at + 2 < len(source) else 1
    return _ESCAPES.get(source[at + 1 : at + 2], 2) if source.startswith("\\", at) else 1


def _unescaped(source: str) -> str:
    """Return the character of a piece of the source; '' for an escape that is not known."""
    if len(source) < 2:  # noqa: PLR2004 - no escape
        return source
    if source == "''":
        return "'"
    if source[1] not in _ESCAPES:
        return source[1] if source[1] in '"\\/' else {"n": "\n", "t": "\t"}.get(source[1], "")
    try:
        return chr(int(f"0x{source[2:]}", 0))
    except ValueError:
        return ""


def _next(source: str, at: int) -> int:
    while at < len(source) and source[at].isspace():
        at += 1
    return at
