"""Finds the lines of a section that are headings of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvtex.ats.assignment import EMPLOYING, assign
from cvtex.ats.fields import head_of, is_dated
from cvtex.ats.labels import is_label
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import continues
from cvtex.ats.layout.pieces import Look
from cvtex.ats.sections import SectionLines

_LARGER = 1.03
_CHARS_MAX = 80  # in a plain line of a heading
_LINES_MAX = 3  # plain lines of a heading
_GAP = 0.55  # of the height of a line: the least space before an entry
_SENTENCE = (".", "。", ";", "；", "!", "！", "?", "？", ":", "：", "，", ",")


def heads_of(part: SectionLines, body: Look) -> set[int]:
    """Return the indices of a section's lines that belong to headings."""
    return _Section(part.kind, part.lines, body, part.edge).heads()


@dataclass(slots=True)
class _Section:
    kind: str | None
    lines: Sequence[Line]
    body: Look
    edge: float

    def heads(self) -> set[int]:
        """Return the indices of the lines that belong to headings."""
        found: set[int] = set()
        point: Line | None = None
        for at, line in enumerate(self.lines):
            if line.bullet and not is_dated(line):
                point = line
            elif is_dated(line) or (self._is_strong(line) and not self._continues_item(at, point)):
                found.add(at)
                point = None
        for at in sorted(found):
            self._reach_down(at, found)
        for at in sorted(found):
            if is_dated(self.lines[at]):
                self._reach_up(at, found)
        return found

    def _is_strong(self, line: Line) -> bool:
        look = line.look
        loud = (look.bold and not self.body.bold) or look.size > self.body.size * _LARGER
        return loud and not is_label(line)

    def _continues_item(self, at: int, point: Line | None) -> bool:
        """Return whether a line continues a list item."""
        return point is not None and continues(self.lines[at - 1], self.lines[at], point, self.edge)

    def _reach_down(self, at: int, found: set[int]) -> None:
        """Add to the heading the lines below it that have its form or complete it."""
        for below in range(at + 1, min(at + 1 + _LINES_MAX, len(self.lines))):
            line = self.lines[below]
            if below in found or not self._is_plain(line):
                return
            split = len(line.cells) > 1
            slanted = all(run.look.italic for cell in line.cells for run in cell.runs)
            if not (split or slanted or self._is_incomplete(self.lines[at:below])):
                return
            found.add(below)

    def _reach_up(self, at: int, found: set[int]) -> None:
        """Add to an incomplete heading the plain lines above its dates."""
        if not self._is_incomplete([self.lines[at]]):
            return
        top = at
        while top and at - top < _LINES_MAX and top - 1 not in found:
            above = self.lines[top - 1]
            if not self._is_plain(above) or (top < at and _is_apart(above, self.lines[top])):
                break
            top -= 1
        before = self.lines[top - 1] if top else None
        begins = before is None or before.bullet or _is_apart(before, self.lines[top])
        inside = before and before.bullet and self.lines[top].left > before.left + 2
        if top < at and begins and not inside:
            found.update(range(top, at))

    def _is_plain(self, line: Line) -> bool:
        text = line.text
        return not (
            line.bullet or len(text) > _CHARS_MAX or text.endswith(_SENTENCE) or is_label(line)
        )

    def _is_incomplete(self, group: Sequence[Line]) -> bool:
        """Return whether a heading lacks a field that entries of its section have."""
        head = head_of(group, self.edge)
        parts = assign(self.kind, head.fields)
        if self.kind in EMPLOYING:
            return not (parts.organisation and (parts.role or parts.degree))
        return parts.name is None


def _is_apart(above: Line, below: Line) -> bool:
    height = below.bottom - below.top
    return above.page != below.page or below.top - above.bottom > _GAP * height
