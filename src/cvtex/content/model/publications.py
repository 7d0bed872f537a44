"""Publications and their authors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvtex.content.fields import Doi, Flag, Record, Some, Text, Url, name_alone


class Author(Record):
    """One author; `self: true` marks the person whose résumé this is.

    `family` and `given` are what forms such as GB/T 7714 reorder; `name` is printed as it stands,
    as for an organisation.
    """

    name: Text | None = None
    family: Text | None = None
    given: Text | None = None
    is_self: Flag = Field(default=False, alias="self")

    @model_validator(mode="after")
    def _named(self) -> Author:
        if (self.name is None) == (self.family is None) or (self.given and not self.family):
            raise PydanticCustomError(
                "author_name", "an author has either a name, or a family and a given name"
            )
        return self


AuthorField = Annotated[Author, BeforeValidator(name_alone)]

PublicationKind = Literal[
    "journal", "conference", "book", "chapter", "thesis", "report", "patent", "preprint", "online"
]


class Publication(Record):
    """A publication; how it is printed is the form's business (`cvtex/forms`)."""

    kind: PublicationKind
    authors: Some[AuthorField]
    et_al: Flag = False
    title: Text
    venue: Text | None = None
    publisher: Text | None = None
    place: Text | None = None
    year: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    number: Text | None = None
    doi: Doi | None = None
    url: Url | None = None
