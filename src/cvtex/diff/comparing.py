"""Compares two Documents: section by section, entry by entry, line by line, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cvtex.diff.matching import merged, moved, paired
from cvtex.diff.outline import Group, OutlineRow, outline
from cvtex.diff.words import DiffPiece, How, compare_words, likeness, whole, words_of
from cvtex.document import Document

_SAME_ROW = 0.4
"""The likeness of two lines from which one is the other, reworded, if they have no role."""

_SAME_ENTRY = 0.3
"""The likeness of two entries of a section from which they are one; half of it is the title."""

_SAME_ELSEWHERE = 0.6
"""The likeness of two entries in different sections from which one was moved."""


class Change(StrEnum):
    """What became of a group or a line."""

    KEPT = "kept"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A line that changed: its pieces, and the old and the new line, None where there is none."""

    change: Change
    pieces: tuple[DiffPiece, ...]
    old: OutlineRow | None
    new: OutlineRow | None

    @property
    def is_address(self) -> bool:
        """Whether it is the address of a link, which is not printed."""
        row = self.new or self.old
        return row is not None and not row.leaves


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What changed in a group: its own lines, and whether it was moved, added or removed.

    `path` has the titles of the section and the entry; `origin` is the section that an entry was
    moved from, if it is another one; `old` and `new` are the group, None where it is not there.
    """

    path: tuple[str, ...]
    change: Change
    rows: tuple[RowChange, ...]
    old: Group | None = None
    new: Group | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many words were added and removed, and how many lines and groups were moved."""

    added: int = 0
    removed: int = 0
    moved: int = 0


def compare(old: Document, new: Document) -> tuple[GroupChange, ...]:
    """Return what changed in the text of a Document, in the order of the new one."""
    before, after = outline(old), outline(new)
    sections = paired(before, after, _alike_sections, 1)
    entries = _Entries(before, after, sections)
    found = list[GroupChange]()
    away = moved(sections)
    for one, other in merged(len(before), len(after), sections, away):
        ours = before[one] if one is not None else None
        theirs = after[other] if other is not None else None
        change = _change(ours, theirs, is_moved=other in away)
        found += _shown((_title(ours, theirs),), change, ours, theirs)
        found += entries.compared(one, other)
    return tuple(found)


def tally(changes: Iterable[GroupChange]) -> Tally:
    """Count words and moves."""
    changes = [*changes]
    rows = [row for group in changes for row in group.rows]
    words = Counter[How]()
    for row in rows:
        for piece in row.pieces:
            words[piece.how] += piece.words
    became = [one.change for one in changes] + [one.change for one in rows]
    moves = became.count(Change.MOVED)
    return Tally(words[How.ADDED], words[How.REMOVED], moves)


class _Entries:
    """The entries of all sections, paired within their sections and, if moved, across them."""

    def __init__(
        self, before: Sequence[Group], after: Sequence[Group], sections: dict[int, int]
    ) -> None:
        self._before, self._after = before, after
        # By section and place in it: the old entry of each new one.
        self._old = dict[tuple[int, int], tuple[int, int]]()
        for other, one in sections.items():
            ours, theirs = before[one].groups, after[other].groups
            pairs = paired(ours, theirs, _alike_entries, _SAME_ENTRY)
            self._old |= {(other, new): (one, old) for new, old in pairs.items()}
        self._pair_across()
        self._taken = set(self._old.values())

    def _pair_across(self) -> None:
        taken = set(self._old.values())
        ours = [one for one in _numbered(self._before) if one not in taken]
        theirs = [one for one in _numbered(self._after) if one not in self._old]
        old = [self._before[at].groups[number] for at, number in ours]
        new = [self._after[at].groups[number] for at, number in theirs]
        pairs = paired([*old], [*new], _alike_texts, _SAME_ELSEWHERE)
        self._old |= {theirs[other]: ours[one] for other, one in pairs.items()}

    def compared(self, one: int | None, other: int | None) -> Iterator[GroupChange]:
        """Yield what changed in the entries of a section, given by its old and new index."""
        ours = self._before[one].groups if one is not None else ()
        theirs = self._after[other].groups if other is not None else ()
        here = {
            at: old[1]
            for at in range(len(theirs))
            if other is not None and (old := self._old.get((other, at))) and old[0] == one
        }
        away = moved(here)
        for before, after in merged(len(ours), len(theirs), here, away):
            if after is None:
                if before is not None and (one, before) not in self._taken:
                    yield from self._entry(ours[before], None, self._before[one or 0].title)
                continue
            title = self._after[other or 0].title
            if before is not None:
                yield from self._entry(ours[before], theirs[after], title, moved=after in away)
            elif origin := self._old.get((other or 0, after)):
                section = self._before[origin[0]]
                entry = section.groups[origin[1]]
                yield from self._entry(entry, theirs[after], title, section.title, moved=True)
            else:
                yield from self._entry(None, theirs[after], title)

    @staticmethod
    def _entry(
        old: Group | None, new: Group | None, section: str, origin: str = "", *, moved: bool = False
    ) -> Iterator[GroupChange]:
        path = (section, _title(old, new))
        return _shown(path, _change(old, new, is_moved=moved), old, new, origin)


def _numbered(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    return ((at, number) for at, one in enumerate(groups) for number in range(len(one.groups)))


def _title(old: Group | None, new: Group | None) -> str:
    group = new or old
    return group.title if group else ""


def _change(old: Group | None, new: Group | None, *, is_moved: bool) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.MOVED if is_moved else Change.KEPT


def _shown(
    path: tuple[str, ...], change: Change, old: Group | None, new: Group | None, origin: str = ""
) -> Iterator[GroupChange]:
    """Yield the change of a group, if there is one."""
    rows = _rows(old.rows if old else (), new.rows if new else ())
    if change is Change.KEPT and rows:
        change = Change.CHANGED
    if change is not Change.KEPT:
        yield GroupChange(path, change, rows, old, new, origin)


def _rows(old: tuple[OutlineRow, ...], new: tuple[OutlineRow, ...]) -> tuple[RowChange, ...]:
    pairs = paired(old, new, _alike_rows, _SAME_ROW / 2)
    away = moved(pairs)
    found = list[RowChange]()
    for one, other in merged(len(old), len(new), pairs, away):
        if one is None and other is not None:
            pieces = whole(How.ADDED, new[other].text)
            found.append(RowChange(Change.ADDED, pieces, None, new[other]))
        elif one is not None and other is None:
            pieces = whole(How.REMOVED, old[one].text)
            found.append(RowChange(Change.REMOVED, pieces, old[one], None))
        elif one is not None and other is not None:
            same = old[one].text == new[other].text
            change = Change.MOVED if other in away else Change.KEPT if same else Change.CHANGED
            if change is not Change.KEPT:
                pieces = _reworded(old[one].text, new[other].text)
                found.append(RowChange(change, pieces, old[one], new[other]))
    return tuple(found)


def _alike_sections(old: Group, new: Group) -> float:
    """Return 1 and more for sections of one kind, most for those of one title."""
    same_title = bool(old.title) and old.title == new.title
    if old.kind != new.kind and not same_title:
        return 0
    texts = (
        _words("\n".join((one.text, *(part.text for part in one.groups)))) for one in (old, new)
    )
    return 1 + (old.kind == new.kind) + same_title + likeness(*texts)


def _alike_entries(old: Group, new: Group) -> float:
    return (0.5 if old.title == new.title else 0) + _alike_texts(old, new) / 2


def _alike_texts(old: Group, new: Group) -> float:
    return likeness(_words(old.text), _words(new.text))


def _alike_rows(old: OutlineRow, new: OutlineRow) -> float:
    if old.role != new.role:
        return 0
    return (0.5 if old.role else 0) + likeness(_words(old.text), _words(new.text)) / 2


def _reworded(old: str, new: str) -> tuple[DiffPiece, ...]:
    """Return the pieces of a line and what it became; all of it where little is the same."""
    if old != new and likeness(_words(old), _words(new)) < _SAME_ROW:
        return (*whole(How.REMOVED, old), *whole(How.ADDED, new))
    return compare_words(old, new)


@lru_cache(4096)
def _words(text: str) -> Counter[str]:
    return words_of(text)
