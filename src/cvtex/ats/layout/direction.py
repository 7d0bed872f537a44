"""Puts text from right to left into logical order; poppler returns rows in visual order."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from cvtex.unicode.bidi import levels, order

T = TypeVar("T")


def in_logical_order(value: T) -> T:
    """Return a text in logical order, or a dataclass or tuple with all its texts in it.

    The order is reversed by reordering again, which restores most lines.
    """
    result: object = value
    if isinstance(value, str):
        result = "".join(value[at] for at in order(levels(value)))
    elif isinstance(value, tuple):
        result = tuple(map(in_logical_order, value))
    elif is_dataclass(value) and not isinstance(value, type):
        result = replace(
            value,
            **{field.name: in_logical_order(getattr(value, field.name)) for field in fields(value)},
        )
    return result  # type: ignore[return-value]  # each result has the type of its value
