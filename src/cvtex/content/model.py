"""The schema of a content file, as pydantic models: what a person may write, and nothing else.

Field names follow JSON Resume (https://jsonresume.org/schema) where it has a name for the thing,
in snake_case. Texts are the strings that were typed; dates are checked here and kept as `Date`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cvtex.content.dates import Present
from cvtex.content.fields import (
    DateField,
    Flag,
    Record,
    Some,
    Text,
    name_alone,
    text_alone,
)

HIGHLIGHT_LEVELS = 3


class Highlight(Record):
    """A point of a list, with points below it; a bare string is its text."""

    text: Text
    highlights: list[Highlights] = []


Highlights = Annotated[Highlight, BeforeValidator(text_alone)]


def _depth(highlights: list[Highlight]) -> int:
    return 1 + max((_depth(item.highlights) for item in highlights), default=0) if highlights else 0


def _nesting(highlights: list[Highlight]) -> list[Highlight]:
    if _depth(highlights) > HIGHLIGHT_LEVELS:
        raise PydanticCustomError(
            "highlights_depth", f"highlights nest to {HIGHLIGHT_LEVELS} levels at most"
        )
    return highlights


HighlightsField = Annotated[list[Highlights], AfterValidator(_nesting)]


class Graded(Record):
    """A course or a grade: its name and its mark; a bare string is its name."""

    name: Text
    score: Text | None = None


GradedField = Annotated[Graded, BeforeValidator(name_alone)]


class Profile(Record):
    """An account at a network such as GitHub."""

    network: Text
    username: Text
    url: Text | None = None


class Contact(Record):
    """One way to reach the person: exactly one of the kinds, and an optional label."""

    phone: Text | None = None
    email: Text | None = None
    url: Text | None = None
    address: Text | None = None
    profile: Profile | None = None
    label: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Contact:
        kinds = (self.phone, self.email, self.url, self.address, self.profile)
        if sum(kind is not None for kind in kinds) != 1:
            raise PydanticCustomError(
                "contact_kind", "a contact has exactly one of phone, email, url, address, profile"
            )
        return self


class Dated(Record):
    """A thing in time: one date, or a start and an end."""

    date: DateField | None = None
    start_date: DateField | None = None
    end_date: DateField | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Dated:
        if self.date and (self.start_date or self.end_date):
            raise PydanticCustomError(
                "date_twice", "give either date, or start_date and end_date, not both"
            )
        if isinstance(self.start_date, Present):
            raise PydanticCustomError("date_order", "a start_date can't be `present`")
        return self


class Told(Record):
    """What can be told of an entry or of a part of one, below its heading."""

    summary: Text | None = None
    highlights: HighlightsField = []


class Guided(Record):
    """Under whom, and in which programme."""

    supervisor: Text | None = None
    mentor: Text | None = None
    programme: Text | None = None


class Degree(Dated, Told, Guided):
    """One course of study: its degree, field, marks."""

    study_type: Text | None = None
    area: Text | None = None
    department: Text | None = None
    scores: list[GradedField] = []
    courses: list[GradedField] = []


class School(Degree):
    """A school; several degrees at it are its parts."""

    institution: Text
    location: Text | None = None
    url: Text | None = None
    parts: list[Degree] = []


class Position(Dated, Told, Guided):
    """One role at an employer."""

    position: Text | None = None
    department: Text | None = None
    location: Text | None = None


class Employer(Position):
    """An employer; several roles at it are its parts."""

    name: Text
    url: Text | None = None
    parts: list[Position] = []


class Project(Dated, Told, Guided):
    """A project, in research or otherwise."""

    name: Text
    role: Text | None = None
    entity: Text | None = None
    location: Text | None = None
    url: Text | None = None
    keywords: list[Text] = []


class Volunteering(Dated, Told):
    """Work that was not paid."""

    organization: Text
    position: Text | None = None
    location: Text | None = None
    url: Text | None = None


class Author(Record):
    """One author; `self: true` marks the person whose résumé this is.

    `family` and `given` are what forms such as GB/T 7714 reorder; `name` is printed as it stands,
    as for an organisation.
    """

    name: Text | None = None
    family: Text | None = None
    given: Text | None = None
    is_self: Flag = Field(default=False, alias="self")

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
    authors: Some[AuthorField]
    et_al: Flag = False
    title: Text
    venue: Text | None = None
    publisher: Text | None = None
    place: Text | None = None
    year: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    number: Text | None = None
    doi: Text | None = None
    url: Text | None = None


class Skill(Record):
    """A skill and what it is made of; a bare string is a sentence of its own."""

    name: Text | None = None
    level: Text | None = None
    keywords: list[Text] = []
    text: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Skill:
        if (self.name is None) == (self.text is None) or (
            self.text and (self.level or self.keywords)
        ):
            raise PydanticCustomError(
                "skill_form", "a skill is either a text, or a name with a level and keywords"
            )
        return self


class Award(Dated, Told):
    """An award: its title, who gave it, the person's part in it."""

    title: Text
    awarder: Text | None = None
    role: Text | None = None
    url: Text | None = None


class Certificate(Dated):
    """A certificate."""

    name: Text
    issuer: Text | None = None
    url: Text | None = None


class Language(Record):
    """A language and how well it is known."""

    language: Text
    fluency: Text | None = None


class Interest(Record):
    """An interest and what it is made of; a bare string is its name."""

    name: Text
    keywords: list[Text] = []


class Reference(Record):
    """Somebody who speaks for the person."""

    name: Text
    position: Text | None = None
    organization: Text | None = None
    reference: Text | None = None
    email: Text | None = None
    phone: Text | None = None


class Titled(Record):
    """Every section: its title is the locale's for its type, unless it has one of its own."""

    title: Text | None = None


class EducationSection(Titled):
    """The section `education`."""

    type: Literal["education"]
    entries: Some[School]


class ExperienceSection(Titled):
    """The section `experience`."""

    type: Literal["experience"]
    entries: Some[Employer]


class ProjectsSection(Titled):
    """The section `projects`."""

    type: Literal["projects"]
    entries: Some[Project]


class PublicationsSection(Titled):
    """The section `publications`."""

    type: Literal["publications"]
    form: Literal["gbt7714"] = "gbt7714"
    entries: Some[Publication]


class SkillsSection(Titled):
    """The section `skills`."""

    type: Literal["skills"]
    entries: Some[Annotated[Skill, BeforeValidator(text_alone)]]


class AwardsSection(Titled):
    """The section `awards`."""

    type: Literal["awards"]
    entries: Some[Award]


class CertificatesSection(Titled):
    """The section `certificates`."""

    type: Literal["certificates"]
    entries: Some[Certificate]


class LanguagesSection(Titled):
    """The section `languages`."""

    type: Literal["languages"]
    entries: Some[Language]


class InterestsSection(Titled):
    """The section `interests`."""

    type: Literal["interests"]
    entries: Some[Annotated[Interest, BeforeValidator(name_alone)]]


class VolunteeringSection(Titled):
    """The section `volunteering`."""

    type: Literal["volunteering"]
    entries: Some[Volunteering]


class ReferencesSection(Titled):
    """The section `references`."""

    type: Literal["references"]
    entries: Some[Reference]


class ListSection(Titled):
    """A free list."""

    type: Literal["list"]
    title: Text
    entries: Annotated[HighlightsField, Field(min_length=1)]


class TextSection(Titled):
    """Free text; a blank line parts its paragraphs."""

    type: Literal["text"]
    title: Text
    text: Text


Section = Annotated[
    EducationSection
    | ExperienceSection
    | ProjectsSection
    | PublicationsSection
    | SkillsSection
    | AwardsSection
    | CertificatesSection
    | LanguagesSection
    | InterestsSection
    | VolunteeringSection
    | ReferencesSection
    | ListSection
    | TextSection,
    Field(discriminator="type"),
]


class Resume(Record):
    """A content file."""

    language: Text
    name: Text
    headline: Text | None = None
    contacts: list[Contact] = []
    summary: Text | None = None
    sections: list[Section]
