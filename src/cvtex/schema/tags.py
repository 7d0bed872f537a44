"""What a part of a résumé is marked with, so that each edition prints what is meant for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError, core_schema

from cvtex.schema.fields import Flag, Reader, Record, Text, read_text
from cvtex.source.typed import Typed, TypedMapping

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

TAG = r"[^\s,;:\[\]{}]+"
"""A tag, as a pattern: one word."""


def one_in_list(value: object) -> object:
    """Take a bare text for a list of it."""
    return [value] if isinstance(value, Typed) else value


def _tag(value: object) -> Typed:
    text = read_text(value, "a tag", "tags stand in one list, as `[ml, data]`")
    if not re.fullmatch(TAG, text):
        words = [word for word in re.split(r"[\s,;:\[\]{}]+", text) if word]
        several = {"hint": f"write `[{', '.join(words)}]`"} if len(words) > 1 else {}
        raise PydanticCustomError("tag_invalid", "a tag is one word", several)
    return text


Tag = Annotated[Typed, Reader(_tag)]
"""The name of an audience."""

TagsField = Annotated[list[Tag], BeforeValidator(one_in_list)]


class Tagged(Record):
    """What one edition prints and another does not; without any of these keys, all print it."""

    for_: TagsField = Field(default=[], alias="for")
    """For whom it is: only editions with one of these tags as their `audience` print it.

    For example `[ml, data]` or `teaching`."""
    not_for: TagsField = []
    """For whom it is not: editions with one of these tags as their `audience` leave it out.

    For example `[web]` or `research`."""
    hidden: Flag = False
    """Whether you keep it for later: no edition prints it."""


Variants = Annotated[dict[Annotated[Typed, Reader(read_text)], Text], Field(min_length=1)]


class Wordings(Record):
    """A text in other words for some audiences."""

    text: Text
    """The text, for whoever has no wording of their own."""
    variants: Variants
    """Other wordings, each by the tag of its audience. For example `{ml: Model builder}` or
    `{data: Data analyst, web: Analyst}`."""


class Varied(Typed):
    """A text that has other wordings, by the tags of their audiences."""

    __slots__ = ("variants",)

    variants: dict[Typed, Typed]


class _Worded:
    """Has a text read that may be a mapping of a `text` and its `variants`."""

    record = Wordings

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of wordings, which a bare text goes past."""
        del source
        wordings = handler.generate_schema(Wordings)
        as_it_is = core_schema.plain_serializer_function_ser_schema(lambda text: text)
        return core_schema.no_info_wrap_validator_function(
            _worded, wordings, serialization=as_it_is
        )


def _worded(value: object, read: Callable[[object], Wordings]) -> Typed:
    keys = value.keys() if isinstance(value, TypedMapping) else set[Typed]()
    if keys == {"text"} or not {"text", "variants"} & keys:
        return read_text(value)
    wordings = read(value)
    text = wordings.text
    made = Varied(text, text.span, quoted=text.quoted, source=text.source, comment=text.comment)
    made.variants = wordings.variants
    return made


Worded = Annotated[Typed, _Worded()]
"""A text, or a `text` with `variants` for some audiences."""
