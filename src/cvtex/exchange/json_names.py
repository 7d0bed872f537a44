"""The names of lists and keys in JSON Resume, as the types of sections have them."""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.sections import section_types
from cvtex.sections.kind import SectionType

# What JSON files call keys of ours, whatever they stand in. `company` and `website` are what
# versions before 1.0 called `name` and `url`; others are what programs write that know the format
# by hearsay.
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
    """Return the types of sections by the lists of JSON Resume."""
    return {list_of(kind): kind for kind in section_types().values() if kind.heading}


def list_of(kind: SectionType) -> str:
    """Return the list that the entries of a type are in; where the format has none, one of ours."""
    return kind.json_list or kind.name


def names_of(kind: SectionType) -> Mapping[str, str]:
    """Return the keys of JSON Resume that have another name with us."""
    fields = kind.entry.model_fields if kind.entry else {}
    common = {name: key for name, key in _COMMON.items() if key in fields and name not in fields}
    return {**common, **{name: key for key, name in kind.json_keys.items()}, **kind.taken}
