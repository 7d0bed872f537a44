"""Publications, as references in a form that is data (`cvtex/forms`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated, Literal
from urllib.parse import quote

import yaml
from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvtex.document import Block, Highlight, Highlights, Inline, Role, Strong, Text, plain
from cvtex.markup import joined
from cvtex.resources import FORMS
from cvtex.schema.fields import Doi, Flag, Record, Some, Url, name_alone
from cvtex.schema.fields import Text as TypedText
from cvtex.sections.kind import SectionType, Sorted
from cvtex.wording.leaves import Leaves, literal, one_line

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_DOI_URL = re.compile(r"^https?://(dx\.)?doi\.org/")
_FIELD = re.compile(r"\{(\w+)\}")


class Author(Record):
    """One author; `self: true` marks the person whose résumé this is.

    `family` and `given` are what forms such as GB/T 7714 reorder; `name` is printed as it stands,
    as for an organisation.
    """

    name: TypedText | None = None
    """A name that is printed as it stands, in place of `family` and `given`."""
    family: TypedText | None = None
    """The family name, which the form of references puts in order."""
    given: TypedText | None = None
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
    title: TypedText
    """The title of the publication."""
    venue: TypedText | None = None
    """The journal, the proceedings or the book it is in; of a preprint, the server."""
    publisher: TypedText | None = None
    """Who published it; of a thesis, the school; of a patent, the office."""
    place: TypedText | None = None
    """Where it was brought out. For example `London` or `北京`."""
    year: TypedText | None = None
    """The year; of a patent it may be the whole date. For example `2023` or `2023-09-01`."""
    volume: TypedText | None = None
    """The volume of the journal. For example `12` or `38`."""
    issue: TypedText | None = None
    """The issue in the volume. For example `3` or `11`."""
    pages: TypedText | None = None
    """From which page to which. For example `101-112` or `7-9`."""
    number: TypedText | None = None
    """The number of a report, a patent or a preprint."""
    doi: Doi | None = None
    """The number alone, without `https://doi.org/`; it leads to the page.

    For example `10.5555/sample.1` or `10.5555/12345678`."""
    url: Url | None = None
    """Where it can be read: printed for `online` and `preprint`, otherwise behind the title."""
    summary: TypedText | None = None
    """What it is about, or what came of it: a point below the reference."""


class PublicationsSection(Sorted):
    """Publications, as references in a standard's form."""

    type: Literal["publications"]
    form: Literal["gbt7714"] = "gbt7714"
    """How the references are printed: by GB/T 7714-2015."""
    entries: Some[Publication]
    """The publications, printed in your order."""


Piece = str | list[str]
Content = Callable[[], tuple[Inline, ...]]
"""Makes the content of a field."""


@dataclass(frozen=True, slots=True)
class Form:
    """How references are put together; the form's file says what its parts mean."""

    authors: dict[str, object]
    kinds: dict[str, list[Piece]]


@cache
def load_form(name: str) -> Form:
    """Return a form by its name in the schema."""
    return Form(**yaml.load((FORMS / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader))


def reference(publication: Publication, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Return a publication as a reference, the person's own name in bold."""
    fields = _contents(publication, form, leaves)
    content: list[Inline] = []
    for piece in form.kinds[publication.kind]:
        for choice in [piece] if isinstance(piece, str) else piece:
            if fields.keys() >= {*_FIELD.findall(choice)}:
                _fill(content, choice, fields)
                break
    return tuple(content)


def _contents(publication: Publication, form: Form, leaves: Leaves) -> dict[str, Content]:
    """Return how the content of each field that is given is made, where the form asks for it."""
    names = ("title", "venue", "publisher", "place", "year", "volume", "issue", "pages", "number")
    fields: dict[str, Content] = {
        name: partial(leaves.inline, text)
        for name in names
        if (text := getattr(publication, name)) is not None
    }
    fields["authors"] = partial(_authors, publication, form, leaves)
    if (doi := publication.doi) is not None:
        number = _DOI_URL.sub("", one_line(doi))
        target = f"https://doi.org/{quote(number, safe='/:;()')}"
        fields["doi"] = partial(leaves.link, (literal(number, doi),), target, doi)
    if (url := publication.url) is not None:
        if _prints(form, publication.kind, "url"):
            fields["url"] = partial(leaves.link, (literal(url, url),), url, url)
        else:
            title = leaves.inline(publication.title)
            fields["title"] = partial(leaves.link, title, url, url)
    return fields


def _prints(form: Form, kind: str, field: str) -> bool:
    return any(f"{{{field}}}" in str(piece) for piece in form.kinds[kind])


def _fill(content: list[Inline], piece: str, fields: dict[str, Content]) -> None:
    """Add a piece of a form; its full stop is not printed where a field ends in one."""
    parts = _FIELD.split(piece)
    for words, name in zip(parts[::2], [*parts[1::2], ""], strict=True):
        stopped = plain(tuple(content[-1:])).endswith(".")
        own = words.removeprefix(".") if stopped else words
        for part in (Text(own), *(fields[name]() if name else ())):
            if isinstance(part, Text) and content and isinstance(content[-1], Text):
                content[-1] = joined((content[-1], part))
            elif part != Text(""):
                content.append(part)


def _authors(publication: Publication, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Name as many authors as the form does, and in any case all up to the person."""
    rules = form.authors
    authors = publication.authors
    own = max((place for place, author in enumerate(authors, 1) if author.is_self), default=0)
    limit = int(str(rules["named"]))
    named = authors if len(authors) <= limit else authors[: max(limit, own)]
    content: list[Inline] = []
    for author in named:
        typed = [text for text in (author.name, author.family, author.given) if text]
        leaves.take(*typed)
        name = literal(_name(author, rules), *typed)
        content.extend((Text(str(rules["separator"])), Strong((name,)) if author.is_self else name))
    if publication.et_al or len(named) < len(authors):
        marks = rules["et_al"]
        assert isinstance(marks, dict)  # noqa: S101 - the form's file is ours, and tested
        script = "han" if any(_is_han(author) for author in named) else "latin"
        content.extend((Text(str(rules["separator"])), Text(marks[script])))
    return tuple(content[1:])


def _name(author: Author, rules: dict[str, object]) -> str:
    if author.family is None:
        return str(author.name)
    pattern = str(rules["han" if _is_han(author) else "latin"])
    family, given = str(author.family), str(author.given or "")
    return pattern.format(family=family, FAMILY=family.upper(), given=given).strip()


def _is_han(author: Author) -> bool:
    return bool(re.search(_HAN, author.family or author.name or ""))


def _blocks(section: PublicationsSection, leaves: Leaves) -> tuple[Block, ...]:
    form = load_form(section.form)
    return (Highlights(tuple(_point(entry, form, leaves) for entry in section.entries)),)


def _point(entry: Publication, form: Form, leaves: Leaves) -> Highlight:
    """Return a publication as a point, with what it is about below it."""
    text = leaves.leaf(reference(entry, form, leaves), entry.title.span)
    below = (Highlight(leaves.typed(entry.summary)),) if entry.summary else ()
    return Highlight(text, below)


SECTION = SectionType(
    section=PublicationsSection,
    heading={"title": Role.PUBLICATION},
    blocks=_blocks,
    words="papers research articles patents",
    json_list="publications",
    json_keys={"title": "name", "year": "releaseDate"},
    taken={"date": "year"},
    rendercv={"date": "year", "journal": "venue"},
    rendercv_key="authors",
    fresh=(("writing",),),
)
