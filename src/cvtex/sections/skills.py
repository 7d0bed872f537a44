"""Skills: each a name with a level and keywords, or a sentence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvtex.document import Block, Highlight, Highlights, Note, Notes, Role
from cvtex.schema.fields import Some, Text, bare_text
from cvtex.schema.tags import Noted, Variants, Worded
from cvtex.sections.blocks import line, merged_lists, reminders, words
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class Skill(Noted):
    """A skill; a bare string is a sentence."""

    name: Worded | None = None
    """The skill, or a group of skills. For example `Python` or `Databases`."""
    level: Worded | None = None
    """Your level, printed in brackets. For example `expert` or `good`."""
    keywords: list[Worded] = []
    """Details, printed after it. For example `[pandas, NumPy]` or `[SQLite]`."""
    text: Text | None = None
    """A sentence, instead of the other keys: a point of a list, or a line among skills with names.
    Short texts, as `Python`, are one line if there are no others."""
    variants: Variants | None = None
    """Other wordings of the sentence, each by the tag of its audience. For example
    `{ml: Trains models}` or `{data: Cleans tables, web: Builds pages}`."""

    @model_validator(mode="after")
    def _one_way(self) -> Skill:
        if (self.name is None) == (self.text is None) or (
            self.text and (self.level or self.keywords)
        ):
            raise PydanticCustomError(
                "skill_form", "a skill is either a text, or a name with a level and keywords"
            )
        if self.name and self.variants:
            raise PydanticCustomError(
                "skill_form",
                "these variants belong to a text, and this skill has a name",
                {"at": "variants", "hint": "write `name: {text: ..., variants: {...}}`"},
            )
        return self


class SkillsSection(SectionModel):
    """Skills: each a name with a level and keywords, or a sentence."""

    type: Literal["skills"]
    entries: Some[Annotated[Skill, BeforeValidator(bare_text)]]
    """The skills, printed in your order: each is a text, printed as a sentence, or has a `name`."""


def _blocks(section: SkillsSection, leaves: Leaves) -> tuple[Block, ...]:
    """Return the skills: words are one line, sentences a list, but lines among skills with names.

    A list below such a line would seem to belong to it.
    """
    texts = [skill.text for skill in section.entries if skill.text]
    if one_line := words(section.entries, texts, leaves):
        return one_line
    is_list = len(texts) == len(section.entries)
    return merged_lists(_skill(skill, leaves, is_list=is_list) for skill in section.entries)


def _skill(skill: Skill, leaves: Leaves, *, is_list: bool) -> Block:
    if skill.name:
        return line(skill, skill.name, skill.level, skill.keywords, leaves)
    assert skill.text is not None  # noqa: S101 - the model requires it
    sentence = leaves.typed(skill.text)
    below = reminders(skill, leaves)
    if is_list:
        return Highlights((Highlight(sentence, (), below),))
    return Notes((Note(None, sentence),), below)


SECTION = SectionType(
    section=SkillsSection,
    heading={"name": Role.SKILL, "level": Role.LEVEL},
    blocks=_blocks,
    synonyms="competencies technologies tools",
    json_list="skills",
    json_synonyms={"skills": "keywords"},
    rendercv={"label": "name", "details": "keywords"},
    fresh=(("skills", "sets"), ("skills", "list")),
)
