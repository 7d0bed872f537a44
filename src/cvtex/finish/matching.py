"""Matches the glyphs of each leaf with its text, to find its spaces, links and clusters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import TYPE_CHECKING, NamedTuple

from cvtex.document import Document, Emphasis, Inline, Link, Strong, plain
from cvtex.finish.composed import Cluster
from cvtex.finish.contents import LEAF, PageOperators, Show, TextObject
from cvtex.finish.glyphs.aligned import aligned
from cvtex.finish.glyphs.lookalikes import UNKNOWN
from cvtex.finish.spaces import NARROWEST, USUAL, WIDEST
from cvtex.unicode.bidi import has_strong_right, is_reordered
from cvtex.unicode.clusters import JOINER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Part(NamedTuple):
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


def match_leaves(pages: list[PageOperators], document: Document, followed: set[int]) -> Matches:
    """Set the part, text and space of each code; a space follows the leaves in `followed`."""
    painted: dict[int, list[TextObject]] = defaultdict(list)
    for page in pages:
        for text in page.texts:
            if text.mark and text.mark.kind == LEAF:
                painted[text.mark.number].append(text)
    matches = Matches()
    for leaf in document.leaves():
        own = matches.parts[leaf.number] = parts(leaf.content)
        texts = painted[leaf.number]
        if not texts:
            continue
        matches.clusters += _match(texts, leaf.text, own, rtl=document.rtl)
        if leaf.number in followed:
            _space_after(_rightmost(texts, leaf.text, rtl=document.rtl), pages)
    return matches


def _rightmost(texts: list[TextObject], typed: str, *, rtl: bool) -> TextObject:
    """Return the text object at whose right the space behind a leaf is painted.

    A colon from right to left is at the left of its Latin label.
    """
    is_colon_left = not has_strong_right(typed) and is_reordered(typed, rtl=rtl)
    return texts[-2] if is_colon_left and len(texts) > 1 else texts[-1]


def _match(texts: list[TextObject], typed: str, own: list[Part], *, rtl: bool) -> list[Cluster]:
    """Set the part, text and space of each code of a leaf; return its clusters to compose."""
    shows = [show for text in texts for show in text.shows]
    shown = [
        text for show in shows for text in map(show.font.text.get, show.codes, repeat(UNKNOWN))
    ]
    runs = tuple((text.run or 0, sum(len(show.codes) for show in text.shows)) for text in texts)
    found = aligned(tuple(shown), runs, typed, rtl=rtl)
    part_of = [at for at, part in enumerate(own) for _ in part.text]
    start = 0
    for show in shows:
        end = start + len(show.codes)
        show.meant = list(found.meant[start:end])
        show.parts = [part_of[at] for at in found.owners[start:end]]
        start = end
    glyphs = [(show, at) for show in shows for at in range(len(show.codes))]
    for before, then, space in found.gaps:
        _space(*glyphs[before], glyphs[then][0], part_of[space])
    if not found.has_runs:
        for text in texts:  # no run is reordered
            text.run = None
    return list(_crowded((text, [glyphs[at] for at in several]) for text, several in found.shared))


def _crowded(shared: Iterable[tuple[str, list[tuple[Show, int]]]]) -> Iterator[Cluster]:
    """Yield the clusters whose glyphs are not simply side by side."""
    for cluster, own in shared:
        if _is_crowded(own, cluster):
            for show, at in own:
                # They are not read, but every code needs a Unicode value.
                show.meant[at] = None if show.font.text.get(show.codes[at]) else ""
            yield Cluster(cluster, own)


def _is_crowded(own: list[tuple[Show, int]], cluster: str) -> bool:
    """Return whether the glyphs of a cluster are not simply side by side."""
    return (
        JOINER in cluster
        or any(not show.meant[at] for show, at in own)
        or len({show.y for show, _ in own}) > 1
        or any(not show.font.width([show.codes[at]]) for show, at in own)
    )


def _space(show: Show, at: int, then: Show, part: int) -> None:
    """Set a space between two words if there is a gap between them.

    PDFium drops a space that is the only text of its part, so there it stays with the word before.
    """
    gap = -show.kerns.get(at, 0.0) if show is then else _gap(show, then)
    if gap >= NARROWEST:
        show.spaces[at] = gap, part if show is then else show.parts[at]


def _space_after(text: TextObject, pages: list[PageOperators]) -> None:
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
