"""Splits the lines of a résumé into sections at their headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cvtex.ats.dates import find_dates
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.pieces import Look
from cvtex.ats.section_kinds import kind_of

_CHARS_MAX = 40
# A line is a heading by its look alone if this part of the lines of that look are known headings;
# fewer suffice if the look is larger than all other text.
_KNOWN_MIN = 0.6
_KNOWN_MIN_LARGE = 0.25
_LARGER = 1.05
_SMALLER = 0.85  # of the usual size of headings

_NO_LOOK = Look(0, bold=False, italic=False, family="", colour="")

Style = tuple[float, bool, bool, str, bool]


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The lines of a section; before the first heading, title and kind are None.

    `edge` is the right edge of its column, in points.
    """

    title: str | None
    kind: str | None
    lines: tuple[Line, ...]
    edge: float


def parts_of(flows: Sequence[Sequence[Line]], given: float | None = None) -> list[SectionLines]:
    """Return the parts of all flows, in their order.

    `given` is the right edge of all columns, by default that of the longest line of each.
    """
    heads = _headings([line for flow in flows for line in flow])
    parts = []
    for flow in flows:
        edge = max(line.right for line in flow) if given is None else given
        marked = [at for at, line in enumerate(flow) if id(line) in heads]
        # A name or headline may look like a heading if headings are as small as text.
        sure = [at for at in marked if kind_of(flow[at].text) or (at and heads[id(flow[at])])]
        starts = [at for at in marked if sure and at >= sure[0]]
        parts.append(
            SectionLines(None, None, tuple(flow[: starts[0] if starts else len(flow)]), edge)
        )
        for at, end in pairwise([*starts, len(flow)]):
            title = flow[at].text
            parts.append(SectionLines(title, kind_of(title), tuple(flow[at + 1 : end]), edge))
    return [part for part in parts if part.title is not None or part.lines]


def body_look(lines: Iterable[Line]) -> Look:
    """Return the look of most characters."""
    counts: Counter[Look] = Counter()
    for line in lines:
        for cell in line.cells:
            for run in cell.runs:
                counts[run.look] += len(run.text)
    return max(counts, key=lambda look: counts[look], default=_NO_LOOK)


def _headings(lines: Sequence[Line]) -> dict[int, bool]:
    """Return the ids of the lines that are headings by their words and look.

    The value is whether its look is larger than all other text.
    """
    if not lines:
        return {}
    possible = [line for line in lines if _may_be_heading(line)]
    known = [line for line in possible if kind_of(line.text)]
    body = body_look(lines)
    loud = [line for line in known if _is_loud(line, body)]
    if not loud:
        return {id(line): False for line in known}
    styles = Counter(map(_style, loud))
    alike = Counter(map(_style, possible))
    usual = styles.most_common(1)[0][0][0]
    chosen = {style for style in styles if style[0] >= _SMALLER * usual}
    large = {style for style in chosen if _is_largest(style, lines)}
    telling = {
        style
        for style in chosen
        if styles[style] >= (_KNOWN_MIN_LARGE if style in large else _KNOWN_MIN) * alike[style]
    }
    return {
        id(line): _style(line) in large
        for line in possible
        if _style(line) in telling or (_style(line) in chosen and kind_of(line.text))
    }


def _is_largest(style: Style, lines: Sequence[Line]) -> bool:
    """Return whether all other text from the first line of a style on is smaller."""
    first = next(at for at, line in enumerate(lines) if _style(line) == style)
    others = (line.look.size for line in lines[first:] if _style(line) != style)
    return style[0] > _LARGER * max(others, default=0)


def _may_be_heading(line: Line) -> bool:
    text = line.text
    return (
        len(line.cells) == 1
        and not (line.bullet and line.bullet.isascii() and not line.bullet[:1].isalnum())
        and len(text) <= _CHARS_MAX
        and text[-1] not in ".。,，;；"
        and "@" not in text
        and not find_dates(text)
    )


def _is_loud(line: Line, body: Look) -> bool:
    look = line.look
    return (
        look.size > body.size * _LARGER
        or (look.bold and not body.bold)
        or line.text.isupper()
        or (look.colour, look.family) != (body.colour, body.family)
    )


def _style(line: Line) -> Style:
    look = line.cells[0].look
    return round(look.size, 1), look.bold, look.italic, look.colour, line.text.isupper()
