"""Adds PDFium's words and shapes to a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from cvtex.pdf import pdfium
from cvtex.pdf.objects import place
from cvtex.pdf.pdfium import NOWHERE, Character
from cvtex.verify.page.model import ARTIFACT, Box, MarkedContent, Page, PageShape, Word, is_accent

_HEIGHT = 0.4  # of a word's box, in type sizes above the baseline
# The text rendering modes that paint nothing (ISO 32000-1, 9.3.6).
_INVISIBLE = frozenset({3, 7})
_ROTATION = 0.01  # of upright text, at most


def lay_out(page: Page, characters: Sequence[Character], shapes: Iterable[pdfium.Shape]) -> None:
    """Add PDFium's characters and shapes to a page whose marks are already known."""
    holder = place(page.source)
    # PDFium does not return the form of a mark.
    nested = {mark.number: mark for mark in page.marks if mark.holder != holder}

    def marked(item: pdfium.ShownText | pdfium.Shape) -> MarkedContent | None:
        if item.mark == pdfium.ARTIFACT:
            return ARTIFACT
        if item.mark == pdfium.UNMARKED:
            return None
        mark = MarkedContent(holder, item.mark)
        return nested.get(item.mark, mark) if item.nested else mark

    page.characters = tuple(characters)
    page.words = [_word(glyphs, then, marked(glyphs[0].shown)) for glyphs, then in _cut(characters)]
    page.shapes = [PageShape(Box(*shape.box), marked(shape), shape.picture) for shape in shapes]


def _cut(characters: Iterable[Character]) -> Iterator[tuple[list[Character], Character | None]]:
    """Yield the glyphs of each word, which has one operator, and the character behind it."""
    word = list[Character]()
    for character in characters:
        blank = character.text.isspace() or character.shown is NOWHERE
        if word and (blank or character.shown is not word[0].shown):
            yield word, character
            word = []
        if not blank:
            word.append(character)
    if word:
        yield word, None


def _word(glyphs: list[Character], then: Character | None, mark: MarkedContent | None) -> Word:
    shown, last = glyphs[0].shown, glyphs[-1]
    a, b, c, d, _, _ = shown.matrix
    size = shown.size * (c * c + d * d) ** 0.5
    upright = a > 0 and d > 0 and max(abs(b), abs(c)) <= _ROTATION * min(a, d)
    hangs = _hangs(last.text)
    core = glyphs[:-1] if len(glyphs) > 1 and hangs else glyphs
    # ASCII accents are characters of their own.
    core = [glyph for glyph in core if glyph.text.isascii() or not is_accent(glyph.text)] or core
    base = [glyph.y for glyph in core]
    right = max(glyph.left if hangs and glyph is last else glyph.right for glyph in core)
    # PDFium adds a generated space at the end of the advance; the ink may overhang it.
    if then and (last.left + last.right) / 2 < then.x < right and then.y == last.y:
        right = then.x
    box = Box(
        min(max(character.left, character.x) for character in core),
        min(base),
        right,
        max(base) + _HEIGHT * size,
    )
    text = "".join(glyph.text or "\ufffd" for glyph in glyphs)
    return Word(text, box, size, mark, shown.number, upright and shown.mode not in _INVISIBLE)


def _hangs(char: str) -> bool:
    """Return whether a character may hang into the margin, as full-width punctuation (JLREQ)."""
    return category(char or " ").startswith("P") and east_asian_width(char) in "FW"
