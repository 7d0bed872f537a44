"""Entries with a heading of their own: schools, employers, projects, awards and the like."""

from __future__ import annotations

from cvtex.schema.fields import Email, Record, Text, Url
from cvtex.schema.parts import Dated, GradedField, Guided, Told


class Degree(Dated, Told, Guided):
    """One course of study: its degree, field, marks."""

    study_type: Text | None = None
    """The degree. For example `MSc`, `PhD` or `本科`."""
    area: Text | None = None
    """The field of study. For example `Mathematics` or `Hydraulics`."""
    department: Text | None = None
    """The part of the school. For example `School of Business` or `Faculty of Science`."""
    scores: list[GradedField] = []
    """Grades and ranks, on a line of their own: each is a text, or a `name` with a `score`."""
    courses: list[GradedField] = []
    """Courses that matter here, in one line: each is a text, or a `name` with a `score`."""


class School(Degree):
    """A school; several degrees at it are its parts."""

    institution: Text
    """The school, which heads the entry."""
    location: Text | None = None
    """Where the school is. For example `Edinburgh` or `Hong Kong`."""
    url: Url | None = None
    """A web page, to which the name of the school leads."""
    parts: list[Degree] = []
    """Several degrees at this school, each with keys of its own."""


class Position(Dated, Told, Guided):
    """One role at an employer."""

    position: Text | None = None
    """The role. For example `Engineer` or `Head of Sales`."""
    department: Text | None = None
    """The part of the employer. For example `Risk` or `Research`."""
    location: Text | None = None
    """Where the work was. For example `Edinburgh` or `remote`."""


class Employer(Position):
    """An employer; several roles at it are its parts."""

    name: Text
    """The employer, who heads the entry."""
    url: Url | None = None
    """A web page, to which the name of the employer leads."""
    parts: list[Position] = []
    """Several roles at this employer, each with keys of its own."""


class Project(Dated, Told, Guided):
    """A project, in research or otherwise."""

    name: Text
    """The project, which heads the entry."""
    role: Text | None = None
    """Your part in it. For example `Lead` or `Maintainer`."""
    entity: Text | None = None
    """Whose project it was: a company, a school, a club."""
    location: Text | None = None
    """Where it was. For example `Edinburgh` or `online`."""
    url: Url | None = None
    """A web page, to which the name of the project leads."""
    keywords: list[Text] = []
    """Tools and the like, in one line. For example `[Python, SQL]` or `[TeX, C#]`."""


class Volunteering(Dated, Told):
    """Work that was not paid."""

    organization: Text
    """For whom you worked; it heads the entry."""
    position: Text | None = None
    """The role. For example `Crew` or `Treasurer`."""
    location: Text | None = None
    """Where the work was. For example `Edinburgh` or `remote`."""
    url: Url | None = None
    """A web page, to which the name of the organization leads."""


class Award(Dated, Told):
    """An award: its title, who gave it, the person's part in it."""

    title: Text
    """The award, which heads the entry."""
    awarder: Text | None = None
    """Who gave it."""
    role: Text | None = None
    """Your part in what it was given for. For example `Team lead` or `Author`."""
    url: Url | None = None
    """A web page, to which the title leads."""


class Certificate(Dated):
    """A certificate."""

    name: Text
    """The certificate, which heads the entry."""
    issuer: Text | None = None
    """Who gave it."""
    url: Url | None = None
    """A web page, to which the name leads."""


class Reference(Record):
    """Somebody who speaks for the person."""

    name: Text
    """Who speaks for you."""
    position: Text | None = None
    """What they are. For example `Professor` or `Head of Research`."""
    organization: Text | None = None
    """Where they work."""
    reference: Text | None = None
    """What they say of you; an empty line begins a new paragraph."""
    email: Email | None = None
    """Their e-mail address, which can be written to from the PDF."""
    phone: Text | None = None
    """A number with its country's code. For example `+1 202 555 0143` or `+44 20 7946 0958`."""
