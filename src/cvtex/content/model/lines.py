"""What takes a line each: skills, languages, interests."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.fields import Record, Text


class Skill(Record):
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


class Language(Record):
    """A language and how well it is known."""

    language: Text
    """The language. For example `English` or `普通话`."""
    fluency: Text | None = None
    """How well you know it. For example `native` or `IELTS 7.5`."""


class Interest(Record):
    """An interest and what it is made of; a bare string is its name."""

    name: Text
    """The interest. For example `Chess` or `Sailing`."""
    keywords: list[Text] = []
    """What belongs to it, printed behind it. For example `[blitz, problems]` or `[dinghies]`."""
