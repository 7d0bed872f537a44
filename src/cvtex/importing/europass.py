"""Imports Europass XML, the SkillsPassport of the schema's versions 3.0 to 3.4.

Its lists are converted as those of JSON Resume; texts have HTML. What the schema has no label for,
such as a mother tongue, is said in English, with a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.converter import Converter
from cvtex.exchange.formats.json_resume import from_json_resume
from cvtex.exchange.language import name_of_language
from cvtex.exchange.postal_address import address
from cvtex.exchange.texts.flattening import items_of, joined
from cvtex.exchange.texts.lists import nested, split_lists
from cvtex.importing.source import Drafter, ImportedValues, language_of
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, value_at

Xml: TypeAlias = Any
"""An element of lxml, which has no types."""

# The Portuguese of the European Union.
_LOCALES = {"pt": "pt-PT"}
ORIGIN = "Europass XML"
_LEVELS = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")
# What the schema calls skills, and in English: no file has words for it.
_SKILLS = {
    "Communication": "Communication",
    "Organisational": "Organisation",
    "JobRelated": "Job-related skills",
    "Computer": "Digital skills",
    "Driving": "Driving licence",
    "Other": "Other skills",
}
_ADDRESS = {"PostalCode": "postalCode", "Municipality": "city"}
_UNTITLED = "Additional information"
_GENERIC = "the file has no word for this: write it in your language"
# Kinds of headlines that are about the person.
_HEADLINES = ("job_applied_for", "position", "preferred_job", "studies_applied_for")


def from_europass(
    path: Path, language: str = "", data: bytes | None = None
) -> Checked[ImportedValues]:
    """Return the résumé in a file, or in the bytes that were in it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    here = Span(path)
    text = path.read_bytes() if data is None else data
    plain = text.replace(b"\0", b"")  # without the zeros of UTF-16
    if b"<!DOCTYPE" in plain.upper():
        message = "the file declares a document type, as HTML does and no file of Europass"
        return failed(Diagnostic(Code.FILE_UNREADABLE, message, here))
    if not plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        message = "this is not XML, though its name says so"
        return failed(Diagnostic(Code.FILE_UNREADABLE, message, here))
    try:
        tree = etree.fromstring(text, parser).getroottree()
    except (etree.LxmlError, ValueError) as error:
        message = "the XML file is damaged, or is not whole"
        return failed(Diagnostic(Code.FILE_UNREADABLE, message, here, str(error).split(" (<")[0]))
    root = tree.getroot()
    if _local(root) != "SkillsPassport":
        message = (
            f"this is XML, but not a SkillsPassport of Europass: it begins with <{_local(root)}>"
        )
        hint = "import the PDF of your CV instead"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, here, hint))
    locale = root.get("locale", "")
    tag = language or _LOCALES.get(locale, locale)
    return Checked(_Passport(root, Drafter(path)).source(tag))


class _Passport:
    def __init__(self, root: Xml, drafter: Drafter) -> None:
        self.root = root
        self.drafter = drafter
        self.seen: set[Xml] = set()

    def source(self, language: str) -> ImportedValues:
        drafter = self.drafter
        info = _at(self.root, "LearnerInfo")
        texts = (text for element in self.root.iter() if (text := element.text))
        tag, findings = language_of(texts, drafter.file, language)
        value = drafter.mapping(self._lists(info, tag))
        achievements = [*self._achievements(info)]
        resume, converter = from_json_resume(value, tag)
        listed = value_at(resume, ("sections",))
        made = [*items_of(listed)]
        for title, text in achievements:
            if words := converter.text(text, "text"):
                made.append(self._section(title, words, converter))
        resume[Typed("sections", resume.span)] = TypedList(made, resume.span)
        self._leave_out_rest()
        found = (*findings, *converter.findings)
        return ImportedValues(
            ORIGIN,
            resume,
            bool(findings),
            drafter.leaves,
            drafter.notes,
            found,
            country=converter.country,
        )

    def _section(self, title: Typed, text: Typed, converter: Converter) -> TypedMapping:
        """Return a section with a text, or with the points of a list that is alone."""
        paragraphs, points = split_lists(text)
        kind = "list" if points and not paragraphs else "text"
        named: dict[str, Value | None] = {"type": self.drafter.said(kind), "title": title}
        if kind == "list":
            return self.drafter.mapping({**named, "entries": nested(points, text)})
        section = self.drafter.mapping({**named, "text": text})
        converter.split_lists(section, levels=0)
        return section

    def _lists(self, info: Xml, language: str) -> Mapping[str, Value | None]:
        """Return the lists of JSON Resume; `language` is that of the page."""
        work = self._each(info, "WorkExperienceList/WorkExperience")
        schools = self._each(info, "EducationList/Education")
        return {
            "basics": self._basics(info),
            "work": self.drafter.list([self._job(job) for job in work]),
            "education": self.drafter.list([self._school(school) for school in schools]),
            "languages": self.drafter.list([*self._languages(info, language)]),
            "certificates": self.drafter.list([*self._certificates(info)]),
            "skills": self.drafter.list([*self._skills(info)]),
        }

    def _basics(self, info: Xml) -> TypedMapping:
        person, contact = "Identification/PersonName", "Identification/ContactInfo"
        names = [self._text(info, f"{person}/{name}") for name in ("FirstName", "Surname")]
        there = [name for name in names if name]
        kind = _at(info, "Headline/Type/Code")
        headline = self._text(info, "Headline/Description/Label")
        is_role = kind is None or kind.text in _HEADLINES
        if kind is not None:
            self._see(kind)
            self._see(_at(info, "Headline/Type/Label"))
        return self.drafter.mapping(
            {
                "name": joined(there, " "),
                "label": headline if is_role else None,
                "summary": None if is_role else headline,
                "email": self._text(info, f"{contact}/Email/Contact"),
                "phone": self._all(info, f"{contact}/TelephoneList/Telephone/Contact")
                or self._text(info, f"{contact}/Telephone/Contact"),
                "url": self._all(info, f"{contact}/WebsiteList/Website/Contact")
                or self._text(info, f"{contact}/Website/Contact"),
                "location": self._address(_at(info, f"{contact}/Address/Contact")),
                "profiles": self.drafter.list([*self._accounts(info, contact)]),
            }
        )

    def _accounts(self, info: Xml, contact: str) -> Iterator[TypedMapping]:
        """Yield the accounts of instant messengers, each with the name of its kind."""
        for one in self._each(info, f"{contact}/InstantMessagingList/InstantMessaging"):
            network = self._text(one, "Use/Label") or self._text(one, "Use/Code")
            self._see(_at(one, "Use/Code"))
            if username := self._text(one, "Contact"):
                yield self.drafter.mapping({"network": network, "username": username})

    def _certificates(self, info: Xml) -> Iterator[TypedMapping]:
        """Yield the certificates that prove skills."""
        skills = _at(info, "Skills")
        for one in () if skills is None else skills.iter("{*}Certificate"):
            date = self._date(_at(one, "Date"), "Date")
            yield self.drafter.mapping(
                {
                    "name": self._text(one, "Title"),
                    "issuer": self._text(one, "AwardingBody"),
                    "date": date,
                }
            )

    def _job(self, job: Xml) -> TypedMapping:
        return self.drafter.mapping(
            {
                "name": self._text(job, "Employer/Name"),
                "position": self._text(job, "Position/Label"),
                "location": self._place(job, "Employer"),
                "url": self._text(job, "Employer/ContactInfo/Website/Contact"),
                "summary": self._text(job, "Activities"),
                **self._period(job),
            }
        )

    def _school(self, school: Xml) -> TypedMapping:
        return self.drafter.mapping(
            {
                "institution": self._text(school, "Organisation/Name"),
                "studyType": self._text(school, "Title"),
                "area": self._text(school, "Field/Label"),
                "location": self._place(school, "Organisation"),
                "url": self._text(school, "Organisation/ContactInfo/Website/Contact"),
                "summary": self._text(school, "Activities"),
                **self._period(school),
            }
        )

    def _period(self, entry: Xml) -> dict[str, Value | None]:
        """Return the start and the end; without an end the entry continues."""
        dates: dict[str, Value | None] = {}
        for tag, name in (("From", "startDate"), ("To", "endDate")):
            dates[name] = self._date(_at(entry, f"Period/{tag}"), tag)
        if (current := _at(entry, "Period/Current")) is not None:
            self._see(current)
        return dates

    def _date(self, date: Xml, name: str) -> Typed | None:
        if date is None:
            return None
        parts = (date.get(part, "").strip("-") for part in ("year", "month", "day"))
        text = "-".join(part.zfill(2) for part in parts if part)
        return self.drafter.text(_part(date), name, text, marked=True) if text else None

    def _place(self, entry: Xml, owner: str) -> Typed | None:
        """Return the address of an employer or a school as one text."""
        parts = self._address(_at(entry, f"{owner}/ContactInfo/Address/Contact"))
        texts = parts.items() if parts else ()
        return address({str(key): text for key, text in texts if isinstance(text, Typed)})

    def _address(self, contact: Xml) -> TypedMapping | None:
        if contact is None:
            return None
        lines = [self._text(contact, tag) for tag in ("AddressLine", "AddressLine2")]
        parts = {"address": joined([line for line in lines if line], ", ")}
        parts |= {name: self._text(contact, tag) for tag, name in _ADDRESS.items()}
        parts["country"] = self._text(contact, "Country/Label")
        code = _at(contact, "Country/Code")
        if parts["country"] and code is not None and code.text:
            self._see(code)
            parts["countryCode"] = self.drafter.said(code.text.strip())
        else:
            parts["countryCode"] = self._text(contact, "Country/Code")
        return self.drafter.mapping(parts)

    def _languages(self, info: Xml, language: str) -> Iterator[Value]:
        linguistic = "Skills/Linguistic"
        for one in self._each(info, f"{linguistic}/MotherTongueList/MotherTongue"):
            name = self._language(one, language)
            fluency = self.drafter.said("native")
            self.drafter.notes[fluency.span] = _GENERIC
            yield self.drafter.mapping({"language": name, "fluency": fluency})
        for one in self._each(info, f"{linguistic}/ForeignLanguageList/ForeignLanguage"):
            name = self._language(one, language)
            found = {tag: self._text(one, f"ProficiencyLevel/{tag}") for tag in _LEVELS}
            levels = {tag: level for tag, level in found.items() if level}
            yield self.drafter.mapping({"language": name, "fluency": self._fluency(levels)})

    def _language(self, one: Xml, language: str) -> Typed | None:
        """Return the name of a language, or that of its code in the language of the page."""
        code = _at(one, "Description/Code")
        self._see(code)
        if name := self._text(one, "Description/Label"):
            return name
        if code is None or not code.text:
            return None
        text = name_of_language(code.text.strip(), language)
        return self.drafter.text(_part(code), "Description/Code", text)

    def _fluency(self, levels: Mapping[str, Typed]) -> Typed | None:
        """Return the level of a language where all are the same, or else each with its name."""
        if not levels:
            return None
        first = next(iter(levels.values()))
        if len(levels) == len(_LEVELS) and len(set(levels.values())) == 1:
            return first
        names = {"SpokenInteraction": "conversation", "SpokenProduction": "speaking"}
        text = ", ".join(f"{names.get(tag, tag.lower())} {level}" for tag, level in levels.items())
        self.drafter.notes[first.span] = _GENERIC
        return Typed(text, first.span, quoted=True)

    def _skills(self, info: Xml) -> Iterator[Value]:
        for tag, name in _SKILLS.items():
            skill = _at(info, f"Skills/{tag}")
            if skill is None:
                continue
            licences = self._all(skill, "Description/Licence")
            text = licences or self._text(skill, "Description")
            if text:
                said = self.drafter.said(name)
                self.drafter.notes[said.span] = _GENERIC
                yield self.drafter.mapping({"name": said, "keywords": text})

    def _achievements(self, info: Xml) -> Iterator[tuple[Typed, Typed]]:
        for one in self._each(info, "AchievementList/Achievement"):
            title = self._text(one, "Title/Label")
            text = self._text(one, "Description")
            self._see(_at(one, "Title/Code") if title else None)
            if text and not title:
                title = self.drafter.said(_UNTITLED)
                self.drafter.notes[title.span] = _GENERIC
            if title and text:
                yield title, text

    def _each(self, parent: Xml, path: str) -> list[Xml]:
        return (
            []
            if parent is None
            else parent.findall("/".join(f"{{*}}{one}" for one in path.split("/")))
        )

    def _all(self, parent: Xml, path: str) -> Value | None:
        texts = [text for one in self._each(parent, path) if (text := self._value(one))]
        return self.drafter.list(texts)

    def _text(self, parent: Xml, path: str) -> Typed | None:
        return self._value(_at(parent, path))

    def _value(self, element: Xml) -> Typed | None:
        """Return the text of an element as a value of the file."""
        if element is None or not (element.text or "").strip() or element in self.seen:
            return None
        self._see(element)
        return self.drafter.text(_part(element), _local(element), element.text.strip(), marked=True)

    def _see(self, element: Xml) -> None:
        if element is not None:
            self.seen.add(element)

    def _leave_out_rest(self) -> None:
        """Count each text of the file that nothing was made of."""
        for element in self.root.iter(etree.Element):
            text = (element.text or "").strip()
            if _local(element) == "Birthdate":
                text = element.get("year", "")
            is_about = _local(_top(element)) in ("LearnerInfo", "CoverLetter")
            if text and is_about and element not in self.seen:
                self.drafter.left_out(_part(element), _name(element), text)


def _at(parent: Xml, path: str) -> Xml:
    """Return the element at a path, in any namespace, or None."""
    return (
        None if parent is None else parent.find("/".join(f"{{*}}{one}" for one in path.split("/")))
    )


def _local(element: Xml) -> str:
    return str(etree.QName(element).localname)


def _name(element: Xml) -> str:
    """Return the name of an element; that of a label or a code is its owner's."""
    name = _local(element)
    return f"{_local(element.getparent())}/{name}" if name in ("Label", "Code", "Contact") else name


def _top(element: Xml) -> Xml:
    """Return the part of the file that an element is in."""
    above = [*element.iterancestors()]
    return above[-2] if above[1:] else element


def _part(element: Xml) -> str:
    """Return the part of the person's information that an element is in, as `Skills`."""
    above = [element, *element.iterancestors()]
    return _local(above[-3]) if above[2:] else _local(element)
