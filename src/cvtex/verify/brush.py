"""What is painted that is no text: paths and pictures (ISO 32000-1, 8.5 and 8.9)."""

from __future__ import annotations

from cvtex.verify.marks import Marks
from cvtex.verify.painted import Box, Page, Shape
from cvtex.verify.state import Operands, State, around, height, overlap, point

_UNIT = (0.0, 0.0, 1.0, 1.0)
_CORNERS = 4


class Brush:
    """Paints shapes onto a page, each as the box around it."""

    def __init__(self, page: Page, marks: Marks) -> None:
        """Begin without a path."""
        self._page, self._marks = page, marks
        self._path: list[tuple[float, float]] = []
        self._clips = False

    def add(self, given: Operands, state: State) -> None:
        """Go on with a path through points, those that only bend it included (m, l, c, v, y)."""
        values = [float(value) for value in given]
        pairs = zip(values[::2], values[1::2], strict=True)
        self._path += [point(state.matrix, x, y) for x, y in pairs]

    def rectangle(self, given: Operands, state: State) -> None:
        """Add a rectangle to the path (re)."""
        x, y, width, height = (float(value) for value in given)
        self.add((x, y, x + width, y, x, y + height, x + width, y + height), state)

    def clip(self) -> None:
        """Let the path, when it ends, be the edge of what is painted from then on (W)."""
        self._clips = True

    def clip_to(self, box: Box, state: State) -> None:
        """Clip to a box of a form's own (8.10.2)."""
        left, bottom, right, top = box
        corners = ((left, bottom), (right, bottom), (left, top), (right, top))
        state.clip = overlap(around(point(state.matrix, *one) for one in corners), state.clip)

    def paint(self, state: State, *, filled: bool) -> None:
        """Paint the path, and end it."""
        if self._path:
            self._shape(state, covers=filled)
        self.end(state)

    def end(self, state: State) -> None:
        """End the path (n)."""
        if self._clips and self._path:
            state.clip = overlap(around(self._path), state.clip)
        self._clips = False
        self._path = []

    def picture(self, state: State) -> None:
        """Paint a picture: it fills the unit square (8.9.4)."""
        path, self._path = self._path, []
        self.rectangle(_UNIT, state)
        self._shape(state, covers=True, picture=True)
        self._path = path

    def shading(self, state: State) -> None:
        """Paint a gradient over all that is not clipped away (sh, 8.7.4.2)."""
        box = state.clip or self._page.sheet
        self._page.shapes.append(
            Shape(
                box, self._marks.now, covers=False, picture=False, opaque=state.opaque, colour=None
            )
        )

    def _shape(self, state: State, *, covers: bool, picture: bool = False) -> None:
        box = around(self._path)
        covers = covers and state.opaque
        colour = state.fill.colour if covers and not picture and self._fills(box) else None
        if not covers:
            half = state.line_width * height(state.matrix) / 2
            box = Box(box.left - half, box.bottom - half, box.right + half, box.top + half)
        box = overlap(box, state.clip)
        self._page.shapes.append(Shape(box, self._marks.now, covers, picture, state.opaque, colour))

    def _fills(self, box: Box) -> bool:
        """Tell whether the path is the box around it."""
        return len(self._path) <= _CORNERS + 1 and all(
            x in {box.left, box.right} and y in {box.bottom, box.top} for x, y in self._path
        )
