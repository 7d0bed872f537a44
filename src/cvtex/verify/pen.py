"""Where text comes to stand, cut into words (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, east_asian_width

from pikepdf import String

from cvtex.pdf.fonts import Font
from cvtex.verify.marks import Marks
from cvtex.verify.painted import Page, Word, is_accent
from cvtex.verify.state import (
    IDENTITY,
    Matrix,
    Operands,
    State,
    around,
    height,
    is_upright,
    point,
    times,
)

# The core of a line of type, in type sizes above the base line.
_CORE = (0.0, 0.4)
# A gap of more than this parts words, in type sizes.
_GAP = 0.2
# A glyph of more than this is full-width, in type sizes.
# What may hang in the margin.
_HANGING = frozenset("、。，．")
_WIDE = 0.9
# The shares of a full-width mark, and of a narrow one, that may be blank.
_BLANK, _BEARING = 0.75, 0.4
_SPACE = 32


class Pen:
    """Writes what text operators show onto a page."""

    def __init__(self, page: Page, marks: Marks) -> None:
        """Begin where the page does."""
        self._page, self._marks = page, marks
        self._line = self._at = IDENTITY
        self._run = 0

    def place(self, matrix: Matrix) -> None:
        """Begin a line (Tm, BT)."""
        self._line = self._at = matrix

    def move(self, x: float, y: float) -> None:
        """Begin a line relative to the one before (Td)."""
        self.place(times((1, 0, 0, 1, x, y), self._line))

    def show(self, shown: Iterable[Operands], state: State) -> None:
        """Show strings with kerns between them (TJ, and its shorter forms)."""
        if state.font is None:
            return
        run = _Run(state, state.font, times(self._at, state.matrix))
        used = self._page.fonts.setdefault(state.font, set())
        for item in shown:
            if isinstance(item, String):
                codes = state.font.codes(bytes(item))
                used.update(codes)
                run.glyphs(codes)
            else:
                run.kern(float(item))
        run.end_word()
        self._at = times((1, 0, 0, 1, run.x, 0), self._at)
        self._marks.say(run.said, sure=run.sure)
        if not run.words:
            return
        self._run += 1
        fits = is_upright(run.matrix) and state.painted and state.font.measured
        self._page.words += [
            Word(text, around(corners), run.height, self._marks.now, self._run, fits)
            for text, corners in run.words
        ]


class _Run:
    """The pen on its way through one operator: `x` is how far it has come, in text space."""

    def __init__(self, state: State, font: Font, matrix: Matrix) -> None:
        self.state, self.font, self.matrix = state, font, matrix
        self.x = self.start = self.end = self.first = self.last = 0.0
        self.em = state.size * state.stretch
        self.said: list[str] = []
        # Whether the file says what each code means.
        self.sure = True
        self.word: list[str] = []
        self.words: list[tuple[str, list[tuple[float, float]]]] = []
        self.height = height(matrix) * abs(state.size)
        self.core = [state.rise + part * state.size for part in _CORE]

    def glyphs(self, codes: list[int]) -> None:
        state, font = self.state, self.font
        for code in codes:
            text = font.text.get(code)
            if text is None:
                self.sure = False
                text = chr(code) if font.size == 1 and chr(code).isprintable() else "\ufffd"
            self.said.append(text)
            wide = font.widths.get(code, font.default_width) * font.unit * state.size
            moved = wide + state.char_space
            if font.size == 1 and code == _SPACE:
                moved += state.word_space
            if text.isspace():
                self.end_word()
            else:
                if not self.word:
                    self.start, self.first = self.x, wide * state.stretch
                self.word.append(text)
                self.last = wide * state.stretch
                self.end = self.x + self.last
            self.x += moved * state.stretch

    def kern(self, kern: float) -> None:
        moved = -kern * 0.001 * self.state.size * self.state.stretch
        if abs(moved) > _GAP * abs(self.state.size):
            self.end_word()
        self.x += moved

    def end_word(self) -> None:
        if self.word:
            left = self.start + _blank(self.word[0], self.first, self.em, left=True)
            right = self.end - _blank(self.word[-1], self.last, self.em, left=False)
            xs = (min(left, right), max(left, right))
            corners = [point(self.matrix, x, y) for x in xs for y in self.core]
            self.words.append(("".join(self.word), corners))
            self.word = []


def _blank(text: str, wide: float, size: float, *, left: bool) -> float:
    """Return how much of a glyph, from one side, may lie on its neighbour or in the margin.

    Of a full-width mark up to three quarters are blank, before it if it opens, else behind it; a
    narrow one in an East Asian font has its bearing there. A line ends with the ink (CLREQ, 3.1.6),
    and a full-width comma or full stop may hang in the margin (JLREQ, hanging punctuation).
    Old fonts set an accent over the next letter.
    """
    is_wide = wide > _WIDE * size
    if is_wide and text in _HANGING and not left:
        return wide
    if all(category(char)[0] == "P" and east_asian_width(char) in "FWA" for char in text):
        opens = category(text[0]) in ("Ps", "Pi")
        return wide * (_BLANK if is_wide else _BEARING) if opens is left else 0.0
    # Those of ASCII stand for themselves, as ー does, which is full-width.
    return wide if is_accent(text) and not is_wide and not text.isascii() else 0.0
