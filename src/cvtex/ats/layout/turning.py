"""Text from right to left as it was typed: poppler gives each row as it lies, from the left."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from cvtex.unicode.bidi import levels, order

T = TypeVar("T")


def turned(text: str) -> str:
    """Return a text as it was typed: reordered twice, most lines are as they were."""
    return "".join(text[at] for at in order(levels(text)))


def all_turned(read: T) -> T:
    """Return what was read, each text in it turned."""
    value: object = read
    if isinstance(read, str):
        value = turned(read)
    elif isinstance(read, tuple):
        value = tuple(map(all_turned, read))
    elif is_dataclass(read) and not isinstance(read, type):
        value = replace(
            read, **{one.name: all_turned(getattr(read, one.name)) for one in fields(read)}
        )
    return value  # type: ignore[return-value]  # each is made of its own kind
