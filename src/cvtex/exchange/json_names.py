"""Maps section types and our keys to the names in JSON Resume."""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.sections import section_types
from cvtex.sections.section_type import SectionType

# Other names of our keys in any record: those of versions before 1.0, and those of programs that do
# not follow the format.
_COMMON = {
    "start": "start_date",
    "from": "start_date",
    "end": "end_date",
    "to": "end_date",
    "website": "url",
    "link": "url",
    "description": "summary",
    "achievements": "highlights",
    "responsibilities": "highlights",
}


def json_lists() -> Mapping[str, SectionType]:
    """Return the section types by their lists in JSON Resume."""
    return {list_of(kind): kind for kind in section_types().values() if kind.heading}


def list_of(kind: SectionType) -> str:
    """Return the list for a section type in JSON Resume, or an extension of ours."""
    return kind.json_list or kind.name


def names_of(kind: SectionType) -> Mapping[str, str]:
    """Return our keys by the names in JSON Resume, where they differ."""
    fields = kind.entry.model_fields if kind.entry else {}
    common = {name: key for name, key in _COMMON.items() if key in fields and name not in fields}
    return {**common, **{name: key for key, name in kind.json_keys.items()}, **kind.json_synonyms}
