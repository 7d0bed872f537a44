"""Holds what was painted for each leaf against its text: where its spaces and links are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from cvtex.document import Document, Emphasis, Inline, Link, Strong, plain
from cvtex.finish.align import places
from cvtex.finish.composed import Cluster
from cvtex.finish.contents import LEAF, Page, Show, TextObject
from cvtex.finish.lookalikes import UNKNOWN
from cvtex.finish.runs import runs_of
from cvtex.finish.spaces import NARROWEST, USUAL, WIDEST
from cvtex.unicode.bidi import base_of, is_bidirectional, levels, mirrored
from cvtex.unicode.clusters import JOINER, clusters, paints

if TYPE_CHECKING:
    from collections.abc import Iterator

_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a leaf: inside one link, or outside of all."""

    text: str
    link: Link | None


@dataclass(slots=True)
class Reading:
    """What the pages say: the parts of each leaf, and what has to be composed to one glyph."""

    parts: dict[int, list[Part]] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)


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


def read(pages: list[Page], document: Document, followed: set[int]) -> Reading:
    """Mark each code with its part and its space; `followed` are leaves with more on their line."""
    painted: dict[int, list[TextObject]] = defaultdict(list)
    for page in pages:
        for text in page.texts:
            if text.mark and text.mark.kind == LEAF:
                painted[text.mark.number].append(text)
    reading = Reading()
    for leaf in document.leaves():
        reading.parts[leaf.number] = parts(leaf.content)
        texts = painted[leaf.number]
        if not texts:
            continue
        found = levels(leaf.text, base_of(leaf.text, rtl=document.rtl))
        _align(texts, leaf.text, found, reading, leaf.number)
        if leaf.number in followed:
            _space_after(texts[-1], pages)
    return reading


def _said(shows: list[Show]) -> list[str]:
    return [show.font.text.get(code, UNKNOWN) for show in shows for code in show.codes]


def _align(
    texts: list[TextObject], typed: str, of: list[int], reading: Reading, number: int
) -> None:
    part_of = [at for at, part in enumerate(reading.parts[number]) for _ in part.text]
    shows = [show for text in texts for show in text.shows]
    glyphs = [(show, at) for show in shows for at in range(len(show.codes))]
    said = _said(shows)
    found, turned = _places(texts, said, typed, of), of
    part = start = end = 0
    before: tuple[Show, int] | None = None
    for (show, at), text, place in zip(glyphs, said, found, strict=True):
        if place:
            first, last = place
            if before and (first >= end or last < start):
                # From right to left, what is painted next was typed before.
                sides = (
                    start - 1 if turned[start] % 2 else end,
                    last + 1 if turned[first] % 2 else first - 1,
                )
                space = next((at for at in sides if typed[at : at + 1].isspace()), None)
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
    if not is_bidirectional(typed):
        # The words are known now, and none of them turns.
        for shown in texts:
            shown.run = None
    reading.clusters += _crowded(glyphs, found, typed)


def _crowded(
    glyphs: list[tuple[Show, int]], found: list[tuple[int, int] | None], typed: str
) -> Iterator[Cluster]:
    """Yield the clusters whose glyphs do not simply stand beside each other.

    From right to left readers take the characters of one glyph in the wrong order, so that each
    glyph keeps its own there.
    """
    if typed.isascii():
        return
    whole = _shown_as_one(typed, found)
    owners = [number for number, (start, end) in enumerate(whole) for _ in range(start, end)]
    members: dict[int, list[tuple[Show, int]]] = defaultdict(list)
    last = 0
    for (show, at), place in zip(glyphs, found, strict=True):
        if place and place[0] <= place[1]:
            last = owners[place[0]]
            members[last].append((show, at))
        elif show.meant[at] == "":
            # A glyph without a character belongs to the one before it.
            members[last].append((show, at))
    for number, own in members.items():
        cluster = typed[slice(*whole[number])]
        if _is_crowded(own, cluster) and bidirectional(cluster[0]) not in _RIGHT:
            for show, at in own:
                # By themselves they are not read, but every code needs an answer.
                show.meant[at] = None if show.font.text.get(show.codes[at]) else ""
            yield Cluster(cluster, own)


def _shown_as_one(typed: str, found: list[tuple[int, int] | None]) -> list[tuple[int, int]]:
    """Cut a text into its clusters, but where a glyph stands for parts of several."""
    within = {at for place in found if place for at in range(place[0] + 1, place[1] + 1)}
    starts = [start for start, _ in clusters(typed) if start not in within]
    return list(pairwise([*starts, len(typed)]))


def _is_crowded(own: list[tuple[Show, int]], cluster: str) -> bool:
    """Return whether the glyphs of a cluster do not simply stand beside each other."""
    return len(own) > 1 and (
        JOINER in cluster
        or any(not show.meant[at] for show, at in own)
        or len({show.y for show, _ in own}) > 1
        or any(not show.font.width([show.codes[at]]) for show, at in own)
    )


def _places(
    texts: list[TextObject], said: list[str], typed: str, of: list[int]
) -> list[tuple[int, int] | None]:
    """Return the place of each glyph in the text, also where it was set from right to left.

    `of` are the levels of the text.
    """
    found: list[tuple[int, int] | None] = [None] * len(said)
    for run in runs_of(texts, of):
        own = [said[glyph] for glyph in run.glyphs]
        if run.turned:
            # A bracket there is painted as the other one.
            own = ["".join(map(mirrored, one)) for one in own]
        shown = places(own, typed[run.start : run.end])
        for glyph, place in zip(run.glyphs, shown, strict=True):
            found[glyph] = place and (run.start + place[0], run.start + place[1])
    return found


def _space(show: Show, at: int, then: Show, part: int) -> None:
    """Set a space between two words, if the page has a gap there.

    PDFium drops an operator that shows nothing else in its part: there the space stays with the
    word before it.
    """
    gap = -show.kerns.get(at, 0.0) if show is then else _gap(show, then)
    if gap >= NARROWEST:
        show.spaces[at] = gap, part if show is then else show.parts[at]


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
