"""The sections of a content file, told apart by their type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from cvtex.content.model.entries import (
    Award,
    Certificate,
    Employer,
    Project,
    Reference,
    School,
    Volunteering,
)
from cvtex.content.model.lines import Interest, Language, Skill
from cvtex.content.model.publications import Publication
from cvtex.schema.fields import Record, Some, Text, name_alone, text_alone
from cvtex.schema.parts import HighlightsField


class Titled(Record):
    """Every section: its title is the locale's for its type, unless it has one of its own."""

    type: str
    """What kind of section it is: its entries have the keys of this kind."""
    title: Text | None = None
    """The section's title, if it is not to be the language's word for its type."""


class Sorted(Titled):
    """A section whose entries have dates."""

    sort: Literal["newest", "oldest"] | None = None
    """Which entries come first, by their dates; without, they are printed in your order."""


class EducationSection(Sorted):
    """Schools, with degrees, grades and courses."""

    type: Literal["education"]
    entries: Some[School]
    """The schools, printed in your order."""


class ExperienceSection(Sorted):
    """Employers, with what you did there."""

    type: Literal["experience"]
    entries: Some[Employer]
    """The employers, printed in your order."""


class ProjectsSection(Sorted):
    """Projects, in research or otherwise."""

    type: Literal["projects"]
    entries: Some[Project]
    """The projects, printed in your order."""


class PublicationsSection(Sorted):
    """Publications, as references in a standard's form."""

    type: Literal["publications"]
    form: Literal["gbt7714"] = "gbt7714"
    """How the references are printed: by GB/T 7714-2015."""
    entries: Some[Publication]
    """The publications, printed in your order."""


class SkillsSection(Titled):
    """Skills: each a name with what belongs to it, or a sentence."""

    type: Literal["skills"]
    entries: Some[Annotated[Skill, BeforeValidator(text_alone)]]
    """The skills, printed in your order: each is a text, printed as a sentence, or has a `name`."""


class AwardsSection(Sorted):
    """Awards, prizes and grants."""

    type: Literal["awards"]
    entries: Some[Award]
    """The awards, printed in your order."""


class CertificatesSection(Sorted):
    """Certificates and licences."""

    type: Literal["certificates"]
    entries: Some[Certificate]
    """The certificates, printed in your order."""


class LanguagesSection(Titled):
    """Languages and how well you know them."""

    type: Literal["languages"]
    entries: Some[Language]
    """The languages, printed in your order."""


class InterestsSection(Titled):
    """Interests: each a text, or a name with what belongs to it."""

    type: Literal["interests"]
    entries: Some[Annotated[Interest, BeforeValidator(name_alone)]]
    """The interests, printed in your order: each is a text, or a `name` with `keywords`."""


class VolunteeringSection(Sorted):
    """Work that was not paid."""

    type: Literal["volunteering"]
    entries: Some[Volunteering]
    """For whom you worked, printed in your order."""


class ReferencesSection(Titled):
    """People who speak for you."""

    type: Literal["references"]
    entries: Some[Reference]
    """The people, printed in your order."""


class ListSection(Titled):
    """A free list under a title of your own."""

    type: Literal["list"]
    title: Text
    """The section's title."""
    entries: Annotated[HighlightsField, Field(min_length=1)]
    """The points of the list: each is a text, or a `text` with `highlights` below it."""


class TextSection(Titled):
    """Free text under a title of your own."""

    type: Literal["text"]
    title: Text
    """The section's title."""
    text: Text
    """The text; an empty line begins a new paragraph."""


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
