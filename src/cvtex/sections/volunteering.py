"""Work that was not paid."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Lasting
from cvtex.schema.tags import Worded
from cvtex.sections.kind import SectionType, Sorted


class Volunteering(Lasting, Described):
    """Work that was not paid."""

    organization: Text
    """For whom you worked; it heads the entry."""
    position: Worded | None = None
    """The role. For example `Crew` or `Treasurer`."""
    location: Text | None = None
    """Where the work was. For example `Edinburgh` or `remote`."""
    url: Url | None = None
    """A web page, to which the name of the organization leads."""


class VolunteeringSection(Sorted):
    """Work that was not paid."""

    type: Literal["volunteering"]
    entries: Some[Volunteering]
    """For whom you worked, printed in your order."""


SECTION = SectionType(
    section=VolunteeringSection,
    heading={
        "organization": Role.ORGANISATION,
        "position": Role.POSITION,
        "location": Role.LOCATION,
    },
    words="volunteer volunteers activities extracurricular community",
    json_list="volunteer",
    taken={"employer": "organization", "role": "position"},
    rendercv={"name": "organization"},
    fresh=(("service", "history"),),
)
