"""Employers, with your positions and work there."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Lasting, Supervised
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Position(Lasting, Described, Supervised):
    """One role at an employer."""

    position: Worded | None = None
    """The role. For example `Engineer` or `Head of Sales`."""
    department: Text | None = None
    """The part of the employer. For example `Risk` or `Research`."""
    location: Text | None = None
    """The place of work. For example `Edinburgh` or `remote`."""


class Employer(Position):
    """An employer; several roles at it are its parts."""

    name: Worded
    """The employer, which is the title of the entry."""
    url: Url | None = None
    """A web page, linked from the name of the employer."""
    parts: list[Position] = []
    """Several roles at this employer, each with its own keys."""


class ExperienceSection(Sorted):
    """Employers, with your positions and work there."""

    type: Literal["experience"]
    entries: Some[Employer]
    """The employers, printed in your order."""


SECTION = SectionType(
    section=ExperienceSection,
    heading={
        "name": Role.ORGANISATION,
        "position": Role.POSITION,
        "department": Role.DEPARTMENT,
        "location": Role.LOCATION,
    },
    synonyms="work employment job jobs career internship internships positions",
    json_list="work",
    json_synonyms={
        **dict.fromkeys(("company", "employer", "organization"), "name"),
        **dict.fromkeys(("title", "role", "jobTitle"), "position"),
    },
    rendercv={"company": "name"},
    rendercv_key="company",
    fresh=(("employment", "history"),),
)
