"""Projects, in research or otherwise."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Lasting, Supervised
from cvtex.schema.tags import Worded
from cvtex.sections.kind import SectionType, Sorted


class Project(Lasting, Described, Supervised):
    """A project, in research or otherwise."""

    name: Text
    """The project, which heads the entry."""
    role: Worded | None = None
    """Your part in it. For example `Lead` or `Maintainer`."""
    entity: Text | None = None
    """Whose project it was: a company, a school, a club."""
    location: Text | None = None
    """Where it was. For example `Edinburgh` or `online`."""
    url: Url | None = None
    """A web page, to which the name of the project leads."""
    keywords: list[Text] = []
    """Tools and the like, in one line. For example `[Python, SQL]` or `[TeX, C#]`."""


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
    words="portfolio",
    json_list="projects",
    json_keys={"role": "roles", "summary": "description"},
    taken={"title": "name"},
    rendercv={"position": "role", "details": "summary"},
    fresh=(("projects",),),
)
