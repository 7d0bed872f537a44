"""The types of sections, one a module: its model, its place in the Document, its other names.

A module of this package that has a `SECTION` adds a type; nothing else has to know of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cvtex.schema.fields import Record
from cvtex.sections.kind import SectionType

# The usual order in a résumé, which decides between types that fit equally well.
_USUAL = (
    *("education", "experience", "projects", "publications", "skills", "awards", "certificates"),
    *("languages", "interests", "volunteering", "references"),
)
_LAST = ("list", "text")


@cache
def section_types() -> Mapping[str, SectionType]:
    """Return the types of sections by their names, in the usual order of a résumé."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = {kind.name: kind for module in modules if (kind := getattr(module, "SECTION", None))}
    others = sorted(found.keys() - {*_USUAL, *_LAST})
    return {name: found[name] for name in (*_USUAL, *others, *_LAST)}


@cache
def type_of_entry(record: type[Record]) -> SectionType | None:
    """Return the type of section that a record is an entry of, if it is one."""
    return next((kind for kind in section_types().values() if kind.entry is record), None)
