"""Publications and their authors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.fields import Doi, Flag, Record, Some, Text, Url, name_alone


class Author(Record):
    """One author; `self: true` marks the person whose résumé this is.

    `family` and `given` are what forms such as GB/T 7714 reorder; `name` is printed as it stands,
    as for an organisation.
    """

    name: Text | None = None
    """A name that is printed as it stands, in place of `family` and `given`."""
    family: Text | None = None
    """The family name, which the form of references puts in order."""
    given: Text | None = None
    """The given name, in full or as initials, as it is to be printed. For example `Ada` or `A`."""
    is_self: Flag = Field(default=False, alias="self")
    """Whether this is you: your name is printed in bold, and always named."""

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
    """What kind of publication it is."""
    authors: Some[AuthorField]
    """The authors in their order: each is a text, printed as it stands, or a name in its parts."""
    et_al: Flag = False
    """Whether there are more authors than are listed."""
    title: Text
    """The title of the publication."""
    venue: Text | None = None
    """The journal, the proceedings or the book that it stands in."""
    publisher: Text | None = None
    """Who brought it out; of a thesis, the school."""
    place: Text | None = None
    """Where it was brought out. For example `London` or `北京`."""
    year: Text | None = None
    """The year; of a patent it may be the whole date. For example `2023` or `2023-09-01`."""
    volume: Text | None = None
    """The volume of the journal. For example `12` or `38`."""
    issue: Text | None = None
    """The issue in the volume. For example `3` or `11`."""
    pages: Text | None = None
    """From which page to which. For example `101-112` or `7-9`."""
    number: Text | None = None
    """The number of a report or a patent."""
    doi: Doi | None = None
    """The number alone, without `https://doi.org/`; it leads to the page.

    For example `10.5555/sample.1` or `10.5555/12345678`."""
    url: Url | None = None
    """Where it can be read: printed for `online` and `preprint`, otherwise behind the title."""
    summary: Text | None = None
    """What it is about, or what came of it: a point below the reference."""
