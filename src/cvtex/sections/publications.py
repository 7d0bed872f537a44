"""Publications, as references in a form (`forms.py`)."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvtex.document import Block, Highlight, Highlights, Inline, Role, Strong, Text, plain
from cvtex.paths import FormName
from cvtex.schema.fields import Doi, Flag, Record, Some, Url, bare_name
from cvtex.schema.fields import Text as TypedText
from cvtex.schema.tags import Noted
from cvtex.sections.blocks import reminders
from cvtex.sections.forms import Content, Form, NameFormat, behind, load_form
from cvtex.sections.section_type import SectionType, Sorted
from cvtex.source.typed import Typed
from cvtex.wording.leaves import Leaves, literal, one_line

_DOI_URL = re.compile(r"^https?://(dx\.)?doi\.org/")
# Page numbers, with at most one dash in a range; `A-1-A-9` stays as typed.
_PAGES = re.compile(r"\w+(?: ?[-–—] ?\w+)?(?:, ?\w+(?: ?[-–—] ?\w+)?)*")
_RANGE = re.compile(" ?[-–—] ?")
# Kinds without a venue, where `venue` means the publisher.
_WITHOUT_VENUE = frozenset({"thesis", "report"})


class Author(Record):
    """One author; `self: true` marks you. A bare string is a `name`."""

    name: TypedText | None = None
    """A name, printed as typed, instead of `family` and `given`."""
    family: TypedText | None = None
    """The family name; the form of references decides the order."""
    given: TypedText | None = None
    """The given name, in full or as initials. For example `Ada` or `A`."""
    is_self: Flag = Field(default=False, alias="self")
    """Whether this is you: your name is printed in bold, and is never omitted."""

    @model_validator(mode="after")
    def _named(self) -> Author:
        if (self.name is None) == (self.family is None) or (self.given and not self.family):
            raise PydanticCustomError(
                "author_name", "an author has either a name, or a family and a given name"
            )
        return self


AuthorField = Annotated[Author, BeforeValidator(bare_name)]

PublicationKind = Literal[
    "journal", "conference", "book", "chapter", "thesis", "report", "patent", "preprint", "online"
]


class Publication(Noted):
    """A publication, printed by the form of references."""

    kind: PublicationKind
    """The kind of publication."""
    authors: Some[AuthorField]
    """The authors in order: each is a text, printed as typed, or a `family` and a `given` name."""
    et_al: Flag = False
    """Whether there are more authors than listed."""
    title: TypedText
    """The title of the publication."""
    venue: TypedText | None = None
    """The journal, the proceedings or the book; for a preprint, the server."""
    publisher: TypedText | None = None
    """The publisher; for a thesis, the school; for a patent, the office."""
    place: TypedText | None = None
    """The place of publication. For example `London` or `北京`."""
    year: TypedText | None = None
    """The year; for a patent also the whole date. For example `2023` or `2023-09-01`."""
    volume: TypedText | None = None
    """The volume of the journal. For example `12` or `38`."""
    issue: TypedText | None = None
    """The issue in the volume. For example `3` or `11`."""
    pages: TypedText | None = None
    """The pages. For example `101-112` or `7-9`."""
    number: TypedText | None = None
    """The number of a report, a patent or a preprint."""
    doi: Doi | None = None
    """The DOI without `https://doi.org/`, printed as a link.

    For example `10.5555/sample.1` or `10.5555/12345678`."""
    url: Url | None = None
    """A web page: printed for `online` and `preprint`, otherwise linked from the title."""
    summary: TypedText | None = None
    """A summary, printed as a point below the reference."""


class PublicationsSection(Sorted):
    """Publications, as references in a form."""

    type: Literal["publications"]
    form: FormName | None = None
    """The form: `gbt7714` (the default in Chinese), `apa`, `ieee`, `acm`, `chicago` or `plain` (the
    default in other languages). The default can also be set by `publication_form` of a design."""
    source: TypedText | None = None
    """A bibliography in BibTeX or CSL-JSON, whose publications follow `entries`; its
    path is relative to the folder of this file. For example `papers.bib` or `papers.json`."""
    only: Some[TypedText] | None = None
    """The keys of the publications in `source` that are printed, in this order; by default all. For
    example `[lovelace1843, sample2020]`."""
    entries: Some[Publication] = []
    """The publications, printed in your order; required without a `source`."""

    @model_validator(mode="after")
    def _has_entries(self) -> PublicationsSection:
        missing = "entries" if self.only is None else "source"
        if self.source is None and (not self.entries or self.only is not None):
            context = {"key": missing, "hint": f"add a line `{missing}: ...`"}
            raise PydanticCustomError("key_missing", "the key `{key}` is missing", context)
        return self


def reference(publication: Publication, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Return a publication as a reference with the person's name in bold."""
    return form.reference(publication.kind, _contents(publication, form, leaves))


def _contents(publication: Publication, form: Form, leaves: Leaves) -> dict[str, Content]:
    """Return functions for the contents of the given fields.

    Besides the keys there are `pp` (pages with "p." or "pp.") and `doi_url`.
    """
    names = ("title", "venue", "publisher", "place", "year", "volume", "issue", "number")
    given = {name: text for name in names if (text := getattr(publication, name)) is not None}
    if publication.kind in _WITHOUT_VENUE and "publisher" not in given and "venue" in given:
        given["publisher"] = given.pop("venue")
    fields: dict[str, Content] = {name: partial(leaves.inline, given[name]) for name in given}
    fields["authors"] = partial(_authors, publication, form.authors, leaves)
    if (pages := publication.pages) is not None:
        word = "pp. " if re.search(r"\w\W+\w", pages) else "p. "
        fields["pages"] = partial(_pages, pages, form, leaves)
        fields["pp"] = lambda: (Text(word), *_pages(pages, form, leaves))
    if (doi := publication.doi) is not None:
        number = _DOI_URL.sub("", one_line(doi))
        target = f"https://doi.org/{quote(number, safe='/:;()')}"
        fields["doi"] = partial(leaves.link, (literal(number, doi),), target, doi)
        shown = literal(f"https://doi.org/{number}", doi)
        fields["doi_url"] = partial(leaves.link, (shown,), target, doi)
    if (url := publication.url) is not None:
        if form.prints(publication.kind, "url"):
            fields["url"] = partial(leaves.link, (literal(url, url),), url, url)
        else:
            title = leaves.inline(publication.title)
            fields["title"] = partial(leaves.link, title, url, url)
    return fields


def _pages(typed: Typed, form: Form, leaves: Leaves) -> tuple[Inline, ...]:
    """Return pages with the dash of the form."""
    if not form.pages or not _PAGES.fullmatch(typed):
        return leaves.inline(typed)
    leaves.take(typed)
    return (literal(_RANGE.sub(form.pages, typed), typed),)


def _authors(publication: Publication, names: NameFormat, leaves: Leaves) -> tuple[Inline, ...]:
    """Return the authors that the form names, and in any case all up to the person."""
    authors = publication.authors
    own = max((place for place, author in enumerate(authors, 1) if author.is_self), default=0)
    chosen = names.chosen(len(authors), own)
    more = publication.et_al or chosen[-1] != len(authors) - 1
    content: list[Inline] = []
    for joint, place in zip(names.joints(chosen, more=more), chosen, strict=True):
        author = authors[place]
        typed = [text for text in (author.name, author.family, author.given) if text]
        leaves.take(*typed)
        shown = author.name or names.name(author.family or "", author.given or "", leads=place == 0)
        name = literal(shown, *typed)
        before = Text(behind(plain(tuple(content)), joint))
        content += [before, Strong((name,)) if author.is_self else name]
    if more:
        named = plain(tuple(content))
        content.append(Text(behind(named, names.more(named, leaves.locale.tag))))
    return tuple(content[1:])


def _blocks(section: PublicationsSection, leaves: Leaves) -> tuple[Block, ...]:
    chinese = leaves.locale.tag.startswith("zh")
    form = load_form(section.form or leaves.words.form or ("gbt7714" if chinese else "plain"))
    return (Highlights(tuple(_point(entry, form, leaves) for entry in section.entries)),)


def _point(entry: Publication, form: Form, leaves: Leaves) -> Highlight:
    """Return a publication as a point, with its summary below it."""
    text = leaves.leaf(reference(entry, form, leaves), entry.title.span)
    noted = reminders(entry, leaves)
    below = (Highlight(leaves.typed(entry.summary)),) if entry.summary else ()
    return Highlight(text, below, noted)


SECTION = SectionType(
    section=PublicationsSection,
    heading={"title": Role.PUBLICATION},
    blocks=_blocks,
    synonyms="papers research articles patents",
    json_list="publications",
    json_keys={"title": "name", "year": "releaseDate"},
    json_synonyms={"date": "year"},
    rendercv={"date": "year", "journal": "venue"},
    rendercv_key="authors",
    fresh=(("writing",),),
)
