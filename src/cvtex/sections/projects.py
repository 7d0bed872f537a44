"""Projects, in research or otherwise."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Lasting, Supervised
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Project(Lasting, Described, Supervised):
    """A project, in research or otherwise."""

    name: Worded
    """The project, which is the title of the entry."""
    role: Worded | None = None
    """Your role. For example `Lead` or `Maintainer`."""
    entity: Text | None = None
    """The owner of the project: a company, a school, a club."""
    location: Text | None = None
    """The place. For example `Edinburgh` or `online`."""
    url: Url | None = None
    """A web page, linked from the name of the project."""
    keywords: list[Worded] = []
    """Tools and methods, on one line. For example `[Python, SQL]` or `[TeX, C#]`."""


class ProjectsSection(Sorted):
    """Projects, in research or otherwise."""

    type: Literal["projects"]
    entries: Some[Project]
    """The projects, printed in your order."""


SECTION = SectionType(
    section=ProjectsSection,
    heading={
        "name": Role.PROJECT,
        "role": Role.POSITION,
        "entity": Role.ORGANISATION,
        "location": Role.LOCATION,
    },
    synonyms="portfolio",
    json_list="projects",
    json_keys={"role": "roles", "summary": "description"},
    json_synonyms={"title": "name"},
    rendercv={"position": "role", "details": "summary"},
    fresh=(("projects",),),
)
