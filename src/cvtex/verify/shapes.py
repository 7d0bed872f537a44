"""Where paths and pictures come to stand (ISO 32000-1, 8.5 and 8.9)."""

from __future__ import annotations

from cvtex.verify.marks import Marks
from cvtex.verify.painted import Page, Shape
from cvtex.verify.state import Operands, State, around, point

_UNIT = (0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0)


class Shapes:
    """Paints paths and pictures onto a page, each as the box around it."""

    def __init__(self, page: Page, marks: Marks) -> None:
        """Begin without a path."""
        self._page, self._marks = page, marks
        self._path: list[tuple[float, float]] = []

    def add(self, given: Operands, state: State) -> None:
        """Continue a path through points, also those that only bend it (m, l, c, v, y)."""
        values = [float(value) for value in given]
        pairs = zip(values[::2], values[1::2], strict=True)
        self._path += [point(state.matrix, x, y) for x, y in pairs]

    def rectangle(self, given: Operands, state: State) -> None:
        """Add a rectangle to the path (re)."""
        x, y, width, height = (float(value) for value in given)
        self.add((x, y, x + width, y, x, y + height, x + width, y + height), state)

    def paint(self) -> None:
        """Paint the path, and end it."""
        if self._path:
            self._page.shapes.append(Shape(around(self._path), self._marks.now, picture=False))
        self.end()

    def end(self) -> None:
        """End the path (n)."""
        self._path = []

    def picture(self, state: State) -> None:
        """Paint a picture: it fills the unit square (8.9.4)."""
        corners = [point(state.matrix, *one) for one in zip(_UNIT[::2], _UNIT[1::2], strict=True)]
        self._page.shapes.append(Shape(around(corners), self._marks.now, picture=True))

    def shading(self) -> None:
        """Paint a gradient over all that is not clipped away (sh, 8.7.4.2)."""
        self._page.shapes.append(Shape(self._page.sheet, self._marks.now, picture=False))
