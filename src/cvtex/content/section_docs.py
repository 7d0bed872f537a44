"""Generates `docs/sections.md`, the keys of each type of section, from the models."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import get_args

from cvtex.content.keys import inner_records
from cvtex.schema import records
from cvtex.schema.docstrings import describe
from cvtex.schema.fields import Record
from cvtex.schema.tags import Noted
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionType

_HEAD = """\
# The types of sections

Each entry of a section has the keys of its type. [What to write in a content file](schema.md)
explains what all sections have in common, and how texts, dates and highlights are written.
Sections, entries, parts and highlights may be marked [for some editions](editions.md#for-whom).
`cvtex schema sections` prints this page.
"""

# Shared base records, whose keys share a row.
_SHARED: dict[type[Record], str] = {
    records.Dated: "[when](schema.md#dates)",
    records.Supervised: "the people who guided you, and the programme",
    records.Described: "[text](schema.md#text-and-markup) and [highlights](schema.md#highlights)",
}


def sections_page() -> str:
    """Return the page in Markdown: a heading for each type, and a table for each of its records."""
    types = section_types()
    listed = ", ".join(f"[{name}](#{name})" for name in types)
    return "\n".join((_HEAD, f"{listed}.", *map(_type, types.values())))


def _type(kind: SectionType) -> str:
    lines = ["", f"## {kind.name}", "", _docstring(kind.section)]
    described = {"type", "entries"} if kind.heading else {"type"}
    own = [key for key in kind.section.__annotations__ if key not in described]
    if own:
        lines += ["", "The section itself has:", "", *_table(kind.section, own)]
    if kind.heading and kind.entry:
        lines += _record(kind.entry)
    return "\n".join(lines)


def _record(record: type[Record]) -> Iterator[str]:
    yield from ("", f"**{record.__name__.removesuffix('Model')}**: {_docstring(record)}", "")
    yield from _table(record, record.model_fields)
    for key, inner in inner_records(record):
        if key == "parts":
            rest = sorted(record.model_fields.keys() - inner.model_fields.keys())
            listed = ", ".join(f"`{name}`" for name in rest)
            yield from ("", f"Each of `parts` has these keys except {listed}.")
        elif inner.__module__ != records.__name__:
            yield from _record(inner)


def _table(record: type[Record], names: Iterable[str]) -> Iterator[str]:
    """Yield the rows of a table of keys, the required ones first."""
    described = describe(record)
    shared = {
        name: base
        for base in _SHARED
        if issubclass(record, base)
        for name in base.model_fields
        if name not in Noted.model_fields
    }
    yield from ("| key | value |", "| --- | --- |")
    own = [name for name in names if name not in {*shared, *Noted.model_fields}]
    for name in sorted(own, key=lambda name: not record.model_fields[name].is_required()):
        field = record.model_fields[name]
        required = " (required)" if field.is_required() else ""
        values = [f"`{value}`" for value in get_args(field.annotation) if isinstance(value, str)]
        one_of = f" One of {', '.join(values)}." if values else ""
        doc = described[name]
        examples = " or ".join(f"`{example}`" for example in doc.examples)
        examples = f" For example {examples}." if examples else ""
        yield f"| `{field.alias or name}`{required} | {doc.text}{one_of}{examples} |"
    for base in dict.fromkeys(shared.values()):
        keys = ", ".join(f"`{name}`" for name, of in shared.items() if of is base)
        yield f"| {keys} | {_SHARED[base]} |"


def _docstring(record: type[Record]) -> str:
    return inspect.cleandoc(record.__doc__ or "").replace("\n\n", " ").replace("\n", " ")
