"""Follows the marked content of a page (ISO 32000-1, 14.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pikepdf import String

from cvtex.pdf.objects import Place, entry, integer, text
from cvtex.verify.page.model import ARTIFACT, MarkedContent, Page, Replaced

# Elements with alternative texts that are not the painted words.
_DESCRIBED = frozenset({"/Figure", "/Formula"})


class _Open(NamedTuple):
    """An open mark; a sequence without an MCID belongs to the mark around it."""

    mark: MarkedContent | None
    replaced: Replaced | None


class Marks:
    """The open marks of a page, and the text in them."""

    def __init__(self, page: Page) -> None:
        """Start without open marks."""
        self._page = page
        self._open: list[_Open] = []

    @property
    def now(self) -> MarkedContent | None:
        """The mark of the content that is painted now."""
        return self._open[-1].mark if self._open else None

    @property
    def depth(self) -> int:
        """The number of open marks."""
        return len(self._open)

    def begin(self, tag: str, properties: object, holder: Place) -> None:
        """Open a mark; record artifacts in tagged content and the reverse (ISO 14289-1, 7.1)."""
        around, number = self.now, integer(entry(properties, "/MCID"))
        is_artifact = tag == "/Artifact"
        if around and (is_artifact or number is not None):
            self._page.tangled |= (around == ARTIFACT) != is_artifact
        mark = (
            ARTIFACT if is_artifact else around if number is None else MarkedContent(holder, number)
        )
        replaced = self._open[-1].replaced if self._open else None
        if mark:
            self._page.marks.add(mark)
            if language := text(entry(properties, "/Lang")):
                self._page.languages[mark] = language
        words = _words_for(properties)
        if words is not None and replaced is None:
            key, replacement = words
            self._add(mark, replacement)
            replaced = Replaced(replacement, mark, key=key)
            if key == "ActualText" or tag not in _DESCRIBED:
                self._page.replaced.append(replaced)
        self._open.append(_Open(mark, replaced))

    def add_text(self, texts: list[str], *, sure: bool) -> None:
        """Record the texts of painted glyphs, unless other words replace them."""
        replaced = self._open[-1].replaced if self._open else None
        if replaced:
            replaced.painted += texts
            replaced.sure &= sure
        else:
            self._page.mapped.append("".join(texts))
            self._add(self.now, texts)
            if self.now and not sure:
                self._page.unsure.add(self.now)

    def draw(self) -> None:
        """Record that something else than text is painted."""
        if self._open and (replaced := self._open[-1].replaced):
            replaced.drawn = True

    def _add(self, mark: MarkedContent | None, texts: Iterable[str]) -> None:
        if mark:
            self._page.texts.setdefault(mark, []).extend(texts)

    def end(self, depth: int | None = None) -> None:
        """Close the innermost mark, or all marks above a depth."""
        first = max(self.depth - 1, 0) if depth is None else depth
        del self._open[first:]


def _words_for(properties: object) -> tuple[str, str] | None:
    """Return the key and value of a replacement text (14.9.3, 14.9.4), None if there is none."""
    for key in ("ActualText", "Alt"):
        words = entry(properties, f"/{key}")
        if isinstance(words, String):
            return key, text(words)
    return None
