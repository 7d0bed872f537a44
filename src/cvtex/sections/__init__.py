"""The section types, one in each module: its model, how it is printed, its names in other formats.

A module of this package with a `SECTION` adds a type; nothing else needs to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cvtex.schema.fields import Record
from cvtex.sections.section_type import SectionType

# The usual order in a résumé, which decides between types that match equally well.
_USUAL = (
    *("education", "experience", "projects", "publications", "skills", "awards", "certificates"),
    *("languages", "interests", "volunteering", "references"),
)
_LAST = ("list", "text")


@cache
def section_types() -> Mapping[str, SectionType]:
    """Return the section types by name, in the usual order of a résumé."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = {kind.name: kind for module in modules if (kind := getattr(module, "SECTION", None))}
    others = sorted(found.keys() - {*_USUAL, *_LAST})
    return {name: found[name] for name in (*_USUAL, *others, *_LAST)}


@cache
def type_of_entry(record: type[Record]) -> SectionType | None:
    """Return the section type with a record as its entry, or None."""
    return next((kind for kind in section_types().values() if kind.entry is record), None)
