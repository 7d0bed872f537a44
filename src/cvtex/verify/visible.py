"""Whether a person sees all that a machine reads: words that only machines read are a trick.

Hiring systems sort out a résumé that has them. Sources: ISO 32000-1, 9.3.6 (what paints a glyph),
8.4.5 (opacity), 8.5.4 (clipping).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.verify.inks import WHITE, Colour, Ink
from cvtex.verify.opened import Opened
from cvtex.verify.painted import Box, Page, Shape, Word
from cvtex.verify.spots import spot

# In points: nobody reads type that is smaller.
_SMALLEST = 1.0
# Of an ink, from 0 to 1: what is less opaque leaves no trace.
_FAINTEST = 0.03
# How far red, green and blue may each be from those of the ground, from 0 to 1, and still be the
# same to the eye: 12 of 255.
_ALIKE = 0.05
# In points: nobody reads what is seen of a word through a slit of this width.
_HAIR = 0.2
# What a glyph may have beside the box of its word, below and above it, in type sizes.
_AROUND = (0.2, 0.3, 0.7)
# In points: a thinner shape is a rule, and no ground to text.
_RULE = 2.0
# Of the sheet: pictures that take more are a scanned page, and text that is not painted on them is
# what was recognised there.
_SCANNED = 0.5
# At so many times so many points of a sheet it is looked what is there.
_GRID = 16
# A word may hang out of its ground by so much, in type sizes: italics, rounding.
_SLACK = 0.1
# A letter that follows closer than this is of the same word, in type sizes.
_GAP = 0.2
# Letters of a text that are told.
_TOLD = 40
# A page where so many words lie on so many shapes in colours alike is no résumé's.
_MOST_LOOKS = 500_000


def check_visible(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text that is not painted, see-through, as its ground, tiny or cut off, page by page.

    Nothing is said where it can't be known: of patterns, gradients, pictures and shapes that do not
    fill their box as a ground, of masks, of colour spaces of a maker's own.
    """
    for number, page in enumerate(opened.pages, 1):
        found = list(_unseen(page))
        if not found:
            continue
        text = _joined([word for word, _ in found])
        yield Diagnostic(
            Code.TEXT_HIDDEN,
            f"page {number}: nobody sees {_cited(text)}, which a machine reads: {found[0][1]}",
            spot(found[0][0].text, document),
            "hiring systems take it for a trick: let all that can be read be seen",
        )


def _unseen(page: Page) -> Iterator[tuple[Word, str]]:
    """Yield the words that nobody sees, with the reason; nobody gains by a full stop."""
    grounds = _Grounds(page)
    for word in page.words:
        why = _why(word, grounds)
        if why and any(map(str.isalnum, word.text)):
            yield word, why


def _joined(words: Sequence[Word]) -> str:
    """Return words with spaces between them: some programs show each letter for itself."""
    text = words[0].text
    for word, other in pairwise(words):
        gap = other.box.left - word.box.right
        near = other.box.bottom == word.box.bottom and abs(gap) < _GAP * word.size
        text += ("" if near else " ") + other.text
    return text


def _cited(text: str) -> str:
    """Return the first words of a text, and how many more there are."""
    words = text.split()
    told = max(1, sum(length <= _TOLD for length in accumulate(len(word) + 1 for word in words)))
    more = len(words) - told
    shown = f"`{' '.join(words[:told])}`"
    return f"{shown} and {more} more words" if more else shown


def _why(word: Word, grounds: _Grounds) -> str:
    """Return why a word is not seen, nothing if it is."""
    inks, _, size, clip, _ = word.look
    if not inks:
        return "" if grounds.show(word) else "it is not painted"
    if grounds.is_faint(inks):
        return "it is transparent"
    if clip and not _shows(clip, _whole(word)):
        return "it is cut off"
    if size is None:
        return ""
    if size < _SMALLEST:
        return f"its type has a size of {size:.1f} pt"
    return "it has the colour of what it stands on" if grounds.swallow(word) else ""


class _Grounds:
    """What the words of a page stand on: the white sheet, or a shape."""

    def __init__(self, page: Page) -> None:
        self._sheet = page.sheet
        self._pictures = [shape.box for shape in page.shapes if shape.picture]
        self._shapes = [(at, one) for at, one in enumerate(page.shapes) if _is_ground(one)]
        self._all = page.shapes
        self._colours = {WHITE, *(one.colour for _, one in self._shapes if one.colour)}
        # Most words of a page have the same inks.
        self.is_faint = cache(_is_faint)
        self._is_risky = cache(self._may_be_lost)
        self._looks = _MOST_LOOKS

    @cached_property
    def _scanned(self) -> bool:
        return _share(self._pictures, self._sheet) > _SCANNED

    def show(self, word: Word) -> bool:
        """Tell whether a word that is not painted is a window, or lies on a scanned page."""
        self._looks -= len(self._all)
        if self._looks < 0:
            return True
        if word.look.window:
            return any(_meet(shape.box, word.box) for shape in self._all[word.shapes :])
        return self._scanned and any(_meet(box, word.box) for box in self._pictures)

    def swallow(self, word: Word) -> bool:
        """Tell whether a word has the colour of what it stands on."""
        inks = word.look.inks
        if not self._is_risky(inks):
            return False
        ground = self._under(word)
        return ground is not None and _is_like(inks, ground)

    def _may_be_lost(self, inks: tuple[Ink, ...]) -> bool:
        """Tell whether there is anything on the page that has the colour of inks."""
        return any(_is_like(inks, colour) for colour in self._colours)

    def _under(self, word: Word) -> Colour | None:
        """Return the colour that a word stands on, None if that can't be told."""
        slack, down = _SLACK * word.size, word.look.down
        box = _whole(word) if down else word.box
        for at, shape in reversed(self._shapes):
            self._looks -= 1
            if self._looks < 0:
                return None
            if at < word.shapes and _meet(shape.box, box):
                return shape.colour if not down and _holds(shape.box, box, slack) else None
        return WHITE


def _is_faint(inks: tuple[Ink, ...]) -> bool:
    return all(ink.opacity < _FAINTEST for ink in inks)


def _is_ground(shape: Shape) -> bool:
    left, bottom, right, top = shape.box
    return min(right - left, top - bottom) > _RULE


def _is_like(inks: Iterable[Ink], ground: Colour) -> bool:
    """Tell whether no ink stands out from a ground, each as far as it is opaque."""
    return all(
        ink.colour is not None
        and max(abs(one - other) for one, other in zip(ink.colour, ground, strict=True))
        * ink.opacity
        < _ALIKE
        for ink in inks
    )


def _whole(word: Word) -> Box:
    """Return a box that the glyphs of a word are in, for its own is the least part of them."""
    box, size = word.box, word.size
    beside, below, above = (part * size for part in _AROUND)
    if word.look.down:
        beside, below = size, size * (len(word.text) + 1)
    return Box(box.left - beside, box.bottom - below, box.right + beside, box.top + above)


def _meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes meet; text of a font without widths is a line to them."""
    return (
        one.left <= other.right
        and other.left <= one.right
        and one.bottom <= other.top
        and other.bottom <= one.top
    )


def _shows(clip: Box, other: Box) -> bool:
    """Tell whether more than a hair of a box is in what is not clipped away."""
    wide = min(clip.right, other.right) - max(clip.left, other.left)
    high = min(clip.top, other.top) - max(clip.bottom, other.bottom)
    return min(wide, high) > _HAIR


def _holds(one: Box, other: Box, slack: float) -> bool:
    return (
        one.left - slack <= other.left
        and other.right <= one.right + slack
        and one.bottom - slack <= other.bottom
        and other.top <= one.top + slack
    )


def _share(pictures: Sequence[Box], sheet: Box) -> float:
    """Return how much of a sheet is below pictures: a scanner may give a page in strips."""
    left, bottom, right, top = sheet
    points = [
        (left + (right - left) * (x + 0.5) / _GRID, bottom + (top - bottom) * (y + 0.5) / _GRID)
        for x in range(_GRID)
        for y in range(_GRID)
    ]
    covered = (
        any(box.left <= x <= box.right and box.bottom <= y <= box.top for box in pictures)
        for x, y in points
    )
    return sum(covered) / len(points) if pictures else 0.0
