"""What to write in place of a value that has another form than the schema's, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvtex.content.keys import Loc, keys_of, record_at, required_keys, takes_text
from cvtex.content.resume import Photo
from cvtex.content.section_words import key_words
from cvtex.schema.contacts import Contact, Profile
from cvtex.schema.fields import Record
from cvtex.schema.networks import network_of
from cvtex.schema.records import Graded, Highlight
from cvtex.sections import type_of_entry
from cvtex.sections.publications import Author, Publication
from cvtex.source.synonyms import same
from cvtex.source.typed import CITED_MAX, Empty, Typed, TypedList, TypedMapping, Value, cited

# What parts the words of a list that was typed as a text.
_PARTED = re.compile(r"\s*[,，、;；]\s*")
# What YAML takes for more than a text, anywhere and between brackets.
_MARKED = re.compile(r"""^[\[\]{},#"'&*!|>%@`]|^[-?:](?:\s|$)|:\s|:$|\s#|^\s|\s$""")
_MARKED_BETWEEN = re.compile(rf"{_MARKED.pattern}|[\[\]{{}},]")
# A text that is an item of a list to the eye, and what may be around a list in Chinese.
_ITEM = re.compile(r"\s*- ")
_WIDE_BRACKETS = re.compile(r"\s*[【［〔](.*)[】］〕]\s*")
# Records that lists hold in one line.
_SHORT = (Graded, Author)
_PAGE = re.compile(r"(?:https?://)?(?:www\.)?(\w+)\.\w+/(?:in/|people/|@)?([\w.-]+)/?")


def for_list(given: Value, loc: Loc) -> str:
    """Return what to write where a list is expected."""
    key, record = str(loc[-1]), record_at(loc)
    bare = record is None or takes_text(loc) or issubclass(record, _SHORT)
    if isinstance(given, TypedMapping) and given:
        return _of_mapping(given, record)
    if not isinstance(given, Typed):
        return "begin each item with `-` and a space"
    if given.source[:1] in ("|", ">") and _ITEM.match(given):
        return f"take the `{given.source[0]}` behind `{key}:` away: a list needs none"
    lines = given.source.splitlines()
    if len(lines) > 1 and given.source[0] not in "\"'|>":
        return f"put `- ` before each line: `- {plain(lines[0].strip())}`"
    if bare and (record is None or issubclass(record, _SHORT)) and "\n" not in given.source:
        return f"write `{key}: {in_brackets(given)}`"
    return f"begin a line below `{key}:` with `-` and a space: `- {_item(given, loc)}`"


def _of_mapping(given: TypedMapping, record: type[Record] | None) -> str:
    first = next(iter(given))
    each = "each key" if of_each_key(given, record) else f"`{brief_key(first)}`"
    return f"put `- ` before {each}: `- {_pair(first, given[first])}`"


def of_each_key(given: TypedMapping, record: type[Record] | None) -> bool:
    """Return whether a mapping was meant for a list with an item for each of its keys."""
    if record is Contact:
        return "label" not in given
    known = keys_of(record) if record else []
    short = record is not None and _short_form(record) is not None
    return short and not any(same(key, known, key_words()) for key in given)


def for_mapping(given: Value, record: type[Record] | None) -> str:
    """Return what to write where keys with values are expected."""
    if isinstance(given, TypedList) and given:
        item = given[0]
        if record is Photo and isinstance(item, Typed):
            return f"write `photo: {plain(item, between_brackets=False)}`"
        if isinstance(item, TypedMapping) and item:
            return f"take the `-` before `{brief_key(next(iter(item)))}` away"
        return f"take one `-` away: `- {_text(item)}`"
    page = _PAGE.fullmatch(given.strip()) if isinstance(given, Typed) else None
    known = page and network_of(page[1])
    if isinstance(given, Typed) and (record is Profile or (record is Contact and known)):
        network = network_name(page[1]) if page else "..."
        username = plain(page[2] if page else given.strip())
        url = ', url: "..."' if page and given.startswith("http") else ""
        url = f', url: "{given.strip()}"' if url else ""
        return f"write `profile: {{network: {network}, username: {username}{url}}}`"
    return f"write `{_example(given, record)}`" if record else "write `key: ...`"


def for_text(given: Value, key: str, hint: str) -> str:
    """Return what to write where a text is expected; a hint serves where nothing is known."""
    if isinstance(given, TypedMapping) and not all(one.islower() for one in given):
        return hint
    texts = list(_texts(given))[: 1 if key == "language" else None]
    whole = (" " if key == "name" and "".join(texts).isascii() else ", ").join(texts)
    if not texts or len(whole) > CITED_MAX:
        return hint
    example = plain(whole, between_brackets=False)
    return f"write one text: `{key}: {example}`" if key else f"write one text: `{example}`"


def network_name(word: str) -> str:
    """Return a network's name as it writes itself, as far as that is known."""
    return network_of(word) or (word.title() if word.islower() else word)


def for_date(given: Value, hint: str) -> str:
    """Return what to write for a `date` that holds keys: a start and an end have keys beside it."""
    ends = list(given.values()) if isinstance(given, TypedMapping) else []
    if len(ends) != 2 or not all(isinstance(end, Typed) for end in ends):  # noqa: PLR2004 - both
        return hint
    return f"write `start_date: {ends[0]}` and `end_date: {ends[1]}` in its place"


def page_name(url: str) -> str:
    """Return the name of an account by its page."""
    page = _PAGE.fullmatch(url.strip())
    return page[2] if page else "..."


def contact_kind(text: str) -> str:
    """Return the kind of contact that a text is."""
    if "@" in text:
        return "email"
    if "://" in text or text.startswith("www."):
        return "url"
    return "address" if any(char.isalpha() for char in text) else "phone"


def in_brackets(text: str) -> str:
    """Return a text that names several as a list between brackets."""
    wide = _WIDE_BRACKETS.fullmatch(text)
    return f"[{', '.join(plain(word) for word in _words(wide[1] if wide else text))}]"


def plain(text: str, *, between_brackets: bool = True) -> str:
    """Return a text as it can be written in YAML: between quotes where they are needed."""
    marked = _MARKED_BETWEEN if between_brackets else _MARKED
    return quoted(text) if marked.search(text) or not text else text


def quoted(text: str) -> str:
    """Return a text between the quotes that need the fewest changes to it."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def shortened(mapping: TypedMapping, record: type[Record]) -> TypedMapping | None:
    """Return the record that was meant by `Python: [pandas]`, if it can be told."""
    form = _short_form(record)
    if form is None or not mapping:
        return None
    name, many, one = form
    first, *rest = mapping
    given, known = mapping[first], keys_of(record)
    inner: dict[Typed, Value] = {_as(name, first): first}
    if isinstance(given, TypedList):
        if not many or many in mapping:
            return None
        inner[_as(many, first)] = given
    elif isinstance(given, TypedMapping):
        if not given or any(key not in known for key in given):
            return None
        inner |= given
    elif isinstance(given, Typed):
        words = _words(given)
        if many == "keywords" and len(words) > 1:
            items: list[Value] = [Typed(word, given.span, source=given.source) for word in words]
            inner[_as(many, first)] = TypedList(items, given.span)
        elif one and one not in mapping:
            inner[_as(one, first)] = given
        else:
            return None
    return TypedMapping(inner | {key: mapping[key] for key in rest}, mapping.span)


def written(mapping: TypedMapping, keys: Iterable[str]) -> str:
    """Return keys with their values as a hint names them."""
    pairs = [f"`{_pair(key, mapping[key])}`" for key in mapping if key in keys]
    return " and ".join(filter(None, (", ".join(pairs[:-1]), pairs[-1])))


def brief_key(key: str) -> str:
    """Return a key as a hint names it."""
    return cited(key).strip("`")


def _short_form(record: type[Record]) -> tuple[str, str, str] | None:
    """Return what `Python: [pandas]` and `Python: expert` mean for a record.

    It is the keys of what stands before the colon, of a list behind it and of a text behind it.
    """
    if record is Graded:
        return "name", "", "score"
    if record is Highlight:
        return "text", "highlights", ""
    kind = type_of_entry(record)
    if kind is None or not kind.heading:
        return None
    lists = (key for key in ("highlights", "keywords") if key in record.model_fields)
    name, text, *_ = (*kind.heading, "")
    return name, next(lists, ""), text


def _as(word: str, key: Typed) -> Typed:
    return Typed(word, replace(key.span), source=key.source)


def _pair(key: str, value: Value) -> str:
    match value:
        case Typed():
            return f"{key}: {plain(_brief(value), between_brackets=False)}"
        case TypedList() if value and all(isinstance(one, Typed) for one in value):
            words = ", ".join(plain(str(one)) for one in value)
            return f"{key}: [{words}]" if len(words) <= CITED_MAX else f"{key}: [...]"
        case Empty():
            return f"{key}:"
        case _:
            return f"{key}: ..."


def _item(given: Value, loc: Loc) -> str:
    """Return an item of the list that a place is for."""
    if loc == ("sections",):
        return "type: ..."
    record = None if takes_text(loc) else record_at(loc)
    return _example(given, record) if record else _text(given)


def _example(given: Value, record: type[Record]) -> str:
    """Return what could stand where something else does, with the text that stands there in it."""
    needed = required_keys(record)
    if record is Publication:
        return f"{{{', '.join(f'{key}: ...' for key in needed)}}}"
    text = _text(given)
    return f"{needed[0] if needed else contact_kind(text)}: {text}"


def _text(given: Value) -> str:
    return plain(_brief(given), between_brackets=False) if isinstance(given, Typed) else "..."


def _brief(text: str) -> str:
    return cited(text)[1:-1]


def _words(text: str) -> list[str]:
    return [word for word in _PARTED.split(text.strip()) if word]


def _texts(value: Value) -> Iterator[str]:
    match value:
        case Typed():
            yield str(value)
        case TypedList():
            for item in value:
                yield from _texts(item)
        case TypedMapping():
            for inner in value.values():
                yield from _texts(inner)
