"""Languages and how well you know them."""

from __future__ import annotations

from typing import Literal

from cvtex.document import Block, Role
from cvtex.schema.fields import Some, Text
from cvtex.schema.tags import Noted
from cvtex.sections.blocks import line
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.wording.leaves import Leaves


class Language(Noted):
    """A language and how well it is known."""

    language: Text
    """The language. For example `English` or `普通话`."""
    fluency: Text | None = None
    """How well you know it. For example `native` or `IELTS 7.5`."""


class LanguagesSection(SectionModel):
    """Languages and how well you know them."""

    type: Literal["languages"]
    entries: Some[Language]
    """The languages, printed in your order."""


def _line(language: Language, leaves: Leaves) -> Block:
    values = [language.fluency] if language.fluency else []
    return line(language, language.language, None, values, leaves)


SECTION = SectionType(
    section=LanguagesSection,
    heading={"language": Role.LANGUAGE, "fluency": Role.LEVEL},
    block=_line,
    synonyms="language",
    json_list="languages",
    json_synonyms={"name": "language", "level": "fluency"},
    rendercv={"label": "language", "details": "fluency"},
    fresh=(("languages",),),
)
