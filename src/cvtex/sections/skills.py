"""Skills: each a name with a level and keywords, or a sentence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvtex.document import Block, Highlight, Highlights, Role
from cvtex.schema.fields import Some, Text, bare_text
from cvtex.schema.tags import Noted, Variants, Worded
from cvtex.sections.blocks import line, reminders
from cvtex.sections.section_type import Section, SectionType
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
    """A sentence, instead of the other keys."""
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


class SkillsSection(Section):
    """Skills: each a name with a level and keywords, or a sentence."""

    type: Literal["skills"]
    entries: Some[Annotated[Skill, BeforeValidator(bare_text)]]
    """The skills, printed in your order: each is a text, printed as a sentence, or has a `name`."""


def _skill(skill: Skill, leaves: Leaves) -> Block:
    """Return a skill: a sentence as a point of a list, or a name with its level and keywords."""
    if skill.text:
        return Highlights((Highlight(leaves.typed(skill.text), (), reminders(skill, leaves)),))
    assert skill.name is not None  # noqa: S101 - the model requires it
    return line(skill, skill.name, skill.level, skill.keywords, leaves)


SECTION = SectionType(
    section=SkillsSection,
    heading={"name": Role.SKILL, "level": Role.LEVEL},
    block=_skill,
    synonyms="competencies technologies tools",
    json_list="skills",
    json_synonyms={"skills": "keywords"},
    rendercv={"label": "name", "details": "keywords"},
    fresh=(("skills", "sets"), ("skills", "list")),
)
