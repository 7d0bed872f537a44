"""A full stop on some highlights and not on others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import HAN, Prose

# A full stop, and what may close behind it.
_STOP = re.compile(r"[.。．｡](?=['\"’”)\]}）］】」』》〉]*\Z)")
# Ends that say nothing: a lead-in, another mark of an end, an item of a list, an ellipsis.
_NEITHER = re.compile(r"(?:[:：!！?？;；,，、…]|\.\.|。。)\Z")
# A dot that belongs to its word, behind which no second one is set: `etc.`, `Ph.D.`, `J.`
_ABBREVIATION = re.compile(
    r"""
    \b(?: etc | al | Inc | Ltd | Co | Corp | Bros | Jr | Sr | St | vs | approx | avg | dept | est
        | incl | excl | no | nos | vol | pp? | eds? | fig | Univ | Prof | Dr | Mr | Mrs | Ms
        | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sept? | Oct | Nov | Dec
        | [^\W\d_] | [^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+ )\.\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)

_LAST = 50  # characters at the end of a highlight that may say how it ends


@dataclass(frozen=True, slots=True)
class _End:
    """How a highlight ends, and where."""

    prose: Prose
    at: int
    stops: bool

    @property
    def span(self) -> Span:
        """Where its last character stands, or the full stop."""
        return self.prose.at(self.at, self.at + 1)


def full_stop(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield each highlight that ends otherwise than most do; in a tie, each with the full stop.

    Highlights of all levels count together. One that has others below it is their heading, and
    counts for neither; nor does a lead-in that ends in a colon, or an abbreviation with its dot.
    """
    ends = [
        end for prose, _, has_more in manuscript.highlights if not has_more and (end := _end(prose))
    ]
    stopped = [end for end in ends if end.stops]
    bare = [end for end in ends if not end.stops]
    few, many = (bare, stopped) if len(bare) < len(stopped) else (stopped, bare)
    for end in few if many else ():
        others = f"{len(many)} others end" if len(many) > 1 else "another ends"
        if end.stops:
            message = f"this highlight ends in a full stop, where {others} without"
            hint = "remove it, or end all of them in one"
        else:
            message = f"this highlight ends without a full stop, where {others} in one"
            stop = "。" if end.prose.pattern[end.at] == HAN else "."
            hint = f"write `{stop}` here, or remove it from all of them"
        yield Diagnostic(
            Code.STYLE_FULL_STOP,
            f"{message}, as in line {many[0].span.line}",
            end.span,
            hint,
        )


def _end(prose: Prose) -> _End | None:
    """Return the end of a highlight, if it says whether there is to be a full stop."""
    text = prose.text.rstrip()
    last = text[-_LAST:]
    if not text or _NEITHER.search(last) or _ABBREVIATION.search(last):
        return None
    stop = _STOP.search(last)
    at = len(text) - len(last) + stop.start() if stop else len(text) - 1
    return _End(prose, at, stops=bool(stop))
