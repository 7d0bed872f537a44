"""A résumé as one edition prints it: the Document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cvtex import document
from cvtex.content.chronology import sorted_section
from cvtex.content.letter import Application
from cvtex.content.resume import ClosingModel, Fact, PhotoModel, Resume
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, DesignWord, Leaf, plain
from cvtex.editions.letter import build_letter, title_of
from cvtex.editions.unprinted import unprinted
from cvtex.locales import known_locales
from cvtex.markup import parse_markup
from cvtex.schema.dates import Calendar, Range
from cvtex.schema.fields import Record
from cvtex.schema.texts import texts_of
from cvtex.sections import section_types
from cvtex.sections.blocks import reminders
from cvtex.sections.section_type import SectionModel, SectionType
from cvtex.sections.skills import SkillsSection
from cvtex.source.typed import Typed
from cvtex.wording.capitals import in_capitals
from cvtex.wording.contacts import contacts
from cvtex.wording.dates import dates_in, place_and_date
from cvtex.wording.leaves import Leaves, one_line
from cvtex.wording.locale import locale_of
from cvtex.wording.normalised import printed


def build_document(
    resume: Resume,
    design: Design,
    photo: document.Picture | None = None,
    signature: document.Picture | None = None,
) -> Checked[document.Document]:
    """Settle a résumé's words for its language; a language without a locale is a finding.

    `photo` and `signature` are what the files of its pictures hold.
    """
    found = locale_of(resume.language)
    if found.value is None:
        return failed(*found.diagnostics)
    words = design.words
    locale = replace(found.value, dates=dates_in(words.dates, found.value))
    leaves = Leaves(locale, words)
    sheet = leaves.maybe(resume.title)
    name = leaves.typed(resume.name)
    title = locale.title.format(name=name.text)
    if isinstance(resume, Application):
        title = title_of(resume, name.text)
    made = document.Document(
        language=str(resume.language),
        script=locale.script,
        design=design,
        title=title,
        keywords=_keywords(resume),
        sheet=sheet,
        name=name,
        reading=leaves.maybe(resume.name_reading),
        latin=leaves.maybe(resume.name_latin),
        headline=leaves.maybe(resume.headline),
        contacts=tuple(contacts(resume.contacts, leaves)),
        facts=tuple(_fact(fact, leaves) for fact in resume.facts),
        sections=_sections(resume, leaves),
        closing=_closing(resume.closing, leaves),
        letter=build_letter(resume, leaves) if isinstance(resume, Application) else None,
        date=max(_days(resume), default=None),
        photo=_picture(resume.photo, photo, locale.photo, leaves, name),
        signature=_picture(resume.signature, signature, locale.signature, leaves, name),
        rtl=locale.rtl,
    )
    missing = unprinted(resume, leaves.taken)
    return Checked(made, (*found.diagnostics, *leaves.diagnostics, *missing))


def _fact(fact: Fact, leaves: Leaves) -> document.Note:
    label = leaves.labelled(fact.label) if fact.label else None
    return document.Note(label, leaves.typed(fact.value))


def _closing(closing: ClosingModel | None, leaves: Leaves) -> document.Closing | None:
    """Return what is below the sections; place and date are one text, as people write them."""
    if closing is None:
        return None
    text = leaves.maybe(closing.text)
    given = [part for part in (closing.place, closing.date) if part]
    place = None
    if given:
        content = place_and_date([*map(leaves.inline, given)], leaves.locale)
        place = leaves.leaf(content, given[0].span)
    name = closing.signature.name if closing.signature else None
    return document.Closing(text, place, leaves.maybe(name))


def _picture(
    typed: PhotoModel | None,
    picture: document.Picture | None,
    words: str,
    leaves: Leaves,
    name: Leaf,
) -> document.Photo | None:
    """Return a picture; `words` are its text alternative by default, with the name in them."""
    if typed is None:
        return None
    leaves.take(*filter(None, (typed.file, typed.alt)))
    if picture is None:
        return None
    if typed.alt:
        return document.Photo(picture, leaves.unprinted(typed.alt), typed.alt.span)
    return document.Photo(picture, words.format(name=name.text), typed.file.span)


def _sections(resume: Resume, leaves: Leaves) -> tuple[document.Section, ...]:
    """Return the sections, those first that stand beside the others."""
    aside = leaves.words.aside
    parts: list[tuple[str, SectionModel | Typed]] = []
    if resume.summary:
        parts.append(("summary", resume.summary))
    parts += [(section.type, section) for section in map(sorted_section, resume.sections)]
    return tuple(
        replace(
            _section(part, leaves) if isinstance(part, SectionModel) else _summary(part, leaves),
            aside=kind in aside,
            break_before=isinstance(part, SectionModel) and part.break_before,
            ruled=isinstance(part, SectionModel) and part.table,
        )
        for kind, part in sorted(parts, key=lambda part: part[0] not in aside)
    )


def _summary(typed: Typed, leaves: Leaves) -> document.Section:
    """Return the summary as a section: parsers of résumés find it by its heading alone."""
    title = _title("summary", leaves.locale.sections["summary"], typed.span, leaves)
    return document.Section("summary", title, leaves.paragraphs(typed))


def _section(section: SectionModel, leaves: Leaves) -> document.Section:
    kind = section_types()[section.type]
    if section.title:
        title = _cased(leaves.typed(section.title), leaves)
    else:
        span = _first_span(section)
        title = _title(kind.name, _heading(kind, span, leaves), span, leaves)
    below = reminders(section, leaves)
    return document.Section(section.type, title, kind.build(section, leaves), reminders=below)


def _title(kind: str, heading: str, span: Span, leaves: Leaves) -> Leaf:
    """Return the title of a section that has none of its own: the design's, or its heading."""
    word = leaves.words.titles.get(kind) or DesignWord(heading, span)
    return _cased(leaves.word(word.text, word.span), leaves)


def _cased(title: Leaf, leaves: Leaves) -> Leaf:
    is_upper = leaves.words.case == "upper"
    return in_capitals(title, leaves.locale.tag) if is_upper else title


def _heading(kind: SectionType, span: Span, leaves: Leaves) -> str:
    """Return the heading of a type of section in a language, or else in English with a warning."""
    tag, name = leaves.locale.tag, kind.name
    if heading := kind.title_in(leaves.locale):
        return heading
    english = kind.titles.get("en", name.title())
    # In a language without a file, all headings are in English, which is reported once.
    if tag in known_locales() and name not in leaves.words.titles:
        message = f"`{name}` has no heading in `{tag}`: it is printed as `{english}`"
        hint = "give the section a `title`"
        leaves.diagnostics.append(
            Diagnostic(Code.LANGUAGE_UNKNOWN, message, span, hint, tolerated=True)
        )
    return english


def _first_span(section: SectionModel) -> Span:
    """Return where a section's first text stands, for a title that nobody typed."""
    return min(text.span for text in texts_of(section, {"type", "notes"}))


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


def _keywords(resume: Resume) -> tuple[str, ...]:
    """Return what the skills sections name, for the PDF's metadata."""
    skills = (
        skill
        for section in resume.sections
        if isinstance(section, SkillsSection)
        for skill in section.entries
    )
    texts = (text for skill in skills for text in (skill.name, *skill.keywords) if text)
    return tuple(dict.fromkeys(printed(plain(parse_markup(one_line(text)))) for text in texts))
