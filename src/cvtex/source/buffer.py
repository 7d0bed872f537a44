"""A text and the edits that repair its syntax, in memory, so that YAML can be read to its end.

Edits keep the number of lines; each position in the edited text maps back to the original. Lines
and columns count from 0, like libyaml's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Protocol

from cvtex.diagnostics import LINE_END, Span
from cvtex.source.characters import HIDDEN, REPLACEMENT

# Indicator characters that are meant as text are replaced with private-use characters for the
# parser, and restored in the values.
_STAND_INS = {ord(mark): 0xF0000 + ord(mark) for mark in "\"#%&'*,-:>?@[\\]`{|}!"}
_MARKS = {stand_in: mark for mark, stand_in in _STAND_INS.items()}


class Place(NamedTuple):
    """A position in a text, counted from 0."""

    line: int
    column: int


class YamlMark(Protocol):
    """A position of libyaml's."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces the characters of a line from `start` to before `end` with `text`."""

    line: int
    start: int
    end: int
    text: str

    def covers(self, other: Edit) -> bool:
        """Return whether this edit replaces all that another replaces."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Edit) -> bool:
        """Return whether two edits overlap, or begin at the same place."""
        return (self.start < other.end and other.start < self.end) or self.start == other.start


def disarm(text: str) -> str:
    """Return a text of the same length with its YAML indicators replaced."""
    return text.translate(_STAND_INS)


def restore(text: str) -> str:
    """Undo `disarm`."""
    return text.translate(_MARKS)


class Buffer:
    """The lines of a text, and the edits to them."""

    def __init__(self, path: Path, text: str, edits: tuple[Edit, ...] = ()) -> None:
        """Create a buffer with the text of the file `path`."""
        self.path = path
        self.text = text
        self.lines = LINE_END.split(text)
        self._ends = [*(end.group() for end in LINE_END.finditer(text)), ""]
        lengths = (len(line) + len(end) for line, end in zip(self.lines, self._ends, strict=True))
        self._starts = [0, *accumulate(lengths)]
        self._edits: dict[int, list[Edit]] = {}
        self.apply(edits)

    def apply(self, edits: tuple[Edit, ...]) -> bool:
        """Apply edits; return whether any changed the text.

        An edit replaces older edits that it covers, and is ignored if it overlaps others.
        """
        changed = False
        for edit in edits:
            known = self._edits.get(edit.line, [])
            kept = [other for other in known if not edit.covers(other)]
            if edit not in known and not any(edit.overlaps(other) for other in kept):
                self._edits[edit.line] = sorted([*kept, edit])
                changed = True
        return changed

    def copy(self, edits: tuple[Edit, ...]) -> Buffer:
        """Return a copy with more edits."""
        known = tuple(edit for line in self._edits.values() for edit in line)
        return Buffer(self.path, self.text, known + edits)

    def is_edited(self, line: int) -> bool:
        """Return whether a line has edits."""
        return line in self._edits

    def read(self) -> str:
        """Return the edited text; characters that YAML does not allow are U+FFFD."""
        lines = map(self._read_line, range(len(self.lines)))
        text = "".join(line + end for line, end in zip(lines, self._ends, strict=True))
        return HIDDEN.sub(REPLACEMENT, text)

    def place(self, mark: YamlMark) -> Place:
        """Return the position in the original of a position in the edited text."""
        shift = 0
        for edit in self._edits.get(mark.line, ()):
            start = edit.start + shift
            if mark.column <= start:
                break
            if mark.column < start + len(edit.text):
                return Place(mark.line, min(edit.start + mark.column - start, edit.end))
            shift += len(edit.text) - (edit.end - edit.start)
        return Place(mark.line, mark.column - shift)

    def between(self, start: Place, end: Place) -> str:
        """Return the original text between two positions."""
        return self.text[self.index(start) : self.index(end)]

    def after(self, place: Place) -> str:
        """Return the rest of a line from a position."""
        return self.lines[place.line][place.column :] if place.line < len(self.lines) else ""

    def match(self, pattern: re.Pattern[str], place: Place) -> re.Match[str] | None:
        """Match a pattern at a position, without copying the line as `after` does."""
        if place.line >= len(self.lines):
            return None
        return pattern.match(self.lines[place.line], place.column)

    def before(self, place: Place) -> str:
        """Return the part of a line before a position."""
        return self.lines[place.line][: place.column] if place.line < len(self.lines) else ""

    def span(self, start: Place, length: int = 1) -> Span:
        """Return a position as a Span; a position after the last line becomes its end."""
        if start.line >= len(self.lines):
            start = Place(len(self.lines) - 1, len(self.lines[-1]))
        return Span(self.path, start.line + 1, start.column + 1, max(1, length))

    def index(self, place: Place) -> int:
        """Return the offset of a position in the original text."""
        return self._starts[min(place.line, len(self._starts) - 1)] + place.column

    def _read_line(self, number: int) -> str:
        line, pieces, at = self.lines[number], [], 0
        for edit in self._edits.get(number, ()):
            pieces += [line[at : edit.start], edit.text]
            at = edit.end
        return "".join([*pieces, line[at:]])
