"""Finds inconsistent or doubled spaces between Han and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvtex.diagnostics import LINE_END, Diagnostic, Span, replacing
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
    spaced: list[_Gap] = []
    tight: list[_Gap] = []
    wide: list[_Gap] = []
    for prose in manuscript.texts:
        if HAN not in prose.pattern:
            continue
        is_wrapped = LINE_END.search(prose.typed.source) is not None
        for found in _GAP.finditer(prose.pattern):
            gap = _Gap(prose, *found.span())
            if gap.end - gap.start > 1:
                wide.append(gap)
            elif gap.start == gap.end:
                tight.append(gap)
            elif not (is_wrapped and _ends_line(prose, gap.start)):
                spaced.append(gap)
    is_mixed = manuscript.sets_han and spaced and tight
    few, many = (tight, spaced) if len(tight) < len(spaced) else (spaced, tight)
    space = "" if many is tight and many else " "
    for gap in wide:
        yield Diagnostic(
            Code.STYLE_HAN_LATIN_SPACE,
            f"{gap.end - gap.start} spaces between Han and Latin",
            gap.span,
            "one or none is enough: the page sets this gap itself",
            fixes=replacing(gap.prose.exact(gap.start, gap.end), space, certain=True),
        )
    for gap in few if is_mixed else ():
        yield _minority(gap, many[0].span.line)


class _Gap(NamedTuple):
    """The spaces between Han and Latin, from `start` to before `end`."""

    prose: Prose
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The span of the spaces, or without any that of the characters beside the gap."""
        more = self.start == self.end
        return self.prose.at(self.start - more, self.end + more)


def _minority(gap: _Gap, line: int) -> Diagnostic:
    if gap.start < gap.end:
        text = ""
        message = f"a space between Han and Latin, where line {line} has none"
        hint = "remove it: the page sets this gap itself"
    else:
        text = " "
        message = f"no space between Han and Latin, where line {line} has one"
        hint = "put a space here, or remove all of them: the page sets this gap itself"
    fixes = replacing(gap.prose.exact(gap.start, gap.end), text, certain=True)
    return Diagnostic(Code.STYLE_HAN_LATIN_SPACE, message, gap.span, hint, fixes=fixes)


def _ends_line(prose: Prose, at: int) -> bool:
    """Return whether a space is a line end in the file."""
    return prose.at(at - 1, at).line != prose.at(at + 1, at + 2).line
