"""Converts the mappings of a foreign file to records of ours, key by key.

Our key decides how a value is converted; a format only maps its keys to ours. Each key without a
counterpart is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cvtex.content.keys import keys_of
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Link
from cvtex.exchange.dates import read_date
from cvtex.exchange.entry_dates import DATES, normalise_dates
from cvtex.exchange.texts import lists
from cvtex.exchange.texts.flattening import (
    PARAGRAPHS,
    flattened,
    is_empty,
    items_of,
    joined,
    mapping_of,
)
from cvtex.exchange.texts.plain import escaped, one_line, plain
from cvtex.exchange.texts.rich import from_markdown, relative_links, rich
from cvtex.markup import parse_markup
from cvtex.schema.addresses import AddressError, require_doi, require_email, require_url
from cvtex.schema.contacts import Profile
from cvtex.schema.fields import Record, Text
from cvtex.schema.phones import in_country
from cvtex.schema.records import HIGHLIGHT_LEVELS, Graded, HighlightModel, Lasting
from cvtex.schema.tags import Noted
from cvtex.sections import type_of_entry
from cvtex.sections.publications import Author
from cvtex.source.characters import REPLACEMENT
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited

_NAME = re.compile(r"[$@]?[A-Za-z_][\w-]*")
_NO_TEXT = "a text is expected here, and this is left out"
# A continuation line of a plain text that looks like a list item.
_ITEM_LINE = re.compile(r"\n[ \t]*- ")

EVERY = frozenset({"*"})
"""The value of `Converter.marked` for a format with Markdown in all texts."""

_LONG = PARAGRAPHS | {"highlights"}

# Keys of an entry whose `keywords` become a paragraph, if it has none.
_WORDED = frozenset({"summary", "highlights"})

_REQUIRED: Mapping[str, Callable[[str], None]] = {
    "url": require_url,
    "email": require_email,
    "doi": require_doi,
}
_LITERAL = frozenset({"phone", "email", "url", "username", "doi", "family", "given", "file", "alt"})
"""Keys whose texts have no markup."""


@dataclass(slots=True)
class Converter:
    """Converts one foreign file and collects the findings.

    `marked` are our keys whose texts are Markdown in the format; other texts may have some Markdown
    and HTML, unless the texts are `literal`. `country` (ISO 3166) is the person's, if known.
    `localised` means that the page has a word for "present" in the file's language.
    """

    marked: frozenset[str] = frozenset()
    literal: bool = False
    country: str = ""
    localised: bool = True
    findings: list[Diagnostic] = field(default_factory=list)

    def entry(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return an entry with our keys, or None if it is empty.

        A bare text becomes the title. Without a title, the first text becomes it.
        """
        title = title_of(kind)
        if isinstance(value, Typed):
            text = self.text(value, title)
            return mapping_of(value.span, {title: text}) if text else None
        converted = self.record(value, kind, names)
        if not converted:
            return None
        normalise_dates(converted, self, lasts=issubclass(kind, Lasting))
        titled = self._with_title(converted, title)
        if titled is not None:
            self._drop_url(titled, title)
            self.split_lists(
                titled, levels=HIGHLIGHT_LEVELS if "highlights" in kind.model_fields else 0
            )
        return titled

    def record(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return a record with our keys, or None if it is empty."""
        mapping = self.mapping(value)
        converted = TypedMapping({}, mapping.span)
        known = {*keys_of(kind)} - {*keys_of(Noted), "parts"}  # `hidden` has another meaning there
        for key, inner in mapping.items():
            name = names.get(key, snake_case(key))
            if name == "keywords" and name not in known and known >= _WORDED:
                if text := self.text(inner, name):
                    self.put(converted, "summary", key, text)
            elif name not in known:
                self.report_unused(key, inner)
            elif (read := self.read(inner, _conversion_key(kind, name))) is not None:
                self.put(converted, name, key, read)
        return converted or None

    def read(self, value: Value, name: str) -> Value | None:
        """Return the value for one of our keys, or None if it is empty."""
        read: Value | None
        match name:
            case "keywords":
                read = self._keywords(value)
            case "highlights":
                read = self._points(value)
            case "scores" | "courses":
                read = self._list(value, lambda item: self._bare(item, Graded, "name"))
            case "authors":
                read = self._list(value, lambda item: self._bare(item, Author, "family"))
            case "profile":
                read = self.record(value, Profile, {})
            case "role" if isinstance(value, TypedList):
                texts = self._list(value, lambda item: self.text(item, name))
                read = joined([text for text in texts or () if isinstance(text, Typed)])
            case _ if name in DATES:
                read = self._date(value, words=name == "date")
            case _:
                read = self.text(value, name)
        return read

    def text(self, value: Value, name: str, otherwise: str = "it is left out") -> Typed | None:
        """Return a text for one of our keys; None if it is empty or an invalid address.

        `otherwise` is the part of the message about an invalid address.
        """
        typed = flattened(value, name)
        if isinstance(value, TypedMapping | TypedList) and not is_empty(value):
            if not isinstance(typed, Typed):
                self.report_left_out(_NO_TEXT, value.span)
            elif isinstance(value, TypedMapping):
                self.repair(f"a text is expected here: {cited(typed)} is taken", value.span)
        if not isinstance(typed, Typed) or not typed.strip():
            return None
        text = typed.source if self._looks_like_list(typed) else typed.strip()
        if REPLACEMENT in text:
            self.repair("a character that could not be read is left out", typed.span)
            text = text.replace(REPLACEMENT, "").strip()
        if name in _LITERAL:
            text = self._literal(text, name, typed, otherwise)
        else:
            text = self._marked_up(text, name, typed.span)
        if text == typed:
            return typed
        return Typed(text, typed.span, quoted=True, source=typed.source) if text else None

    def _marked_up(self, text: str, name: str, span: Span) -> str:
        """Return a text with its markup converted to ours."""
        if self.literal:
            return escaped(text)
        for url in relative_links(text):
            self.repair(f"the link to `{url}` is left out: it is not a web address", span)
        return from_markdown(text) if self.marked is EVERY or name in self.marked else rich(text)

    def _literal(self, text: str, name: str, typed: Typed, otherwise: str) -> str:
        """Return a text without markup, or '' if it is an invalid address."""
        text = one_line(plain(parse_markup(text)) if self.marked is EVERY and "*" in text else text)
        if name == "phone":
            text = text.removeprefix("tel:")
            if known := in_country(text, self.country):
                self.repair(f"{cited(text)} is taken as `{known}`, by the country", typed.span)
                return known
        if name in _REQUIRED:
            try:
                _REQUIRED[name](text)
            except AddressError as error:
                becomes = f"`{error.correction}` is taken" if error.correction else otherwise
                self.repair(f"{error}: {becomes}", typed.span)
                return error.correction
        return text

    def _looks_like_list(self, typed: Typed) -> bool:
        """Return whether YAML has run the items of a list together into a text."""
        is_plain = not typed.quoted and typed.source[:1] not in ("|", ">")
        return is_plain and bool(_ITEM_LINE.search(typed.source))

    def mapping(self, value: Value) -> TypedMapping:
        """Return a mapping; another value is reported and becomes an empty one."""
        if isinstance(value, TypedMapping):
            return value
        if not is_empty(value):
            self.report_left_out(
                "keys with values are expected here, and this is left out", value.span
            )
        return TypedMapping({}, value.span)

    def report_unused(
        self, key: Typed, value: Value, why: str = "a content file has no field for it"
    ) -> None:
        """Report a key that is left out, unless its value is empty.

        An empty key that is not a name is also reported: it is text that YAML has cut at a comma.
        """
        if not is_empty(value) or not _NAME.fullmatch(key):
            self.report_left_out(f"{cited(key)} is left out: {why}", key.span)

    def repair(self, message: str, span: Span) -> None:
        """Report a repair."""
        self.findings.append(Diagnostic(Code.IMPORT_REPAIRED, message, span))

    def report_left_out(self, message: str, span: Span) -> None:
        """Report that something is left out."""
        self.findings.append(Diagnostic(Code.IMPORT_LEFT_OUT, message, span))

    def _list(self, value: Value, read: Callable[[Value], Value | None]) -> TypedList | None:
        items = [inner for item in items_of(value) if (inner := read(item)) is not None]
        return TypedList(items, value.span) if items else None

    def _bare(self, value: Value, kind: type[Record], name: str) -> Value | None:
        """Return a text converted for the key `name`, or a record."""
        if isinstance(value, TypedMapping):
            return self.record(value, kind, {})
        return self.text(value, name)

    def _keywords(self, value: Value) -> TypedList | None:
        """Return keywords: each text, or each of its lines and of the items of a list in it.

        A text in place of the list has its items between commas, unless it is a sentence.
        """
        texts = [text for item in items_of(value) if (text := self.text(item, "keywords"))]
        is_listed = isinstance(value, Typed) and not (self.literal or value.endswith((".", "。")))
        found: list[Value] = [
            text if words == text else _like(text, words)
            for text in texts
            for line in text.splitlines()
            for _, block in ([(0, text)] if self.literal else lists.blocks(line))
            for words in (lists.between_commas(block) if is_listed else [block])
        ]
        return TypedList(found, value.span) if found else None

    def _points(self, value: Value) -> TypedList | None:
        """Return highlights: each line of a text, and each item of a list in it."""
        points: list[Value] = []
        for item in items_of(value):
            if isinstance(item, TypedMapping) and "text" in item:
                points += [point] if (point := self.record(item, HighlightModel, {})) else []
            elif isinstance(item, TypedMapping) and _is_a_text(item):
                points += self._points_below(*item.items())
            elif isinstance(item, TypedList):
                points += self._points(item) or ()
            elif (text := self.text(item, "text")) is not None:
                points += self._points_of(text, alone=not isinstance(value, TypedList))
        return TypedList(points, value.span) if points else None

    def _points_below(self, item: tuple[Typed, Value]) -> list[Value]:
        """Return the point that YAML reads as a key with its value: `Led a team: five people`."""
        key, value = item
        if isinstance(value, Typed):
            whole = Typed(f"{key}: {value}", value.span, quoted=True)
            self.repair(
                f"YAML reads {cited(f'{key}:')} as a key: {cited(whole)} is taken", key.span
            )
            return [text] if (text := self.text(whole, "text")) else []
        text, below = self.text(key, "text"), self._points(value)
        return [lists.point(text, below) if below else text] if text else []

    def _points_of(self, text: Typed, *, alone: bool) -> list[Value]:
        """Return the points of a text; `alone` makes each line a point."""
        if self.literal or ("\n" not in text and text[0].isalnum()):
            return [text]
        paragraphs, points = lists.split_lists(text)
        if not points:
            lines = text.splitlines() if alone else ["\n".join(paragraphs)]
            return [_like(text, line.strip()) for line in lines if line.strip()]
        if not paragraphs:
            return list(lists.nested(points, text))
        below = lists.nested(points, text, HIGHLIGHT_LEVELS - 1)
        return [lists.point(_like(text, one_line(" ".join(paragraphs))), below)]

    def split_lists(self, entry: TypedMapping, *, levels: int) -> None:
        """Convert lists in an entry's texts to highlights, or to paragraphs without `levels`."""
        if self.literal:
            return
        for key, text in [(key, text) for key, text in entry.items() if key in PARAGRAPHS]:
            paragraphs, points = lists.split_lists(text) if isinstance(text, Typed) else ([], [])
            if not points or not isinstance(text, Typed):
                continue
            if not levels:
                self.repair(
                    "the items of this list become paragraphs: only text fits here", text.span
                )
                paragraphs = [words for _, words in lists.blocks(text)]
            if lists.depth(points) > max(levels, 1):
                message = f"levels of this list are left out: there is a place for {max(levels, 1)}"
                self.report_left_out(message, text.span)
            if any(lists.NUMBERED.match(line) for line in text.splitlines()):
                message = "the numbers of this list are left out: its items are points"
                self.report_left_out(message, text.span)
            del entry[key]
            if paragraphs:
                entry[key] = Typed("\n\n".join(paragraphs), text.span, quoted=True)
            if levels:
                _add_points(entry, key, lists.nested(points, text))

    def _date(self, value: Value, *, words: bool) -> Typed | None:
        """Return a date of ours, or words."""
        text = self.text(value, "date")
        if text is None:
            return None
        read, message = read_date(text, free=words, localised=self.localised)
        if message and read is not None:
            becomes = "" if " is taken as " in message else ": it is printed as typed"
            self.repair(message + becomes, text.span)
        return read

    def put(self, converted: TypedMapping, name: str, key: Typed, value: Value) -> None:
        """Add a value under one of our keys; join it with an earlier value or report it."""
        before, known = converted.value(name), converted.typed(name)
        if before is None or known is None:
            converted[Typed(name, key.span)] = value
        elif isinstance(before, TypedList) and isinstance(value, TypedList):
            before.extend(value)
        elif name in PARAGRAPHS and isinstance(before, Typed) and isinstance(value, Typed):
            text = joined([before, value], "\n\n")
            converted[known] = text or value
        elif before != value:
            self.report_unused(key, value, f"the place for it, `{name}`, is taken")

    def _drop_url(self, entry: TypedMapping, title: str) -> None:
        """Remove the `url` of an entry whose title has a link."""
        url, text = entry.typed("url"), entry.value(title)
        content = parse_markup(text) if isinstance(text, Typed) else ()
        if url and any(isinstance(part, Link) for part in content):
            self.report_unused(url, entry.pop(url), "its title already has a link")

    def _with_title(self, converted: TypedMapping, title: str) -> TypedMapping | None:
        """Return an entry with a title; report it and return None if no text can be the title."""
        if title in converted:
            return converted
        for key, value in sorted(converted.items(), key=lambda item: item[0] in _LONG):
            items: list[Value] = value if isinstance(value, TypedList) else [value]
            first = items[0]
            if key not in _LITERAL | DATES and isinstance(first, Typed):
                rest = {key: TypedList(items[1:], value.span)} if items[1:] else {}
                entry = {Typed(title, key.span): first, **rest, **converted.without(key)}
                return TypedMapping(entry, converted.span)
        self.report_left_out("this is left out: it has no name", converted.span)
        return None


def _is_a_text(item: TypedMapping) -> bool:
    """Return whether a mapping is a text with a colon or a list below it, by its only key."""
    return len(item) == 1 and all(
        isinstance(value, TypedList) or not _NAME.fullmatch(key) or key.istitle()
        for key, value in item.items()
    )


def _like(text: Typed, words: str) -> Typed:
    return text if words == text else Typed(words, text.span, quoted=True, source=text.source)


def _add_points(entry: TypedMapping, key: Typed, points: TypedList) -> None:
    """Add highlights from the summary before those of an entry."""
    if known := entry.typed("highlights"):
        points = TypedList([*points, *items_of(entry[known])], entry[known].span)
    entry[known or Typed("highlights", key.span)] = points


def snake_case(key: str) -> str:
    """Return `startDate` as `start_date`."""
    return re.sub("(?<=[a-z])[A-Z]", lambda match: f"_{match[0]}", key).lower()


def title_of(kind: type[Record]) -> str:
    """Return the key of an entry's title, or '' for another record."""
    found = type_of_entry(kind)
    return found.title if found else ""


def _conversion_key(kind: type[Record], name: str) -> str:
    """Return the key by which a value is converted.

    Names of authors have no markup, and any list of texts is converted like keywords.
    """
    if kind is Author:
        return "family"
    return "keywords" if kind.model_fields[name].annotation == list[Text] else name
