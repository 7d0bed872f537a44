"""The model of a cover letter, which has the head of a résumé."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, LiteralString

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from cvtex.content.resume import Resume, Signature, WarningCode
from cvtex.schema.dates import HINT, Date, DateError, Present, parse_date
from cvtex.schema.fields import Record, ScalarReader, Text, bare_file, bare_text, read_text
from cvtex.schema.records import HighlightsField
from cvtex.schema.tags import Tagged, Variants, one_in_list
from cvtex.source.typed import Typed, TypedList, TypedMapping

_DAY = "write the day of the letter, as 2026-03-01; put other words in quotes"
_BLOCK = "write `|` after the key, and each line below it, indented"


def as_lines(value: object) -> object:
    """Return a text of several lines as a list of its lines."""
    if isinstance(value, TypedMapping):
        first = next((text for text in value.values() if isinstance(text, Typed)), "...")
        hint = f"write each line as it is printed, without a key: `- {first.strip()}`"
        raise _invalid("value_type", "lines of text are expected here", hint)
    return [*_lines_of(value)] if isinstance(value, Typed) and value.strip() else value


def _lines_of(text: Typed) -> Iterator[Typed]:
    broken: str = text
    if "\n" in text.source and text.source[0] != "|":
        if text.source[0] in "\"'>":  # YAML has joined the lines
            raise _invalid("value_type", "YAML joins these lines to one", _BLOCK)
        broken = text.source
    at = 0
    for line in filter(None, map(str.strip, broken.splitlines())):
        at = text.index(line, at)
        yield Typed(line, text.at(at, at + len(line)), quoted=text.quoted, comment=text.comment)
        at += len(line)


def _one_address(value: object) -> object:
    """Refuse several addresses, of which each is an item of more than a line."""
    items = value if isinstance(value, TypedList) else []
    if sum(not isinstance(item, Typed) or "\n" in item.strip() for item in items) > 1:
        hint = "write the lines of one address; to write to others too, copy the file"
        raise _invalid("value_type", "a letter has one address", hint)
    return value


Lines = Annotated[list[Text], Field(min_length=1), BeforeValidator(as_lines)]
"""A text whose line ends are kept, or a list of lines."""


def _day(value: object) -> Date:
    text = read_text(value, "a date", _DAY)
    try:
        day = parse_date(text)
    except DateError as error:
        if error.hint == HINT:
            raise _invalid("date_invalid", str(error), _DAY) from error
        if "present" in error.hint:  # which would be the fix of an invalid date
            raise _invalid("value_type", str(error), _DAY) from error
        raise _invalid("date_invalid", str(error), error.hint) from error
    if isinstance(day, Present):
        raise _invalid("value_type", "a letter has a date, which does not change", _DAY)
    return day


def _invalid(kind: LiteralString, reason: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "{reason}", {"reason": reason, "hint": hint})


class ParagraphModel(Tagged):
    """A paragraph of a letter, with bullet points below it; a bare text is its `text`."""

    text: Text
    """The paragraph; an empty line begins a new one."""
    variants: Variants | None = None
    """Other wordings, each by the tag of its audience. For example `{ml: I train models.}`
    or `{data: I clean tables., web: I build pages.}`."""
    highlights: HighlightsField = []  # noqa: RUF012 - pydantic copies a default
    """Bullet points below the paragraph."""


class LetterModel(Record):
    """A cover letter, in a file of its own: `letter.<name>.<language>.yaml`."""

    resume: Text | None = None
    """The résumé whose head the letter has; by default the `resume.<language>.yaml` beside it.

    For example `resume.en.yaml` or `ada.yaml`."""
    language: Text | None = None
    """The language of the letter, if it is not that of the résumé. For example `en` or `de`."""
    layout: Literal["din5008", "us", "plain", "chinese", "japanese"] | None = None
    """How the parts of the letter are arranged; by default as is usual in its language.

    For example `din5008` or `us`."""
    recipient: Annotated[Lines | None, BeforeValidator(_one_address)] = None
    """The address, as on the envelope: a text whose line ends are kept, or a list of lines.

    For example `[Example Engines, Ms Grace Model, 12 Mill Lane]` or
    `[样例科技有限公司, 人力资源部]`."""
    place: Text | None = None
    """Where you write, printed before the date. For example `Northmere` or `Musterstadt`."""
    date: Annotated[Date, ScalarReader(_day)]
    """The day of the letter, printed in the words of its language; other words are in quotes.

    For example `2026-03-01` or `"Spring 2026"`."""
    subject: Text | None = None
    """What the letter is about, in one line. For example `Engineer of engines, ref. 1815`."""
    opening: Text | None = None
    """The salutation. For example `Dear Ms Model,` or `尊敬的招聘负责人：`."""
    paragraphs: Annotated[
        list[Annotated[ParagraphModel, BeforeValidator(bare_text)]],
        Field(min_length=1),
        BeforeValidator(one_in_list),
    ]
    """The text: a list of paragraphs, or one text with an empty line between two of them."""
    closing: Lines | None = None
    """The words before your name; line ends are kept.

    For example `Yours sincerely,` or `Mit freundlichen Grüßen`."""
    signature: Annotated[Signature, BeforeValidator(bare_file)] | None = None
    """A picture of your signature, between the closing and your name; a text is its `file`."""
    enclosures: list[Text] = []  # noqa: RUF012 - the same
    """What you send with the letter. For example `[Résumé, Certificates]` or `[简历]`."""
    ignore: list[WarningCode] = []  # noqa: RUF012 - the same
    """The codes of warnings that you do not want to see."""


class Application(Resume):
    """The head of a résumé, and the letter below it."""

    letter: LetterModel

    @property
    def signature(self) -> Signature | None:
        """The picture of a signature."""
        return self.letter.signature

    @property
    def ignored(self) -> list[Typed]:
        """The codes of warnings that the person does not want to see."""
        return [*self.ignore, *self.letter.ignore]
