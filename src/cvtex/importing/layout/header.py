"""Reads the head of a résumé: the headline, the contacts, and facts such as a date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cvtex.ats.contacts import contacts_of
from cvtex.ats.drafting import ResumeDraft
from cvtex.ats.field_kinds import is_place, looks_like_name
from cvtex.ats.labels import labelled_name, untabled
from cvtex.ats.layout.lines import Cell, Line, is_han
from cvtex.ats.vocabulary import squeezed, words
from cvtex.exchange.texts.flattening import joined
from cvtex.exchange.texts.rich import corrected_url
from cvtex.importing.layout.marks import without_gaps
from cvtex.importing.source import Drafter
from cvtex.schema.networks import account_at, network_of
from cvtex.schema.phones import in_country
from cvtex.source.typed import Typed, TypedMapping, Value

PART = "the head"
_SEPARATOR = re.compile(r"\s+[·•∙⋅/–—-]\s+|\s*[|｜∣¦•·]\s*|\s{2,}|\t")
# Between two contacts that no separator parts.
_BETWEEN = re.compile(r"\s*[,;，；]\s*|(?<![:：.\s])\s+(?=\+\d|[\w.+-]+@)")
_LABELLED = re.compile(r"([^:：]{1,40})[:：]\s*(\S.*)")
# A sentence of five words or more, and any longer text, is the summary.
_PROSE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]|.{91,}", re.DOTALL)
_IN_ADDRESS = re.compile(r"\d")
# A postal code, or the number of a house: `Musterweg 12`, `7 Invented Lane, Ebb`.
_IN_STREET = re.compile(
    r"(?<!\S)\d{5,6}(?!\d)|[^\W\d]\s+\d{1,3}[a-z]?$|^\d{1,4}[a-z]?,?\s(?:.*,|[A-Z])"
)
_POSTAL_CODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,6}\s")
_CUT = re.compile(r"(?:https?://|www\.|[\w-]+\.[a-z]{2,}/)\S*[-/]", re.IGNORECASE)
_GENERIC = ("phone", "tel", "telephone", "email", "e-mail", "mail", "web", "website", "url")
_ADDRESS = ("address", "location")


@dataclass(slots=True)
class Head:
    """What the head of a résumé says; `summary` are paragraphs without a heading of their own."""

    name: Typed | None = None
    title: Typed | None = None
    name_latin: Typed | None = None
    headline: Typed | None = None
    contacts: list[Value] = field(default_factory=list)
    facts: list[Value] = field(default_factory=list)
    summary: list[Typed] = field(default_factory=list)


@dataclass(slots=True)
class HeadReader:
    """Reads the pieces of the head one after the other."""

    drafter: Drafter
    name: str
    country: str = ""
    head: Head = field(default_factory=Head)
    is_below_name: bool = False

    def read(self, lines: Sequence[Line], part: str) -> None:
        """Read the lines of the head, or of a section of contacts."""
        for line in _whole(untabled(lines)):
            if self._is_row(line, part):
                label, *rest = (cell.text.strip(":： ") for cell in line.cells)
                for text in _contacts_apart(line.cells[-1], " ".join(rest)):
                    url = _target(line.cells[-1], text)
                    self._piece(f"{label}: {text}", url, part, beside_contact=False)
                continue
            pieces = [*_pieces(line)]
            has_contact = any(_has_contact(text, url) for text, url in pieces)
            for text, url in pieces:
                self._piece(text, url, part, beside_contact=has_contact)

    def _is_row(self, line: Line, part: str) -> bool:
        """Return whether a line is a row of a table: a label, and what it is of."""
        if len(line.cells) == 1 or _has_contact(line.cells[0].text, ""):
            return False
        label = squeezed(line.cells[0].text)
        return part != PART or label in words_for("phone", "email", *_ADDRESS, *_GENERIC)

    def _piece(self, text: str, url: str, part: str, *, beside_contact: bool) -> None:
        if self._is_name(text):
            return
        label, rest = _label_of(text)
        if not self.name and (named := labelled_name(text)):
            self.name, self.is_below_name = named, True
            self.head.name = self.drafter.text(part, "name", named)
        elif contact := self._contact(rest, url, part, label):
            self.head.contacts.append(contact)
        elif label and squeezed(label) in words_for("headline"):
            self.head.headline = self.head.headline or self.drafter.text(part, "headline", rest)
        elif label and (beside_contact or squeezed(label) in words_for(*_ADDRESS)):
            self._address(rest, part, label=label)
        elif label:
            pair = {"label": label, "value": rest}
            fact = {name: self.drafter.text(part, name, one) for name, one in pair.items()}
            self.head.facts.append(self.drafter.mapping(fact))
        else:
            self._text(text, part, beside_contact=beside_contact)

    def _text(self, text: str, part: str, *, beside_contact: bool) -> None:
        """Read a piece that has no label, and is no contact that is known by its form."""
        if squeezed(text) in {squeezed(word) for word in words("sheet")}:
            self.head.title = self.drafter.text(part, "title", text)
        elif _PROSE.fullmatch(text):
            self.head.summary.append(self.drafter.text(part, "summary", text))
        elif self._is_latin_name(text):
            self.head.name_latin = self.drafter.text(part, "name_latin", text)
        elif (
            self.head.headline is None
            and self.is_below_name
            and not beside_contact
            and not _IN_STREET.search(text)
        ):
            self.head.headline = self.drafter.text(part, "headline", text)
        elif _is_address(text) or beside_contact or not self.is_below_name:
            self._address(text, part, "" if _is_address(text) else "is this an address?")
        else:
            self._address(text, part, "what is this? It stands at the top of the page")

    def _address(self, text: str, part: str, note: str = "", *, label: str = "") -> None:
        """Add an address; a town with its postal code belongs to the street before it."""
        last = next(reversed(self.head.contacts), None)
        street = last.value("address") if isinstance(last, TypedMapping) else None
        if isinstance(street, Typed) and not label and _POSTAL_CODE.match(text):
            town = self.drafter.text(part, "address", text)
            self.head.contacts[-1] = self.drafter.mapping({"address": joined([street, town], ", ")})
            return
        self.head.contacts.append(self._labelled("address", text, label, part, note))

    def _is_name(self, text: str) -> bool:
        """Return whether a text is the name; a second time it is something else."""
        is_name = not self.is_below_name and bool(self.name)
        if is_name and squeezed(labelled_name(text) or text) == squeezed(self.name):
            self.is_below_name = True
            return True
        return not self.is_below_name and squeezed(text) in squeezed(self.name).split("\n")

    def _is_latin_name(self, text: str) -> bool:
        is_other = any(map(is_han, self.name)) or squeezed(text) == squeezed(self.name)
        return self.is_below_name and is_other and text.isascii() and looks_like_name(text)

    def _contact(self, text: str, url: str, part: str, label: str) -> TypedMapping | None:
        """Return a piece as a contact, or None if it is none."""
        found = contacts_of([text])
        for kind, values in (("email", found.emails), ("phone", found.phones)):
            if values:
                around = (label, _around(text, values[0]))
                own = " ".join(one for one in around if one and not is_generic(one))
                known = in_country(values[0], self.country) if kind == "phone" else ""
                note = "the code of the country was guessed by the language" if known else ""
                return self._labelled(kind, known or values[0], own, part, note)
        target = url if url.startswith("http") else found.links[0] if found.links else ""
        if not (target := corrected_url(target)):
            return None
        network, _, username = text.rpartition(" ")
        account_there = account_at(target)
        if network_of(network or label):
            pair = (network or label, username)
        elif account_there:
            pair = account_there
        else:
            shown = "" if squeezed(text) in squeezed(target) else text
            return self._labelled("url", target, label or shown, part)
        named = {"network": pair[0], "username": pair[1], "url": target}
        if account_there:  # its page is known by the user name
            del named["url"]
        account = {key: self.drafter.text(part, key, value) for key, value in named.items()}
        return self.drafter.mapping({"profile": self.drafter.mapping(account)})

    def _labelled(
        self, kind: str, text: str, label: str, part: str, note: str = ""
    ) -> TypedMapping:
        """Return a contact with its label, unless that says no more than the kind."""
        is_literal = kind != "address"
        values: dict[str, Value | None] = {
            kind: self.drafter.text(part, kind, text, note, marked=is_literal)
        }
        if label and not is_generic(label):
            values["label"] = self.drafter.text(part, "label", label)
        return self.drafter.mapping(values)


def read_head(draft: ResumeDraft, drafter: Drafter, country: str) -> Head:
    """Return what the head says, and the sections of contacts.

    `country` (ISO 3166) is that of telephone numbers without its code, "" if it is not known.
    """
    reader = HeadReader(drafter, draft.name or "", country)
    reader.read(draft.header, PART)
    for section in draft.sections:
        if section.part.kind == "contact":
            reader.read(section.before, section.part.title or "")
    return reader.head


def _whole(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines; an address of the web that the edge of a column has cut is one again."""
    before: Line | None = None
    for line in lines:
        if before and len(line.cells) == 1 and " " not in line.text and _CUT.fullmatch(before.text):
            first, *rest = line.cells[0].runs
            cell = before.cells[-1]
            before = replace(before, cells=(replace(cell, runs=(*cell.runs, first, *rest)),))
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _pieces(line: Line) -> Iterator[tuple[str, str]]:
    """Yield the texts of a line between separators, each with the target of its link."""
    for cell in line.cells:
        start = 0
        text = cell.text
        for separator in [*_SEPARATOR.finditer(text), None]:
            end = separator.start() if separator else len(text)
            piece = text[start:end].strip(" ,;，；")
            for one in _contacts_apart(cell, piece) if piece else ():
                yield without_gaps(one), _target(cell, one)
            start = separator.end() if separator else end


def _contacts_apart(cell: Cell, piece: str) -> list[str]:
    """Return the contacts in a piece of a cell that are all there is in it, or the piece."""
    parts = [part for part in _BETWEEN.split(piece) if part]
    are_several = parts[1:] and all(_has_contact(part, _target(cell, part)) for part in parts)
    return parts if are_several else [piece]


def _has_contact(text: str, url: str) -> bool:
    found = contacts_of([text])
    return bool(url or found.emails or found.phones or found.links)


def _target(cell: Cell, piece: str) -> str:
    """Return the target of the link that a piece of a cell is or has."""
    for run in cell.runs:
        text = " ".join(run.text.split())
        if run.url and text and (text in piece or piece in text):
            return run.url
    return ""


def _label_of(text: str) -> tuple[str, str]:
    """Return the label before a colon and the text behind it; `https:` is no label."""
    match = _LABELLED.fullmatch(text)
    if match is None or match[2].startswith("//"):
        return "", text
    return match[1].strip(), match[2]


def _around(text: str, value: str) -> str:
    """Return what stands before or behind a contact, as `Mobile` in `Mobile 0171 23 45`."""
    return text.replace(value, "", 1).strip(" ()（）:：.,")


def _is_address(text: str) -> bool:
    return is_place(text) or bool(_IN_ADDRESS.search(text))


def words_for(*keys: str) -> frozenset[str]:
    """Return the words of all languages for some keys of a contact."""
    known = {word for key in keys for word in words("keys", key)}
    return frozenset(squeezed(word) for word in (*known, *keys))


def is_generic(label: str) -> bool:
    """Return whether a label says no more than the kind of its contact, as `Telephone`."""
    return squeezed(label) in words_for("phone", "email", *_ADDRESS, *_GENERIC)
