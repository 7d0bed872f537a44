"""Finds the records and texts in a résumé."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from cvtex.schema.dates import DateInWords
from cvtex.schema.fields import Record
from cvtex.schema.tags import Varied
from cvtex.source.typed import Typed

R = TypeVar("R", bound=Record)

NOT_PROSE = frozenset(
    {
        *("type", "kind", "form", "sort", "ignore", "for_", "not_for", "notes"),
        *("source", "only"),
        *("url", "doi", "email", "phone", "username", "file"),
    }
)
"""Keys whose values are not prose: keywords, addresses, numbers, notes to oneself."""


def records_of(value: object, kind: type[R]) -> Iterator[R]:
    """Yield the records of a type in a value, in order."""
    if isinstance(value, kind):
        yield value
    inside: Iterable[object] = ()
    if isinstance(value, Record):
        inside = vars(value).values()  # pydantic's own iterator takes longer
    elif isinstance(value, list):
        inside = value
    for inner in inside:
        if isinstance(inner, Record | list):  # most are texts
            yield from records_of(inner, kind)


def texts_of(value: object, without: Collection[str] = ()) -> Iterator[Typed]:
    """Yield the texts in a record or a list, except those of the keys in `without`."""
    match value:
        case Varied():
            yield value
            yield from value.variants.values()
        case Typed():
            yield value
        case DateInWords():
            yield value.typed
        case list() | dict():
            for item in value.values() if isinstance(value, dict) else value:
                yield from texts_of(item, without)
        case Record():
            for name, field in vars(value).items():
                if name not in without:
                    yield from texts_of(field, without)
