"""What was meant where the schema does not know a key, a type or a form: reading goes on with it.

A guess is an error all the same. It serves to tell, in the same run, of what stands inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.content.elsewhere import elsewhere, outer
from cvtex.content.instead import (
    for_list,
    network_name,
    of_each_key,
    page_name,
    plain,
    quoted,
    shortened,
    written,
)
from cvtex.content.keys import Loc, in_file, keys_of, record_at, takes_text
from cvtex.content.section_words import key_words, type_words
from cvtex.content.sections_meant import are_sections, sections_of, with_entries
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.schema.contacts import Contact
from cvtex.schema.fields import Record
from cvtex.schema.networks import network_of
from cvtex.sections import section_types
from cvtex.sections.languages import Language
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.synonyms import closest, same
from cvtex.source.typed import (
    CITED_MAX,
    Empty,
    Typed,
    TypedList,
    TypedMapping,
    Value,
    cited,
    value_at,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MEANT_MAX = 200
"""Faults of a file whose meaning is sought, of the kinds that take a millisecond each."""

_SLOW = frozenset({"extra_forbidden", "union_tag_invalid", "union_tag_not_found"})

# What people call the type of a section: not all that is a kind elsewhere.
_TYPE = dict.fromkeys(("kind", "category"), ("type",))

_CONTACT_KINDS = frozenset({"phone", "email", "url", "address", "profile"})
# A key and its value in one text: with a colon that is none to YAML, or without any.
_GLUED = re.compile(r"(?P<key>[^\W\d]\w*)(?P<mark>\s*[:：=]\s*|\s+)(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class Guess:
    """What is read in place of a key or of a value, and what there is to say of what was typed.

    `at` is the place of either in the file, `read` a Typed of a key where `is_key` says so.
    """

    at: Loc
    finding: Diagnostic
    read: Value
    is_key: bool = False


class Meanings:
    """What is meant by the faults of a file, each sought once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._left = MEANT_MAX
        self._vain: set[Loc] = set()

    def guesses(self, faults: Iterable[ErrorDetails], value: Value) -> list[Guess]:
        """Return what can be guessed of the faults that pydantic has found in a value."""
        found: dict[Loc, Guess] = {}
        for details in faults:
            loc = details["loc"]
            if not loc or loc in self._vain or any(loc[:end] in found for end in range(len(loc))):
                continue
            if self._left <= 0:
                break
            guess = _guess(details["type"], loc, value, found)
            if guess is None:
                self._vain.add(loc)
            else:
                at = loc[:-1] if guess.at == in_file(loc[:-1]) else loc
                found[at] = guess
            self._left -= details["type"] in _SLOW
        return [*found.values()]


def read_as(value: Value, guesses: Iterable[Guess]) -> Value:
    """Return a value with what was guessed in place of what was typed."""
    found = list(guesses)
    keys = {guess.at: guess.read for guess in found if guess.is_key}
    values = {guess.at: guess.read for guess in found if not guess.is_key}
    return _rewritten(value, (), keys, values)


def _rewritten(value: Value, here: Loc, keys: dict[Loc, Value], values: dict[Loc, Value]) -> Value:
    if here in values:
        return values[here]
    if isinstance(value, TypedMapping):
        items: dict[Typed, Value] = {}
        for key, inner in value.items():
            read = keys.get((*here, key), key)
            items[read if isinstance(read, Typed) else key] = _rewritten(
                inner, (*here, key), keys, values
            )
        return TypedMapping(items, value.span)
    if isinstance(value, TypedList):
        inner_values = [
            _rewritten(item, (*here, at), keys, values) for at, item in enumerate(value)
        ]
        return TypedList(inner_values, value.span)
    return value


def _guess(kind: str, loc: Loc, value: Value, found: dict[Loc, Guess]) -> Guess | None:
    given = value_at(value, in_file(loc))
    match kind:
        case "extra_forbidden":
            return _unknown_key(loc, value, found)
        case "union_tag_invalid" | "union_tag_not_found":
            return _section(loc, given)
        case "missing" if loc[0] == "sections" and loc[-1] == "entries":
            return _without_entries(loc[:-1], value_at(value, in_file(loc[:-1])))
        case "list_type" if isinstance(given, TypedMapping):
            return _list(loc, given)
        case "model_type" if isinstance(given, Typed) and not given.quoted:
            return _glued(loc, given)
        case _:
            return None


def _unknown_key(loc: Loc, value: Value, found: dict[Loc, Guess]) -> Guess | None:
    owner, name = loc[:-1], str(loc[-1])
    mapping, record = value_at(value, in_file(owner)), record_at(owner)
    if record is None or not isinstance(mapping, TypedMapping) or name not in mapping:
        return None
    if _is_text(owner, mapping):
        return _text(owner, mapping)
    return _renaming(loc, mapping, record, found) or _form(loc, mapping, record)


def _renaming(
    loc: Loc, mapping: TypedMapping, record: type[Record], found: dict[Loc, Guess]
) -> Guess | None:
    """Return the key that is meant by one that the schema does not have."""
    owner, name = loc[:-1], str(loc[-1])
    taken = {
        guess.read for guess in found.values() if guess.is_key and guess.at[:-1] == in_file(owner)
    }
    free = [key for key in keys_of(record) if key not in mapping and key not in taken]
    key = next(one for one in mapping if one == name)
    if meant := _meant(key, owner, free):
        finding = Diagnostic(Code.KEY_UNKNOWN, not_a_key(key), key.span, f"did you mean `{meant}`?")
        return Guess(in_file(loc), finding, _renamed(key, meant), is_key=True)
    return None


def _form(loc: Loc, mapping: TypedMapping, record: type[Record]) -> Guess | None:
    """Return the record that is meant by `English: native`, whose key is the name of something."""
    owner, key = loc[:-1], next(iter(mapping))
    # A word in small letters may be a key of some other program's.
    small = key.islower() and key.isascii() and key.isidentifier()
    of_names = record is Language or (record is Contact and network_of(key))
    if key != loc[-1] or (small and (not of_names or elsewhere(key, owner))):
        return None
    if record is Contact:
        return _account(owner, mapping, key)
    if short := shortened(mapping, record):
        added = [one for one in short if one not in mapping]
        finding = Diagnostic(
            Code.KEY_UNKNOWN, not_a_key(key), key.span, f"write {written(short, added)}"
        )
        return Guess(in_file(owner), finding, short)
    return None


def _glued(loc: Loc, text: Typed) -> Guess | None:
    """Return the record that is meant by `phone:+44 20 7946 0958`, a text to YAML."""
    record, parts = record_at(loc), _GLUED.fullmatch(text)
    if record is None or parts is None:
        return None
    mark = parts["mark"].strip()
    # Without a mark it may be any text: a contact begins with its kind, and other records don't.
    known = keys_of(record) if mark or record is Contact else []
    meant = same(parts["key"], known, key_words())
    meant = meant or (closest(parts["key"], known, key_words()) if mark else "")
    if not meant:
        return None
    start = len(parts["key"])
    span = text.at(0, start)
    if not mark:
        message = f"the colon is missing after {cited(parts['key'])}"
    elif mark == ":":
        message = f"there is no space after the colon of {cited(parts['key'])}"
        span = text.at(parts.start("mark"), parts.end("mark"))
    else:
        kind = "full-width, and a letter to YAML" if mark == "：" else "a letter to YAML"
        message = f"the `{mark}` after {cited(parts['key'])} is {kind}"
        span = text.at(parts.start("mark"), parts.end("mark"))
    rest = Typed(parts["rest"], text.at(parts.start("rest"), len(text)))
    read = TypedMapping({Typed(meant, span, source=parts["key"]): rest}, text.span)
    finding = Diagnostic(Code.YAML_COLON, message, span, f"write {written(read, read)}")
    return Guess(in_file(loc), finding, read)


def _account(owner: Loc, mapping: TypedMapping, key: Typed) -> Guess | None:
    """Return the profile that is meant by `GitHub: ada` among the contacts."""
    username = mapping[key]
    if not isinstance(username, Typed) or mapping.keys() & _CONTACT_KINDS:
        return None
    network = _renamed(key, network_name(key))
    profile: dict[Typed, Value] = {_renamed(key, "network"): network}
    if username.startswith(("https://", "http://")):
        profile[_renamed(key, "username")] = _renamed(username, page_name(username))
        profile[_renamed(key, "url")] = username
    else:
        profile[_renamed(key, "username")] = username
    rest = {one: inner for one, inner in mapping.items() if one != key}
    read = {_renamed(key, "profile"): TypedMapping(profile, mapping.span), **rest}
    inside = ", ".join(f"{one}: {plain(str(inner))}" for one, inner in profile.items())
    hint = f"write `profile: {{{inside}}}`"
    finding = Diagnostic(Code.KEY_UNKNOWN, not_a_key(key), key.span, hint)
    return Guess(in_file(owner), finding, TypedMapping(read, mapping.span))


def _is_text(owner: Loc, mapping: TypedMapping) -> bool:
    """Return whether a mapping is a text, which YAML has taken for one because of its colon."""
    record = record_at(owner)
    if record is None or not takes_text(owner):
        return False
    first, known = next(iter(mapping)), keys_of(record)
    # A key is in small letters: a text in them that is like a key is a slip in the key.
    small = first.islower() and first.isidentifier()
    meant = closest(first, known, key_words()) if small else same(first, known, {})
    return begins_with_key(mapping) and not meant and not {"text", "name"} & mapping.keys()


def _text(owner: Loc, mapping: TypedMapping) -> Guess:
    """Return what is meant by a mapping that was a text: that text, or a record."""
    key, rest = next(iter(mapping.items()))
    record = record_at(owner)
    alone = record and len(mapping) == 1 and not isinstance(rest, Empty)
    short = shortened(mapping, record) if record and alone else None
    finding = colon(mapping)
    if short:
        hint = f"write {written(short, short)}"
        if isinstance(rest, Typed):
            hint += f", or {finding.hint}"
        return Guess(in_file(owner), replace(finding, hint=hint), short)
    text = f"{key}: {rest}" if isinstance(rest, Typed) else f"{key}:"
    # A source that is none, because the text may stand otherwise in the file.
    return Guess(in_file(owner), finding, Typed(text, mapping.span, source=" "))


def _meant(key: str, owner: Loc, free: list[str]) -> str:
    """Return the key of the schema that was meant by another, one that is not there yet."""
    meant = same(key, free, key_words())
    if not meant and not outer(key, owner):
        meant = closest(key, free, key_words())
    if meant or "entries" not in free:
        return meant
    return "entries" if closest(key, section_types(), type_words()) else ""


def _section(loc: Loc, section: Value) -> Guess | None:
    """Return the section that is meant by one whose type the schema does not know."""
    if not isinstance(section, TypedMapping) or not section:
        return None
    types, at = section_types(), in_file(loc)
    given = value_at(section, ("type",))
    if isinstance(given, Typed):
        meant = closest(given, types, type_words())
        message, hint = f"{cited(given)} is not a type of section", f"did you mean `{meant}`?"
        finding = Diagnostic(Code.SECTION_TYPE, message, given.span, hint)
        return Guess((*at, "type"), finding, _renamed(given, meant)) if meant else None
    if any(key == "type" for key in section):
        return None
    if key := next((one for one in section if closest(one, ["type"], _TYPE)), None):
        finding = Diagnostic(Code.SECTION_TYPE, not_a_key(key), key.span, "did you mean `type`?")
        return Guess((*at, key), finding, _renamed(key, "type"), is_key=True)
    key, inner = next(iter(section.items()))
    meant = closest(key, types, type_words())
    if not meant or not isinstance(inner, TypedList | Empty | TypedMapping):
        return None
    read: dict[Typed, Value] = {_renamed(key, "type"): _renamed(key, meant)}
    if isinstance(inner, TypedList):
        read[_renamed(key, "entries")] = inner
    elif isinstance(inner, TypedMapping):
        read |= inner
    read |= {one: rest for one, rest in section.items() if one != key}
    hint = f"write `type: {meant}`, and `entries:` below it with what belongs to it"
    finding = Diagnostic(Code.SECTION_TYPE, "a section needs a type", key.span, hint)
    return Guess(at, finding, TypedMapping(read, section.span))


def _without_entries(loc: Loc, section: Value) -> Guess | None:
    """Return the section that is meant by one that has the keys of its one entry."""
    found = with_entries(section, str(loc[-1])) if isinstance(section, TypedMapping) else None
    return Guess(in_file(loc), *found) if found else None


def _list(loc: Loc, given: TypedMapping) -> Guess | None:
    """Return the list that is meant by a mapping: of one record, or of a record for each key."""
    record = record_at(loc)
    if not given or (record is None and loc != ("sections",)):
        return None
    if loc == ("sections",) and are_sections(given):
        return Guess(in_file(loc), *sections_of(given))
    items: list[Value] = [given]
    if of_each_key(given, record):
        items = [TypedMapping({key: inner}, key.span) for key, inner in given.items()]
    finding = Diagnostic(
        Code.VALUE_TYPE, "a list is expected here", given.span, for_list(given, loc)
    )
    return Guess(in_file(loc), finding, TypedList(items, given.span))


def colon(mapping: TypedMapping) -> Diagnostic:
    """Return the finding of a text with a colon in it, which has come to be a mapping."""
    key, rest = next(iter(mapping.items()))
    text = f"{key}: {rest}" if isinstance(rest, Typed) else f"{key}:"
    hint = "put the whole text in quotes"
    text = between_quotes(text) or text
    if len(mapping) == 1 and len(text) <= CITED_MAX and "\n" not in text:
        hint += f": `{quoted(text)}`"
    message = f"YAML reads {cited(key)} as a key because of the colon after it"
    return Diagnostic(Code.YAML_COLON, message, key.span, hint)


def begins_with_key(mapping: TypedMapping) -> bool:
    """Return whether a mapping is written without a brace before it."""
    return mapping.span == replace(next(iter(mapping)).span, length=mapping.span.length)


def not_a_key(key: str) -> str:
    """Return the message of a key that the schema does not have."""
    return f"{cited(key)} is not a key of the schema here"


def _renamed(typed: Typed, word: str) -> Typed:
    return Typed(word, typed.span, source=typed.source)
