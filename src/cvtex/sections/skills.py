"""Skills: each a name with what belongs to it, or a sentence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvtex.document import Block, Highlight, Highlights, Role
from cvtex.schema.fields import Some, Text, bare_text
from cvtex.schema.tags import Tagged
from cvtex.sections.building import line
from cvtex.sections.kind import Section, SectionType
from cvtex.wording.leaves import Leaves


class Skill(Tagged):
    """A skill and what it is made of; a bare string is a sentence of its own."""

    name: Text | None = None
    """The skill, or what several have in common. For example `Python` or `Databases`."""
    level: Text | None = None
    """How well you know it, printed in brackets. For example `expert` or `good`."""
    keywords: list[Text] = []
    """What belongs to it, printed behind it. For example `[pandas, NumPy]` or `[SQLite]`."""
    text: Text | None = None
    """A sentence, in place of the other keys."""

    @model_validator(mode="after")
    def _one_way(self) -> Skill:
        if (self.name is None) == (self.text is None) or (
            self.text and (self.level or self.keywords)
        ):
            raise PydanticCustomError(
                "skill_form", "a skill is either a text, or a name with a level and keywords"
            )
        return self


class SkillsSection(Section):
    """Skills: each a name with what belongs to it, or a sentence."""

    type: Literal["skills"]
    entries: Some[Annotated[Skill, BeforeValidator(bare_text)]]
    """The skills, printed in your order: each is a text, printed as a sentence, or has a `name`."""


def _skill(skill: Skill, leaves: Leaves) -> Block:
    """Return a skill: a sentence as a point of a list, a name with what it is made of."""
    if skill.text:
        return Highlights((Highlight(leaves.typed(skill.text)),))
    assert skill.name is not None  # noqa: S101 - the model has seen to it
    return line(skill.name, skill.level, skill.keywords, leaves)


SECTION = SectionType(
    section=SkillsSection,
    heading={"name": Role.SKILL, "level": Role.LEVEL},
    block=_skill,
    words="competencies technologies tools",
    json_list="skills",
    taken={"skills": "keywords"},
    rendercv={"label": "name", "details": "keywords"},
    fresh=(("skills", "sets"), ("skills", "list")),
)
