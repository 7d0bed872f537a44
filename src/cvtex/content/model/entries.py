"""Entries with a heading of their own: schools, employers, projects, awards and the like."""

from __future__ import annotations

from cvtex.content.fields import Email, Record, Text, Url
from cvtex.content.model.parts import Dated, GradedField, Guided, Told


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
    url: Url | None = None
    parts: list[Degree] = []


class Position(Dated, Told, Guided):
    """One role at an employer."""

    position: Text | None = None
    department: Text | None = None
    location: Text | None = None


class Employer(Position):
    """An employer; several roles at it are its parts."""

    name: Text
    url: Url | None = None
    parts: list[Position] = []


class Project(Dated, Told, Guided):
    """A project, in research or otherwise."""

    name: Text
    role: Text | None = None
    entity: Text | None = None
    location: Text | None = None
    url: Url | None = None
    keywords: list[Text] = []


class Volunteering(Dated, Told):
    """Work that was not paid."""

    organization: Text
    position: Text | None = None
    location: Text | None = None
    url: Url | None = None


class Award(Dated, Told):
    """An award: its title, who gave it, the person's part in it."""

    title: Text
    awarder: Text | None = None
    role: Text | None = None
    url: Url | None = None


class Certificate(Dated):
    """A certificate."""

    name: Text
    issuer: Text | None = None
    url: Url | None = None


class Reference(Record):
    """Somebody who speaks for the person."""

    name: Text
    position: Text | None = None
    organization: Text | None = None
    reference: Text | None = None
    email: Email | None = None
    phone: Text | None = None
