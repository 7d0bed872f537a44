"""Tags, notes and wordings, by which editions print different parts of a résumé."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError, core_schema

from cvtex.schema.fields import Flag, Record, ScalarReader, Text, read_text
from cvtex.source.typed import Typed, TypedMapping

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

TAG = r"[^\s,;:\[\]{}]+"
"""The pattern of a tag: one word."""


def one_in_list(value: object) -> object:
    """Return a bare text as a list."""
    return [value] if isinstance(value, Typed) else value


def _tag(value: object) -> Typed:
    text = read_text(value, "a tag", "write tags as a list, as `[ml, data]`")
    if not re.fullmatch(TAG, text):
        words = [word for word in re.split(r"[\s,;:\[\]{}]+", text) if word]
        several = {"hint": f"write `[{', '.join(words)}]`"} if len(words) > 1 else {}
        raise PydanticCustomError("tag_invalid", "a tag is one word", several)
    return text


Tag = Annotated[Typed, ScalarReader(_tag)]
"""The name of an audience."""

TagsField = Annotated[list[Tag], BeforeValidator(one_in_list)]


class Tagged(Record):
    """A part that some editions do not print."""

    for_: TagsField = Field(default=[], alias="for")
    """Tags: only editions with one of them in their `audience` print the part.

    For example `[ml, data]` or `teaching`."""
    not_for: TagsField = []
    """Tags: editions with one of them in their `audience` leave out the part.

    For example `[web]` or `research`."""
    hidden: Flag = False
    """Whether all editions leave out the part."""


class Noted(Tagged):
    """A part with notes, which only an edition with `notes: true` prints."""

    notes: Annotated[list[Text], BeforeValidator(one_in_list)] = []
    """What you want to remember in the interview: a text, or a list of texts, printed below it only
    in an edition with `notes: true`.

    For example `[The mill of 1796, ask about the tides]` or `Led by Ida`."""


Variants = Annotated[dict[Annotated[Typed, ScalarReader(read_text)], Text], Field(min_length=1)]


class Wordings(Record):
    """A text with variants for some audiences."""

    text: Text
    """The text for audiences without a variant."""
    variants: Variants
    """The variants by the tag of their audience. For example `{ml: Model builder}` or
    `{data: Data analyst, web: Analyst}`."""


class Varied(Typed):
    """A text with variants, by the tags of their audiences."""

    __slots__ = ("variants",)

    variants: dict[Typed, Typed]


class _Worded:
    """Validates a text, or a mapping with a `text` and its `variants`."""

    record = Wordings

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of a text or wordings."""
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
