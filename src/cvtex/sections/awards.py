"""Awards, prizes and grants."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Dated, Described
from cvtex.sections.kind import SectionType, Sorted


class Award(Dated, Described):
    """An award: its title, who gave it, the person's part in it."""

    title: Text
    """The award, which heads the entry."""
    awarder: Text | None = None
    """Who gave it."""
    role: Text | None = None
    """Your part in what it was given for. For example `Team lead` or `Author`."""
    url: Url | None = None
    """A web page, to which the title leads."""


class AwardsSection(Sorted):
    """Awards, prizes and grants."""

    type: Literal["awards"]
    entries: Some[Award]
    """The awards, printed in your order."""


SECTION = SectionType(
    section=AwardsSection,
    heading={"title": Role.AWARD, "awarder": Role.ORGANISATION, "role": Role.POSITION},
    words="award honor honors honour honours prizes achievements competitions",
    json_list="awards",
    taken={"name": "title"},
    rendercv={"name": "title"},
    fresh=(("recognition",),),
)
