"""What takes a line each: skills, languages, interests."""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from cvtex.content.fields import Record, Text


class Skill(Record):
    """A skill and what it is made of; a bare string is a sentence of its own."""

    name: Text | None = None
    level: Text | None = None
    keywords: list[Text] = []
    text: Text | None = None

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
    fluency: Text | None = None


class Interest(Record):
    """An interest and what it is made of; a bare string is its name."""

    name: Text
    keywords: list[Text] = []
