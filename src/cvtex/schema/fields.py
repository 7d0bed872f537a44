"""The field types of the schema, and `Record`, the base of its models.

The context of an error may have a `hint`, and `at`, the key that it is about.
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

# A key whose colon YAML does not recognise: without a space after it, or full-width.
_GLUED = re.compile(r"(?:name|text)\s*[:：]")


@dataclass(frozen=True)
class ScalarReader:
    """Validates a scalar with a function; `kind` is its type in the JSON Schema.

    Unlike pydantic's PlainValidator it builds no serialization schema, which saves a check 15 ms.
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


def read_text(
    value: object,
    what: str = "a text",
    hint: str = "put a text that begins with a bracket or contains `: ` in quotes",
) -> Typed:
    """Return a value that is a text, and not an empty one; else raise the schema's error."""
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


def _date(value: object, parse: Callable[[Typed], Date | Range] = parse_date) -> Date | Range:
    text = read_text(value, "a date", HINT)
    try:
        return parse(text)
    except DateError as error:
        raise _invalid("date_invalid", error, text, parse) from error


def _when(value: object) -> Date | Range:
    when = _date(value, parse_when)
    if isinstance(when, Range):
        require_order(when.start, when.end)
    return when


def _address(require: Callable[[str], None], what: str, example: str) -> ScalarReader:
    def check(value: object) -> Typed:
        text = read_text(value, what, f"write one, as `{example}`")
        try:
            require(text)
        except AddressError as error:
            raise _invalid(error.code.replace("-", "_"), error, text, require) from error
        return text

    return ScalarReader(check)


def _invalid(
    kind: str, error: DateError | AddressError, text: Typed, read: Callable[[Typed], object]
) -> PydanticCustomError:
    """Return the schema's error; typographic quotes may be the only mistake."""
    context = {"reason": str(error), "hint": error.hint}
    if bare := between_quotes(text):
        try:
            read(Typed(bare, text.span))
        except (DateError, AddressError):
            quotes = f"{text.strip()[0]} {text.strip()[-1]}"
            context["hint"] = f"remove the quotes {quotes}; {error.hint}"
        else:
            context |= {"hint": f"write {bare}, {without_quotes(text)}", "bare": bare}
    return PydanticCustomError(kind, "{reason}", context)


def require_order(start: Date, end: Date, at: str = "") -> None:
    """Raise PydanticCustomError for an end before its start."""
    if ends_before(start, end):
        raise PydanticCustomError(
            "date_order",
            "the end, `{end}`, is before the start, `{start}`",
            {"start": iso(start), "end": iso(end), "at": at},
        )


def _bare(key: str) -> Callable[[object], object]:
    def mapping(value: object) -> object:
        return {key: value} if isinstance(value, str) and not _is_glued(value) else value

    return mapping


BARE = bare_text, bare_name, bare_file = _bare("text"), _bare("name"), _bare("file")
"""Validators that accept a bare string for a mapping with one key."""


def _is_glued(text: str) -> bool:
    """Return whether a text was meant as a mapping, as `name:Python`."""
    return isinstance(text, Typed) and not text.quoted and bool(_GLUED.match(text))


Text = Annotated[Typed, ScalarReader(read_text)]
"""A non-empty line or paragraph in the markup of `cvtex.markup`."""

Flag = Annotated[bool, ScalarReader(_flag, core_schema.bool_schema())]
DateField = Annotated[Date, ScalarReader(_date)]
When = Annotated[Date | Range, ScalarReader(_when)]
"""A date or a range."""

Email = Annotated[Typed, _address(require_email, "an e-mail address", "ada@example.org")]
Url = Annotated[Typed, _address(require_url, "a URL", "https://example.org")]
Doi = Annotated[Typed, _address(require_doi, "a DOI", "10.5555/sample.1")]
Some: TypeAlias = Annotated[list[T], Field(min_length=1)]


class Record(BaseModel):
    """The base of all models: immutable, and unknown keys are errors."""

    # Building all models together saves 40 ms.
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        model_title_generator=lambda model: model.__name__.removesuffix("Model"),
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        """Drop known keys without a value."""
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {
            key: inner
            for key, inner in value.items()
            if not (isinstance(inner, Empty) and key in known)
        }


def records_in(annotation: object) -> Iterator[type[Record]]:
    """Yield the record types in a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)
