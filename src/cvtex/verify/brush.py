"""What is painted that is no text: paths and pictures (ISO 32000-1, 8.5 and 8.9)."""

from __future__ import annotations

from cvtex.verify.marks import Marks
from cvtex.verify.painted import Page, Shape
from cvtex.verify.state import Operands, State, around, overlap, point

_UNIT = (0.0, 0.0, 1.0, 1.0)


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

    def _shape(self, state: State, *, covers: bool, picture: bool = False) -> None:
        box = overlap(around(self._path), state.clip)
        covers = covers and state.opaque
        self._page.shapes.append(Shape(box, self._marks.now, covers, picture, state.opaque))
