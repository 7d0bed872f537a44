"""Pairs what is the same or alike in two lists, and finds what was moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

_REACH = 100
"""How far apart in their lists two items that are not equal may be; the time stays linear."""


def paired(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float], least: float
) -> dict[int, int]:
    """Return the index of the old item for that of each new one which has one.

    Equal items are paired first, then those that are most alike, and at least so much.
    """
    pairs = dict[int, int]()
    places = dict[T, list[int]]()
    for at in reversed(range(len(old))):
        places.setdefault(old[at], []).append(at)
    for at, item in enumerate(new):
        if left := places.get(item):
            pairs[at] = left.pop()
    taken = set(pairs.values())
    ours = [at for at in range(len(old)) if at not in taken]
    theirs = [at for at in range(len(new)) if at not in pairs]
    found = [
        (-alike(old[ours[number]], new[other]), abs(number - rank), ours[number], other)
        for rank, other in enumerate(theirs)
        for number in range(max(0, rank - _REACH), min(rank + _REACH, len(ours)))
    ]
    for value, _, one, other in sorted(found):
        if -value >= least and one not in taken and other not in pairs:
            pairs[other] = one
            taken.add(one)
    return pairs


def moved(pairs: Mapping[int, int]) -> set[int]:
    """Return the new items that are no longer in the order of the old ones: as few as possible.

    The others are a longest increasing subsequence.
    """
    ends, tops, before = list[int](), list[int](), dict[int, int | None]()
    for other in sorted(pairs):
        at = bisect_left(ends, pairs[other])
        before[other] = tops[at - 1] if at else None
        ends[at : at + 1] = [pairs[other]]
        tops[at : at + 1] = [other]
    stays, last = set[int](), tops[-1] if tops else None
    while last is not None:
        stays.add(last)
        last = before[last]
    return pairs.keys() - stays


def merged(
    old: int, new: int, pairs: Mapping[int, int], away: set[int]
) -> list[tuple[int | None, int | None]]:
    """Return the pairs of indices in the order in which to show them.

    `old` and `new` are the lengths of the lists. What is on one side alone has None for the other;
    what was removed is behind what it was behind, and before what was added there. `away` are the
    new items that were moved.
    """
    taken = set(pairs.values())
    gone = [at for at in range(old) if at not in taken]
    shown, held = list[tuple[int | None, int | None]](), list[tuple[int | None, int | None]]()
    for at in range(new):
        one = pairs.get(at)
        if one is None or at in away:
            held.append((one, at))
            continue
        while gone and gone[0] < one:
            shown.append((gone.pop(0), None))
        shown += (*held, (one, at))
        held.clear()
    return [*shown, *((at, None) for at in gone), *held]
