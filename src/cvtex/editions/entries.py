"""Entries: a heading of title, details and dates, then what is told, each in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cvtex.content import model
from cvtex.document import Block, Entry, Highlight, Highlights, Leaf, Note, Notes
from cvtex.source.typed import Typed
from cvtex.wording.contacts import email, phone
from cvtex.wording.dates import print_dates
from cvtex.wording.leaves import Leaves


def school(typed: model.School, leaves: Leaves) -> Entry:
    """Return a school; its only degree stands in its heading, several are its parts.

    Of a school of which nothing more is told the degree stands on a line of its own: parsers know
    entries by the distances of their lines, which are all the same in a list of headings.
    """
    title = leaves.linked(typed.institution, typed.url)
    if not _tells_more(typed):
        heading = (title, *_details((typed.location,), leaves))
        return _entry(heading, typed, leaves, lambda: _degree_line(typed, leaves))
    return _entry(
        (title, *_degree(typed, leaves), *_details((typed.location,), leaves)),
        typed,
        leaves,
        lambda: _studies(typed, leaves),
        lambda: _told(typed, leaves),
        lambda: [_degree_part(part, leaves) for part in typed.parts],
    )


def employer(typed: model.Employer, leaves: Leaves) -> Entry:
    """Return an employer; the only role stands in its heading, several are its parts."""
    title = leaves.linked(typed.name, typed.url)
    return _entry(
        (title, *_details(_role(typed), leaves)),
        typed,
        leaves,
        lambda: guided(typed, leaves),
        lambda: _told(typed, leaves),
        lambda: [_role_part(part, leaves) for part in typed.parts],
    )


def project(typed: model.Project, leaves: Leaves) -> Entry:
    """Return a project."""
    title = leaves.linked(typed.name, typed.url)
    return _entry(
        (title, *_details((typed.role, typed.entity, typed.location), leaves)),
        typed,
        leaves,
        lambda: guided(typed, leaves),
        lambda: _keywords(typed.keywords, leaves),
        lambda: _told(typed, leaves),
    )


def volunteering(typed: model.Volunteering, leaves: Leaves) -> Entry:
    """Return work that was not paid."""
    title = leaves.linked(typed.organization, typed.url)
    details = _details((typed.position, typed.location), leaves)
    return _entry((title, *details), typed, leaves, lambda: _told(typed, leaves))


def award(typed: model.Award, leaves: Leaves) -> Entry:
    """Return an award."""
    title = leaves.linked(typed.title, typed.url)
    details = _details((typed.awarder, typed.role), leaves)
    return _entry((title, *details), typed, leaves, lambda: _told(typed, leaves))


def certificate(typed: model.Certificate, leaves: Leaves) -> Entry:
    """Return a certificate."""
    title = leaves.linked(typed.name, typed.url)
    return _entry((title, *_details((typed.issuer,), leaves)), typed, leaves)


def referee(typed: model.Reference, leaves: Leaves) -> Entry:
    """Return somebody who speaks for the person."""
    title = leaves.typed(typed.name)
    details = _details((typed.position, typed.organization), leaves)
    reach = [email(typed.email, leaves)] if typed.email else []
    reach += [phone(typed.phone, leaves)] if typed.phone else []
    return Entry(title, (*details, *reach), None, leaves.paragraphs(typed.reference))


def guided(typed: model.Guided, leaves: Leaves) -> tuple[Notes, ...]:
    """Return under whom and in which programme something was done, in one line."""
    notes = tuple(
        Note(leaves.label(kind, text.span), leaves.typed(text))
        for kind in ("supervisor", "mentor", "programme")
        if (text := getattr(typed, kind))
    )
    return (Notes(notes),) if notes else ()


def highlights(typed: list[model.Highlight], leaves: Leaves) -> tuple[Highlights, ...]:
    """Return a list of points, or nothing."""
    items = tuple(_highlight(item, leaves) for item in typed)
    return (Highlights(items),) if items else ()


def _highlight(typed: model.Highlight, leaves: Leaves) -> Highlight:
    text = leaves.typed(typed.text)
    return Highlight(text, tuple(_highlight(inner, leaves) for inner in typed.highlights))


def _entry(
    heading: tuple[Leaf, ...],
    dated: model.Dated,
    leaves: Leaves,
    *blocks: Callable[[], Iterable[Block]],
) -> Entry:
    """Return an entry whose heading is made and whose blocks are still to be made, in order."""
    given = [one.typed for one in (dated.date, dated.start_date, dated.end_date) if one]
    leaves.take(*given)
    when = leaves.leaf(print_dates(dated, leaves), given[0].span) if given else None
    made = tuple(block for make in blocks for block in make())
    return Entry(heading[0] if heading else None, heading[1:], when, made)


def _details(texts: Iterable[Typed | None], leaves: Leaves) -> list[Leaf]:
    return [leaves.typed(text) for text in texts if text]


def _told(typed: model.Told, leaves: Leaves) -> tuple[Block, ...]:
    return (*leaves.paragraphs(typed.summary), *highlights(typed.highlights, leaves))


def _degree(typed: model.Degree, leaves: Leaves) -> list[Leaf]:
    """Return a degree and the department; in most languages the degree and its area are one."""
    if not (typed.study_type and typed.area and leaves.locale.degree):
        return _details((typed.study_type, typed.area, typed.department), leaves)
    studied = leaves.pair(leaves.locale.degree, typed.study_type, typed.area)
    return [leaves.leaf(studied, typed.study_type.span), *_details((typed.department,), leaves)]


def _role(typed: model.Position) -> tuple[Typed | None, ...]:
    return (typed.position, typed.department, typed.location)


def _studies(typed: model.Degree, leaves: Leaves) -> tuple[Block, ...]:
    """Return what a degree came to, its grades and courses in one line."""
    guidance = guided(typed, leaves)
    notes = [_grade(grade, leaves) for grade in typed.scores]
    if typed.courses:
        span = typed.courses[0].name.span
        label = leaves.label("courses", span)
        aside = leaves.locale.aside
        courses = (leaves.pair(aside, course.name, course.score) for course in typed.courses)
        notes.append(Note(label, leaves.leaf(leaves.joined(courses), span)))
    return (*guidance, Notes(tuple(notes))) if notes else guidance


def _grade(typed: model.Graded, leaves: Leaves) -> Note:
    if typed.score is None:
        return Note(None, leaves.typed(typed.name))
    return Note(leaves.labelled(typed.name), leaves.typed(typed.score))


def _tells_more(typed: model.School) -> bool:
    guidance = typed.supervisor or typed.mentor or typed.programme
    told = typed.scores or typed.courses or typed.summary or typed.highlights
    return bool(guidance or told or typed.parts)


def _degree_line(typed: model.Degree, leaves: Leaves) -> tuple[Notes, ...]:
    notes = tuple(Note(None, leaf) for leaf in _degree(typed, leaves))
    return (Notes(notes),) if notes else ()


def _degree_part(typed: model.Degree, leaves: Leaves) -> Entry:
    return _entry(
        tuple(_degree(typed, leaves)),
        typed,
        leaves,
        lambda: _studies(typed, leaves),
        lambda: _told(typed, leaves),
    )


def _role_part(typed: model.Position, leaves: Leaves) -> Entry:
    return _entry(
        tuple(_details(_role(typed), leaves)),
        typed,
        leaves,
        lambda: guided(typed, leaves),
        lambda: _told(typed, leaves),
    )


def _keywords(keywords: list[Typed], leaves: Leaves) -> tuple[Notes, ...]:
    if not keywords:
        return ()
    label = leaves.label("keywords", keywords[0].span)
    return (Notes((Note(label, leaves.listed(keywords)),)),)
