"""Matches the glyphs of each leaf with its text, to find its spaces, links and clusters."""

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
from cvtex.finish.level_runs import runs_of
from cvtex.finish.lookalikes import UNKNOWN
from cvtex.finish.spaces import NARROWEST, USUAL, WIDEST
from cvtex.unicode.bidi import base_of, is_bidirectional, levels, mirrored
from cvtex.unicode.clusters import JOINER, clusters, paints

if TYPE_CHECKING:
    from collections.abc import Iterator

_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a leaf: the text of one link, or text without one."""

    text: str
    link: Link | None


@dataclass(slots=True)
class Matches:
    """The parts of each leaf, and the clusters that have to be composed into one glyph."""

    parts: dict[int, list[Part]] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)


def parts(content: tuple[Inline, ...]) -> list[Part]:
    """Return a leaf's content, split where its links begin and end."""
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


def match_leaves(pages: list[Page], document: Document, followed: set[int]) -> Matches:
    """Set the part, text and space of each code; a space follows the leaves in `followed`."""
    painted: dict[int, list[TextObject]] = defaultdict(list)
    for page in pages:
        for text in page.texts:
            if text.mark and text.mark.kind == LEAF:
                painted[text.mark.number].append(text)
    matches = Matches()
    for leaf in document.leaves():
        matches.parts[leaf.number] = parts(leaf.content)
        texts = painted[leaf.number]
        if not texts:
            continue
        ranges = levels(leaf.text, base_of(leaf.text, rtl=document.rtl))
        _align(texts, leaf.text, ranges, matches, leaf.number)
        if leaf.number in followed:
            _space_after(texts[-1], pages)
    return matches


def _unicode_of(shows: list[Show]) -> list[str]:
    return [show.font.text.get(code, UNKNOWN) for show in shows for code in show.codes]


def _align(
    texts: list[TextObject], typed: str, of: list[int], matches: Matches, number: int
) -> None:
    part_of = [at for at, part in enumerate(matches.parts[number]) for _ in part.text]
    shows = [show for text in texts for show in text.shows]
    glyphs = [(show, at) for show in shows for at in range(len(show.codes))]
    shown = _unicode_of(shows)
    ranges, right_to_left, has_runs = _places(texts, shown, typed, of), of, is_bidirectional(typed)
    part = start = end = 0
    before: tuple[Show, int] | None = None
    for (show, at), text, place in zip(glyphs, shown, ranges, strict=True):
        if place:
            first, last = place
            if before and (first >= end or last < start):
                # From right to left, the next glyph shows an earlier character.
                sides = (
                    start - 1 if right_to_left[start] % 2 else end,
                    last + 1 if right_to_left[first] % 2 else first - 1,
                )
                space = next((at for at in sides if typed[at : at + 1].isspace()), None)
                if space is not None:
                    _space(*before, show, part_of[space])
            part, start, end = part_of[first], first, last + 1
            meant = typed[first:end]
            if has_runs and meant and bidirectional(meant[0]) in _RIGHT:
                meant = "".join(filter(paints, meant))
            show.meant.append(meant)
        else:
            show.meant.append(None if text.isspace() else "")
        show.parts.append(part)
        # No space is missing where the font's own is shown.
        before = None if text.isspace() else (show, at)
    if not has_runs:
        for text_object in texts:  # no run is reordered
            text_object.run = None
    matches.clusters += _crowded(glyphs, ranges, typed)


def _crowded(
    glyphs: list[tuple[Show, int]], ranges: list[tuple[int, int] | None], typed: str
) -> Iterator[Cluster]:
    """Yield the clusters whose glyphs are not simply side by side.

    From right to left, readers reverse the characters of one glyph, so each glyph keeps its own.
    """
    if typed.isascii():
        return
    whole = _shown_as_one(typed, ranges)
    owners = [number for number, (start, end) in enumerate(whole) for _ in range(start, end)]
    members: dict[int, list[tuple[Show, int]]] = defaultdict(list)
    last = 0
    for (show, at), place in zip(glyphs, ranges, strict=True):
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
                # They are not read, but every code needs a Unicode value.
                show.meant[at] = None if show.font.text.get(show.codes[at]) else ""
            yield Cluster(cluster, own)


def _shown_as_one(typed: str, ranges: list[tuple[int, int] | None]) -> list[tuple[int, int]]:
    """Return the clusters of a text; those that share a glyph are joined."""
    within = {at for place in ranges if place for at in range(place[0] + 1, place[1] + 1)}
    starts = [start for start, _ in clusters(typed) if start not in within]
    return list(pairwise([*starts, len(typed)]))


def _is_crowded(own: list[tuple[Show, int]], cluster: str) -> bool:
    """Return whether the glyphs of a cluster are not simply side by side."""
    return len(own) > 1 and (
        JOINER in cluster
        or any(not show.meant[at] for show, at in own)
        or len({show.y for show, _ in own}) > 1
        or any(not show.font.width([show.codes[at]]) for show, at in own)
    )


def _places(
    texts: list[TextObject], shown: list[str], typed: str, of: list[int]
) -> list[tuple[int, int] | None]:
    """Return the range of each glyph in the text, in both directions; `of` is the levels."""
    ranges: list[tuple[int, int] | None] = [None] * len(shown)
    for run in runs_of(texts, of):
        own = [shown[glyph] for glyph in run.glyphs]
        if run.right_to_left:
            # A mirrored bracket is painted there.
            own = ["".join(map(mirrored, text)) for text in own]
        found = places(own, typed[run.start : run.end])
        for glyph, place in zip(run.glyphs, found, strict=True):
            ranges[glyph] = place and (run.start + place[0], run.start + place[1])
    return ranges


def _space(show: Show, at: int, then: Show, part: int) -> None:
    """Set a space between two words if there is a gap between them.

    PDFium drops a space that is the only text of its part, so there it stays with the word before.
    """
    gap = -show.kerns.get(at, 0.0) if show is then else _gap(show, then)
    if gap >= NARROWEST:
        show.spaces[at] = gap, part if show is then else show.parts[at]


def _space_after(text: TextObject, pages: list[Page]) -> None:
    """Set a space between a leaf and the leaf or separator behind it, and behind the separator.

    pdfminer takes text beyond an empty gap as another block.
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
    """Return the gap between two operators, in thousandths of the type size."""
    if (show.page, round(show.y)) != (then.page, round(then.y)):
        return USUAL
    return (then.start - show.end) * 1000 / show.size - show.kerns.get(len(show.codes) - 1, 0.0)
