"""Holds what was painted for each leaf against its text: where its spaces and links are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from cvtex.document import Emphasis, Inline, Leaf, Link, Strong, plain
from cvtex.finish.align import places
from cvtex.finish.contents import LEAF, Page, Show, TextObject
from cvtex.finish.lookalikes import UNKNOWN
from cvtex.finish.runs import runs_of
from cvtex.finish.spaces import USUAL, WIDEST
from cvtex.glyphs.bidi import mirrored
from cvtex.glyphs.clusters import JOINER, clusters, paints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RIGHT = frozenset({"R", "AL"})

# A gap narrower than this, in thousandths of the type size, is no space to the eye.
NARROWEST = 80.0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a leaf: inside one link, or outside of all."""

    text: str
    link: Link | None


@dataclass(slots=True)
class Reading:
    """What the pages say: the parts of each leaf."""

    parts: dict[int, list[Part]] = field(default_factory=dict)


def parts(content: tuple[Inline, ...]) -> list[Part]:
    """Cut a leaf's content where its links begin and end."""
    groups = groupby(_stretches(content), key=lambda part: part.link and id(part.link))
    return [
        Part("".join(part.text for part in same), same[0].link)
        for same in (list(group) for _, group in groups)
    ]


def _stretches(content: tuple[Inline, ...]) -> Iterator[Part]:
    for item in content:
        if isinstance(item, Link):
            yield Part(plain(item.content), item)
        elif isinstance(item, Strong | Emphasis):
            yield from _stretches(item.content)
        else:
            yield Part(item.text, None)


def read(pages: list[Page], leaves: Iterable[Leaf], followed: set[int]) -> Reading:
    """Mark each code with its part and its space; `followed` are leaves with more on their line."""
    painted: dict[int, list[TextObject]] = defaultdict(list)
    for page in pages:
        for text in page.texts:
            if text.mark and text.mark.kind == LEAF:
                painted[text.mark.number].append(text)
    reading = Reading()
    for leaf in leaves:
        reading.parts[leaf.number] = parts(leaf.content)
        texts = painted[leaf.number]
        if not texts:
            continue
        _align(texts, leaf.text, reading, leaf.number)
        if leaf.number in followed:
            _space_after(texts[-1], pages)
    return reading


def _said(shows: list[Show]) -> list[str]:
    return [show.font.text.get(code, UNKNOWN) for show in shows for code in show.codes]


def _align(texts: list[TextObject], typed: str, reading: Reading, number: int) -> None:
    part_of = [at for at, part in enumerate(reading.parts[number]) for _ in part.text]
    shows = [show for text in texts for show in text.shows]
    glyphs = [(show, at) for show in shows for at in range(len(show.codes))]
    said = _said(shows)
    found = _places(texts, said, typed)
    part = start = end = 0
    before: tuple[Show, int] | None = None
    for (show, at), text, place in zip(glyphs, said, found, strict=True):
        if place:
            first, last = place
            # From right to left, what is painted next was typed before.
            between = range(end, first) if first >= end else range(last + 1, start)
            if before and between:
                space = next((gap for gap in between if typed[gap].isspace()), None)
                if space is not None:
                    _space(*before, show, part_of[space])
            part, start, end = part_of[first], first, last + 1
            meant = typed[first:end]
            if meant and bidirectional(meant[0]) in _RIGHT:
                meant = "".join(filter(paints, meant))
            show.meant.append(meant)
        else:
            show.meant.append(None if text.isspace() else "")
        show.parts.append(part)
        # Where a font shows a space of its own, none is missing.
        before = None if text.isspace() else (show, at)
    _gather(glyphs, found, typed)


def _gather(
    glyphs: list[tuple[Show, int]], found: list[tuple[int, int] | None], typed: str
) -> None:
    """Give the text of a cluster of several glyphs to the widest of them.

    Readers take a mark that is moved up, or back over its letter, for the beginning of another
    line. From right to left they take the characters of one glyph in the wrong order, so that each
    glyph keeps its own there.
    """
    if typed.isascii():
        return
    whole = list(clusters(typed))
    owners = [number for number, (start, end) in enumerate(whole) for _ in range(start, end)]
    members: dict[int, list[tuple[Show, int]]] = defaultdict(list)
    for glyph, place in zip(glyphs, found, strict=True):
        if place and place[0] <= place[1] and owners[place[0]] == owners[place[1]]:
            members[owners[place[0]]].append(glyph)
    for number, own in members.items():
        if (
            _is_crowded(own, typed[slice(*whole[number])])
            and bidirectional(typed[whole[number][0]]) not in _RIGHT
        ):
            base = max(own, key=lambda glyph: glyph[0].font.width([glyph[0].codes[glyph[1]]]))
            start, end = whole[number]
            for show, at in own:
                show.meant[at] = typed[start:end] if (show, at) == base else ""


def _is_crowded(own: list[tuple[Show, int]], cluster: str) -> bool:
    """Tell whether the glyphs of a cluster do not simply stand beside each other."""
    return len(own) > 1 and (
        JOINER in cluster
        or len({show.y for show, _ in own}) > 1
        or any(not show.font.width([show.codes[at]]) for show, at in own)
    )


def _places(texts: list[TextObject], said: list[str], typed: str) -> list[tuple[int, int] | None]:
    """Return the place of each glyph in the text, also where it was set from right to left."""
    found: list[tuple[int, int] | None] = [None] * len(said)
    for run in runs_of(texts, typed):
        own = [said[glyph] for glyph in run.glyphs]
        if run.turned:
            # A bracket there is painted as the other one.
            own = ["".join(map(mirrored, one)) for one in own]
        shown = places(own, typed[run.start : run.end])
        for glyph, place in zip(run.glyphs, shown, strict=True):
            found[glyph] = place and (run.start + place[0], run.start + place[1])
    return found


def _space(show: Show, at: int, then: Show, part: int) -> None:
    """Set a space between two words, if the page has a gap there."""
    gap = -show.kerns.get(at, 0.0) if show is then else _gap(show, then)
    if gap >= NARROWEST:
        show.spaces[at] = gap, part


def _space_after(text: TextObject, pages: list[Page]) -> None:
    """Set a space between a leaf and what follows, be it the next leaf or a separator.

    Behind a separator there is one too: pdfminer parts what an empty gap parts.
    """
    texts = pages[text.page].texts
    at = texts.index(text)
    following = next(iter(texts[at + 1 : at + 2]), None)
    last = text.shows[-1]
    gap = _gap(last, following.shows[0]) if following else USUAL
    gap = gap if NARROWEST <= gap <= WIDEST else USUAL
    last.spaces[len(last.codes) - 1] = gap, last.parts[-1] if last.parts else 0
    if following and following.mark is None and round(following.shows[0].y) == round(last.y):
        _space_after(following, pages)


def _gap(show: Show, then: Show) -> float:
    """Return how far apart two runs are, in thousandths of the type size."""
    if (show.page, round(show.y)) != (then.page, round(then.y)):
        return USUAL
    return (then.start - show.end) * 1000 / show.size - show.kerns.get(len(show.codes) - 1, 0.0)
