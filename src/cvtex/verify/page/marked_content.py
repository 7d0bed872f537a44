"""Follows the marked content of a page (ISO 32000-1, 14.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pikepdf import String

from cvtex.pdf.objects import Place, entry, integer, text
from cvtex.verify.page.model import ARTIFACT, Mark, Page, Replaced

# What has an Alt of other words by right.
_DESCRIBED = frozenset({"/Figure", "/Formula"})


class _Open(NamedTuple):
    """A mark that is open; what has no number of its own belongs to the mark around it."""

    mark: Mark | None
    replaced: Replaced | None


class Marks:
    """The marks that are open, and what is said in them."""

    def __init__(self, page: Page) -> None:
        """Begin with none."""
        self._page = page
        self._open: list[_Open] = []

    @property
    def now(self) -> Mark | None:
        """The mark that what is painted now belongs to."""
        return self._open[-1].mark if self._open else None

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
        replaced = self._open[-1].replaced if self._open else None
        if mark:
            self._page.marks.add(mark)
            if language := text(entry(properties, "/Lang")):
                self._page.languages[mark] = language
        words = _words_for(properties)
        if words is not None and replaced is None:
            key, said = words
            self._say(mark, said)
            replaced = Replaced(said, mark, key=key)
            if key == "ActualText" or tag not in _DESCRIBED:
                self._page.replaced.append(replaced)
        self._open.append(_Open(mark, replaced))

    def say(self, said: list[str], *, sure: bool) -> None:
        """Note what painted glyphs mean, unless other words stand in their place."""
        replaced = self._open[-1].replaced if self._open else None
        if replaced:
            replaced.painted += said
            replaced.sure &= sure
        else:
            self._page.mapped.append("".join(said))
            self._say(self.now, said)
            if self.now and not sure:
                self._page.unsure.add(self.now)

    def draw(self) -> None:
        """Note that something else than glyphs is painted."""
        if self._open and (replaced := self._open[-1].replaced):
            replaced.drawn = True

    def _say(self, mark: Mark | None, said: Iterable[str]) -> None:
        if mark:
            self._page.said.setdefault(mark, []).extend(said)

    def end(self, depth: int | None = None) -> None:
        """Close the last one, or all but so many."""
        first = max(self.depth - 1, 0) if depth is None else depth
        del self._open[first:]


def _words_for(properties: object) -> tuple[str, str] | None:
    """Return what is read in place of the content (14.9.3, 14.9.4), behind its key, if anything."""
    for key in ("ActualText", "Alt"):
        words = entry(properties, f"/{key}")
        if isinstance(words, String):
            return key, text(words)
    return None
