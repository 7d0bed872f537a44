"""A highlight longer than three lines, which is told before TeX has set any."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import MASK

LINES_MAX = 3

# A line in em of the text, on A4 with margins of 16 mm: 178 mm of 10.3 pt, for Han of 10.5 pt; each
# level takes 1.15 em of it (latex/themes/, latex/scripts/). Latin lines end where words
# do, so that of 49.2 em at most 47.2 are filled on average: measured, see below.
_LINE = 47.2
_LINE_HAN = 48.2
_INDENT = 1.15

# The widths of Linux Libertine in em, each group by its narrower ones; what is in none is Han, or
# of another script. Bold is wider, which is left out.
_WIDTHS = {
    char: width
    for chars, width in (
        (" .,:;'’|!", 0.21),
        ("ijlt-", 0.27),
        ('fI()[]{}/\\"', 0.3),
        ("rs“”?", 0.37),
        ("cez*", 0.42),
        ("abdghknopquvxy0123456789$^`~_", 0.48),
        (f"BEFLPSTYZJ&#+<=>–{MASK}", 0.49),
        ("ACDGHKNOQRUVX", 0.64),
        ("mwMW%@—", 0.73),
        ("，。、；：？！（）《》「」『』【】", 0.8),  # half as wide at the end of a line
    )
    for char in chars
}


def long(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield each highlight that takes more than three lines.

    The estimate leans to silence. It was held against 1,440 highlights, half of them Chinese, of
    the words in `content/`, at each level, as XeTeX set them: of 350 that take three lines none is
    told, of 895 that take four 823 are, and all that take five.
    """
    line = _LINE_HAN if manuscript.sets_han else _LINE
    for prose, level, _ in manuscript.highlights:
        room = line - _INDENT * level
        if len(prose.text) <= LINES_MAX * room:
            continue  # nothing is wider than an em
        lines = math.ceil(_width(prose.text) / room)
        if lines > LINES_MAX:
            yield Diagnostic(
                Code.STYLE_LONG,
                f"this highlight takes about {lines} lines: more than {LINES_MAX}",
                prose.typed.span,
                "say it in fewer words, or make two of it",
            )


def _width(text: str) -> float:
    """Return how wide a text is at least, in em."""
    return sum(_WIDTHS.get(char, 1.0 if char > "\u2e7f" else 0.45) for char in text.strip())
