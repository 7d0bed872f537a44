"""Awards, prizes and grants."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Dated, Described
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionType, Sorted


class Award(Dated, Described):
    """An award."""

    title: Worded
    """The award, which is the title of the entry."""
    awarder: Text | None = None
    """The organisation that gave it."""
    role: Text | None = None
    """Your role in the work. For example `Team lead` or `Author`."""
    url: Url | None = None
    """A web page, linked from the title."""


class AwardsSection(Sorted):
    """Awards, prizes and grants."""

    type: Literal["awards"]
    entries: Some[Award]
    """The awards, printed in your order."""


SECTION = SectionType(
    section=AwardsSection,
    heading={"title": Role.AWARD, "awarder": Role.ORGANISATION, "role": Role.POSITION},
    synonyms="award honor honors honour honours prizes achievements competitions",
    json_list="awards",
    json_synonyms={"name": "title"},
    rendercv={"name": "title"},
    fresh=(("recognition",),),
)
