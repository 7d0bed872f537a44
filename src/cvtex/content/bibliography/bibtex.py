"""Reads the entries of a BibTeX or BibLaTeX file."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.content.bibliography.latex import LatexError, address, plain_text
from cvtex.content.bibliography.reference import BibliographyEntry, Name, Reference, unknown_type
from cvtex.diagnostics import LINE_END, Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.typed import Typed, cited

if TYPE_CHECKING:
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as BibEntry

# BibTeX's types and those of BibLaTeX (its manual, 2.1).
TYPES = {
    "article": "journal",
    "inproceedings": "conference",
    "conference": "conference",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "proceedings": "book",
    "collection": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inreference": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "patent": "patent",
    "unpublished": "preprint",
    "misc": "online",
    "online": "online",
    "electronic": "online",
    "www": "online",
    "software": "online",
    "dataset": "online",
}
_EDITED = frozenset({"book", "mvbook", "proceedings", "collection"})

# Our keys, with the fields that they are taken from: the first that is there.
_FIELDS = {
    "title": ("title",),
    "venue": ("journal", "journaltitle", "booktitle"),
    "publisher": ("publisher", "school", "institution", "organization"),
    "place": ("address", "location"),
    "year": ("year", "date"),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "number": ("number",),
    "doi": ("doi",),
    "url": ("url", "howpublished"),
}
_KNOWN = re.compile(rf"\s*@\s*(?:{'|'.join(TYPES)})\s*[{{(]", re.IGNORECASE)
_ARXIV = re.compile(r"arxiv(?:\.org)?(?:\s+preprint)?(?:\s+arxiv:\s*(\S+))?", re.IGNORECASE)
_TILDE = re.compile(r"\\~\s*(\w)")
# As Google Scholar writes a patent: `note={US Patent 11,111,111}`.
_PATENT = re.compile(r"(?P<country>[A-Z]{2}) Patent (?:App\. )?(?P<number>[\d,/]+)")
# What DBLP adds to a name that several people have.
_HOMONYM = re.compile(r"\s+\d{4}$")
_DATE = re.compile(r"(\d{4})(?:-\d\d){0,2}(?:/.*)?")


def parse_bibtex(text: str, path: Path) -> Checked[list[BibliographyEntry]] | None:
    """Return the entries of a file with its errors; None if it has no entry of a known type."""
    from bibtexparser.model import Entry as Parsed  # noqa: PLC0415 - few résumés have BibTeX
    from bibtexparser.model import ParsingFailedBlock  # noqa: PLC0415 - the same

    lines = LINE_END.split(text)
    blocks = _blocks(lines)
    if not any(_KNOWN.match(block.raw or "") for block in blocks):
        return None
    places = _Places(path, lines)
    entries: list[BibEntry] = []
    findings = []
    for block in blocks:
        if isinstance(block, ParsingFailedBlock):
            if not hasattr(block, "key"):  # a repeated `@string`
                findings.append(_not_read(block, places))
            block = block.ignore_error_block or block  # noqa: PLW2901 - as if without the error
        if isinstance(block, Parsed):
            entries.append(block)
    by_key = {entry.key.lower(): entry for entry in reversed(entries)}
    made = [
        BibliographyEntry(places.key(entry), partial(_Reading(entry, by_key, places).reference))
        for entry in entries
    ]
    return Checked(made, tuple(findings))


def _blocks(lines: Sequence[str]) -> list[Block]:
    """Return the blocks of a file; a repeated key is found in any format, and is no error here."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - few résumés have BibTeX
    from bibtexparser.library import Library  # noqa: PLC0415 - the same
    from bibtexparser.middlewares.parsestack import default_parse_stack  # noqa: PLC0415 - the same
    from bibtexparser.model import DuplicateBlockKeyBlock  # noqa: PLC0415 - the same
    from bibtexparser.model import Entry as Parsed  # noqa: PLC0415 - the same

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # it would print
    split = Library()
    repeated: dict[str, str] = {}  # the keys by those that stand in for them
    for block in parse_string("\n".join(lines), parse_stack=[]).blocks:
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else None
        if isinstance(entry, Parsed):
            stand_in = f"\0{len(repeated)}"
            repeated[stand_in], entry.key = entry.key, stand_in
        split.add(entry if isinstance(entry, Parsed) else block)
    for middleware in default_parse_stack():
        split = middleware.transform(split)
    for entry in split.entries:
        entry.key = repeated.get(entry.key, entry.key)
    return split.blocks


def fields_of(text: str, path: Path) -> Iterator[tuple[Typed, str, str, bool]]:
    """Yield the fields of the entries: the entry's key, name, text, and whether it is printed.

    Of several fields for one key of ours, the first is printed.
    """
    from bibtexparser.model import Entry as Parsed  # noqa: PLC0415 - few résumés have BibTeX

    lines = LINE_END.split(text)
    places = _Places(path, lines)
    for entry in (block for block in _blocks(lines) if isinstance(block, Parsed)):
        names = {field.key.lower() for field in entry.fields}
        first = {next((one for one in known if one in names), "") for known in _FIELDS.values()}
        used = first | {"author", "crossref", "eprint", "archiveprefix", "eprinttype"}
        used |= {"editor"} if "author" not in names else set()
        for field in entry.fields:
            text = str(field.value)
            is_used = field.key.lower() in used or bool(_PATENT.fullmatch(text))
            yield places.key(entry), field.key, text, is_used


def _not_read(block: Block, places: _Places) -> Diagnostic:
    twice = sorted(getattr(block, "duplicate_keys", ()))
    message, hint = "this entry can't be read", "check its braces, quotes and commas"
    if twice:
        message, hint = f"the entry has {cited(twice[0])} twice", "keep one of the two"
    return Diagnostic(Code.BIBTEX_SYNTAX, message, places.line(block.start_line or 0), hint)


class _Places:
    """Finds the places of what is in a file; the parser only has lines, from 0."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path = path
        self.lines = lines

    def line(self, number: int, pattern: str = r"\S.*") -> Span:
        """Return the span of a pattern, or its group, in a line; else that of the line."""
        line = self.lines[number].rstrip() if number < len(self.lines) else ""
        found = re.search(pattern, line, re.IGNORECASE) or re.search(r"\S.*", line)
        start, end = found.span(found.lastindex or 0) if found else (0, 1)
        return Span(self.path, number + 1, start + 1, max(1, end - start))

    def key(self, entry: BibEntry) -> Typed:
        """Return the citation key, at the beginning of the entry."""
        return Typed(entry.key, self.line(entry.start_line or 0, r"@[^,]*"))

    def value(self, key: str, text: str, number: int) -> Typed:
        """Return the value of a field, without its braces or quotes."""
        words = re.escape(text.partition("\n")[0].strip())
        pattern = rf"(?<![\w-]){re.escape(key)}\s*=\s*[{{\"]*({words}|[^\s,{{\"].*)"
        return Typed(text, self.line(number, pattern))


class _Reading:
    """Reads one entry; `entries` has all by their keys, for `crossref`."""

    def __init__(self, entry: BibEntry, entries: dict[str, BibEntry], places: _Places) -> None:
        self.entry = entry
        self.places = places
        self.findings: list[Diagnostic] = []
        self.fields = {**self._inherited(entries), **self._typed(entry)}

    def _typed(self, entry: BibEntry) -> dict[str, Typed]:
        return {
            field.key.lower(): self.places.value(field.key, str(field.value), field.start_line or 0)
            for field in entry.fields
            if str(field.value).strip(" {}\n")
        }

    def _inherited(self, entries: dict[str, BibEntry]) -> dict[str, Typed]:
        given = self._typed(self.entry).get("crossref")
        parent = entries.get(given.lower()) if given else None
        fields = self._typed(parent) if parent and parent is not self.entry else {}
        if title := fields.pop("title", None):
            fields.setdefault("booktitle", title)
        return {key: of for key, of in fields.items() if key not in ("author", "doi", "url")}

    def reference(self) -> Checked[Reference]:
        """Return what the entry says."""
        key, name = self.places.key(self.entry), self.entry.entry_type.lower()
        kind = TYPES.get(name, "")
        if not kind:
            return failed(unknown_type(Typed(name, key.span), TYPES))
        fields = {
            ours: self._text(typed, address if ours in ("doi", "url") else plain_text)
            for ours, names in _FIELDS.items()
            if (typed := next((self.fields[one] for one in names if one in self.fields), None))
        }
        kind = self._as_kind(kind, fields)
        people = self.fields.get("author") or (
            self.fields.get("editor") if name in _EDITED else None
        )
        names = [*self._names(people)] if people else []
        et_al = bool(names) and str(names[-1].name) == "others"
        found = Reference(
            key, Typed(kind, key.span), names[: len(names) - et_al], fields, et_al=et_al
        )
        return Checked(found, tuple(self.findings))

    def _as_kind(self, kind: str, fields: dict[str, Typed]) -> str:
        """Return the kind, with the fields as that has them."""
        if subtitle := self.fields.get("subtitle"):
            joined = f"{fields.get('title', '')}: {self._text(subtitle)}"
            fields["title"] = Typed(joined, fields.get("title", subtitle).span)
        if kind == "online" and (patent := self._patent()):
            kind, fields["number"] = "patent", patent
        if "url" in fields and not re.match(r"https?://", fields["url"]):
            del fields["url"]  # `howpublished` may be any words
        year = fields.get("year")
        if year and kind != "patent" and (date := _DATE.fullmatch(year)):
            fields["year"] = Typed(date[1], year.span)
        eprint, venue = self.fields.get("eprint"), fields.get("venue")
        arxiv = _ARXIV.fullmatch(venue) if venue else None
        if arxiv or (eprint and not venue and kind in ("journal", "online", "preprint")):
            kind = "preprint"
            server = self.fields.get("archiveprefix") or self.fields.get("eprinttype")
            server = server or Typed("arXiv", (venue or eprint or self.entry_key()).span)
            shown = "arXiv" if server.lower() == "arxiv" else self._text(server)
            fields["venue"] = Typed(shown, server.span)
            if eprint:
                fields["number"] = self._text(eprint)
            elif arxiv and venue and arxiv[1]:
                fields["number"] = Typed(arxiv[1], venue.span)
        elif kind in ("journal", "conference") and "number" in fields:
            fields.setdefault("issue", fields.pop("number"))
        return kind

    def _patent(self) -> Typed | None:
        """Return the number of a patent in a note."""
        note = self.fields.get("note")
        found = _PATENT.fullmatch(note) if note else None
        return Typed(f"{found['country']} {found['number']}", note.span) if found and note else None

    def entry_key(self) -> Typed:
        """Return the citation key with its place."""
        return self.places.key(self.entry)

    def _names(self, people: Typed) -> Iterator[Name]:
        from bibtexparser.middlewares.names import (  # noqa: PLC0415 - few résumés have BibTeX
            parse_single_name_into_parts,
            split_multiple_persons_names,
        )

        # The parser takes the tilde of an accent for a space.
        text = _TILDE.sub(r"\\tilde{\1}", people).replace("\\~{", "\\tilde{")
        for name in split_multiple_persons_names(text):
            parts = parse_single_name_into_parts(_HOMONYM.sub("", name), strict=False)
            family = self._text(Typed(" ".join(parts.von + parts.last + parts.jr), people.span))
            given = self._text(Typed(" ".join(parts.first), people.span))
            if family:
                yield Name(family, given) if given else Name(name=family)

    def _text(self, typed: Typed, decode: Callable[[str], str] = plain_text) -> Typed:
        """Return a field in plain text, without its unknown commands."""
        latex = str(typed)
        while True:
            try:
                return Typed(decode(latex), typed.span)
            except LatexError as error:
                hint = "write the characters themselves, in UTF-8"
                message = f"this text can't be printed: {error}"
                self.findings.append(Diagnostic(Code.BIBTEX_SYNTAX, message, typed.span, hint))
                end = "(?![A-Za-z])" if error.command.isalpha() else ""
                rest = re.sub(rf"\\{re.escape(error.command)}{end}", "", latex)
                if not error.command or rest == latex:
                    return typed
                latex = rest
