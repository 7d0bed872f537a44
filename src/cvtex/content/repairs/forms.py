"""Repairs unknown keys, unknown types and short forms in memory.

Each repair is reported as an error, but lets the same run find errors inside the repaired value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.content.keys import Loc, in_file, keys_of, list_keys, record_at, takes_text
from cvtex.content.repairs.commas import with_rest
from cvtex.content.repairs.misplaced import key_home, outer_owner
from cvtex.content.repairs.sections import is_section_mapping, of_type, section_list, with_entries
from cvtex.content.repairs.suggestions import (
    for_list,
    long_form,
    may_be_key,
    network_name,
    of_each_key,
    one_item,
    page_name,
    plain,
    written,
)
from cvtex.content.repairs.synonyms import key_synonyms, type_synonyms
from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.schema.contacts import ContactModel, Profile
from cvtex.schema.fields import Record
from cvtex.schema.networks import network_of
from cvtex.sections import section_types
from cvtex.sections.languages import Language
from cvtex.source.fixes import instead_of, quoted
from cvtex.source.smart_quotes import between_quotes, no_quotes
from cvtex.source.synonyms import closest, meanings, same, snake
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

REPAIRS_MAX = 200
"""The limit of errors of the slow kinds that are repaired in a file: each takes a millisecond."""

_SLOW = frozenset({"extra_forbidden", "union_tag_invalid", "union_tag_not_found"})

# Synonyms of `type` in a section.
_TYPE = dict.fromkeys(("kind", "category"), ("type",))

_CONTACT_KINDS = ContactModel.model_fields.keys() - {"label"}
# A key and its value in one text, with a colon that YAML does not recognise, or without one.
_GLUED = re.compile(r"(?P<key>[^\W\d]\w*)(?P<mark>\s*[:：=]\s*|\s+)(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class Repair:
    """A replacement for the key or the value at a path of the file, and the finding."""

    at: Loc
    finding: Diagnostic
    replacement: Value
    is_key: bool = False


class Repairer:
    """Repairs the errors in a file, and remembers the ones that it can't repair."""

    def __init__(self) -> None:
        """Create a repairer for one file."""
        self._left = REPAIRS_MAX
        self._hopeless: set[Loc] = set()

    def repairs(self, errors: Iterable[ErrorDetails], value: Value) -> list[Repair]:
        """Return the repairs of pydantic's errors in a value."""
        found: dict[Loc, Repair] = {}
        for details in errors:
            loc = details["loc"]
            if (
                not loc
                or loc in self._hopeless
                or any(loc[:end] in found for end in range(len(loc)))
            ):
                continue
            if self._left <= 0:
                break
            repair = _repair(details["type"], loc, value, found)
            if repair is None:
                self._hopeless.add(loc)
            else:
                at = loc[:-1] if repair.at == in_file(loc[:-1]) else loc
                found[at] = repair
            self._left -= details["type"] in _SLOW
        return [*found.values()]


def apply(value: Value, repairs: Iterable[Repair]) -> Value:
    """Return a value with its repairs applied."""
    found = list(repairs)
    keys = {repair.at: repair.replacement for repair in found if repair.is_key}
    values = {repair.at: repair.replacement for repair in found if not repair.is_key}
    return _rewritten(value, (), keys, values)


def _rewritten(value: Value, here: Loc, keys: dict[Loc, Value], values: dict[Loc, Value]) -> Value:
    if here in values:
        return values[here]
    if isinstance(value, TypedMapping):
        items: dict[Typed, Value] = {}
        for key, inner in value.items():
            new = keys.get((*here, key), key)
            items[new if isinstance(new, Typed) else key] = _rewritten(
                inner, (*here, key), keys, values
            )
        return TypedMapping(items, value.span)
    if isinstance(value, TypedList):
        inner_values = [
            _rewritten(item, (*here, at), keys, values) for at, item in enumerate(value)
        ]
        return TypedList(inner_values, value.span)
    return value


def _repair(kind: str, loc: Loc, value: Value, found: dict[Loc, Repair]) -> Repair | None:
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


def _unknown_key(loc: Loc, value: Value, found: dict[Loc, Repair]) -> Repair | None:
    owner, name = loc[:-1], str(loc[-1])
    mapping, record = value_at(value, in_file(owner)), record_at(owner)
    if record is None or not isinstance(mapping, TypedMapping) or name not in mapping:
        return None
    if _is_text(owner, mapping):
        return _text(owner, mapping)
    if cut := with_rest(mapping, name, keys_of(record), list_keys(record)):
        return Repair(in_file(owner), *cut)
    if _is_there(name, mapping, record):
        return None
    return _renaming(loc, mapping, record, found) or _form(loc, mapping, record)


def _is_there(name: str, mapping: TypedMapping, record: type[Record]) -> bool:
    """Return whether a mapping has a key, and a word of another language for it too: `姓名`."""
    synonyms = key_synonyms()
    return snake(name) not in list(synonyms) and same(name, keys_of(record), synonyms) in mapping


def _renaming(
    loc: Loc, mapping: TypedMapping, record: type[Record], found: dict[Loc, Repair]
) -> Repair | None:
    """Return the repair of a misspelled key or a synonym, or None."""
    owner = loc[:-1]
    renamed = (repair for repair in found.values() if repair.is_key)
    taken = {repair.replacement for repair in renamed if repair.at[:-1] == in_file(owner)}
    free = [key for key in keys_of(record) if key not in mapping and key not in taken]
    key = mapping.typed(str(loc[-1]))
    if key is not None and (known := _known_key(key, owner, free)):
        certain = meanings(key, free, key_synonyms()) == [known]
        hint = f"did you mean `{known}`?"
        if isinstance(mapping[key], TypedList) and known not in list_keys(record):
            certain = False
            if known == "text":
                hint = "a `text` is one text: for a list of texts, write `type: list`"
        fixes = instead_of(key, known, certain=certain)
        finding = Diagnostic(Code.KEY_UNKNOWN, not_a_key(key), key.span, hint, fixes=fixes)
        return Repair(in_file(loc), finding, _renamed(key, known), is_key=True)
    return None


def _form(loc: Loc, mapping: TypedMapping, record: type[Record]) -> Repair | None:
    """Return the repair of a short form such as `English: native`, or None."""
    owner, key = loc[:-1], next(iter(mapping))
    if record is ContactModel and key == loc[-1] and mapping.keys() <= {*keys_of(Profile)}:
        return _profile(owner, mapping, {}, key)
    small = may_be_key(key)
    of_names = record is Language or (record is ContactModel and network_of(key))
    if key != loc[-1] or (small and (not of_names or key_home(key, owner))):
        return None
    if record is ContactModel:
        return _account(owner, mapping, key)
    if short := long_form(mapping, record):
        added = [one for one in short if one not in mapping]
        finding = Diagnostic(
            Code.KEY_UNKNOWN, not_a_key(key), key.span, f"write {written(short, added)}"
        )
        return Repair(in_file(owner), finding, short)
    return None


def _glued(loc: Loc, text: Typed) -> Repair | None:
    """Return the repair of `phone:+44 20 7946 0958`, which YAML reads as a text, or None."""
    record, parts = record_at(loc), _GLUED.fullmatch(text)
    if record is None or parts is None:
        return None
    mark = parts["mark"].strip()
    # Without a colon it may be any text; only a contact often begins with its kind.
    known = keys_of(record) if mark or record is ContactModel else []
    find = closest if mark else same
    key = find(parts["key"], known, key_synonyms())
    if not key:
        return None
    span = text.at(*parts.span("mark" if mark else "key"))
    if not mark:
        message = f"the colon is missing after {cited(parts['key'])}"
    elif mark == ":":
        message = f"there is no space after the colon of {cited(parts['key'])}"
    else:
        kind = "full-width, and a letter to YAML" if mark == "：" else "a letter to YAML"
        message = f"the `{mark}` after {cited(parts['key'])} is {kind}"
    rest = Typed(parts["rest"], text.at(parts.start("rest"), len(text)))
    mapping = TypedMapping({Typed(key, span, source=parts["key"]): rest}, text.span)
    certain = bool(mark) and key == same(parts["key"], known, key_synonyms())
    place = text.exact(0, parts.start("rest")) if plain(rest) == rest else None
    fixes = replacing(place, f"{key}: ", certain=certain)
    hint = f"write {written(mapping, mapping)}"
    finding = Diagnostic(Code.YAML_COLON, message, span, hint, fixes=fixes)
    return Repair(in_file(loc), finding, mapping)


def _account(owner: Loc, mapping: TypedMapping, key: Typed) -> Repair | None:
    """Return the repair of `GitHub: ada` among the contacts; or None."""
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
    rest = {name: inner for name, inner in mapping.items() if name != key}
    return _profile(owner, TypedMapping(profile, mapping.span), rest, key)


def _profile(owner: Loc, profile: TypedMapping, rest: dict[Typed, Value], key: Typed) -> Repair:
    """Return the repair of the keys of a profile in a contact; `rest` are its other keys."""
    contact = {_renamed(key, "profile"): profile, **rest}
    inside = ", ".join(f"{name}: {plain(str(inner))}" for name, inner in profile.items())
    hint = f"write `profile: {{{inside}}}`"
    finding = Diagnostic(Code.KEY_UNKNOWN, not_a_key(key), key.span, hint)
    return Repair(in_file(owner), finding, TypedMapping(contact, profile.span))


def _is_text(owner: Loc, mapping: TypedMapping) -> bool:
    """Return whether a mapping was meant as a text with a colon."""
    record = record_at(owner)
    if record is None or not takes_text(owner):
        return False
    first, known = next(iter(mapping)), keys_of(record)
    # In lower case it may be a misspelled key.
    small = first.islower() and first.isidentifier()
    key = closest(first, known, key_synonyms()) if small else same(first, known, {})
    return begins_with_key(mapping) and not key and not {"text", "name"} & mapping.keys()


def _text(owner: Loc, mapping: TypedMapping) -> Repair:
    """Return the repair of a mapping that was meant as a text or in a short form."""
    key, rest = next(iter(mapping.items()))
    record = record_at(owner)
    alone = record and len(mapping) == 1 and not isinstance(rest, Empty)
    short = long_form(mapping, record) if record and alone else None
    finding = colon(mapping)
    if short:
        hint = f"write {written(short, short)}"
        if isinstance(rest, Typed):
            hint += f", or {finding.hint}"
        return Repair(in_file(owner), replace(finding, hint=hint), short)
    text = f"{key}: {rest}" if isinstance(rest, Typed) else f"{key}:"
    # The text may be written otherwise in the file, so it has no source.
    return Repair(in_file(owner), finding, Typed(text, mapping.span, source=" "))


def _known_key(key: str, owner: Loc, free: list[str]) -> str:
    """Return the unused key of the schema that an unknown key means, or ''."""
    known = same(key, free, key_synonyms())
    if not known and not outer_owner(key, owner):
        known = closest(key, free, key_synonyms())
    if known or "entries" not in free:
        return known
    return "entries" if closest(key, section_types(), type_synonyms()) else ""


def _section(loc: Loc, section: Value) -> Repair | None:
    """Return the repair of a section with an unknown type or without one, or None."""
    if not isinstance(section, TypedMapping) or not section:
        return None
    types, at = section_types(), in_file(loc)
    given = value_at(section, ("type",))
    if isinstance(given, Typed):
        known = closest(given, types, type_synonyms())
        finding = of_type(given, known, section)
        return Repair((*at, "type"), finding, _renamed(given, known)) if known else None
    if "type" in section:
        return None
    if key := next((name for name in section if closest(name, ["type"], _TYPE)), None):
        fixes = instead_of(key, "type", certain=True)
        hint = "did you mean `type`?"
        finding = Diagnostic(Code.SECTION_TYPE, not_a_key(key), key.span, hint, fixes=fixes)
        return Repair((*at, key), finding, _renamed(key, "type"), is_key=True)
    key, inner = next(iter(section.items()))
    known = closest(key, types, type_synonyms())
    if not known or not isinstance(inner, TypedList | Empty | TypedMapping):
        return None
    new: dict[Typed, Value] = {_renamed(key, "type"): _renamed(key, known)}
    if isinstance(inner, TypedList):
        new[_renamed(key, "entries")] = inner
    elif isinstance(inner, TypedMapping):
        new |= inner
    new |= {name: rest for name, rest in section.items() if name != key}
    hint = f"write `type: {known}`, and its entries below `entries:`"
    finding = Diagnostic(Code.SECTION_TYPE, "a section needs a type", key.span, hint)
    return Repair(at, finding, TypedMapping(new, section.span))


def _without_entries(loc: Loc, section: Value) -> Repair | None:
    """Return the repair of a section with the keys of its only entry, or None."""
    found = with_entries(section, str(loc[-1])) if isinstance(section, TypedMapping) else None
    return Repair(in_file(loc), *found) if found else None


def _list(loc: Loc, given: TypedMapping) -> Repair | None:
    """Return the repair of a mapping in place of a list: one record or several; or None."""
    record = record_at(loc)
    if not given or (record is None and loc != ("sections",)):
        return None
    if loc == ("sections",) and is_section_mapping(given):
        return Repair(in_file(loc), *section_list(given))
    items: list[Value] = [given]
    if of_each_key(given, record):
        items = [one_item(key, inner, record) for key, inner in given.items()]
    finding = Diagnostic(
        Code.VALUE_TYPE, "a list is expected here", given.span, for_list(given, loc)
    )
    return Repair(in_file(loc), finding, TypedList(items, given.span))


def colon(mapping: TypedMapping) -> Diagnostic:
    """Return the finding for a text with a colon, which YAML reads as a mapping."""
    key, rest = next(iter(mapping.items()))
    text = f"{key}: {rest}" if isinstance(rest, Typed) else f"{key}:"
    hint = "put the whole text in quotes"
    span = None
    if isinstance(rest, Typed) and rest.span.line == key.span.line and len(mapping) == 1:
        span = replace(key.span, length=rest.span.column + rest.span.length - key.span.column)
        span = None if key.quoted or rest.quoted or "\n" in rest.source else span
    message = f"YAML reads {cited(key)} as a key because of the colon after it"
    if bare := between_quotes(text):
        message = f"{no_quotes(text)}, which reads {cited(key)} as a key because of its colon"
        hint = "write straight quotes"
    text = bare or text
    if len(mapping) == 1 and len(text) <= CITED_MAX and "\n" not in text:
        hint += f": `{quoted(text)}`"
    fixes = replacing(span, quoted(text), certain=bool(bare))
    return Diagnostic(Code.YAML_COLON, message, key.span, hint, fixes=fixes)


def begins_with_key(mapping: TypedMapping) -> bool:
    """Return whether a mapping is written without braces."""
    return mapping.span == replace(next(iter(mapping)).span, length=mapping.span.length)


def not_a_key(key: str) -> str:
    """Return the message for an unknown key."""
    return f"{cited(key)} is not a key of the schema here"


def _renamed(typed: Typed, word: str) -> Typed:
    return Typed(word, typed.span, source=typed.source)
