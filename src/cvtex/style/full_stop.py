"""Finds full stops on some highlights and not on others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic, Span, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import HAN, Prose

# A full stop before closing marks.
_STOP = re.compile(r"[.。．｡](?=['\"’”)\]}）］】」』》〉]*\Z)")
# Ends that do not count: a colon, another final mark, a comma, an ellipsis.
_NEITHER = re.compile(r"(?:[:：!！?？;；,，、…]|\.\.|。。)\Z")
# The dot of an abbreviation: `etc.`, `Ph.D.`, `J.`
_ABBREVIATION = re.compile(
    r"""
    \b(?: etc | al | Inc | Ltd | Co | Corp | Bros | Jr | Sr | St | vs | approx | avg | dept | est
        | incl | excl | no | nos | vol | pp? | eds? | fig | Univ | Prof | Dr | Mr | Mrs | Ms
        | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sept? | Oct | Nov | Dec
        | [^\W\d_] | [^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+ )\.\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LAST = 50  # characters at the end of a highlight that are examined


class _End(NamedTuple):
    """The end of a highlight, and whether it has a full stop."""

    prose: Prose
    at: int
    stops: bool

    @property
    def span(self) -> Span:
        """The span of the last character or of the full stop."""
        return self.prose.at(self.at, self.at + 1)


def full_stop(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each highlight in the minority; in a tie, for those with a full stop.

    All levels count together. Highlights with others below them, and those that end in a colon or
    an abbreviation, do not count.
    """
    ends = [
        end for prose, _, has_more in manuscript.highlights if not has_more and (end := _end(prose))
    ]
    stopped = [end for end in ends if end.stops]
    bare = [end for end in ends if not end.stops]
    few, many = (bare, stopped) if len(bare) < len(stopped) else (stopped, bare)
    for end in few if many else ():
        others = f"{len(many)} others end" if len(many) > 1 else "another ends"
        last = end.prose.text[end.at]
        if end.stops:
            text = ""
            message = f"this highlight ends in a full stop, where {others} without"
            hint = "remove it, or end all of them in one"
        else:
            message = f"this highlight ends without a full stop, where {others} in one"
            stop = "。" if end.prose.pattern[end.at] == HAN else "."
            text = last + stop
            hint = f"write `{stop}` here, or remove it from all of them"
        message = f"{message}, as in line {many[0].span.line}"
        fixes = replacing(end.prose.exact(end.at, end.at + 1), text, certain=False)
        yield Diagnostic(Code.STYLE_FULL_STOP, message, end.span, hint, fixes=fixes)


def _end(prose: Prose) -> _End | None:
    """Return the end of a highlight, or None if it does not count."""
    text = prose.text.rstrip()
    last = text[-_LAST:]
    if not text or _NEITHER.search(last) or _ABBREVIATION.search(last):
        return None
    stop = _STOP.search(last)
    at = len(text) - len(last) + stop.start() if stop else len(text) - 1
    return _End(prose, at, stops=bool(stop))
