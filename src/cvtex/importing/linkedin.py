"""Imports LinkedIn's data export: a ZIP archive of CSV files with English headings.

The columns are those of exports of 2024 to 2026. Files about other people, such as messages and
connections, are not opened.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.converter import Converter
from cvtex.exchange.formats.json_resume import publication
from cvtex.exchange.postal_address import country_of
from cvtex.exchange.texts.flattening import joined
from cvtex.exchange.texts.rich import corrected_url
from cvtex.importing.archive import ArchiveError, open_archive
from cvtex.importing.source import Drafter, ImportedValues, language_of
from cvtex.sections import section_types
from cvtex.sections.forms import is_cjk
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.wording.locale import find_locale

ORIGIN = "LinkedIn's data export"
_BYTES_MAX = 4 * 2**20  # of one CSV; a long career has 100 kB
_ROWS_MAX = 2000

_DATES = {"Started On": "start_date", "Finished On": "end_date"}


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the export: the type of section, and our keys by its columns."""

    section: str
    columns: Mapping[str, str]
    title: str = ""


# In the order of LinkedIn's page.
_FILES = {
    "positions": _File(
        "experience",
        {"Company Name": "name", "Title": "position", "Description": "summary"}
        | {"Location": "location", **_DATES},
    ),
    "education": _File(
        "education",
        {"School Name": "institution", "Degree Name": "study_type", "Notes": "summary"}
        | {"Activities": "summary", "Start Date": "start_date", "End Date": "end_date"},
    ),
    "certifications": _File(
        "certificates", {"Name": "name", "Url": "url", "Authority": "issuer", **_DATES}
    ),
    "projects": _File(
        "projects", {"Title": "name", "Description": "summary", "Url": "url", **_DATES}
    ),
    "volunteering": _File(
        "volunteering",
        {"Company Name": "organization", "Role": "position", "Description": "summary", **_DATES},
    ),
    "organizations": _File(
        "volunteering",
        {"Name": "organization", "Position": "position", "Description": "summary", **_DATES},
        "Organizations",
    ),
    "publications": _File(
        "publications",
        {"Name": "title", "Published On": "year", "Description": "summary"}
        | {"Publisher": "publisher", "Url": "url"},
    ),
    "honors": _File(
        "awards", {"Title": "title", "Description": "summary", "Issued On": "date"}
    ),
    "skills": _File("skills", {"Name": "name"}),
    "languages": _File("languages", {"Name": "language", "Proficiency": "fluency"}),
    "recommendationsreceived": _File(
        "references", {"Name": "name", "Job Title": "position", "Company": "organization"}
        | {"Text": "reference"},
    ),
}  # fmt: skip
_PERSON = ("profile", "emailaddresses", "phonenumbers")
_SYNONYMS = {"volunteerexperiences": "volunteering", "honorsandawards": "honors"}
# Before a page in `[PORTFOLIO:https://…,OTHER:https://…]`.
_PAGE = re.compile(
    r"(?:([A-Z_]+):(?!//)|(?=https?://|www\.))([^\]\s]+?)"
    r"(?=,\s*(?:[A-Z_]+:|https?://|www\.)|[\]\s]|$)",
    re.IGNORECASE,
)
_NO_LABEL = frozenset({"OTHER", "PERSONAL", ""})
_HANDLE = re.compile(r"[\w.]+")


def is_export(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive has a file of an export that is about the person."""
    return any(_key(name) in (*_FILES, *_PERSON) for name in archive.namelist())


def from_linkedin(path: Path, language: str = "") -> Checked[ImportedValues]:
    """Return the résumé in an export."""
    try:
        with open_archive(path) as archive:
            if not is_export(archive):
                message = "the ZIP archive is not LinkedIn's data export"
                hint = "that has files such as Profile.csv and Positions.csv"
                return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path), hint))
            return _Export(archive, Drafter(path)).source(language)
    except ArchiveError as error:
        return failed(error.finding)


class _Export:
    def __init__(self, archive: zipfile.ZipFile, drafter: Drafter) -> None:
        self.archive = archive
        self.drafter = drafter
        self.tables = self._read()

    def source(self, language: str) -> Checked[ImportedValues]:
        drafter = self.drafter
        texts = (
            str(value) for rows in self.tables.values() for row in rows for value in row.values()
        )
        tag, findings = language_of(texts, drafter.file, language)
        converter = Converter(localised=find_locale(tag) is not None)
        whole = Span(drafter.file)
        self._name_english_words(tag)
        resume = TypedMapping({Typed("language", whole): tag}, whole)
        self._person(resume, converter)
        sections = [
            section
            for key, file in _FILES.items()
            if (section := self._section(file, self.tables.get(key, []), resume, converter))
        ]
        if not sections and resume.keys() == {"language"}:
            message = "no file of the ZIP archive has the columns of LinkedIn's data export"
            hint = "import the ZIP as LinkedIn gave it, without saving its files in a spreadsheet"
            return failed(Diagnostic(Code.IMPORT_SHAPE, message, whole, hint))
        resume[Typed("sections", whole)] = TypedList(sections, whole)
        found = (*findings, *converter.findings)
        leaves, notes, country = drafter.leaves, drafter.notes, converter.country
        return Checked(
            ImportedValues(ORIGIN, resume, bool(findings), leaves, notes, found, country=country)
        )

    def _name_english_words(self, language: Typed) -> None:
        """Note the words that LinkedIn has only in English, in a résumé of another language."""
        for row in () if language.startswith("en") else self.tables.get("languages", []):
            if fluency := _text(row, "Proficiency"):
                self.drafter.notes[fluency.span] = "LinkedIn has it in English only"

    def _read(self) -> dict[str, list[TypedMapping]]:
        """Return the rows of the files by their names; others are counted as left out."""
        tables: dict[str, list[TypedMapping]] = {}
        for name in self.archive.namelist():
            key = _key(name)
            if key in (*_FILES, *_PERSON):
                tables.setdefault(key, []).extend(self._rows(name))
            elif not name.endswith("/"):
                self.drafter.left_out("other files, not opened", PurePosixPath(name).name, name)
        return tables

    def _rows(self, name: str) -> list[TypedMapping]:
        part = PurePosixPath(name).name
        header: list[str] = []
        above: list[list[str]] = []
        rows: list[TypedMapping] = []
        for row in self._csv(name):
            if not header:
                header = row if _is_header(row) else []
                above.append(row)
            elif len(rows) < _ROWS_MAX:
                pairs = zip(header, row, strict=False)
                values: dict[Typed, Value] = {
                    self.drafter.said(column): self.drafter.text(part, column, text, marked=True)
                    for column, text in pairs
                    if text.strip()
                }
                rows += [TypedMapping(values, Span(self.drafter.file))] if values else []
            else:
                self.drafter.left_out(part, "row", ", ".join(row))
        for row in () if header else above:  # in a language or a version that is not known
            self.drafter.left_out(part, "row", ", ".join(row))
        return rows

    def _csv(self, name: str) -> list[list[str]]:
        """Return the rows of a file. ArchiveError: it can't be read."""
        try:
            return [*csv.reader(io.StringIO(self._text(name)))]
        except csv.Error as error:
            message = f"`{PurePosixPath(name).name}` in the archive is damaged"
            here = Span(self.drafter.file)
            raise ArchiveError(
                Diagnostic(Code.FILE_UNREADABLE, message, here, str(error))
            ) from error

    def _text(self, name: str) -> str:
        """Return the text of a file. ArchiveError: it can't be read."""
        here = Span(self.drafter.file)
        try:
            with self.archive.open(name) as file:
                data = file.read(_BYTES_MAX + 1)
        except Exception as error:
            message = f"`{name}` in the archive is damaged"
            raise ArchiveError(Diagnostic(Code.FILE_UNREADABLE, message, here)) from error
        if len(data) > _BYTES_MAX:
            message = f"`{name}` has more than {_BYTES_MAX >> 20} MB"
            raise ArchiveError(Diagnostic(Code.FILE_TOO_LARGE, message, here))
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            message = (
                f"`{PurePosixPath(name).name}` in the archive is not UTF-8, as LinkedIn writes it"
            )
            hint = "import the ZIP as LinkedIn gave it, without saving its files in a spreadsheet"
            raise ArchiveError(Diagnostic(Code.FILE_ENCODING, message, here, hint)) from error

    def _person(self, resume: TypedMapping, converter: Converter) -> None:
        """Add the name, the headline, the summary and the contacts."""
        profile = next(
            iter(self.tables.get("profile", [])), TypedMapping({}, Span(self.drafter.file))
        )
        names = [text for key in ("First Name", "Last Name") if (text := _text(profile, key))]
        if names:
            is_family_first = all(map(is_cjk, names))
            in_order, between = (names[::-1], "") if is_family_first else (names, " ")
            self._put(resume, "name", joined(in_order, between))
        place = _text(profile, "Geo Location") or ""
        converter.country = country_of({"country": place.rpartition(",")[2]})
        for column, key in (("Headline", "headline"), ("Summary", "summary")):
            value = profile.value(column)
            self._put(resume, key, converter.text(value, key) if value else None)
        contacts = [*self._contacts(profile, converter)]
        self._put(resume, "contacts", self.drafter.list(contacts))
        converter.split_lists(resume, levels=0)

    def _put(self, resume: TypedMapping, key: str, value: Value | None) -> None:
        if value is not None:
            resume[self.drafter.said(key)] = value

    def _contacts(self, profile: TypedMapping, converter: Converter) -> Iterator[Value]:
        mapping = self.drafter.mapping
        for row in self.tables.get("phonenumbers", []):
            number, extension = _text(row, "Number"), _text(row, "Extension")
            if number:
                text = joined([number, *([extension] if extension else [])], " ext. ")
                yield mapping({"phone": converter.text(text, "phone") if text else None})
        rows = self.tables.get("emailaddresses", [])
        primary = [row for row in rows if (_text(row, "Primary") or "").lower() == "yes"] or rows
        for row in primary[:1]:
            value = row.value("Email Address")
            email = converter.text(value, "email") if value else None
            yield from [mapping({"email": email})] if email else []
        address = _text(profile, "Address") or _text(profile, "Geo Location")
        if address:
            yield mapping({"address": converter.text(address, "address")})
        pages = _text(profile, "Websites")
        for label, url in _PAGE.findall(pages or ""):
            named = None if label in _NO_LABEL or pages is None else label.replace("_", " ").title()
            span = pages.span if pages else Span(self.drafter.file)
            given = {
                "url": Typed(corrected_url(url) or url, span),
                "label": Typed(named, span) if named else None,
            }
            yield mapping(given)
        handles = _text(profile, "Twitter Handles")
        for handle in _HANDLE.findall(handles or ""):
            span = handles.span if handles else Span(self.drafter.file)
            account = mapping({"network": self.drafter.said("X"), "username": Typed(handle, span)})
            yield mapping({"profile": account})

    def _section(
        self, file: _File, rows: Sequence[TypedMapping], resume: TypedMapping, converter: Converter
    ) -> Value | None:
        kind = section_types()[file.section].entry
        assert kind is not None  # noqa: S101 - each of these types has entries
        entries: list[Value] = []
        for row in rows:
            if file.section == "references":
                if (_text(row, "Status") or "VISIBLE") != "VISIBLE":
                    continue
                given = _named(row)
            else:
                given = row
            if file.section == "publications":
                entry = publication(given, file.columns, resume, converter)
            else:
                entry = converter.entry(given, kind, file.columns)
            if entry and file.section == "certificates":
                _issued(entry)
            entries += [entry] if entry else []
        if file.section == "experience":
            entries = [*_grouped(entries, self.drafter)]
        if not entries:
            return None
        named: dict[str, Value | None] = {"type": self.drafter.said(file.section)}
        named["title"] = self.drafter.said(file.title) if file.title else None
        return self.drafter.mapping({**named, "entries": self.drafter.list(entries)})


def _key(name: str) -> str:
    """Return the name of a file in the archive without its folder, spaces and ending."""
    path = PurePosixPath(name)
    key = re.sub(r"[\s_]", "", path.stem).lower() if path.suffix.lower() == ".csv" else ""
    return _SYNONYMS.get(key, key)


def _is_header(row: Sequence[str]) -> bool:
    """Return whether a row is the heading: notes may stand above it."""
    known = {column for file in _FILES.values() for column in file.columns}
    return bool({*row} & {*known, "First Name", "Email Address", "Number"})


def _text(row: TypedMapping, column: str) -> Typed | None:
    value = row.value(column)
    return value if isinstance(value, Typed) and value.strip() else None


def _named(row: TypedMapping) -> TypedMapping:
    """Return a recommendation with one name."""
    names = [text for key in ("First Name", "Last Name") if (text := _text(row, key))]
    rest = row.without("First Name", "Last Name", "Status", "Creation Date")
    name = joined(names, " ")
    return TypedMapping({Typed("Name", row.span): name, **rest} if name else {**rest}, row.span)


def _issued(entry: TypedMapping) -> None:
    """Make the start of a certificate without an end its date."""
    start = entry.typed("start_date")
    if start and "end_date" not in entry:
        entry[Typed("date", start.span)] = entry.pop(start)


def _grouped(entries: Sequence[Value], drafter: Drafter) -> Iterator[Value]:
    """Yield jobs, with those at one employer that follow each other as its parts."""
    jobs = [job for job in entries if isinstance(job, TypedMapping)]
    for _, group in groupby(jobs, key=lambda job: job.value("name")):
        first, *rest = group
        if not rest:
            yield first
            continue
        owner: dict[str, Value | None] = {"name": first.value("name")}
        places = {job.value("location") for job in (first, *rest) if "location" in job}
        if len(places) == 1:
            owner["location"] = next(
                job.value("location") for job in (first, *rest) if "location" in job
            )
        parts: list[Value] = [job.without(*owner) for job in (first, *rest)]
        yield drafter.mapping({**owner, "parts": drafter.list(parts)})
