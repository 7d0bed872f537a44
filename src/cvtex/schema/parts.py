"""What entries of several kinds are made of: highlights, grades, dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.dates import Present
from cvtex.schema.fields import (
    DateField,
    Record,
    Text,
    When,
    name_alone,
    require_order,
    text_alone,
)

HIGHLIGHT_LEVELS = 3


class Highlight(Record):
    """A point of a list, with points below it; a bare string is its text."""

    text: Text
    """The point."""
    highlights: list[Highlights] = []
    """The points below it; they nest to three levels in all."""


Highlights = Annotated[Highlight, BeforeValidator(text_alone)]


def _depth(highlights: list[Highlight]) -> int:
    return 1 + max((_depth(item.highlights) for item in highlights), default=0) if highlights else 0


def _nesting(highlights: list[Highlight]) -> list[Highlight]:
    if _depth(highlights) > HIGHLIGHT_LEVELS:
        raise PydanticCustomError(
            "highlights_too_deep", f"highlights nest to {HIGHLIGHT_LEVELS} levels at most"
        )
    return highlights


HighlightsField = Annotated[list[Highlights], AfterValidator(_nesting)]


class Graded(Record):
    """A course or a grade: its name and its mark; a bare string is its name."""

    name: Text
    """The course, or what the grade is. For example `GPA` or `Topology`."""
    score: Text | None = None
    """The grade. For example `3.9 / 4` or `97`."""


GradedField = Annotated[Graded, BeforeValidator(name_alone)]


class Dated(Record):
    """A thing in time: one date, or a start and an end."""

    date: When | None = None
    """When it was, in place of a start and an end; words stand between quotes, as "Spring 2023".

    For example `2023`, `2023-09` or `2023-09-01`."""
    start_date: DateField | None = None
    """When it began. For example `2023`, `2023-09` or `2023-09-01`."""
    end_date: DateField | None = None
    """When it ended, or is to end. For example `present`, `2023`, `2023-09` or `2023-09-01`."""

    @model_validator(mode="after")
    def _one_way(self) -> Dated:
        if self.date and (self.start_date or self.end_date):
            raise PydanticCustomError(
                "date_twice",
                "give either date, or start_date and end_date, not both",
                {"at": "date"},
            )
        if isinstance(self.start_date, Present):
            raise PydanticCustomError(
                "date_order",
                "a start_date can't be `present`",
                {"at": "start_date", "hint": "write when it began, as 2023-09"},
            )
        if self.start_date and self.end_date:
            require_order(self.start_date, self.end_date, "end_date")
        return self


class Lasting(Dated):
    """What goes on until it is said to have ended."""


class Told(Record):
    """What can be told of an entry or of a part of one, below its heading."""

    summary: Text | None = None
    """A paragraph or several below the heading; an empty line begins a new one."""
    highlights: HighlightsField = []
    """What there is to tell, in points: each is a text, or a `text` with `highlights` below it."""


class Guided(Record):
    """Under whom, and in which programme."""

    supervisor: Text | None = None
    """Under whom it was. For example `Prof. Ida Sample` or `Dr Bob Example`."""
    mentor: Text | None = None
    """Who else guided you."""
    programme: Text | None = None
    """The programme it was part of."""
