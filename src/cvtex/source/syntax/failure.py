"""A failure of libyaml's parser, and the text around it."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from cvtex.diagnostics import Diagnostic, Fix
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Place
from cvtex.source.syntax.error import Edits, SourceError
from cvtex.source.syntax.progress import ParseProgress, Token

# Indentation, and the dashes of list items.
_PREFIX = re.compile(r"[ \t]*(?:-[ \t]+)*")


class Failure(NamedTuple):
    """An error of libyaml's: where it failed, and where the open construct begins."""

    buffer: Buffer
    progress: ParseProgress
    problem: str
    context: str
    at: Place
    opened: Place

    @property
    def char(self) -> str:
        """The character at the failure."""
        return self.buffer.after(self.at)[:1]

    def previous(self) -> Token | None:
        """Return the token that ends just before the failure on the same line."""
        last = self.progress.last
        if not last or last.block or last.end.line != self.at.line or last.end > self.at:
            return None
        between = self.buffer.before(self.at)[last.end.column :]
        return None if between.strip(" \t:") else last

    def ended_before(self, place: Place) -> Token | None:
        """Return the complete token that is separated from a position by spaces only."""
        last = self.progress.last
        if not last or last.plain or last.block or last.end.line != place.line or last.end > place:
            return None
        return None if self.buffer.before(place)[last.end.column :].strip(" \t") else last

    def runaway_quote(self, line: int) -> Place | None:
        """Return the start of a quoted text that ends on a later line."""
        last = self.progress.last
        runs = last and last.quoted and last.start.line < last.end.line == line
        return last.start if last and runs else None

    def in_brackets(self, place: Place) -> bool:
        """Return whether a position may be in brackets."""
        return bool(self.progress.brackets) or any(
            char in self.buffer.before(place) for char in "[{"
        )

    def error(  # noqa: PLR0913 - the parts of a diagnostic, and the repair
        self,
        code: Code,
        message: str,
        place: Place,
        hint: str,
        *,
        length: int = 1,
        edits: Edits = (),
        alternatives: tuple[Edits, ...] = (),
        fixes: tuple[Fix, ...] = (),
    ) -> SourceError:
        """Return an error at a position."""
        span = self.buffer.span(place, length)
        finding = Diagnostic(code, message, span, hint, fixes=fixes)
        return SourceError(finding, edits, alternatives)


def failure_at(error: yaml.MarkedYAMLError, buffer: Buffer, progress: ParseProgress) -> Failure:
    """Return libyaml's error as a failure, with positions in the original text."""
    mark = error.problem_mark or error.context_mark
    at = buffer.place(mark) if mark else Place(0, 0)
    opened = buffer.place(error.context_mark) if error.context_mark else at
    return Failure(buffer, progress, error.problem or "", error.context or "", at, opened)


def prefix_of(line: str) -> str:
    """Return a line's indentation and the dashes of its list items."""
    prefix = _PREFIX.match(line)
    return prefix.group() if prefix else ""


def begins_line(buffer: Buffer, place: Place) -> bool:
    """Return whether only indentation and dashes precede a position."""
    before = buffer.before(place)
    return prefix_of(before) == before


def indent_of(line: str) -> int:
    """Return the width of a line's indentation."""
    return len(line) - len(line.lstrip(" \t"))
