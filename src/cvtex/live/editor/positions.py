"""Positions of an editor (LSP 3.17: lines, and units of UTF-16) and offsets in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from lsprotocol import types

from cvtex.diagnostics import Replacement, Span
from cvtex.source.buffer import Buffer, Place

# The line ends of the protocol; YAML has more.
_LINE_END = re.compile(r"\r\n|\n|\r")
_MARK = "\ufeff"

_UNITS: dict[str, Callable[[str], int]] = {
    types.PositionEncodingKind.Utf8: lambda text: len(text.encode(errors="surrogatepass")),
    types.PositionEncodingKind.Utf16: lambda text: len(text) + sum(c > "\uffff" for c in text),
    types.PositionEncodingKind.Utf32: len,
}


class EditorText:
    """A text of an editor, whose positions count in an encoding."""

    def __init__(
        self, path: Path, text: str, encoding: str = types.PositionEncodingKind.Utf16
    ) -> None:
        """Create it from the text of the file `path`."""
        self.path = path
        self.text = text
        self._units = _UNITS[encoding]
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_END.split(self.text)

    @cached_property
    def buffer(self) -> Buffer:
        """The text as YAML is read from it, without a byte order mark."""
        return Buffer(self.path, self.text.removeprefix(_MARK))

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self.text[self._starts[line] : offset]))

    def column(self, position: types.Position) -> int:
        """Return the column of a position in characters, from 0, in its line."""
        if position.line >= len(self.lines):
            return 0
        line, units = self.lines[position.line], 0
        for at, char in enumerate(line):
            if units >= position.character:
                return at
            units += self._units(char)
        return len(line)

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; a line after the last one is the end of the text."""
        if position.line >= len(self._starts):
            return len(self.text)
        return self._starts[position.line] + self.column(position)

    def between(self, start: int, end: int) -> types.Range:
        """Return the range from an offset to another."""
        return types.Range(self.position(start), self.position(end))

    def in_line(self, line: int, start: int, end: int) -> types.Range:
        """Return the range of the columns of a line, in characters from 0."""
        begin = self._starts[line]
        return self.between(begin + start, begin + end)

    def range(self, span: Span) -> types.Range:
        """Return the range of a span; the first line for the file as a whole."""
        if not span.line or span.line > len(self.buffer.lines):
            return self.in_line(0, 0, len(self.lines[0]))
        place = Place(span.line - 1, span.column - 1)
        start = self.buffer.index(place) + len(self.text) - len(self.buffer.text)
        room = len(self.buffer.after(place))
        return self.between(start, start + min(span.length, room))

    def edit(self, edit: Replacement) -> types.TextEdit:
        """Return an edit of the source as one of the protocol."""
        return types.TextEdit(self.range(edit.span), edit.text)
