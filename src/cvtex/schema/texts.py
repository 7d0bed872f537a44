"""The texts of a résumé, as they were typed, and the records that they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from cvtex.schema.dates import Words
from cvtex.schema.fields import Record
from cvtex.source.typed import Typed

R = TypeVar("R", bound=Record)

NO_PROSE = frozenset(
    {"type", "kind", "form", "sort", "ignore", "url", "doi", "email", "phone", "username", "file"}
)
"""Keys whose values are no prose: names of the schema's own, addresses and numbers."""


def records_of(value: object, kind: type[R]) -> Iterator[R]:
    """Yield the records of a kind that are inside a value, in their order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Record):
        for _name, inner in value:
            yield from records_of(inner, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from records_of(inner, kind)


def texts_of(value: object, without: Collection[str] = ()) -> Iterator[Typed]:
    """Yield each text in a record or a list, but for those of the keys named in `without`."""
    match value:
        case Typed():
            yield value
        case Words():
            yield value.typed
        case list():
            for item in value:
                yield from texts_of(item, without)
        case Record():
            for name, field in value:
                if name not in without:
                    yield from texts_of(field, without)
