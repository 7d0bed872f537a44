"""What is right in a content file that is wrong elsewhere: more can be told of it in one run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from cvtex.source.typed import Empty, TypedList, TypedMapping, Value

Path: TypeAlias = tuple[int | str, ...]


def without(value: Value, faults: Iterable[Path]) -> Value:
    """Return a value without the items that have faults in them; it may come to be empty.

    A fault is the way to what is wrong. With it goes the innermost item of a list that holds it, or
    the entry that it is a part of: what is left of one is never taken for the whole. A key goes
    alone where no list is.
    """
    paths = {_item(path) for path in faults}
    return Empty(value.span) if () in paths else _pruned(value, (), paths)


def _item(path: Path) -> Path:
    if "parts" in path:
        path = path[: path.index("parts")]
    ends = [at for at, step in enumerate(path, 1) if isinstance(step, int)]
    return path[: ends[-1]] if ends else path[:1]


def _pruned(value: Value, here: Path, faults: set[Path]) -> Value:
    if isinstance(value, TypedMapping):
        kept = {key: inner for key, inner in value.items() if (*here, key) not in faults}
        return TypedMapping(
            {key: _pruned(inner, (*here, key), faults) for key, inner in kept.items()}, value.span
        )
    if isinstance(value, TypedList):
        items = enumerate(value)
        return TypedList(
            [_pruned(item, (*here, at), faults) for at, item in items if (*here, at) not in faults],
            value.span,
        )
    return value
