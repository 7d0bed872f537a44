"""Finds inconsistent or doubled spaces between Han and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import LINE_END, Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import HAN, LATIN, Prose

_WORD = f"[{LATIN}0-9]"
_GAP = re.compile(f"(?<={HAN})( *)(?={_WORD})|(?<={_WORD})( *)(?={HAN})")


def han_latin_space(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each gap between Han and Latin or digits in the minority.

    TeX sets that gap, so a file may have all such spaces or none; in a tie, those with a space are
    reported. Doubled spaces are always reported, and nothing else in a file that is not Chinese or
    Japanese. Korean has its own rules.
    """
    if manuscript.language == "ko":
        return
    spaced: list[tuple[Prose, int, int]] = []
    tight: list[tuple[Prose, int, int]] = []
    for prose in manuscript.texts:
        if HAN not in prose.pattern:
            continue
        is_wrapped = LINE_END.search(prose.typed.source) is not None
        for gap in _GAP.finditer(prose.pattern):
            start, end = gap.span()
            if end - start > 1:
                yield Diagnostic(
                    Code.STYLE_HAN_LATIN_SPACE,
                    f"{end - start} spaces between Han and Latin",
                    prose.at(start, end),
                    "one or none is enough: the page sets this gap itself",
                )
            elif start == end:
                tight.append((prose, start - 1, end + 1))
            elif not (is_wrapped and _ends_line(prose, start)):
                spaced.append((prose, start, end))
    if manuscript.sets_han and spaced and tight:
        yield from _minority(spaced, tight)


def _minority(
    spaced: list[tuple[Prose, int, int]], tight: list[tuple[Prose, int, int]]
) -> Iterator[Diagnostic]:
    few, many = (tight, spaced) if len(tight) < len(spaced) else (spaced, tight)
    prose, start, end = many[0]
    line = prose.at(start, end).line
    if few is spaced:
        message = f"a space between Han and Latin, where line {line} has none"
        hint = "remove it: the page sets this gap itself"
    else:
        message = f"no space between Han and Latin, where line {line} has one"
        hint = "put a space here, or remove all of them: the page sets this gap itself"
    for prose, start, end in few:
        yield Diagnostic(Code.STYLE_HAN_LATIN_SPACE, message, prose.at(start, end), hint)


def _ends_line(prose: Prose, at: int) -> bool:
    """Return whether a space is a line end in the file."""
    return prose.at(at - 1, at).line != prose.at(at + 1, at + 2).line
