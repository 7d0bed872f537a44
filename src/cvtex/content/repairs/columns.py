"""Finds an item of a list that begins in the column of another list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from cvtex.content.keys import Loc, in_file, keys_of, record_at
from cvtex.diagnostics import SOUGHT_MAX, Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.schema.fields import Record
from cvtex.sections import section_types
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, value_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_DASH = len("- ")


def in_wrong_columns(errors: Iterable[ErrorDetails], value: Value) -> dict[Loc, Diagnostic]:
    """Return the findings for the items with errors whose keys are those of another list.

    That is a list above it, or one in the item before it. They are by the paths in the file.
    """
    found = (_in_wrong_column(error["loc"], value) for error in islice(errors, SOUGHT_MAX))
    return dict(filter(None, found))


def _in_wrong_column(loc: Loc, value: Value) -> tuple[Loc, Diagnostic] | None:
    for end in range(1, len(loc) + 1):
        at = loc[:end]
        item, listed = value_at(value, in_file(at)), value_at(value, in_file(at[:-1]))
        if isinstance(at[-1], str) or not isinstance(item, TypedMapping) or not item:
            continue
        column = item.span.column - _DASH
        if column != listed.span.column or _fits(item, at):
            continue
        for other in _others(at, value):
            place = value_at(value, in_file(other))
            if isinstance(place, TypedList) and _fits(item, (*other, 0)):
                line, column = place.span.line, place.span.column
                hint = f"begin it in column {column}, like the item in line {line}"
                message = f"`- {next(iter(item))}` begins in the column of another list"
                return in_file(at), Diagnostic(Code.YAML_INDENT, message, item.span, hint)
    return None


def _others(at: Loc, value: Value) -> Iterator[Loc]:
    """Yield the lists above an item, the nearest first, and those in the item before it."""
    for end in range(len(at) - 1, 0, -1):
        if isinstance(at[end - 1], int):
            yield at[: end - 1]
    if isinstance(at[-1], int) and at[-1] > 0:
        before = (*at[:-1], at[-1] - 1)
        mapping = value_at(value, in_file(before))
        for key in mapping if isinstance(mapping, TypedMapping) else ():
            kind = (str(value_at(mapping, ("type",))),) if at[:-1] == ("sections",) else ()
            yield (*before, *kind, str(key))


def _fits(item: TypedMapping, at: Loc) -> bool:
    """Return whether all keys of an item are those of an item at a path."""
    record: type[Record] | None = record_at(at)
    if at[:-1] == ("sections",):
        given = item.value("type")
        kind = section_types().get(given) if isinstance(given, Typed) else None
        record = kind.section if kind else None
    return record is not None and {*item} <= {*keys_of(record)}
