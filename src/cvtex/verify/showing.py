"""Cuts what a text operator shows into words, and tells where each stands (9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import String

from cvtex.verify.painted import Word
from cvtex.verify.state import Matrix, State, around, height, is_upright, point, times

if TYPE_CHECKING:
    from cvtex.pdf.fonts import Font
    from cvtex.verify.painted import Mark, Page

# The core of a line of type, in type sizes above the base line.
_CORE = (0.0, 0.4)
# A gap of more than this parts words, in type sizes.
_GAP = 0.2
_SPACE = 32


def show(given: Any, state: State, pen: Matrix, page: Page, mark: Mark | None, order: int) -> Matrix:
    """Add the words of one operator to a page; return where the pen stands afterwards."""
    if state.font is None:
        return pen
    line = _Line(state, state.font, times(pen, state.matrix), page, mark, order)
    used = page.fonts.setdefault(state.font, set())
    for item in given:
        if isinstance(item, String):
            codes = state.font.codes(bytes(item))
            used.update(codes)
            line.glyphs(codes)
        else:
            line.kern(float(item))
    line.end_word()
    if mark:
        page.said.setdefault(mark, []).extend(line.said)
    return times((1, 0, 0, 1, line.x, 0), pen)


class _Line:
    """The pen on its way: `x` is how far it has come, in text space."""

    def __init__(
        self, state: State, font: Font, matrix: Matrix, page: Page, mark: Mark | None, order: int
    ) -> None:
        self.state, self.font, self.matrix = state, font, matrix
        self.page, self.mark, self.order = page, mark, order
        self.x = self.start = self.end = 0.0
        self.said: list[str] = []
        self.word: list[str] = []

    def glyphs(self, codes: list[int]) -> None:
        state, font = self.state, self.font
        for code in codes:
            text = font.text.get(code)
            if text is None:
                text = chr(code) if font.size == 1 and chr(code).isprintable() else "\ufffd"
            self.said.append(text)
            width = font.widths.get(code, font.default_width) * font.unit * state.size
            moved = width + state.char_space
            if font.size == 1 and code == _SPACE:
                moved += state.word_space
            if text.isspace():
                self.end_word()
            else:
                if not self.word:
                    self.start = self.x
                self.word.append(text)
                self.end = self.x + width * state.stretch
            self.x += moved * state.stretch

    def kern(self, kern: float) -> None:
        moved = -kern * 0.001 * self.state.size * self.state.stretch
        if abs(moved) > _GAP * abs(self.state.size):
            self.end_word()
        self.x += moved

    def end_word(self) -> None:
        if not self.word:
            return
        state = self.state
        low, high = (state.rise + part * state.size for part in _CORE)
        corners = [point(self.matrix, x, y) for x in (self.start, self.end) for y in (low, high)]
        fits = is_upright(self.matrix) and not state.invisible and self.font.measured
        size = height(self.matrix) * abs(state.size)
        text = "".join(self.word)
        self.page.words.append(Word(text, around(corners), size, self.mark, self.order, fits))
        self.word = []
