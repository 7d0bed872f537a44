"""Suggests what to write instead of a value of the wrong type, from that value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cvtex.content.keys import Loc, keys_of, record_at, required_keys, takes_text
from cvtex.content.repairs.synonyms import key_synonyms
from cvtex.content.resume import Fact, PhotoModel, Signature, Signed
from cvtex.schema.contacts import ContactModel, Profile
from cvtex.schema.fields import Record
from cvtex.schema.networks import network_of
from cvtex.schema.records import Graded, HighlightModel
from cvtex.schema.tags import Wordings
from cvtex.sections import type_of_entry
from cvtex.sections.languages import Language
from cvtex.sections.publications import Author, Publication
from cvtex.source.fixes import quoted
from cvtex.source.synonyms import same
from cvtex.source.typed import CITED_MAX, Empty, Typed, TypedList, TypedMapping, Value, cited

# The separators of a list typed as a text.
_SEPARATOR = re.compile(r"\s*(?:(?<!\d),|,(?!\d)|[，、;；])\s*")
# A text that needs quotes in YAML, anywhere and in brackets.
_MARKED = re.compile(r"""^[\[\]{},#"'&*!|>%@`]|^[-?:](?:\s|$)|:\s|:$|\s#|^\s|\s$""")
_MARKED_BETWEEN = re.compile(rf"{_MARKED.pattern}|[\[\]{{}},]")
# A text that looks like a list item, and the brackets around a list in Chinese.
_ITEM = re.compile(r"\s*- ")
_WIDE_BRACKETS = re.compile(r"\s*[【［〔](.*)[】］〕]\s*")
# Records that are written in one line.
_ONE_LINE = (Graded, Author, Wordings)
# Pictures, each with its key.
_PICTURES = {PhotoModel: "photo", Signature: "signature", Signed: "signature"}
# Words for a list of grades that say which grade it is.
_NAMED = frozenset({"gpa", "绩点", "排名"})
# A prize or the like with its date.
_DATED = re.compile(r"\s*(.+?)\s*[(（,，]\s*(\d{4}(?:[-./年]\d{1,2}月?)?)\s*[)）]?\s*")
# A language with how well it is known.
_GRADED = re.compile(r"\s*([^()（）:：]+?)\s*(?:[(（:：]\s*([^()（）]+?)\s*[)）]?)\s*")
_PAGE = re.compile(r"(?:https?://)?(?:www\.)?(\w+)\.\w+/(?:in/|people/|@)?([\w.-]+)/?")


def for_list(given: Value, loc: Loc, word: str = "") -> str:
    """Return the hint where a list is expected; `word` is its key in the file, as `gpa`."""
    key, record = str(loc[-1]), record_at(loc)
    bare = record is None or takes_text(loc) or issubclass(record, _ONE_LINE)
    if isinstance(given, TypedMapping) and given:
        return _of_mapping(given, record)
    if not isinstance(given, Typed):
        return "begin each item with `-` and a space"
    if given.source[:1] in ("|", ">") and _ITEM.match(given):
        return f"remove the `{given.source[0]}` after `{key}:`: a list needs none"
    lines = given.source.splitlines()
    if len(lines) > 1 and given.source[0] not in "\"'|>":
        return f"put `- ` before each line: `- {plain(lines[0].strip())}`"
    if bare and (record is None or issubclass(record, _ONE_LINE)) and "\n" not in given.source:
        is_named = word in _NAMED and not any(map(str.isalpha, given))
        named = f"{word.upper()} {given.strip()}" if is_named else given
        return f"write `{key}: {in_brackets(named)}`"
    return f"begin the line below `{key}:` with `-` and a space: `- {_item(given, loc)}`"


def _of_mapping(given: TypedMapping, record: type[Record] | None) -> str:
    first = next(iter(given))
    if not of_each_key(given, record):
        return f"put `- ` before `{brief_key(first)}`: `- {_pair(first, given[first])}`"
    item = one_item(first, given[first], record)
    if len(item) > 1:
        return f"begin an item with `-` for each key, with {written(item, item)}"
    return f"put `- ` before each key: `- {_pair(first, given[first])}`"


def of_each_key(given: TypedMapping, record: type[Record] | None) -> bool:
    """Return whether a mapping was meant as a list with an item for each key."""
    if record is ContactModel:
        return "label" not in given
    known = keys_of(record) if record else []
    short = record is not None and _short_form(record) is not None
    return short and not any(same(key, known, key_synonyms()) for key in given)


def may_be_key(word: str) -> bool:
    """Return whether a word, in lower case, may be a key of another program's format."""
    return word.islower() and word.isascii() and word.isidentifier()


def one_item(key: Typed, value: Value, record: type[Record] | None) -> TypedMapping:
    """Return the item of a list for a key and its value, as a record if they are its short form."""
    item = TypedMapping({key: value}, key.span)
    return (record and not may_be_key(key) and long_form(item, record)) or item


def for_mapping(given: Value, record: type[Record] | None) -> str:
    """Return the hint where a mapping is expected."""
    if isinstance(given, TypedList) and given:
        item = given[0]
        if record in _PICTURES and isinstance(item, Typed):
            return f"write `{_PICTURES[record]}: {plain(item, between_brackets=False)}`"
        if isinstance(item, TypedMapping) and item:
            return f"remove the `-` before `{brief_key(next(iter(item)))}`"
        return f"remove one `-`: `- {_text(item)}`"
    page = _PAGE.fullmatch(given.strip()) if isinstance(given, Typed) else None
    known = page and network_of(page[1])
    if isinstance(given, Typed) and (record is Profile or (record is ContactModel and known)):
        network = network_name(page[1]) if page else "..."
        username = plain(page[2] if page else given.strip())
        url = ', url: "..."' if page and given.startswith("http") else ""
        url = f', url: "{given.strip()}"' if url else ""
        return f"write `profile: {{network: {network}, username: {username}{url}}}`"
    if isinstance(given, Typed) and record and (pair := _in_braces(given, record)):
        return f"write `{pair}`"
    return f"write `{_example(given, record)}`" if record else "write `key: ...`"


def _in_braces(given: Typed, record: type[Record]) -> str:
    """Return the record for a text such as `English (native)` or `Prize (2021)`, or ''."""
    if record is Language and (graded := _GRADED.fullmatch(given)):
        return f"{{language: {plain(graded[1])}, fluency: {plain(graded[2])}}}"
    dated = _DATED.fullmatch(given) if "date" in record.model_fields else None
    if dated and (needed := required_keys(record)):
        return f"{{{needed[0]}: {plain(dated[1])}, date: {dated[2]}}}"
    return ""


def for_text(given: Value, key: str, hint: str) -> str:
    """Return the suggestion where a text is expected, or else `hint`."""
    if isinstance(given, TypedMapping) and not all(key.islower() for key in given):
        return hint
    texts = list(_texts(given))[: 1 if key == "language" else None]
    whole = (" " if key == "name" and "".join(texts).isascii() else ", ").join(texts)
    if not texts or len(whole) > CITED_MAX:
        return hint
    example = plain(whole, between_brackets=False)
    return f"write one text: `{key}: {example}`" if key else f"write one text: `{example}`"


def network_name(word: str) -> str:
    """Return a network's own spelling of its name, if known."""
    return network_of(word) or (word.title() if word.islower() else word)


def for_date(given: Value, hint: str) -> str:
    """Return the suggestion for a `date` with a mapping of a start and an end, or else `hint`."""
    ends = list(given.values()) if isinstance(given, TypedMapping) else []
    if len(ends) != 2 or not all(isinstance(end, Typed) for end in ends):  # noqa: PLR2004 - both
        return hint
    return f"write `start_date: {ends[0]}` and `end_date: {ends[1]}` instead"


def page_name(url: str) -> str:
    """Return the user name in the URL of an account."""
    page = _PAGE.fullmatch(url.strip())
    return page[2] if page else "..."


def contact_kind(text: str) -> str:
    """Return the likely kind of contact of a text."""
    if "@" in text:
        return "email"
    if "://" in text or text.startswith("www."):
        return "url"
    return "address" if any(char.isalpha() for char in text) else "phone"


def in_brackets(text: str) -> str:
    """Return a text with separators as a YAML list in brackets."""
    wide = _WIDE_BRACKETS.fullmatch(text)
    return f"[{', '.join(plain(word) for word in _words(wide[1] if wide else text))}]"


def plain(text: str, *, between_brackets: bool = True) -> str:
    """Return a text as a YAML scalar, in quotes if it needs them."""
    marked = _MARKED_BETWEEN if between_brackets else _MARKED
    return quoted(text) if marked.search(text) or not text else text


def long_form(mapping: TypedMapping, record: type[Record]) -> TypedMapping | None:
    """Return the record for a short form such as `Python: [pandas]`, or None."""
    form = _short_form(record)
    if form is None or not mapping:
        return None
    name, list_key, text_key = form
    first, *rest = mapping
    given, known = mapping[first], keys_of(record)
    inner: dict[Typed, Value] = {_as(name, first): first}
    if isinstance(given, TypedList):
        if not list_key or list_key in mapping:
            return None
        inner[_as(list_key, first)] = given
    elif isinstance(given, TypedMapping):
        if not given or any(key not in known for key in given):
            return None
        inner |= given
    elif isinstance(given, Typed):
        words = _words(given)
        if list_key == "keywords" and len(words) > 1:
            items: list[Value] = [Typed(word, given.span, source=given.source) for word in words]
            inner[_as(list_key, first)] = TypedList(items, given.span)
        elif text_key and text_key not in mapping:
            inner[_as(text_key, first)] = given
        else:
            return None
    return TypedMapping(inner | {key: mapping[key] for key in rest}, mapping.span)


def written(mapping: TypedMapping, keys: Iterable[str]) -> str:
    """Return some keys with their values for a hint."""
    pairs = [f"`{_pair(key, mapping[key])}`" for key in mapping if key in keys]
    return " and ".join(filter(None, (", ".join(pairs[:-1]), pairs[-1])))


def brief_key(key: str) -> str:
    """Return a key for a hint, without backticks."""
    return cited(key).strip("`")


def _short_form(record: type[Record]) -> tuple[str, str, str] | None:
    """Return the keys of the parts of `Python: [pandas]` and `Python: expert`, or None.

    They are the keys of the text before the colon, of a list after it, and of a text after it.
    """
    if record is Graded:
        return "name", "", "score"
    if record is HighlightModel:
        return "text", "highlights", ""
    if record is Fact:
        return "label", "", "value"
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
        case TypedList() if value and all(isinstance(item, Typed) for item in value):
            words = ", ".join(plain(str(item)) for item in value)
            return f"{key}: [{words}]" if len(words) <= CITED_MAX else f"{key}: [...]"
        case Empty():
            return f"{key}:"
        case _:
            return f"{key}: ..."


def _item(given: Value, loc: Loc) -> str:
    """Return an example of an item of a list."""
    if loc == ("sections",):
        return "type: ..."
    record = None if takes_text(loc) else record_at(loc)
    return _example(given, record) if record else _text(given)


def _example(given: Value, record: type[Record]) -> str:
    """Return an example of a record with the text of the given value."""
    needed = required_keys(record)
    if record is Publication:
        return f"{{{', '.join(f'{key}: ...' for key in needed)}}}"
    text = _text(given)
    if not needed:
        needed = [contact_kind(text)] if record is ContactModel else [*record.__annotations__]
    return f"{needed[0]}: {text}"


def _text(given: Value) -> str:
    return plain(_brief(given), between_brackets=False) if isinstance(given, Typed) else "..."


def _brief(text: str) -> str:
    return cited(text)[1:-1]


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATOR.split(text.strip()) if word]


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
