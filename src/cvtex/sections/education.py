"""Schools, with degrees, grades and courses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cvtex.document import Block, Field, Note, Notes, Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Described, Graded, GradedField, Lasting, Supervised
from cvtex.schema.tags import Worded
from cvtex.sections.blocks import build_entry, descriptions, fields_of, supervision
from cvtex.sections.section_type import SectionType, Sorted
from cvtex.wording.leaves import Leaves


class Degree(Lasting, Described, Supervised):
    """One course of study."""

    study_type: Worded | None = None
    """The degree. For example `MSc`, `PhD` or `本科`."""
    area: Worded | None = None
    """The field of study. For example `Mathematics` or `Hydraulics`."""
    department: Text | None = None
    """The part of the school. For example `School of Business` or `Faculty of Science`."""
    scores: list[GradedField] = []
    """Grades and ranks, on one line: each is a text, or a `name` with a `score`."""
    courses: list[GradedField] = []
    """Relevant courses, on one line: each is a text, or a `name` with a `score`."""


class School(Degree):
    """A school; several degrees at it are its parts."""

    institution: Worded
    """The school, which is the title of the entry."""
    location: Text | None = None
    """The place of the school. For example `Edinburgh` or `Hong Kong`."""
    url: Url | None = None
    """A web page, linked from the name of the school."""
    parts: list[Degree] = []
    """Several degrees at this school, each with its own keys."""


class EducationSection(Sorted):
    """Schools, with degrees, grades and courses."""

    type: Literal["education"]
    entries: Some[School]
    """The schools, printed in your order."""


_HEADING = {
    "institution": Role.ORGANISATION,
    "study_type": Role.DEGREE,
    "area": Role.AREA,
    "department": Role.DEPARTMENT,
    "location": Role.LOCATION,
}


def _schools(section: EducationSection, leaves: Leaves) -> tuple[Block, ...]:
    """Return the schools; a single degree is in the heading of its school, several are parts.

    If no school has more below its heading, the degrees are on lines below: parsers split entries
    by the distances of lines, which are all equal in a list of headings.
    """
    alone = not any(map(_has_more, section.entries))
    below = _degree_line if alone else _below
    return tuple(
        build_entry(_heading(school, leaves, alone=alone), school, leaves, below(school, leaves))
        for school in section.entries
    )


def _heading(school: School, leaves: Leaves, *, alone: bool) -> Iterator[Field]:
    yield Field(Role.ORGANISATION, leaves.linked(school.institution, school.url))
    if not alone:
        yield from _degree(school, leaves)
    yield from fields_of(school, {"location": Role.LOCATION}, leaves)


def _below(degree: Degree, leaves: Leaves) -> Iterator[Block]:
    yield from _studies(degree, leaves)
    yield from descriptions(degree, leaves)
    for part in degree.parts if isinstance(degree, School) else ():
        yield build_entry(_degree(part, leaves), part, leaves, _below(part, leaves))


def _degree(degree: Degree, leaves: Leaves) -> Iterator[Field]:
    """Yield a degree and the department; most languages join the degree and its area."""
    key_synonyms = ["study_type", "area", "department"]
    if degree.study_type and degree.area and leaves.locale.degree:
        studied = leaves.pair(leaves.locale.degree, degree.study_type, degree.area)
        yield Field(Role.DEGREE, leaves.leaf(studied, degree.study_type.span))
        key_synonyms = ["department"]
    yield from fields_of(degree, {key: _HEADING[key] for key in key_synonyms}, leaves)


def _degree_line(degree: Degree, leaves: Leaves) -> Iterator[Block]:
    if fields := tuple(_degree(degree, leaves)):
        yield Notes(tuple(Note(None, field.leaf, field.role) for field in fields))


def _has_more(school: School) -> bool:
    guidance = school.supervisor or school.mentor or school.programme
    more = school.scores or school.courses or school.summary or school.highlights
    return bool(guidance or more or school.parts)


def _studies(degree: Degree, leaves: Leaves) -> tuple[Block, ...]:
    """Return the supervision of a degree, and its grades and courses on one line."""
    guidance = supervision(degree, leaves)
    notes = [_grade(grade, leaves) for grade in degree.scores]
    if degree.courses:
        span = degree.courses[0].name.span
        label = leaves.label("courses", span)
        aside = leaves.locale.aside
        courses = (leaves.pair(aside, course.name, course.score) for course in degree.courses)
        notes.append(Note(label, leaves.leaf(leaves.joined(courses), span)))
    return (*guidance, Notes(tuple(notes))) if notes else guidance


def _grade(grade: Graded, leaves: Leaves) -> Note:
    if grade.score is None:
        return Note(None, leaves.typed(grade.name))
    return Note(leaves.labelled(grade.name), leaves.typed(grade.score))


SECTION = SectionType(
    section=EducationSection,
    heading=_HEADING,
    blocks=_schools,
    synonyms="school schools studies university degrees academic",
    json_list="education",
    json_keys={"scores": "score"},
    json_synonyms={
        **dict.fromkeys(("gpa", "grade"), "scores"),
        "school": "institution",
        "degree": "study_type",
        "major": "area",
        "curriculum": "courses",
    },
    rendercv={"degree": "study_type", "grade": "scores"},
    rendercv_key="institution",
    fresh=(("education", "history"),),
)
