"""What the values of the schema are made of: texts, flags, dates, addresses, lists, records.

What an error says of itself goes into its context: `hint`, and `at`, the key that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, core_schema

from cvtex.schema.addresses import AddressError, require_doi, require_email, require_url
from cvtex.schema.dates import (
    HINT,
    Date,
    DateError,
    Range,
    ends_before,
    iso,
    parse_date,
    parse_when,
)
from cvtex.source.smart_quotes import between_quotes, without_quotes
from cvtex.source.typed import Empty, Typed

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

T = TypeVar("T")

# A key whose colon is none to YAML, because no space is behind it or it is full-width.
_GLUED = re.compile(r"(?:name|text)\s*[:：]")


@dataclass(frozen=True)
class Reader:
    """Has a function read what was typed: `kind` is what an editor is to take it for.

    It does what pydantic's PlainValidator does but for one thing: that also finds out for each key
    how its type would be written, which nobody asks for, and took a check 15 ms.
    """

    read: Callable[[object], object]
    kind: core_schema.CoreSchema | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of a scalar."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            self.read, json_schema_input_schema=self.kind
        )


def _text(
    value: object,
    what: str = "a text",
    hint: str = "put it in quotes, if it is one that begins with a bracket or holds `: `",
) -> Typed:
    if not isinstance(value, Typed):
        context = {"what": what, "hint": hint}
        raise PydanticCustomError("text_type", "{what} is expected here", context)
    if not value.strip():
        raise PydanticCustomError("text_empty", "the text is empty")
    return value


def _flag(value: object) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("flag_type", "`true` or `false` is expected here")
    return value == "true"


def _date(value: object) -> Date:
    text = _text(value, "a date", HINT)
    try:
        return parse_date(text)
    except DateError as error:
        raise _invalid("date_invalid", error, _hint(text, error.hint, parse_date)) from error


def _when(value: object) -> Date | Range:
    text = _text(value, "a date", HINT)
    try:
        when = parse_when(text)
    except DateError as error:
        raise _invalid("date_invalid", error, _hint(text, error.hint, parse_when)) from error
    if isinstance(when, Range):
        require_order(when.start, when.end)
    return when


def _address(require: Callable[[str], None], what: str, example: str) -> Reader:
    def check(value: object) -> Typed:
        text = _text(value, what, f"write one, as `{example}`")
        try:
            require(text)
        except AddressError as error:
            hint = _hint(text, error.hint, require)
            raise _invalid(error.code.replace("-", "_"), error, hint) from error
        return text

    return Reader(check)


def _hint(text: Typed, hint: str, read: Callable[[Typed], object]) -> str:
    """Return what to write, where quotes that are none to YAML may be all that is wrong."""
    bare = between_quotes(text)
    if not bare:
        return hint
    try:
        read(Typed(bare, text.span))
    except (DateError, AddressError):
        return f"take the quotes {text.strip()[0]} {text.strip()[-1]} away; {hint}"
    return f"write {bare}, {without_quotes(text)}"


def _invalid(kind: str, error: ValueError, hint: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{reason}", {"reason": str(error), "hint": hint})


def require_order(start: Date, end: Date, at: str = "") -> None:
    """Raise the schema's error for an end that is before its start."""
    if ends_before(start, end):
        raise PydanticCustomError(
            "date_order",
            "the end, `{end}`, is before the start, `{start}`",
            {"start": iso(start), "end": iso(end), "at": at},
        )


def text_alone(value: object) -> object:
    """Take a bare string for a mapping of `text` to it."""
    return {"text": value} if isinstance(value, str) and not _is_glued(value) else value


def name_alone(value: object) -> object:
    """Take a bare string for a mapping of `name` to it."""
    return {"name": value} if isinstance(value, str) and not _is_glued(value) else value


def file_alone(value: object) -> object:
    """Take a bare string for a mapping of `file` to it."""
    return {"file": value} if isinstance(value, str) else value


BARE = (text_alone, name_alone, file_alone)
"""What takes a bare string for a mapping of one key."""


def _is_glued(text: str) -> bool:
    """Say whether a bare text was meant for a mapping, as `name:Python`."""
    return isinstance(text, Typed) and not text.quoted and bool(_GLUED.match(text))


Text = Annotated[Typed, Reader(_text)]
"""A line or paragraph, as it was typed, in the markup of `cvtex.markup`; never empty."""

Flag = Annotated[bool, Reader(_flag, core_schema.bool_schema())]
DateField = Annotated[Date, Reader(_date)]
When = Annotated[Date | Range, Reader(_when)]
"""A date, or a range of two in one text."""

Email = Annotated[Typed, _address(require_email, "an e-mail address", "ada@example.org")]
Url = Annotated[Typed, _address(require_url, "a URL", "https://example.org")]
Doi = Annotated[Typed, _address(require_doi, "a DOI", "10.5555/sample.1")]
Some: TypeAlias = Annotated[list[T], Field(min_length=1)]


class Record(BaseModel):
    """Every model: unknown keys are errors, values don't change."""

    # Built when the whole is, once: each by itself would take 40 ms more.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        """Take a key that was left empty as one that is not there, if it is one of the schema."""
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {
            key: inner
            for key, inner in value.items()
            if not (isinstance(inner, Empty) and key in known)
        }


def records_in(annotation: object) -> Iterator[type[Record]]:
    """Yield the records that a type may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)
