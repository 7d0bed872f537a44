"""Free text with a title."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Block
from cvtex.schema.tags import Worded
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class TextSection(SectionModel):
    """Free text with a title."""

    type: Literal["text"]
    title: Worded
    """The section's title."""
    text: Worded
    """The text; an empty line begins a new paragraph."""


def _blocks(section: TextSection, leaves: Leaves) -> tuple[Block, ...]:
    return leaves.paragraphs(section.text)


SECTION = SectionType(
    section=TextSection, blocks=_blocks, synonyms="summary about objective profile statement"
)
