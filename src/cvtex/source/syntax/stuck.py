"""Where libyaml was stuck, and what stands around that place."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.mending import Place, Sheet
from cvtex.source.syntax.complaint import ComplaintError, Edits
from cvtex.source.syntax.trail import Seen, Trail

# What stands before a line's text: indentation, and the dashes of items.
_PREFIX = re.compile(r"[ \t]*(?:-[ \t]+)*")


@dataclass(frozen=True, slots=True)
class Stuck:
    """libyaml's complaint: `at` is where it was stuck, `opened` where that began which it read."""

    sheet: Sheet
    trail: Trail
    problem: str
    context: str
    at: Place
    opened: Place

    @property
    def char(self) -> str:
        """What stands where libyaml was stuck."""
        return self.sheet.after(self.at)[:1]

    def previous(self) -> Seen | None:
        """Return what ends on the same line, just before."""
        last = self.trail.last
        if not last or last.block or last.end.line != self.at.line or last.end > self.at:
            return None
        between = self.sheet.before(self.at)[last.end.column :]
        return None if between.strip(" \t:") else last

    def ended_before(self, place: Place) -> Seen | None:
        """Return what is complete and stands before a place, with no more than spaces between."""
        last = self.trail.last
        if not last or last.plain or last.block or last.end.line != place.line or last.end > place:
            return None
        return None if self.sheet.before(place)[last.end.column :].strip(" \t") else last

    def runaway_quote(self, line: int) -> Place | None:
        """Return the opening of a quoted text that came to its end in a line below its own."""
        last = self.trail.last
        runs = last and last.quoted and last.start.line < last.end.line == line
        return last.start if last and runs else None

    def in_brackets(self, place: Place) -> bool:
        """Say whether a place may stand between brackets."""
        return bool(self.trail.brackets) or any(char in self.sheet.before(place) for char in "[{")

    def complain(  # noqa: PLR0913 - the parts of a diagnostic, and the mend
        self,
        code: Code,
        message: str,
        place: Place,
        hint: str,
        *,
        length: int = 1,
        edits: Edits = (),
        ways: tuple[Edits, ...] = (),
    ) -> ComplaintError:
        """Return a complaint about a place."""
        span = self.sheet.span(place, length)
        return ComplaintError(Diagnostic(code, message, span, hint), edits, ways)


def stuck(error: yaml.MarkedYAMLError, sheet: Sheet, trail: Trail) -> Stuck:
    """Return where libyaml was stuck in a sheet, in the places of what was typed."""
    mark = error.problem_mark or error.context_mark
    at = sheet.place(mark) if mark else Place(0, 0)
    opened = sheet.place(error.context_mark) if error.context_mark else at
    return Stuck(sheet, trail, error.problem or "", error.context or "", at, opened)


def prefix_of(line: str) -> str:
    """Return what stands before a line's text: indentation, and the dashes of items."""
    prefix = _PREFIX.match(line)
    return prefix.group() if prefix else ""


def begins_line(sheet: Sheet, place: Place) -> bool:
    """Say whether nothing stands before a place but indentation and dashes."""
    before = sheet.before(place)
    return prefix_of(before) == before


def indent_of(line: str) -> int:
    """Return how many characters indent a line."""
    return len(line) - len(line.lstrip(" \t"))
