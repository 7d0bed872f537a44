"""Converts records of the schema to JSON: plain texts, ISO dates, flat lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Inline, Link, Text
from cvtex.exchange.converter import title_of
from cvtex.exchange.texts.flattening import PARAGRAPHS
from cvtex.exchange.texts.plain import one_line, plain
from cvtex.exchange.yaml_writer import rank
from cvtex.markup import parse_markup
from cvtex.schema.addresses import to_uri
from cvtex.schema.dates import Calendar, Date, DateInWords, Present, Range, iso
from cvtex.schema.fields import Record
from cvtex.schema.records import Graded, HighlightModel, Lasting
from cvtex.sections.publications import Author
from cvtex.source.typed import Typed, cited
from cvtex.wording.leaves import paragraphs_of, read_inline

Json = str | bool | int | list["Json"] | dict[str, "Json"]

# The form of dates in JSON Resume's schema: from the year 1000 to 2999.
_ISO = re.compile("[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?")
# RFC 3986: a scheme, and the characters that are not percent-encoded.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_URI_SAFE = "!#$%&'()*+,/:;=?@~"
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LITERAL = frozenset({"phone", "username", "doi"})


class Records:
    """Converts the records of one résumé to JSON; `findings` are about what is left out."""

    def __init__(self) -> None:
        """Create a converter for one résumé."""
        self.findings: list[Diagnostic] = []
        self._repaired_finding: set[str] = set()

    def record(self, record: Record, names: Mapping[str, str]) -> dict[str, Json]:
        """Return a record with the given names of keys, or ours in camel case."""
        item: dict[str, Json] = {}
        fields = dict(record)
        if isinstance(when := fields.get("date"), Range):
            fields |= {"date": None, "start_date": when.start, "end_date": when.end}
        for name in sorted(fields, key=rank):
            value = fields[name]
            if isinstance(record, Lasting) and isinstance(value, Calendar | Present | DateInWords):
                key, written = _time(name, value)
                item[key] = written
                continue
            json = None if name == "parts" else self._value(name, value)
            if json is not None:
                item[_name(name, json, names)] = json
        self._lead_title(record, item, names)
        return item

    def text(self, typed: Typed, part: str = "") -> str:
        """Return a text, or a part of it, as one line without markup."""
        content = read_inline(part or typed, typed)
        if _is_styled(content):
            self.once("bold, italic and code are left out: texts are plain", typed.span)
        return one_line(plain(content))

    def paragraphs(self, typed: Typed) -> str:
        """Return a text without markup, with empty lines between its paragraphs."""
        parts = (self.text(typed, part) for part in paragraphs_of(typed))
        return "\n\n".join(part for part in parts if part)

    def _value(self, name: str, value: object) -> Json | None:
        """Return the JSON for the value of a key, or None."""
        json: Json | None = None
        if isinstance(value, Calendar | Present | DateInWords):
            json = self._date(value, is_end=name == "end_date")
        elif isinstance(value, list):
            json = self._list(name, value) or None
        elif isinstance(value, Record):
            json = self.record(value, {})
        elif isinstance(value, Typed):
            json = self._text_of(name, value)
        elif isinstance(value, str):
            json = str(value)
        return True if value is True else json

    def _text_of(self, name: str, typed: Typed) -> Json | None:
        if name in ("url", "email"):
            return self._address(name, typed)
        if name in PARAGRAPHS:
            return self.paragraphs(typed)
        if name == "role":
            return [self.text(typed)]
        return one_line(typed) if name in _LITERAL else self.text(typed)

    def _list(self, name: str, values: list[object]) -> Json:
        points = [value for value in values if isinstance(value, HighlightModel)]
        grades = [value for value in values if isinstance(value, Graded)]
        authors = [value for value in values if isinstance(value, Author)]
        if name == "scores":
            return "; ".join(self._graded(grade, "{}: {}") for grade in grades)
        return [
            *self._points(points),
            *(self._graded(course, "{} ({})") for course in grades),
            *(_author(author) for author in authors),
            *(self.text(value) for value in values if isinstance(value, Typed)),
        ]

    def _points(self, points: list[HighlightModel]) -> Iterator[str]:
        for point in points:
            yield self.text(point.text)
            if point.highlights:
                self.once("the levels of highlights are left out", point.text.span)
                yield from self._points(point.highlights)

    def _graded(self, grade: Graded, form: str) -> str:
        name = self.text(grade.name)
        return form.format(name, self.text(grade.score)) if grade.score else name

    def _date(self, date: Calendar | Present | DateInWords, *, is_end: bool) -> str | None:
        written = iso(date)
        if (is_end and isinstance(date, Present)) or is_iso(written):
            return written
        message = f"the date {cited(date.typed)} is left out: a date is a year, a month or a day"
        self._left_out(message, date.typed.span)
        return None

    def _address(self, name: str, typed: Typed) -> str | None:
        """Return a URL or e-mail address in the form of JSON Resume's schema, or None."""
        text = typed.strip()
        if name == "url" and _URI.fullmatch(text):
            return quote(to_uri(text), safe=_URI_SAFE)
        if name == "email" and _EMAIL.fullmatch(text):
            return text
        self._left_out(f"{cited(text)} is left out: it is not a valid address", typed.span)
        return None

    def _lead_title(self, record: Record, item: dict[str, Json], names: Mapping[str, str]) -> None:
        """Split a title that is a link into its text and its `url`."""
        title = title_of(type(record))
        typed = getattr(record, title, None) if title else None
        if typed is None or "url" not in type(record).model_fields or "url" in item:
            return
        content = read_inline(typed, typed)
        if len(content) == 1 and isinstance(content[0], Link):
            item[names.get(title, title)] = one_line(plain(content[0].content))
            item["url"] = quote(content[0].url, safe=_URI_SAFE)

    def once(self, what: str, span: Span) -> None:
        """Report a message only once for the file."""
        if what not in self._repaired_finding:
            self._repaired_finding.add(what)
            self._left_out(what, span)

    def _left_out(self, message: str, span: Span) -> None:
        self.findings.append(Diagnostic(Code.EXPORT_LEFT_OUT, message, span))


def _time(name: str, date: Date) -> tuple[str, Json]:
    """Return a date with its key: ours for what the format does not hold, as words.

    Without a property of its own an end would be read as none, which says "to this day".
    """
    written = iso(date)
    if is_iso(written) or (name == "end_date" and isinstance(date, Present)):
        return _name(name, written, {}), written
    return name, one_line(plain(parse_markup(written)))


def is_iso(text: object) -> bool:
    """Return whether a text is a date in the form of the schema."""
    return isinstance(text, str) and bool(_ISO.fullmatch(text))


def _name(name: str, json: Json, names: Mapping[str, str]) -> str:
    """Return a key's name in JSON; a `year` that is not a date keeps our name."""
    if name == "year" and not is_iso(json):
        return name
    first, *rest = names.get(name, name).split("_")
    return first + "".join(word.title() for word in rest)


def _author(author: Author) -> Json:
    if author.name and not author.is_self:
        return one_line(author.name)
    parts = {"family": author.family, "given": author.given, "name": author.name}
    named: dict[str, Json] = {key: one_line(part) for key, part in parts.items() if part}
    return {**named, "self": True} if author.is_self else named


def _is_styled(content: tuple[Inline, ...]) -> bool:
    return any(
        not isinstance(part, Text | Link) or (isinstance(part, Link) and _is_styled(part.content))
        for part in content
    )
