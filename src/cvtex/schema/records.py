"""Records that several section types share: highlights, grades, dates."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from cvtex.schema.dates import Date, Present, Range
from cvtex.schema.fields import (
    DateField,
    Record,
    ScalarReader,
    Text,
    When,
    bare_name,
    bare_text,
    require_order,
)
from cvtex.schema.tags import Noted, Variants, Worded
from cvtex.source.typed import Typed

HIGHLIGHT_LEVELS = 3


PRIORITIES = 9


def _priority(value: object) -> int:
    if isinstance(value, Typed) and re.fullmatch(f"[1-{PRIORITIES}]", value):
        return int(value)
    message = "a priority is a number from 1 to {most}"
    raise PydanticCustomError("priority_invalid", message, {"most": PRIORITIES})


Priority = Annotated[int, ScalarReader(_priority)]


class HighlightModel(Noted):
    """A bullet point with points below it; a bare string is its text."""

    text: Text
    """The text of the point."""
    variants: Variants | None = None
    """Other wordings, each by the tag of its audience. For example `{ml: Trained models}`
    or `{data: Cleaned tables, web: Built pages}`."""
    priority: Priority | None = None
    """How much it matters where an edition prints only so many: `1` is first, `9` last.

    For example `1` or `5`."""
    highlights: list[Highlights] = []
    """The points below it; there are at most three levels."""


Highlights = Annotated[HighlightModel, BeforeValidator(bare_text)]


def _depth(highlights: list[HighlightModel]) -> int:
    return 1 + max((_depth(item.highlights) for item in highlights), default=0) if highlights else 0


def _nesting(highlights: list[HighlightModel]) -> list[HighlightModel]:
    if _depth(highlights) > HIGHLIGHT_LEVELS:
        raise PydanticCustomError(
            "highlights_too_deep", f"highlights have at most {HIGHLIGHT_LEVELS} levels"
        )
    return highlights


HighlightsField = Annotated[list[Highlights], AfterValidator(_nesting)]


class Graded(Record):
    """A course or a grade; a bare string is its name."""

    name: Text
    """The name of the course or of the grade. For example `GPA` or `Topology`."""
    score: Text | None = None
    """The grade. For example `3.9 / 4` or `97`."""


GradedField = Annotated[Graded, BeforeValidator(bare_name)]


class Dated(Noted):
    """A date, or a start and an end."""

    id: Text | None = None
    """A name of your own for it, not printed: it says what is the same thing in your résumé in
    another language, where dates and names do not. For example `thesis` or `job-2019`."""
    date: When | None = None
    """The date or range, instead of a start and an end; words are in quotes, as "Spring 2023".

    For example `2023`, `2023-09` or `2023-09-01`."""
    start_date: DateField | None = None
    """The start. For example `2023`, `2023-09` or `2023-09-01`."""
    end_date: DateField | None = None
    """The end, which may be in the future. For example `present`, `2023` or `2023-09`."""

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


class Period(NamedTuple):
    """When something began and ended, as far as it is given."""

    start: Date | None
    end: Date | None


def period(record: Record) -> Period:
    """Return when something was; a single date is its start and its end."""
    if not isinstance(record, Dated):
        return Period(None, None)
    date = record.date
    if isinstance(date, Range):
        return Period(date.start, date.end)
    return Period(date, date) if date else Period(record.start_date, record.end_date)


class Lasting(Dated):
    """An activity that continues until its `end_date`."""


class Described(Record):
    """The texts below the heading of an entry or of a part."""

    summary: Worded | None = None
    """One or more paragraphs below the heading; an empty line begins a new one."""
    highlights: HighlightsField = []
    """Bullet points: each is a text, or a `text` with `highlights` below it."""


class Supervised(Record):
    """The people who guided you, and the programme."""

    supervisor: Text | None = None
    """Your supervisor. For example `Prof. Ida Sample` or `Dr Bob Example`."""
    mentor: Text | None = None
    """Your mentor."""
    programme: Text | None = None
    """The programme that it was part of."""
