"""The sections of a content file, told apart by their type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from cvtex.content.fields import Record, Some, Text, name_alone, text_alone
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
from cvtex.content.model.parts import HighlightsField
from cvtex.content.model.publications import Publication


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
