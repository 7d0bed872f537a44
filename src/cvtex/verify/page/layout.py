"""Where text, paths and pictures stand on a page, as PDFium gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from cvtex.pdf import pdfium
from cvtex.pdf.objects import place
from cvtex.pdf.pdfium import NOWHERE, Character
from cvtex.verify.page.model import ARTIFACT, Box, Mark, Page, Shape, Word, is_accent

# The core of a line of type, in type sizes above the base line.
_CORE = 0.4
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
    page.words = [_word(glyphs, then, marked(glyphs[0].shown)) for glyphs, then in _cut(characters)]
    page.shapes = [Shape(Box(*one.box), marked(one), one.picture) for one in shapes]


def _cut(characters: Iterable[Character]) -> Iterator[tuple[list[Character], Character | None]]:
    """Yield the glyphs of each word, and what follows: it has one operator, and no white space."""
    word = list[Character]()
    for one in characters:
        blank = one.text.isspace() or one.shown is NOWHERE
        if word and (blank or one.shown is not word[0].shown):
            yield word, one
            word = []
        if not blank:
            word.append(one)
    if word:
        yield word, None


def _word(glyphs: list[Character], then: Character | None, mark: Mark | None) -> Word:
    shown, last = glyphs[0].shown, glyphs[-1]
    a, b, c, d, _, _ = shown.matrix
    size = shown.size * (c * c + d * d) ** 0.5
    upright = a > 0 and d > 0 and max(abs(b), abs(c)) <= _TURNED * min(a, d)
    hangs = _hangs(last.text)
    core = glyphs[:-1] if len(glyphs) > 1 and hangs else glyphs
    # Accents of ASCII stand for themselves.
    core = [one for one in core if one.text.isascii() or not is_accent(one.text)] or core
    base = [one.y for one in core]
    right = max(one.left if hangs and one is last else one.right for one in core)
    # PDFium sets the space that it adds, too, where the last glyph ends: its ink may lean farther.
    if then and (last.left + last.right) / 2 < then.x < right and then.y == last.y:
        right = then.x
    box = Box(min(max(one.left, one.x) for one in core), min(base), right, max(base) + _CORE * size)
    text = "".join(one.text or "\ufffd" for one in glyphs)
    return Word(text, box, size, mark, shown.number, upright and shown.mode not in _UNPAINTED)


def _hangs(char: str) -> bool:
    """Return whether a mark may hang in the margin at the end of a line.

    A full-width stop may by JLREQ, and other full-width marks with some of their ink, where the
    blank beside it is cut off.
    """
    return category(char or " ").startswith("P") and east_asian_width(char) in "FW"
