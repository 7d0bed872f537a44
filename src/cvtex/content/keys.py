"""Looks up records and keys of the schema in the models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_origin

from pydantic import BeforeValidator

from cvtex.content.letter import Application
from cvtex.content.resume import Resume
from cvtex.schema.fields import BARE, Record, records_in
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionModel

Loc = tuple[int | str, ...]
"""A path in pydantic's errors: keys and indices, with a section's type after its index."""


def record_at(loc: Loc) -> type[Record] | None:
    """Return the record type at a path, or None."""
    found: list[type[Record]] = [Application if loc[:1] == ("letter",) else Resume]
    for step in loc:
        if isinstance(step, str):
            if found == [SectionModel]:
                found = [kind.section for name, kind in section_types().items() if name == step]
            else:
                of = _field(found[0], step) if len(found) == 1 else None
                found = [*records_in(of)] or [*_wordings(of)]
    return found[0] if len(found) == 1 and found != [SectionModel] else None


def in_file(loc: Loc) -> Loc:
    """Return a path without the section type that pydantic adds."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("sections",) else loc


def takes_text(loc: Loc) -> bool:
    """Return whether the record at a path may be written as a bare text."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    owner = record_at(loc[:-1]) if loc else None
    return owner is not None and _accepts_text(_field(owner, str(loc[-1])))


def keys_of(record: type[Record]) -> list[str]:
    """Return the keys of a record in alphabetical order."""
    return sorted(field.alias or name for name, field in record.model_fields.items())


def list_keys(record: type[Record]) -> list[str]:
    """Return the keys of a record that hold a list."""
    return [key for key in keys_of(record) if _is_list(_field(record, key))]


def required_keys(record: type[Record]) -> list[str]:
    """Return the required keys of a record in its order."""
    fields = record.model_fields.items()
    return [field.alias or name for name, field in fields if field.is_required()]


def inner_records(record: type[Record]) -> Iterator[tuple[str, type[Record]]]:
    """Yield the record types inside a record, each with its key."""
    for key in keys_of(record):
        for inner in records_in(_field(record, key)):
            sections = section_types().values() if inner is SectionModel else ()
            yield from ((key, kind.section) for kind in sections)
            if not sections:
                yield key, inner


def _field(record: type[Record], key: str) -> object:
    record.model_rebuild()  # inner records are built only on demand
    fields = record.model_fields.items()
    return next((field.annotation for name, field in fields if (field.alias or name) == key), None)


def _wordings(annotation: object) -> Iterator[type[Record]]:
    """Yield the record of wordings that a text may be."""
    if record := getattr(annotation, "record", None):
        yield record
    for inner in get_args(annotation):
        yield from _wordings(inner)


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is list or any(map(_is_list, get_args(annotation)))


def _accepts_text(annotation: object) -> bool:
    if isinstance(annotation, BeforeValidator):
        return annotation.func in BARE
    return any(map(_accepts_text, get_args(annotation)))
