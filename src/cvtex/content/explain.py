"""What the schema has against a content file, as a person understands it, at its place.

One mistake is one finding: what only follows from another is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cvtex.codes import Code
from cvtex.content import synonyms
from cvtex.content.fields import Record
from cvtex.content.keys import (
    Loc,
    inner_records,
    keys_of,
    record_at,
    required_keys,
    section_types,
    takes_text,
)
from cvtex.content.synonyms import closest, same
from cvtex.content.typed import (
    CITED_MAX,
    Empty,
    Typed,
    TypedMapping,
    Value,
    cited,
    key_span_at,
    span_at,
    value_at,
)
from cvtex.diagnostics import SOUGHT_MAX, Diagnostic, Span

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# What the errors of the models' own mean for the person; those of dates and addresses bring theirs.
HINTS = {
    "text_empty": "write the text, or take the key away",
    "date_twice": "keep `date`, or keep `start_date` and `end_date`",
    "date_order": "see which of the two is right",
    "contact_kind": "begin with `-` for each: one contact, one way to reach you",
    "author_name": "write `name: ...`, or `family: ...` and `given: ...`",
    "skill_form": "write `text: ...` alone, or `name: ...` with what belongs to it",
    "highlights_depth": "move the points below it one level up",
}
# A record by the key that leads to it.
_NOUNS = {
    "sections": "a section",
    "entries": "an entry",
    "parts": "a part of an entry",
    "contacts": "a contact",
    "profile": "a profile",
    "authors": "an author",
    "highlights": "a highlight",
    "scores": "a score",
    "courses": "a course",
}

MEANT_MAX = 200
"""Unknown keys of a file whose meaning is sought: each takes a millisecond."""


def explain(found: Sequence[ErrorDetails], value: Value) -> tuple[Diagnostic, ...]:
    """Return what pydantic has against a value, each mistake once."""
    return tuple(islice(_Explaining(found, value).diagnostics(), SOUGHT_MAX))


class _Explaining:
    """All that is wrong with a value, seen together."""

    def __init__(self, found: Sequence[ErrorDetails], value: Value) -> None:
        self.found = found
        self.value = value
        unknown = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
        owners = dict.fromkeys(loc[:-1] for loc in unknown)
        self.texts = dict.fromkeys(owner for owner in owners if self._is_text(owner))
        # What was meant by the keys that are none, by the mapping that they stand in.
        self.meant: dict[Loc, dict[str, str]] = {}
        sought = (loc for loc in unknown if loc[:-1] not in self.texts)
        for *owner, key in islice(sought, MEANT_MAX):
            meant = self._meant(str(key), tuple(owner))
            self.meant.setdefault(tuple(owner), {})[str(key)] = meant

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Yield a finding for each mistake."""
        for owner in self.texts:
            yield _colon(self._at(owner))
        for details in self.found:
            loc, kind = details["loc"], details["type"]
            owner, key = loc[:-1], loc[-1] if loc else ""
            if owner in self.texts and kind in ("extra_forbidden", "missing"):
                continue
            if kind == "missing" and key in self.meant.get(owner, {}).values():
                continue  # it is there, under another name
            yield self._one(details)

    def _at(self, loc: Loc) -> Value:
        return value_at(self.value, in_file(loc))

    def _is_text(self, owner: Loc) -> bool:
        """Tell whether a mapping is a text, which YAML has taken for one because of its colon."""
        mapping, record = self._at(owner), record_at(owner)
        if record is None or not isinstance(mapping, TypedMapping) or not takes_text(owner):
            return False
        first, known = next(iter(mapping)), keys_of(record)
        # A key is in small letters: a text in them that is like a key is a slip in the key.
        small = first.islower() and first.isidentifier()
        meant = closest(first, known, synonyms.KEYS) if small else same(first, known, {})
        return _begins_with_key(mapping) and not meant and not {"text", "name"} & mapping.keys()

    def _meant(self, key: str, owner: Loc) -> str:
        """Return the key of the schema that was meant by another, one that is not there yet."""
        record, given = record_at(owner), self._at(owner)
        if record is None:
            return ""
        known = keys_of(record)
        free = [one for one in known if not isinstance(given, TypedMapping) or one not in given]
        meant = same(key, free, synonyms.KEYS)
        if not meant and not _outer(key, owner):
            meant = closest(key, free, synonyms.KEYS)
        if meant or "entries" not in free:
            return meant
        return "entries" if closest(key, section_types(), synonyms.SECTION_TYPES) else ""

    def _one(self, details: ErrorDetails) -> Diagnostic:  # noqa: PLR0911 - one for each kind
        loc, kind = details["loc"], details["type"]
        context = details.get("ctx", {})
        match kind:
            case "extra_forbidden":
                return self._key_unknown(loc)
            case "missing":
                return self._key_missing(loc)
            case "union_tag_invalid" | "union_tag_not_found" | "model_attributes_type":
                return self._section_type(loc)
            case "literal_error":
                return self._value_unknown(loc, str(context.get("expected", "")))
            case "list_type" | "model_type" | "dict_type" | "text_type":
                return self._value_type(details)
            case "too_short":
                return self._found(
                    loc, Code.LIST_EMPTY, "the list is empty", "it needs at least one item"
                )
            case "flag_type":
                yes = str(self._at(loc)).lower() in ("yes", "on", "1", "y", "是")
                hint = "write `true`" if yes else "write `true` or `false`"
                return self._found(loc, Code.FLAG_TYPE, details["msg"], hint)
            case _:
                hint = context.get("hint") or HINTS[kind]
                at = (*loc, context["at"]) if context.get("at") else loc
                return self._found(at, Code(kind.replace("_", "-")), details["msg"], hint)

    def _key_unknown(self, loc: Loc) -> Diagnostic:
        key, owner = str(loc[-1]), loc[:-1]
        record = record_at(owner)
        known = keys_of(record) if record else []
        hint = f"the keys here are {', '.join(known)}"
        meant = self.meant.get(owner, {}).get(key)
        if meant:
            hint = f"did you mean `{meant}`?"
        elif meant is not None and (twice := same(key, known, synonyms.KEYS)):
            hint = f"`{twice}` is here already: keep one of the two"
        elif meant is not None:
            hint = _elsewhere(key, owner) or hint
        span = key_span_at(self.value, in_file(loc))
        return Diagnostic(
            Code.KEY_UNKNOWN, f"{cited(key)} is not a key of the schema here", span, hint
        )

    def _key_missing(self, loc: Loc) -> Diagnostic:
        key, owner = loc[-1], self._at(loc[:-1])
        path = in_file(loc)
        if isinstance(owner, TypedMapping) and key in owner:
            message, span = f"the key `{key}` is left empty", key_span_at(self.value, path)
            return Diagnostic(Code.KEY_MISSING, message, span, "write what belongs to it")
        message, hint = f"the key `{key}` is missing", f"add a line `{key}: ...`"
        return Diagnostic(Code.KEY_MISSING, message, _owner_span(self.value, path), hint)

    def _section_type(self, loc: Loc) -> Diagnostic:
        section, types = self._at(loc), section_types()
        known = f"one of {_listed(types)}"
        if isinstance(section, Typed):
            meant = closest(section, types, synonyms.SECTION_TYPES)
            message, hint = (
                "a section is a mapping of keys",
                f"begin it with `type: {meant or '...'}`",
            )
            return self._found(loc, Code.SECTION_TYPE, message, hint)
        given = section.get("type") if isinstance(section, TypedMapping) else None  # type: ignore[call-overload]  # a Typed is a str
        if isinstance(given, Typed):
            meant = closest(given, types, synonyms.SECTION_TYPES)
            message = f"{cited(given)} is no type of section"
            hint = f"did you mean `{meant}`?" if meant else known
        elif given is None and isinstance(section, TypedMapping) and (key := _slip(section)):
            message, hint = f"{cited(key)} is not a key of the schema here", "did you mean `type`?"
            return Diagnostic(Code.SECTION_TYPE, message, key.span, hint)
        else:
            message, hint = "a section needs a type", f"begin it with `type: ...`, {known}"
        return Diagnostic(Code.SECTION_TYPE, message, span_at(self.value, (*loc, "type")), hint)

    def _value_unknown(self, loc: Loc, expected: str) -> Diagnostic:
        given = self._at(loc)
        known = re.findall("'([^']*)'", expected)
        meant = closest(given, known, synonyms.KINDS) if isinstance(given, Typed) else ""
        what = cited(given) if isinstance(given, Typed) else "this"
        hint = f"did you mean `{meant}`?" if meant else f"one of {_listed(known)}"
        message = f"the schema does not know {what} as `{loc[-1]}`"
        return self._found(loc, Code.VALUE_UNKNOWN, message, hint)

    def _value_type(self, details: ErrorDetails) -> Diagnostic:
        loc, kind = details["loc"], details["type"]
        given, record = self._at(loc), record_at(loc)
        if isinstance(given, Empty):
            message, hint = "there is nothing here", "write what belongs here, or take the `-` away"
        elif kind == "list_type":
            message = "a list is expected here"
            hint = f"begin each item with -, as in `- {_item(given, loc)}`"
        elif kind == "text_type":
            if isinstance(given, TypedMapping) and len(given) == 1 and _begins_with_key(given):
                return _colon(given)
            message, hint = details["msg"], details["ctx"]["hint"]
        else:
            message = "keys with values are expected here"
            hint = f"write `{_example(given, record)}`" if record else "write `key: ...`"
        return self._found(loc, Code.VALUE_TYPE, message, hint)

    def _found(self, loc: Loc, code: Code, message: str, hint: str) -> Diagnostic:
        return Diagnostic(code, message, span_at(self.value, in_file(loc)), hint)


def _colon(value: Value) -> Diagnostic:
    """Return the finding of a text with a colon in it, which has come to be a mapping."""
    mapping = value if isinstance(value, TypedMapping) else TypedMapping({}, value.span)
    key, rest = next(iter(mapping.items()))
    text = f"{key}: {rest}" if isinstance(rest, Typed) else f"{key}:"
    hint = "put the whole text between quotes"
    if len(mapping) == 1 and len(text) <= CITED_MAX and "\n" not in text:
        quote = "'" if '"' in text or "\\" in text else '"'
        hint += f": {quote}{text.replace(quote, quote * 2)}{quote}"
    message = f"YAML takes {cited(key)} for a key because of the colon behind it"
    return Diagnostic(Code.YAML_COLON, message, key.span, hint)


def _begins_with_key(mapping: TypedMapping) -> bool:
    """Tell whether a mapping is written without a brace before it."""
    return mapping.span == replace(next(iter(mapping)).span, length=mapping.span.length)


def _item(given: Value, loc: Loc) -> str:
    """Return an item of the list that a place is for."""
    if loc == ("sections",):
        return "type: ..."
    if isinstance(given, TypedMapping) and given:
        return f"{next(iter(given))}: ..."
    record = None if takes_text(loc) else record_at(loc)
    return _example(given, record) if record else _text(given)


def _example(given: Value, record: type[Record]) -> str:
    """Return what could stand where something else does, with the text that stands there in it."""
    needed = required_keys(record)
    if len(needed) > 1:
        return f"{{{', '.join(f'{key}: ...' for key in needed)}}}"
    text = _text(given)
    return f"{needed[0] if needed else _contact_kind(text)}: {text}"


def _text(given: Value) -> str:
    return cited(given).strip("`") if isinstance(given, Typed) else "..."


def _slip(section: TypedMapping) -> Typed | None:
    """Return the key of a section that was meant for its type."""
    return next((key for key in section if closest(key, ["type"], {})), None)


def _contact_kind(text: str) -> str:
    if "@" in text:
        return "email"
    if "://" in text or text.startswith("www."):
        return "url"
    return "address" if any(char.isalpha() for char in text) else "phone"


def _elsewhere(key: str, owner: Loc) -> str:
    """Return where else a key belongs: among the sections, further out, or further in."""
    section = closest(key, section_types(), synonyms.SECTION_TYPES)
    if section and not owner:
        return f"a section stands below `sections`, as `- type: {section}`"
    if noun := _outer(key, owner):
        return f"{cited(key)} is a key of {noun}: move it there"
    here = record_at(owner)
    for name, inner in inner_records(here) if here else ():
        if meant := closest(key, keys_of(inner), synonyms.KEYS):
            return f"`{meant}` is a key of {_NOUNS.get(name, name)}: move it there"
    return ""


def _outer(key: str, owner: Loc) -> str:
    """Return what further out has a key, the nearest first; or nothing."""
    for end in range(len(owner) - 1, -1, -1):
        record = record_at(owner[:end])
        if record and key in keys_of(record):
            return _noun(owner[:end])
    return ""


def _noun(loc: Loc) -> str:
    names = [str(step) for step in loc if step in _NOUNS]
    return _NOUNS[names[-1]] if names else "the file as a whole"


def in_file(loc: Loc) -> Loc:
    """Return a place as the file knows it: pydantic puts a section's type behind its index."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("sections",) else loc


def _owner_span(value: Value, loc: Loc) -> Span:
    """Return the place of that which lacks a key: its own key, or the item itself."""
    owner = loc[:-1]
    if not owner:
        return Span(value.span.file, 1, 1)
    return key_span_at(value, owner) if isinstance(owner[-1], str) else span_at(value, owner)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
