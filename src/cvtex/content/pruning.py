"""Removes invalid parts from the values of a content file, so that the rest can be checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at

Path: TypeAlias = tuple[int | str, ...]


# Keys whose values become words: an entry without them would seem to have no date.
_DATES = frozenset({"date", "start_date", "end_date"})


def pruned(value: Value, errors: Iterable[Path]) -> Value:
    """Return a value without the parts at some paths; it may be empty.

    A path to a key removes that key; a date becomes words. Any other path, as one to a missing
    key, removes the innermost list item around it, or the entry if it is in one of `parts`, so that
    no incomplete item remains. Outside lists it removes a key, of the file or of its letter.
    """
    paths = {path if _is_key(value, path) else _item(path) for path in errors}
    return Empty(value.span) if () in paths else without(value, paths, dated=True)


def _is_key(value: Value, path: Path) -> bool:
    owner = value_at(value, path[:-1])
    return isinstance(owner, TypedMapping) and path[-1] in owner


def _item(path: Path) -> Path:
    if "parts" in path:
        path = path[: path.index("parts")]
    ends = [at for at, step in enumerate(path, 1) if isinstance(step, int)]
    return path[: ends[-1]] if ends else path[: 2 if path[:1] == ("letter",) else 1]


def without(
    value: Value, paths: Collection[Path], here: Path = (), *, dated: bool = False
) -> Value:
    """Return a value without the values at some paths; with `dated`, dates there become words."""
    if isinstance(value, TypedMapping):
        items: dict[Typed, Value] = {}
        for key, inner in value.items():
            if (*here, key) not in paths:
                items[key] = without(inner, paths, (*here, key), dated=dated)
            elif dated and key in _DATES:
                items[key] = Typed("?", inner.span, quoted=True, source=" ")
        return TypedMapping(items, value.span)
    if isinstance(value, TypedList):
        left = [(at, item) for at, item in enumerate(value) if (*here, at) not in paths]
        kept = [without(item, paths, (*here, at), dated=dated) for at, item in left]
        return TypedList(kept, value.span)
    return value
