"""Follows the marked content of a page (ISO 32000-1, 14.6)."""

from __future__ import annotations

from cvtex.pdf.objects import Place, entry, integer
from cvtex.verify.painted import ARTIFACT, Mark, Page


class Marks:
    """The marks that are open. What has no number of its own belongs to the mark around it."""

    def __init__(self, page: Page) -> None:
        """Begin with none."""
        self._page = page
        self._open: list[Mark | None] = []

    @property
    def now(self) -> Mark | None:
        """The mark that what is painted now belongs to."""
        return self._open[-1] if self._open else None

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._open)

    def begin(self, tag: str, properties: object, holder: Place) -> None:
        """Open a mark; note where artifacts and tagged content are tangled (ISO 14289-1, 7.1)."""
        around, number = self.now, integer(entry(properties, "/MCID"))
        is_artifact = tag == "/Artifact"
        if around and (is_artifact or number is not None):
            self._page.tangled |= (around == ARTIFACT) != is_artifact
        mark = ARTIFACT if is_artifact else around if number is None else Mark(holder, number)
        self._open.append(mark)
        if mark:
            self._page.marks.add(mark)

    def end(self, depth: int | None = None) -> None:
        """Close the last one, or all but so many."""
        del self._open[max(self.depth - 1, 0) if depth is None else depth :]
