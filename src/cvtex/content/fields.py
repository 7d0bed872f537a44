"""What the values of the schema are made of: texts, flags, dates, lists, records."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from cvtex.content.dates import Date, parse_date
from cvtex.content.typed import Typed

T = TypeVar("T")


def _text(value: object) -> Typed:
    if not isinstance(value, Typed):
        raise PydanticCustomError("text_type", "a text is expected here")
    if not value.strip():
        raise PydanticCustomError("text_empty", "the text is empty")
    return value


def _flag(value: object) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("flag_type", "`true` or `false` is expected here")
    return value == "true"


def _date(value: object) -> Date:
    try:
        return parse_date(_text(value))
    except ValueError as error:
        raise PydanticCustomError("date_invalid", "{reason}", {"reason": str(error)}) from error


def text_alone(value: object) -> object:
    """Take a bare string for a mapping of `text` to it."""
    return {"text": value} if isinstance(value, str) else value


def name_alone(value: object) -> object:
    """Take a bare string for a mapping of `name` to it."""
    return {"name": value} if isinstance(value, str) else value


Text = Annotated[Typed, PlainValidator(_text)]
"""A line or paragraph, as it was typed, in the markup of `cvtex.content.markup`; never empty."""

Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
DateField = Annotated[Date, PlainValidator(_date)]
Some: TypeAlias = Annotated[list[T], Field(min_length=1)]


class Record(BaseModel):
    """Every model: unknown keys are errors, values don't change."""

    # Built when the whole is, once: each by itself would take 40 ms more.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
