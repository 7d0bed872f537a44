"""Removes invalid parts from the values of a content file, so that the rest can be checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from cvtex.source.typed import Empty, TypedList, TypedMapping, Value

Path: TypeAlias = tuple[int | str, ...]


def pruned(value: Value, errors: Iterable[Path]) -> Value:
    """Return a value without the parts at some paths; it may be empty.

    Each path removes the innermost list item around it, or the entry if it is in one of `parts`, so
    that no incomplete item remains. Outside lists it removes a key, of the file or of its letter.
    """
    paths = {_item(path) for path in errors}
    return Empty(value.span) if () in paths else without(value, paths)


def _item(path: Path) -> Path:
    if "parts" in path:
        path = path[: path.index("parts")]
    ends = [at for at, step in enumerate(path, 1) if isinstance(step, int)]
    return path[: ends[-1]] if ends else path[: 2 if path[:1] == ("letter",) else 1]


def without(value: Value, paths: Collection[Path], here: Path = ()) -> Value:
    """Return a value without the values at some paths."""
    if isinstance(value, TypedMapping):
        kept = {key: inner for key, inner in value.items() if (*here, key) not in paths}
        items = {key: without(inner, paths, (*here, key)) for key, inner in kept.items()}
        return TypedMapping(items, value.span)
    if isinstance(value, TypedList):
        left = [(at, item) for at, item in enumerate(value) if (*here, at) not in paths]
        return TypedList([without(item, paths, (*here, at)) for at, item in left], value.span)
    return value
