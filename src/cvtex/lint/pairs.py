"""Pairs the entries of two résumés: by id, or by dates, web addresses and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from cvtex.content.resume import Resume
from cvtex.schema.dates import Calendar, Date, Present
from cvtex.schema.fields import Record
from cvtex.schema.records import Period, period
from cvtex.schema.tags import Noted
from cvtex.schema.texts import texts_of
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionType
from cvtex.source.typed import Typed

T = TypeVar("T")

# How much each thing counts that two entries share, and how much makes them one.
_DATE = 2.0
_URL = 4.0
_WORD = 2.0
_ENOUGH = 2.0

# What stays the same in another language: names in Latin letters, numbers.
_SHARED = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9+#.-]*[A-Za-zÀ-ɏ0-9+#]|\d[\d.,]*\d")


class EntryPair(NamedTuple):
    """Two entries that are the same thing; None where a file does not have it.

    `kind` is the type of their section; `languages` and `files` are those of the two résumés.
    """

    one: Any
    other: Any
    kind: SectionType
    languages: tuple[str, str]
    files: tuple[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether both files have it."""
        return self.one is not None and self.other is not None

    @property
    def names(self) -> tuple[Typed, ...]:
        """What heads each entry that there is."""
        records = (record for record in (self.one, self.other) if record is not None)
        return tuple(_name(record, self.kind) for record in records)


def pairs(one: Resume, other: Resume) -> Iterator[EntryPair]:
    """Yield the entries of the section types that both résumés have, and the parts of these."""
    resumes = (one, other)
    languages = (str(one.language), str(other.language))
    files = (one.language.span.file.name, other.language.span.file.name)
    for kind in section_types().values():
        ours, theirs = (
            [
                record
                for section in resume.sections
                if section.type == kind.name
                for record in section.records()
            ]
            for resume in resumes
        )
        if ours and theirs:
            for mine, its in _nested(ours, theirs):
                yield EntryPair(mine, its, kind, languages, files)


def paired(
    ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """Pair the items of two lists, the most alike first; an item without a partner gets None.

    Two are a pair from a likeness of 2 on. Among equals, the nearest by their places are one.
    """
    scores = sorted(
        (-score, abs(i - j), i, j)
        for (i, mine), (j, its) in product(enumerate(ours), enumerate(theirs))
        if (score := alike(mine, its)) >= _ENOUGH
    )
    found: dict[int, int] = {}
    for _, _, i, j in scores:
        if i not in found and j not in found.values():
            found[i] = j
    left = (its for j, its in enumerate(theirs) if j not in found.values())
    return [
        *((mine, theirs[found[i]] if i in found else None) for i, mine in enumerate(ours)),
        *((None, its) for its in left),
    ]


def likeness(ours: Iterable[set[str]], theirs: Iterable[set[str]]) -> dict[str, float]:
    """Return how much it says that two texts share a word: less where more texts have it."""
    counts = [Counter(word for words in group for word in words) for group in (ours, theirs)]
    return {word: _WORD / max(counts[0][word], counts[1][word]) for word in counts[0]}


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words and numbers of texts that stay the same in another language."""
    return {word.casefold() for text in texts for word in _SHARED.findall(text)}


def whole_period(record: Record) -> Period:
    """Return when something was; without dates of its own, from its first part to its last."""
    own = period(record)
    parts = [period(part) for part in getattr(record, "parts", [])]
    if any(own) or not parts:
        return own
    starts = [one.start for one in parts if isinstance(one.start, Calendar)]
    ends = [one.end for one in parts if isinstance(one.end, Calendar)]
    now = next((one.end for one in parts if isinstance(one.end, Present)), None)
    first = min(starts, key=Calendar.known, default=None)
    return Period(first, now or max(ends, key=Calendar.known, default=None))


def differ(one: Date | None, other: Date | None) -> bool | None:
    """Return whether two dates differ, as exact as both are given; None if that is not known."""
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        both = zip(one.parts, other.parts, strict=True)
        return any(mine != its for mine, its in both if mine is not None and its is not None)
    if isinstance(one, Calendar | Present) and isinstance(other, Calendar | Present):
        return type(one) is not type(other)
    return None


def _nested(ours: Sequence[Any], theirs: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    alike = _alike(ours, theirs)
    for mine, its in paired(ours, theirs, alike):
        both = (
            mine or _version(its, [(alike(one, its), one) for one in ours]),
            its or _version(mine, [(alike(mine, one), one) for one in theirs]),
        )
        yield both
        parts = [getattr(record, "parts", []) for record in both]
        if all(parts):
            yield from _nested(*parts)


def _version(record: Any, others: list[tuple[float, T]]) -> T | None:  # noqa: ANN401 - any model
    """Return what a record for some audiences is another version of, though that has a partner.

    `others` are the records of the other file with their likeness to it.
    """
    if not (record.for_ or record.not_for):
        return None
    score, found = max(others, key=itemgetter(0), default=(0.0, None))
    return found if score >= _ENOUGH else None


def _alike(ours: Sequence[Record], theirs: Sequence[Record]) -> Callable[[Any, Any], float]:
    known = {id(record): _name_words(record) for record in (*ours, *theirs)}
    weights = likeness(*([known[id(record)] for record in records] for records in (ours, theirs)))

    def alike(mine: Record, its: Record) -> float:
        ids = [getattr(record, "id", None) for record in (mine, its)]
        if any(ids):
            return float("inf") if ids[0] == ids[1] else 0.0
        both = zip(whole_period(mine), whole_period(its), strict=True)
        url = getattr(mine, "url", None)
        return (
            sum(weights[word] for word in known[id(mine)] & known[id(its)])
            + _DATE * sum(differ(*dates) is False for dates in both)
            + (_URL if url and url == getattr(its, "url", None) else 0.0)
        )

    return alike


def _name_words(record: Record) -> set[str]:
    """Return the words of an entry's own texts, without those of its parts and highlights."""
    return words_of(value for _, value in record if isinstance(value, Typed))


def _name(record: Record, kind: SectionType) -> Typed:
    named = (getattr(record, key, None) for key in kind.heading)
    return next(filter(None, named), None) or next(texts_of(record, Noted.model_fields))
