"""Where text, paths and pictures stand on a page, as PDFium gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cvtex.pdf import pdfium
from cvtex.pdf.objects import place
from cvtex.pdf.pdfium import Character
from cvtex.verify.painted import ARTIFACT, Box, Mark, Page, Shape, Word, is_accent

# The core of a line of type, in type sizes above the base line.
_CORE = 0.4
# Full-width marks that may hang in the margin (JLREQ).
_HANGING = frozenset("、。，．")
# The text rendering modes that paint nothing (ISO 32000-1, 9.3.6).
_UNPAINTED = frozenset({3, 7})
# What is turned by less than this is upright.
_TURNED = 0.01


def lay_out(page: Page, characters: Sequence[Character], shapes: Iterable[pdfium.Shape]) -> None:
    """Put what PDFium gives of a page onto it; its marks are known by then."""
    holder = place(page.source)
    # Which form a mark stands in, PDFium does not say.
    nested = {mark.number: mark for mark in page.marks if mark.holder != holder}

    def marked(one: pdfium.Shown | pdfium.Shape) -> Mark | None:
        if one.mark == pdfium.ARTIFACT:
            return ARTIFACT
        if one.mark == pdfium.UNMARKED:
            return None
        mark = Mark(holder, one.mark)
        return nested.get(one.mark, mark) if one.nested else mark

    page.characters = tuple(characters)
    page.words = [_word(glyphs, marked(glyphs[0].shown)) for glyphs in _cut(characters)]
    page.shapes = [Shape(Box(*one.box), marked(one), one.picture) for one in shapes]


def _cut(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Yield the glyphs of each word: a word has one operator, and no white space."""
    for (shown, blank), glyphs in groupby(
        characters, key=lambda one: (one.shown.number, one.text.isspace())
    ):
        if shown and not blank:
            yield list(glyphs)


def _word(glyphs: list[Character], mark: Mark | None) -> Word:
    shown = glyphs[0].shown
    a, b, c, d, _, _ = shown.matrix
    size = shown.size * (c * c + d * d) ** 0.5
    upright = a > 0 and d > 0 and max(abs(b), abs(c)) <= _TURNED * min(a, d)
    hanging = len(glyphs) > 1 and glyphs[-1].text in _HANGING
    core = glyphs[:-1] if hanging else glyphs
    # Accents of ASCII stand for themselves.
    core = [one for one in core if one.text.isascii() or not is_accent(one.text)] or core
    base = [one.y for one in core]
    box = Box(
        min(max(one.left, one.x) for one in core),
        min(base),
        max(min(one.right, one.end) for one in core),
        max(base) + _CORE * size,
    )
    text = "".join(one.text or "\ufffd" for one in glyphs)
    return Word(text, box, size, mark, shown.number, upright and shown.mode not in _UNPAINTED)
