"""A text as it was typed, and as YAML can read it: where a mend is certain, it is made in memory.

Reading goes on behind a mended slip, so that one run tells of all that is wrong. Lines keep their
number, and every place in what was read leads back to the place where it was typed. Lines and
columns count from 0 here, as libyaml's do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Protocol

from cvtex.diagnostics import LINE_END, Span
from cvtex.source.characters import HIDDEN, REPLACEMENT

# A character that YAML would take for a mark is read as another, of a plane that is for private
# use, and comes back as itself in the values.
_STAND_INS = {ord(mark): 0xF0000 + ord(mark) for mark in "\"#%&'*,-:>?@[\\]`{|}!"}
_MARKS = {stand_in: mark for mark, stand_in in _STAND_INS.items()}


class Place(NamedTuple):
    """A place in a text, counted from 0."""

    line: int
    column: int


class Mark(Protocol):
    """A place as libyaml tells it."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What is read in place of the characters of a line from `start` to before `end`."""

    line: int
    start: int
    end: int
    text: str

    def covers(self, other: Edit) -> bool:
        """Say whether another lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Edit) -> bool:
        """Say whether another changes some of the same characters, or inserts at the same place."""
        return (self.start < other.end and other.start < self.end) or self.start == other.start


def disarm(text: str) -> str:
    """Return a text whose marks are none to YAML; it is as long."""
    return text.translate(_STAND_INS)


def restore(text: str) -> str:
    """Return what was typed where `disarm` took marks away."""
    return text.translate(_MARKS)


class Sheet:
    """The lines of a text, what is to be read in their place, and the way back."""

    def __init__(self, path: Path, text: str, edits: tuple[Edit, ...] = ()) -> None:
        """Hold a text whose places are in a file of this name."""
        self.path = path
        self.text = text
        self.lines = LINE_END.split(text)
        self._ends = [*(end.group() for end in LINE_END.finditer(text)), ""]
        lengths = (len(line) + len(end) for line, end in zip(self.lines, self._ends, strict=True))
        self._starts = [0, *accumulate(lengths)]
        self._edits: dict[int, list[Edit]] = {}
        self.mend(edits)

    def mend(self, edits: tuple[Edit, ...]) -> bool:
        """Read other characters in place of some, and say whether that is new.

        An edit takes the place of those that it covers, and gives way to others.
        """
        new = False
        for edit in edits:
            known = self._edits.get(edit.line, [])
            left = [one for one in known if not edit.covers(one)]
            if edit not in known and not any(edit.meets(one) for one in left):
                self._edits[edit.line] = sorted([*left, edit])
                new = True
        return new

    def copy(self, edits: tuple[Edit, ...]) -> Sheet:
        """Return a sheet with more edits."""
        known = tuple(edit for line in self._edits.values() for edit in line)
        return Sheet(self.path, self.text, known + edits)

    def mended(self, line: int) -> bool:
        """Say whether something of a line is read as something else."""
        return line in self._edits

    def read(self) -> str:
        """Return the text as YAML is to read it; what can't stand in it is read as U+FFFD."""
        lines = [
            self._read_line(number) if number in self._edits else line
            for number, line in enumerate(self.lines)
        ]
        text = "".join(line + end for line, end in zip(lines, self._ends, strict=True))
        return HIDDEN.sub(REPLACEMENT, text)

    def place(self, mark: Mark) -> Place:
        """Return where that was typed which YAML read at a place."""
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
        """Return what was typed between two places."""
        return self.text[self._index(start) : self._index(end)]

    def after(self, place: Place) -> str:
        """Return what was typed from a place to the end of its line."""
        return self.lines[place.line][place.column :] if place.line < len(self.lines) else ""

    def match(self, pattern: re.Pattern[str], place: Place) -> re.Match[str] | None:
        """Match what begins at a place; unlike `after` it copies nothing, however long the line."""
        return (
            pattern.match(self.lines[place.line], place.column)
            if place.line < len(self.lines)
            else None
        )

    def before(self, place: Place) -> str:
        """Return what was typed on a line before a place."""
        return self.lines[place.line][: place.column] if place.line < len(self.lines) else ""

    def span(self, start: Place, length: int = 1) -> Span:
        """Return a place as a person counts it, from 1; one behind the last line is its end."""
        if start.line >= len(self.lines):
            start = Place(len(self.lines) - 1, len(self.lines[-1]))
        return Span(self.path, start.line + 1, start.column + 1, max(1, length))

    def _index(self, place: Place) -> int:
        return self._starts[min(place.line, len(self._starts) - 1)] + place.column

    def _read_line(self, number: int) -> str:
        line, pieces, at = self.lines[number], [], 0
        for edit in self._edits[number]:
            pieces += [line[at : edit.start], edit.text]
            at = edit.end
        return "".join([*pieces, line[at:]])
