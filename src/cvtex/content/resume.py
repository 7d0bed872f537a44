"""The model of a content file."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, ClassVar, Self, Union

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from cvtex.diagnostics.codes import IGNORED, LINT, PROOFS, Code
from cvtex.schema.contacts import ContactModel
from cvtex.schema.fields import Record, Text, bare_file, bare_name
from cvtex.schema.tags import Worded
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionModel
from cvtex.source.typed import Typed

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_WARNINGS = sorted(warning.value for warning in IGNORED)
_PROOFS = frozenset(code.value for code in PROOFS)
_ERRORS = frozenset(code.value for code in Code if code not in IGNORED)
_LINT = sorted(code.value for code in LINT)


def _warning(code: Typed) -> Typed:
    if code in _PROOFS:
        hint = "an edition can make it a warning: `warn: [{code}]` in editions.yaml"
        raise _unknown(code, "`{code}` is about a PDF, not about this text", hint)
    if code in _ERRORS:
        raise _unknown(code, "`{code}` is an error, which can't be ignored", "fix the error")
    return _one_of(code, _WARNINGS, "there is no warning `{code}`", "the warnings are")


def _lint(code: Typed) -> Typed:
    return _one_of(code, _LINT, "there is no code `{code}` of `cvtex lint`", "the codes are")


def _one_of(code: Typed, known: list[str], message: str, listed: str) -> Typed:
    if code in known:
        return code
    close = difflib.get_close_matches(code, known, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"{listed} {', '.join(known)}"
    raise _unknown(code, message, hint, *close)


def _unknown(code: Typed, message: str, hint: str, meant: str = "") -> PydanticCustomError:
    context = {"code": str(code), "hint": hint.replace("{code}", code), "meant": meant}
    return PydanticCustomError("value_unknown", message, context)


WarningCode = Annotated[
    Text, AfterValidator(_warning), WithJsonSchema({"type": "string", "enum": _WARNINGS})
]
"""The code of a warning about the text."""

LintCode = Annotated[Text, AfterValidator(_lint), WithJsonSchema({"type": "string", "enum": _LINT})]
"""The code of a difference between two languages."""


class PhotoModel(Record):
    """A photo of you; a bare text is its file."""

    what: ClassVar[str] = "photo"
    pixels: ClassVar[tuple[int, int]] = (308, 402)
    """The size in which it is printed: 2.6 cm by 3.4 cm at 300 ppi."""

    file: Text
    """The JPEG or PNG file; its path is relative to the folder of this file.

    For example `portrait.jpg` or `photos/ada.png`."""
    alt: Text | None = None
    """The text alternative; by default the language's words for a photo, and your name."""


class Signature(PhotoModel):
    """A picture of your signature; a bare text is its file."""

    what: ClassVar[str] = "signature"
    pixels: ClassVar[tuple[int, int]] = (591, 213)
    """The size in which it is printed: 5 cm by 1.8 cm at 300 ppi."""

    file: Text
    """The JPEG or PNG file; its path is relative to the folder of this file.

    For example `signature.png` or `private/signature.png`."""
    alt: Text | None = None
    """The text alternative; by default the language's words for a signature, and your name."""


class Ignored(Record):
    """A difference from the résumé in another language that is intended."""

    code: LintCode
    """The code of the finding. For example `lint-dates` or `lint-alone`."""
    entry: Text | None = None
    """Words of the entry's title, in either file; without it, all entries are meant.

    For example `Example Engines` or `Sample`."""
    reason: Text
    """Why the files differ."""


class Lint(Record):
    """The settings of `cvtex lint`, which compares this file with one in another language."""

    ignore: list[Ignored] = []  # noqa: RUF012 - pydantic copies a default
    """Intended differences, each with a reason."""


class Fact(Record):
    """Something about you that is asked for in some countries."""

    label: Text | None = None
    """What it is. For example `Geburtsdatum` or `求职意向`."""
    value: Text
    """What there is to say. For example `1. März 1996` or `算法工程师`."""


_SIGNED = "write `signature: {name: Ada Muster, file: signature.png}`, or one of the two"
_PICTURES = (".png", ".jpg", ".jpeg")


class Signed(Record):
    """Your name below a line to sign on, and a picture of your signature; a text is one of them."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": [key], "properties": {key: {"not": {"type": "null"}}}}
                for key in ("name", "file")
            ]
        }
    )
    name: Text | None = None
    """Your name, below the line. For example `Ada Muster` or `A. Sample`."""
    file: Text | None = None
    """A picture of your signature, on the line: a JPEG or PNG file.

    Its path is relative to the folder of this file. For example `signature.png` or
    `private/signature.png`."""
    alt: Text | None = None
    """The text alternative; by default the language's words for a signature, and your name."""

    @model_validator(mode="before")
    @classmethod
    def _picture_or_name(cls, value: object) -> object:
        """Take a text that is the name of a picture as its file."""
        match value:
            case {"name": str(text), **rest} if not rest and text.lower().endswith(_PICTURES):
                return {"file": text}
        return value

    @model_validator(mode="after")
    def _has_either(self) -> Self:
        if self.name or self.file:
            return self
        raise PydanticCustomError(
            "value_type", "a signature has a name, a picture, or both", {"hint": _SIGNED}
        )

    @property
    def picture(self) -> Signature | None:
        """The picture, if there is one."""
        return Signature.model_construct(file=self.file, alt=self.alt) if self.file else None


class ClosingModel(Record):
    """What stands below the last section: a sentence, place and date, a line to sign on."""

    text: Text | None = None
    """A sentence. For example `以上` or `All of this is true`."""
    place: Text | None = None
    """Where you sign. For example `Musterstadt` or `Northmere`."""
    date: Text | None = None
    """The day on which you do, as it is to be printed.

    For example `1. März 2026` or `2026년 3월 1일`."""
    signature: Annotated[Signed, BeforeValidator(bare_name)] | None = None
    """Your name below a line to sign on, or a picture of your signature, or both.

    For example `Ada Muster` or `signature.png`."""


class _AnySection:
    """Validates a section with the model of its type."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Return the schema of a union of all section types."""
        del source
        models = tuple(kind.section for kind in section_types().values())
        return handler.generate_schema(Annotated[Union[models], Field(discriminator="type")])  # noqa: UP007 - known only at run time


class Resume(Record):
    """A content file."""

    language: Text
    """The language of the file, as a tag (BCP 47). For example `en`, `en-GB` or `zh-Hans`."""
    title: Text | None = None
    """What the sheet is called, above your name. For example `Lebenslauf` or `職務経歴書`."""
    name: Text
    """Your name, the title of the page."""
    name_reading: Text | None = None
    """How your name is read: above it in Japanese, else below.

    For example `みほん はなこ` or `kim gyeon-bon`."""
    name_latin: Text | None = None
    """Your name in Latin letters, below it. For example `Hanako Mihon` or `Kim Gyeonbon`."""
    headline: Worded | None = None
    """A line below the name, such as your profession."""
    contacts: list[ContactModel] = []  # noqa: RUF012 - pydantic copies a default
    """Your contacts, printed in your order."""
    facts: list[Fact] = []  # noqa: RUF012 - the same
    """What is asked for in some countries, in columns below the contacts: a `label`, a `value`."""
    photo: Annotated[PhotoModel, BeforeValidator(bare_file)] | None = None
    """A photo of you, printed beside your name; a text is its `file`."""
    summary: Worded | None = None
    """A summary of one or more paragraphs, printed as the first section."""
    sections: list[Annotated[SectionModel, _AnySection()]]
    """The sections, printed in your order. A type may come more than once."""
    closing: ClosingModel | None = None
    """What stands below the last section: a `text`, `place` and `date`, a `signature`."""
    ignore: list[WarningCode] = []  # noqa: RUF012 - the same
    """The codes of warnings that you do not want to see."""
    lint: Lint | None = None
    """Settings of `cvtex lint`, which compares this file with one in another language."""

    @property
    def signature(self) -> Signature | None:
        """The picture of a signature."""
        signed = self.closing.signature if self.closing else None
        return signed.picture if signed else None

    @property
    def ignored(self) -> list[Typed]:
        """The codes of warnings that the person does not want to see."""
        return self.ignore
