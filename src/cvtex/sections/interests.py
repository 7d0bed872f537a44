"""Interests: each a text, or a name with keywords."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from cvtex.document import Block, Role
from cvtex.schema.fields import Some, bare_name
from cvtex.schema.tags import Noted, Worded
from cvtex.sections.blocks import line, words
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class Interest(Noted):
    """An interest; a bare string is its name."""

    name: Worded
    """The interest. For example `Chess` or `Sailing`."""
    keywords: list[Worded] = []
    """Details, printed after it. For example `[blitz, problems]` or `[dinghies]`."""


class InterestsSection(SectionModel):
    """Interests: each a text, or a name with keywords."""

    type: Literal["interests"]
    entries: Some[Annotated[Interest, BeforeValidator(bare_name)]]
    """The interests, printed in your order: each is a text, or a `name` with `keywords`."""


def _blocks(section: InterestsSection, leaves: Leaves) -> tuple[Block, ...]:
    """Return the interests, in one line if they are words."""
    alone = [interest.name for interest in section.entries if not interest.keywords]
    return words(section.entries, alone, leaves) or tuple(
        line(interest, interest.name, None, interest.keywords, leaves)
        for interest in section.entries
    )


SECTION = SectionType(
    section=InterestsSection,
    heading={"name": Role.INTEREST},
    blocks=_blocks,
    synonyms="hobbies hobby",
    json_list="interests",
    rendercv={"label": "name", "details": "keywords"},
    fresh=(("interests",),),
)
