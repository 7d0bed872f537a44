"""A free list with a title."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cvtex.document import Block
from cvtex.schema.records import HighlightsField
from cvtex.schema.tags import Worded
from cvtex.sections.blocks import highlights
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class ListSection(SectionModel):
    """A free list with a title."""

    type: Literal["list"]
    title: Worded
    """The section's title."""
    entries: Annotated[HighlightsField, Field(min_length=1)]
    """The points of the list: each is a text, or a `text` with `highlights` below it."""


def _blocks(section: ListSection, leaves: Leaves) -> tuple[Block, ...]:
    return highlights(section.entries, leaves)


SECTION = SectionType(
    section=ListSection, blocks=_blocks, synonyms="other others custom misc bullets"
)
