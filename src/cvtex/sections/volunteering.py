"""Unpaid work."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Lasting
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Volunteering(Lasting, Described):
    """Unpaid work."""

    organization: Worded
    """The organisation, which is the title of the entry."""
    position: Worded | None = None
    """The role. For example `Crew` or `Treasurer`."""
    location: Text | None = None
    """The place of work. For example `Edinburgh` or `remote`."""
    url: Url | None = None
    """A web page, linked from the name of the organisation."""


class VolunteeringSection(Sorted):
    """Unpaid work."""

    type: Literal["volunteering"]
    entries: Some[Volunteering]
    """The organisations, printed in your order."""


SECTION = SectionType(
    section=VolunteeringSection,
    heading={
        "organization": Role.ORGANISATION,
        "position": Role.POSITION,
        "location": Role.LOCATION,
    },
    synonyms="volunteer volunteers activities extracurricular community",
    json_list="volunteer",
    json_synonyms={"employer": "organization", "role": "position"},
    rendercv={"name": "organization"},
    fresh=(("service", "history"),),
)
