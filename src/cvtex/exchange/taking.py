"""Takes the mappings of a foreign file for entries of ours, key by key.

How a value is read depends on the key of ours that it comes to; a format says only which of its
keys have another name with us. A key that has no place is a finding, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cvtex.codes import Code
from cvtex.content import model
from cvtex.content.dates import Calendar, Date, DateError, Present, iso, parse_date
from cvtex.content.fields import Record
from cvtex.content.markup import parse_markup
from cvtex.content.readings import MOMENT
from cvtex.content.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.diagnostics import Diagnostic, Span
from cvtex.exchange.words import escaped, is_han, one_line, plain

TITLES: Mapping[type[Record], str] = {
    model.School: "institution",
    model.Employer: "name",
    model.Project: "name",
    model.Publication: "title",
    model.Award: "title",
    model.Certificate: "name",
    model.Language: "language",
    model.Interest: "name",
    model.Volunteering: "organization",
    model.Reference: "name",
}
"""The key that an entry is headed by, and can't be without."""

LASTING = (model.School, model.Employer, model.Project, model.Volunteering)
"""What goes on until it is said to have ended."""

_OF_A_YEAR = re.compile(r"\D*(?:19|20)\d\d\D*")
_NAME = re.compile(r"[$@]?[A-Za-z_][\w-]*")
_NO_TEXT = "a text is expected here, and this is left out"

EVERY = frozenset({"*"})
"""Every key: all texts of the foreign format are Markdown."""

DATES = frozenset({"date", "start_date", "end_date"})
PARAGRAPHS = frozenset({"summary", "reference", "text"})

_LITERAL = frozenset({"phone", "email", "url", "username", "doi", "family", "given", "file", "alt"})
"""Keys of ours whose text is no markup."""


@dataclass(slots=True)
class Taking:
    """Reads one foreign file and gathers what is wrong with it, or has no place.

    `marked` holds the keys of ours whose texts are Markdown in the foreign format; any other text
    is plain there.
    """

    marked: frozenset[str] = frozenset()
    findings: list[Diagnostic] = field(default_factory=list)

    def entry(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return an entry with keys of ours; None where there is nothing in it.

        A bare text is what heads the entry. Where that is missing, the first text there is takes
        its place.
        """
        if isinstance(value, Typed):
            text = self.text(value, TITLES[kind])
            return mapping_of(value.span, {TITLES[kind]: text}) if text else None
        taken = self.record(value, kind, names)
        if not taken:
            return None
        self._settle_dates(taken, kind)
        return self._headed(taken, TITLES[kind])

    def record(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return a mapping with keys of ours; None where there is nothing in it."""
        mapping = self.mapping(value)
        taken = TypedMapping({}, mapping.span)
        known = {info.alias or name for name, info in kind.model_fields.items()} - {"parts"}
        for key, inner in mapping.items():
            name = names.get(key, snake_case(key))
            if name not in known:
                self.leave_out(key, inner)
            elif (read := self.read(inner, _reading(kind, name))) is not None:
                self._put(taken, name, key, read)
        return taken or None

    def read(self, value: Value, name: str) -> Value | None:
        """Return what stands under a key of ours; None if nothing does."""
        read: Value | None
        match name:
            case "keywords":
                read = self._list(value, lambda item: self.text(item, name))
            case "highlights":
                read = self._list(value, lambda item: self._bare(item, model.Highlight, "text"))
            case "scores" | "courses":
                read = self._list(value, lambda item: self._bare(item, model.Graded, "name"))
            case "authors":
                read = self._list(value, lambda item: self._bare(item, model.Author, "family"))
            case "profile":
                read = self.record(value, model.Profile, {})
            case "role" if isinstance(value, TypedList):
                texts = self._list(value, lambda item: self.text(item, name))
                read = joined([text for text in texts or () if isinstance(text, Typed)])
            case _ if name in DATES:
                read = self._date(value, words=name == "date")
            case _:
                read = self.text(value, name)
        return read

    def text(self, value: Value, name: str) -> Typed | None:
        """Return a text as one of ours; None if it is empty."""
        if isinstance(value, Empty) or (isinstance(value, Typed) and not value.strip()):
            return None
        if not isinstance(value, Typed):
            self.findings.append(Diagnostic(Code.VALUE_TYPE, _NO_TEXT, value.span))
            return None
        marked = self.marked is EVERY or name in self.marked
        text = value.strip()
        if name in _LITERAL:
            text = one_line(plain(parse_markup(text)) if marked and "*" in text else text)
            text = text.removeprefix("tel:") if name == "phone" else text
        elif not marked:
            text = escaped(text)
        if text == value:
            return value
        return Typed(text, value.span, quoted=value.quoted, source=value.source)

    def mapping(self, value: Value) -> TypedMapping:
        """Return a mapping; what is none has nothing in it, and is a finding."""
        if isinstance(value, TypedMapping):
            return value
        if not isinstance(value, Empty):
            message = "keys with values are expected here, and this is left out"
            self.findings.append(Diagnostic(Code.VALUE_TYPE, message, value.span))
        return TypedMapping({}, value.span)

    def leave_out(self, key: Typed, value: Value, why: str = "there is no place for it") -> None:
        """Say that what stands under a key is left out, unless nothing does.

        A key that is no name, and has no value, is words that a comma of YAML's has cut off.
        """
        if not is_empty(value) or not _NAME.fullmatch(key):
            self.say_left_out(f"`{key}` is left out: {why}", key.span)

    def say_left_out(self, message: str, span: Span) -> None:
        """Say at a place that something is left out."""
        self.findings.append(Diagnostic(Code.IMPORT_LEFT_OUT, message, span))

    def _list(self, value: Value, read: Callable[[Value], Value | None]) -> TypedList | None:
        items = [inner for item in items_of(value) if (inner := read(item)) is not None]
        return TypedList(items, value.span) if items else None

    def _bare(self, value: Value, kind: type[Record], name: str) -> Value | None:
        """Return a text, or a mapping in which there is one; `name` says how it is read."""
        if isinstance(value, TypedMapping):
            return self.record(value, kind, {})
        return self.text(value, name)

    def _date(self, value: Value, *, words: bool) -> Typed | None:
        """Return a date in the form that ours have.

        What is none stays as it is: as words, where there may be any or they tell of a year, as
        `Autumn 2019`; else a check tells of it.
        """
        text = self.text(value, "url")
        if text is None:
            return None
        day = Typed(_day(text), text.span, quoted=True, source=text.source)
        date = date_of(day)
        if not isinstance(date, Calendar | Present):
            words = words or bool(_OF_A_YEAR.fullmatch(text))
            return Typed(day, text.span, quoted=words, source=text.source)
        return Typed(iso(date), text.span, source=text.source)

    def _put(self, taken: TypedMapping, name: str, key: Typed, value: Value) -> None:
        """Put a value under a key of ours, at the place of the key that it had."""
        before = taken.get(name)  # type: ignore[call-overload]  # a Typed is a str
        if before is None:
            taken[Typed(name, key.span)] = value
        elif isinstance(before, TypedList) and isinstance(value, TypedList):
            before.extend(value)
        elif name in PARAGRAPHS and isinstance(before, Typed) and isinstance(value, Typed):
            text = joined([before, value], "\n\n")
            taken[next(known for known in taken if known == name)] = text or value
        elif before != value:
            self.leave_out(key, value, f"the place for it, `{name}`, is taken")

    def _settle_dates(self, taken: TypedMapping, kind: type[Record]) -> None:
        """Make of dates what an entry may have: one, or a start and an end.

        Two that are equal are one; what began and is not said to have ended goes on.
        """
        keys = {str(key): key for key in taken if key in DATES}
        date, start, end = (keys.get(name) for name in ("date", "start_date", "end_date"))
        if date and start:
            value = taken.pop(date)
            if value != taken[start]:
                self.leave_out(date, value, "the entry has a start")
        elif date and end:
            start = Typed("start_date", date.span)
            taken[start] = taken.pop(date)
        if start and end and taken[start] == taken[end]:
            del taken[end]
            taken[Typed("date", start.span)] = taken.pop(start)
        elif start and not end and kind in LASTING:
            taken[Typed("end_date", start.span)] = Typed("present", start.span)

    def _headed(self, taken: TypedMapping, title: str) -> TypedMapping | None:
        """Return an entry that has what heads it; None, and a finding, if nothing can."""
        if title in taken:
            return taken
        for key, value in taken.items():
            items: list[Value] = value if isinstance(value, TypedList) else [value]
            first = items[0]
            if key not in _LITERAL | DATES and isinstance(first, Typed):
                rest = {key: TypedList(items[1:], value.span)} if items[1:] else {}
                others = {other: taken[other] for other in taken if other != key}
                return TypedMapping({Typed(title, key.span): first, **rest, **others}, taken.span)
        self.say_left_out("this is left out: it has no name", taken.span)
        return None


def _day(text: str) -> str:
    """Return the day of a moment as it was typed, so that no time zone moves it; else the text."""
    moment = MOMENT.fullmatch(text)
    return moment["date"] if moment else text


def date_of(text: Typed) -> Date | None:
    """Return the date that a text is, if it is one."""
    try:
        return parse_date(text)
    except DateError:
        return None


def items_of(value: Value) -> list[Value]:
    """Return a list's items; what stands alone is a list of one."""
    if isinstance(value, Empty):
        return []
    return list(value) if isinstance(value, TypedList) else [value]


def is_empty(value: Value) -> bool:
    """Return whether nothing is said."""
    if isinstance(value, TypedList):
        return all(is_empty(item) for item in value)
    if isinstance(value, TypedMapping):
        return all(is_empty(inner) for inner in value.values())
    return isinstance(value, Empty) or not value.strip()


def mapping_of(span: Span, items: Mapping[str, Value]) -> TypedMapping:
    """Return a mapping that stands at a place, and its keys with it."""
    return TypedMapping({Typed(name, span): value for name, value in items.items()}, span)


def joined(texts: Sequence[Typed], separator: str | None = None) -> Typed | None:
    """Return several texts as one, listed if nothing else; None if there are none.

    It stands at the place of the first.
    """
    if not texts:
        return None
    listed = "、" if any(is_han(text) for text in texts) else ", "
    between = listed if separator is None else separator
    first = texts[0]
    return first if len(texts) == 1 else Typed(between.join(texts), first.span, quoted=True)


def snake_case(key: str) -> str:
    """Return a key of JSON, `startDate`, as one of ours, `start_date`."""
    return re.sub("(?<=[a-z])[A-Z]", lambda match: f"_{match[0]}", key).lower()


def _reading(kind: type[Record], name: str) -> str:
    """Return the key that says how a text is read: the names of authors hold no markup."""
    return "family" if kind is model.Author else name
