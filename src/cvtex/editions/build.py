"""A résumé as one edition prints it: the Document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from cvtex.content import model
from cvtex.content.chronology import sorted_section
from cvtex.diagnostics import Checked, Span, failed
from cvtex.document import Block, Document, Highlight, Highlights, Photo, Picture, Section, plain
from cvtex.editions import entries, lines
from cvtex.editions.publications import Form, load_form, reference
from cvtex.editions.unprinted import unprinted
from cvtex.markup import parse_markup
from cvtex.schema.dates import Calendar, Range
from cvtex.schema.fields import Record
from cvtex.source.typed import Typed
from cvtex.wording.contacts import contact
from cvtex.wording.leaves import Leaves, one_line
from cvtex.wording.locale import locale_of
from cvtex.wording.printed import printed

# Each entry of a section of this type becomes one block.
BLOCKS: dict[str, Callable[[Any, Leaves], Block]] = {
    "education": entries.school,
    "experience": entries.employer,
    "projects": entries.project,
    "volunteering": entries.volunteering,
    "awards": entries.award,
    "certificates": entries.certificate,
    "references": entries.referee,
    "skills": lines.skill,
    "languages": lines.language,
    "interests": lines.interest,
}


def build_document(
    resume: model.Resume, theme: str, picture: Picture | None = None
) -> Checked[Document]:
    """Settle a résumé's words for its language; a language without a locale is a finding.

    `picture` is what the file of its photo holds.
    """
    found = locale_of(resume.language)
    locale = found.value
    if locale is None:
        return failed(*found.diagnostics)
    leaves = Leaves(locale)
    name = leaves.typed(resume.name)
    document = Document(
        language=str(resume.language),
        script=locale.script,
        theme=theme,
        title=locale.title.format(name=name.text),
        keywords=_keywords(resume),
        name=name,
        headline=leaves.maybe(resume.headline),
        contacts=tuple(contact(typed, leaves) for typed in resume.contacts),
        sections=(
            *_summary(resume.summary, leaves),
            *(_section(typed, leaves) for typed in map(sorted_section, resume.sections)),
        ),
        date=max(_days(resume.sections), default=None),
        photo=_photo(resume.photo, picture, leaves, name.text),
    )
    missing = unprinted(resume, leaves.taken)
    return Checked(document, (*found.diagnostics, *leaves.diagnostics, *missing))


def _photo(
    typed: model.Photo | None, picture: Picture | None, leaves: Leaves, name: str
) -> Photo | None:
    if typed is None:
        return None
    leaves.take(*filter(None, (typed.file, typed.alt)))
    if picture is None:
        return None
    if typed.alt:
        return Photo(picture, leaves.unprinted(typed.alt), typed.alt.span)
    return Photo(picture, leaves.locale.photo.format(name=name), typed.file.span)


def _summary(typed: Typed | None, leaves: Leaves) -> Iterator[Section]:
    """Yield the summary as a section: parsers of résumés find it by its heading alone."""
    if typed:
        title = leaves.word(leaves.locale.sections["summary"], typed.span)
        yield Section("summary", title, leaves.paragraphs(typed))


def _section(section: model.Section, leaves: Leaves) -> Section:
    if section.title:
        title = leaves.typed(section.title)
    else:
        title = leaves.word(leaves.locale.sections[section.type], _first_span(section))
    return Section(section.type, title, _blocks(section, leaves))


def _blocks(section: model.Section, leaves: Leaves) -> tuple[Block, ...]:
    match section:
        case model.TextSection():
            return leaves.paragraphs(section.text)
        case model.ListSection():
            return entries.highlights(section.entries, leaves)
        case model.PublicationsSection():
            form = load_form(section.form)
            return (
                Highlights(tuple(_reference(entry, form, leaves) for entry in section.entries)),
            )
        case _:
            build = BLOCKS[section.type]
            return lines.gathered([build(entry, leaves) for entry in section.entries])


def _reference(entry: model.Publication, form: Form, leaves: Leaves) -> Highlight:
    """Return a publication as a point, with what it is about below it."""
    text = leaves.leaf(reference(entry, form, leaves), entry.title.span)
    below = (Highlight(leaves.typed(entry.summary)),) if entry.summary else ()
    return Highlight(text, below)


def _first_span(section: model.Section) -> Span:
    """Return where a section's first text stands, for a title that nobody typed."""
    return min(text.span for text in _texts(section))


def _texts(value: object) -> Iterator[Typed]:
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Record):
        for _name, field in value:
            yield from _texts(field)


def _days(value: object) -> Iterator[date]:
    """Yield the first day of each date on which something began or took place."""
    match value:
        case Calendar(year, month, day):
            yield date(year, month or 1, day or 1)
        case Range(start):
            yield from _days(start)
        case list():
            for item in value:
                yield from _days(item)
        case Record():
            for name, field in value:
                if name != "end_date":
                    yield from _days(field)


def _keywords(resume: model.Resume) -> tuple[str, ...]:
    """Return what the skills sections name, for the PDF's metadata."""
    skills = (
        skill
        for section in resume.sections
        if isinstance(section, model.SkillsSection)
        for skill in section.entries
    )
    texts = (text for skill in skills for text in (skill.name, *skill.keywords) if text)
    return tuple(dict.fromkeys(printed(plain(parse_markup(one_line(text)))) for text in texts))
