"""Applies fixes to the text of a file, and says in words what they do."""

from __future__ import annotations

from itertools import groupby, pairwise
from unicodedata import name

from cvtex.diagnostics import Fix, Span
from cvtex.source.buffer import Buffer, Place
from cvtex.source.typed import cited


class FixedText:
    """A text of a file to which fixes are applied, each whole or not at all."""

    def __init__(self, buffer: Buffer) -> None:
        """Create it from the text of a buffer, without its edits."""
        self._buffer = buffer
        self._edits: list[tuple[int, int, str]] = []

    def apply(self, fix: Fix) -> bool:
        """Apply a fix, and return True; False if it overlaps another or is not in the text."""
        if not all(self._has(edit.span) for edit in fix.edits):
            return False
        added = [(*self._range(edit.span), edit.text) for edit in fix.edits]
        edits = sorted([*self._edits, *added])
        if any(after[0] < max(before[1], before[0] + 1) for before, after in pairwise(edits)):
            return False
        self._edits = edits
        return True

    def read(self) -> str:
        """Return the text with the fixes that were applied."""
        text, pieces, at = self._buffer.text, [], 0
        for start, end, new in self._edits:
            pieces += [text[at:start], new]
            at = end
        return "".join([*pieces, text[at:]])

    def describe(self, fix: Fix) -> str:
        """Return what a fix does, as "replace `,` with `，`"; '' for several edits."""
        if len(fix.edits) != 1:
            return ""
        (edit,) = fix.edits
        start, end = self._range(edit.span)
        old = self._buffer.text[start:end]
        if not old:
            return f"insert {_named(edit.text)}"
        if not edit.text:
            return f"remove {_named(old)}"
        return f"replace {_named(old)} with {_named(edit.text)}"

    def _has(self, span: Span) -> bool:
        """Return whether a span begins in a line of the text, or at the end of one."""
        lines = self._buffer.lines
        return 0 < span.line <= len(lines) and span.column <= len(lines[span.line - 1]) + 1

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a span in the text."""
        place = Place(span.line - 1, span.column - 1)
        start = self._buffer.index(place)
        return start, start + min(span.length, len(self._buffer.after(place)))


def _named(text: str) -> str:
    """Return a text for a message: white space by its names, another text in backticks."""
    if not text.isspace():
        return cited(text)
    runs = ((name(char, "TAB").lower(), len([*run])) for char, run in groupby(text))
    return " and ".join(
        f"{count} {kind}s" if count > 1 else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        for kind, count in runs
    )
