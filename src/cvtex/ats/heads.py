"""Which of a section's lines are headings of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvtex.ats.fields import head_of, is_dated
from cvtex.ats.labels import is_label
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import goes_on
from cvtex.ats.layout.pieces import Look
from cvtex.ats.roles import EMPLOYING, cast
from cvtex.ats.sections import Part

_LARGER = 1.03
_LONGEST = 80  # characters of a heading's plain line
_MOST = 3  # plain lines of a heading
_GAP = 0.55  # of a line's height: more space than that stands before an entry
_SENTENCE = (".", "。", ";", "；", "!", "！", "?", "？", ":", "：", "，", ",")


def heads_of(part: Part, body: Look) -> set[int]:
    """Return which of a section's lines, from 0, are those of headings."""
    return _Section(part.kind, part.lines, body, part.edge).heads()


@dataclass(slots=True)
class _Section:
    kind: str | None
    lines: Sequence[Line]
    body: Look
    edge: float

    def heads(self) -> set[int]:
        """Return which lines are those of headings."""
        found: set[int] = set()
        point: Line | None = None
        for at, line in enumerate(self.lines):
            if line.bullet and not is_dated(line):
                point = line
            elif is_dated(line) or (self._is_strong(line) and not self._inside(at, point)):
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

    def _inside(self, at: int, point: Line | None) -> bool:
        """Tell whether a line goes on with a point of a list."""
        return point is not None and goes_on(self.lines[at - 1], self.lines[at], point, self.edge)

    def _reach_down(self, at: int, found: set[int]) -> None:
        """Take for a part of the heading what follows it and has its form, as far as it lacks."""
        for below in range(at + 1, min(at + 1 + _MOST, len(self.lines))):
            line = self.lines[below]
            group = [self.lines[one] for one in range(at, below)]
            if below in found or not self._is_plain(line):
                return
            split = len(line.cells) > 1
            slanted = all(run.look.italic for cell in line.cells for run in cell.runs)
            if not (split or slanted or self._lacks(group)):
                return
            found.add(below)

    def _reach_up(self, at: int, found: set[int]) -> None:
        """Take for a part of the heading the plain lines above its dates, if it says too little."""
        if not self._lacks([self.lines[at]]):
            return
        top = at
        while top and at - top < _MOST and top - 1 not in found:
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
            line.bullet or len(text) > _LONGEST or text.endswith(_SENTENCE) or is_label(line)
        )

    def _lacks(self, group: Sequence[Line]) -> bool:
        """Tell whether a heading lacks what an entry of its section has."""
        head = head_of(group, self.edge)
        parts = cast(self.kind, head.fields)
        if self.kind in EMPLOYING:
            return not (parts.organisation and (parts.role or parts.degree))
        return parts.name is None


def _is_apart(above: Line, below: Line) -> bool:
    height = below.bottom - below.top
    return above.page != below.page or below.top - above.bottom > _GAP * height
