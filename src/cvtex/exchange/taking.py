"""Takes the mappings of a foreign file for entries of ours, key by key.

How a value is read depends on the key of ours that it comes to; a format says only which of its
keys have another name with us. A key that has no place is a finding, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cvtex.content.keys import keys_of
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Link
from cvtex.exchange import lists
from cvtex.exchange.dating import read_date
from cvtex.exchange.flat import PARAGRAPHS, flat, is_empty, items_of, joined, mapping_of
from cvtex.exchange.richtext import from_markdown, relative_links, rich
from cvtex.exchange.times import DATES, settle_times
from cvtex.exchange.words import escaped, one_line, plain
from cvtex.markup import parse_markup
from cvtex.schema.addresses import AddressError, require_doi, require_email, require_url
from cvtex.schema.contacts import Profile
from cvtex.schema.fields import Record, Text
from cvtex.schema.phones import in_country
from cvtex.schema.records import HIGHLIGHT_LEVELS, Graded, Highlight, Lasting
from cvtex.schema.tags import Tagged
from cvtex.sections import type_of_entry
from cvtex.sections.publications import Author
from cvtex.source.characters import REPLACEMENT
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited

_NAME = re.compile(r"[$@]?[A-Za-z_][\w-]*")
_NO_TEXT = "a text is expected here, and this is left out"
# A line that goes on with a text without quotes, and looks like an item of a list.
_ITEM_LINE = re.compile(r"\n[ \t]*- ")

EVERY = frozenset({"*"})
"""Every key: all texts of the foreign format are Markdown."""

_LONG = PARAGRAPHS | {"highlights"}

_REQUIRED: Mapping[str, Callable[[str], None]] = {
    "url": require_url,
    "email": require_email,
    "doi": require_doi,
}
_LITERAL = frozenset({"phone", "email", "url", "username", "doi", "family", "given", "file", "alt"})
"""Keys of ours whose text is no markup."""


@dataclass(slots=True)
class Taking:
    """Reads one foreign file and gathers what is wrong with it, or has no place.

    `marked` holds the keys of ours whose texts are Markdown in the foreign format; any other text
    may have some, and HTML, unless the file says that its texts are `literal`. `country` is where
    the person lives (ISO 3166), if that is known; `localised` says whether the page has a word for
    "present" in the file's language.
    """

    marked: frozenset[str] = frozenset()
    literal: bool = False
    country: str = ""
    localised: bool = True
    findings: list[Diagnostic] = field(default_factory=list)

    def entry(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return an entry with keys of ours; None where there is nothing in it.

        A bare text is what heads the entry. Where that is missing, the first text there is takes
        its place.
        """
        title = title_of(kind)
        if isinstance(value, Typed):
            text = self.text(value, title)
            return mapping_of(value.span, {title: text}) if text else None
        taken = self.record(value, kind, names)
        if not taken:
            return None
        settle_times(taken, self, lasts=issubclass(kind, Lasting))
        headed = self._headed(taken, title)
        if headed is not None:
            self._unlink(headed, title)
            self.part(headed, levels=HIGHLIGHT_LEVELS if "highlights" in kind.model_fields else 0)
        return headed

    def record(
        self, value: Value, kind: type[Record], names: Mapping[str, str]
    ) -> TypedMapping | None:
        """Return a mapping with keys of ours; None where there is nothing in it."""
        mapping = self.mapping(value)
        taken = TypedMapping({}, mapping.span)
        known = {*keys_of(kind)} - {*keys_of(Tagged), "parts"}  # `hidden` is another thing there
        for key, inner in mapping.items():
            name = names.get(key, snake_case(key))
            if name not in known:
                self.leave_out(key, inner)
            elif (read := self.read(inner, _reading(kind, name))) is not None:
                self.put(taken, name, key, read)
        return taken or None

    def read(self, value: Value, name: str) -> Value | None:
        """Return what stands under a key of ours; None if nothing does."""
        read: Value | None
        match name:
            case "keywords":
                read = self._list(value, lambda item: self.text(item, name))
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
        """Return a text as one of ours; None if it is empty, or no address where one is due.

        `otherwise` says what becomes of such a one.
        """
        typed = flat(value, name)
        if isinstance(value, TypedMapping | TypedList) and not is_empty(value):
            if not isinstance(typed, Typed):
                self.say_left_out(_NO_TEXT, value.span)
            elif isinstance(value, TypedMapping):
                self.repair(f"a text is expected here: {cited(typed)} is taken", value.span)
        if not isinstance(typed, Typed) or not typed.strip():
            return None
        text = typed.source if self._is_list_to_the_eye(typed) else typed.strip()
        if REPLACEMENT in text:
            self.repair("a character that could not be read is left out", typed.span)
            text = text.replace(REPLACEMENT, "").strip()
        if name in _LITERAL:
            text = self._literal(text, name, typed, otherwise)
        else:
            text = self._marked_up(text, name, typed.span)
        if text == typed:
            return typed
        # Its places are those of the whole where its characters are not those of the file.
        return Typed(text, typed.span, quoted=True, source=typed.source) if text else None

    def _marked_up(self, text: str, name: str, span: Span) -> str:
        """Return a text that may have markup of another format as one with ours."""
        if self.literal:
            return escaped(text)
        for url in relative_links(text):
            self.repair(f"the link to `{url}` is left out: that is no web address", span)
        return from_markdown(text) if self.marked is EVERY or name in self.marked else rich(text)

    def _literal(self, text: str, name: str, typed: Typed, otherwise: str) -> str:
        """Return a text that is no markup; nothing, if it is no address where one is due."""
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

    def _is_list_to_the_eye(self, typed: Typed) -> bool:
        """Return whether YAML has run the items of a list together into a text."""
        is_plain = not typed.quoted and typed.source[:1] not in ("|", ">")
        return is_plain and bool(_ITEM_LINE.search(typed.source))

    def mapping(self, value: Value) -> TypedMapping:
        """Return a mapping; what is none has nothing in it, and is a finding."""
        if isinstance(value, TypedMapping):
            return value
        if not is_empty(value):
            self.say_left_out(
                "keys with values are expected here, and this is left out", value.span
            )
        return TypedMapping({}, value.span)

    def leave_out(
        self, key: Typed, value: Value, why: str = "a content file has no field for it"
    ) -> None:
        """Say that what stands under a key is left out, unless nothing does.

        A key that is no name, and has no value, is words that a comma of YAML's has cut off.
        """
        if not is_empty(value) or not _NAME.fullmatch(key):
            self.say_left_out(f"{cited(key)} is left out: {why}", key.span)

    def repair(self, message: str, span: Span) -> None:
        """Say at a place what was taken in place of what is not right."""
        self.findings.append(Diagnostic(Code.IMPORT_REPAIRED, message, span))

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

    def _points(self, value: Value) -> TypedList | None:
        """Return highlights: of a text each line is one, and each item of a list in it."""
        points: list[Value] = []
        for item in items_of(value):
            if isinstance(item, TypedMapping) and "text" in item:
                points += [point] if (point := self.record(item, Highlight, {})) else []
            elif isinstance(item, TypedList):
                points += self._points(item) or ()
            elif (text := self.text(item, "text")) is not None:
                points += self._points_of(text, alone=not isinstance(value, TypedList))
        return TypedList(points, value.span) if points else None

    def _points_of(self, text: Typed, *, alone: bool) -> list[Value]:
        """Return the points of a text; one that stands in no list may have one in each line."""
        if self.literal or ("\n" not in text and text[0].isalnum()):
            return [text]
        told, points = lists.parted(text)
        if not points:
            lines = text.splitlines() if alone else ["\n".join(told)]
            return [_like(text, line.strip()) for line in lines if line.strip()]
        if not told:
            return list(lists.nested(points, text))
        below = lists.nested(points, text, HIGHLIGHT_LEVELS - 1)
        return [lists.point(_like(text, one_line(" ".join(told))), below)]

    def part(self, entry: TypedMapping, *, levels: int) -> None:
        """Make highlights of the lists in an entry's texts, or paragraphs where there are none."""
        if self.literal:
            return
        for key, text in [(key, text) for key, text in entry.items() if key in PARAGRAPHS]:
            told, points = lists.parted(text) if isinstance(text, Typed) else ([], [])
            if not points or not isinstance(text, Typed):
                continue
            if not levels:
                told = [words for _, words in lists.blocks(text)]
            if lists.depth(points) > max(levels, 1):
                message = f"levels of this list are left out: there is a place for {max(levels, 1)}"
                self.say_left_out(message, text.span)
            if any(lists.NUMBERED.match(line) for line in text.splitlines()):
                message = "the numbers of this list are left out: its items are points"
                self.say_left_out(message, text.span)
            del entry[key]
            if told:
                entry[key] = Typed("\n\n".join(told), text.span, quoted=True)
            if levels:
                _add_points(entry, key, lists.nested(points, text))

    def _date(self, value: Value, *, words: bool) -> Typed | None:
        """Return a date in the form that ours have, or as words if it has none."""
        text = self.text(value, "date")
        if text is None:
            return None
        read, said = read_date(text, free=words, localised=self.localised)
        if said and read is not None:
            becomes = "" if " is taken as " in said else ": it is printed as typed"
            self.repair(said + becomes, text.span)
        return read

    def put(self, taken: TypedMapping, name: str, key: Typed, value: Value) -> None:
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

    def _unlink(self, entry: TypedMapping, title: str) -> None:
        """Leave out the address of an entry whose title holds a link of its own."""
        url = next((key for key in entry if key == "url"), None)
        text = entry.get(title)  # type: ignore[call-overload]  # a Typed is a str
        if (
            url
            and isinstance(text, Typed)
            and any(isinstance(one, Link) for one in parse_markup(text))
        ):
            self.leave_out(url, entry.pop(url), "its title already has a link")

    def _headed(self, taken: TypedMapping, title: str) -> TypedMapping | None:
        """Return an entry that has what heads it; None, and a finding, if nothing can."""
        if title in taken:
            return taken
        for key, value in sorted(taken.items(), key=lambda item: item[0] in _LONG):
            items: list[Value] = value if isinstance(value, TypedList) else [value]
            first = items[0]
            if key not in _LITERAL | DATES and isinstance(first, Typed):
                rest = {key: TypedList(items[1:], value.span)} if items[1:] else {}
                others = {other: taken[other] for other in taken if other != key}
                return TypedMapping({Typed(title, key.span): first, **rest, **others}, taken.span)
        self.say_left_out("this is left out: it has no name", taken.span)
        return None


def _like(text: Typed, words: str) -> Typed:
    return text if words == text else Typed(words, text.span, quoted=True, source=text.source)


def _add_points(entry: TypedMapping, key: Typed, points: TypedList) -> None:
    """Add highlights before those that an entry has: its summary is printed above them."""
    for known, there in entry.items():
        if known == "highlights":
            entry[known] = TypedList([*points, *items_of(there)], there.span)
            return
    entry[Typed("highlights", key.span)] = points


def snake_case(key: str) -> str:
    """Return a key of JSON, `startDate`, as one of ours, `start_date`."""
    return re.sub("(?<=[a-z])[A-Z]", lambda match: f"_{match[0]}", key).lower()


def title_of(kind: type[Record]) -> str:
    """Return the key that an entry is headed by; of what is no entry, there is none."""
    found = type_of_entry(kind)
    return found.title if found else ""


def _reading(kind: type[Record], name: str) -> str:
    """Return the key that says how a value is read.

    The names of authors hold no markup, and any list of texts is read as keywords are.
    """
    if kind is Author:
        return "family"
    return "keywords" if kind.model_fields[name].annotation == list[Text] else name
