"""Reduces the mappings and lists that other programs write in place of one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvtex.diagnostics import Span
from cvtex.exchange.postal_address import ADDRESS, address
from cvtex.exchange.texts.plain import is_han
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

PARAGRAPHS = frozenset({"summary", "reference", "text"})
"""Keys whose texts may have several paragraphs."""

# The key with the text of a mapping, the most likely first; for a URL, with the address.
_OWN = ("name", "title", "text", "value", "label", "description", "url")
_OWN_URL = ("url", "link", "href", "value", "website", "name")
_DAY = ("year", "month", "day")
# The keys of the parts of a person's name.
_NAMES = (
    ("first", "firstName", "first_name", "given", "givenName"),
    ("middle", "middleName"),
    ("last", "lastName", "last_name", "family", "familyName", "surname"),
)


def flattened(value: Value, name: str) -> Value:
    """Return the text of a mapping or a list for one of our keys, or `Empty`.

    Other values are returned unchanged.
    """
    if isinstance(value, TypedList):
        texts = [text for item in value if isinstance(text := flattened(item, name), Typed)]
        one = name in ("url", "email", "phone", "name", "date", "file")
        between = "\n\n" if name in PARAGRAPHS else None
        return joined(texts[:1] if one else texts, between) or Empty(value.span)
    if not isinstance(value, TypedMapping):
        return value
    known = {str(key): inner for key, inner in value.items() if isinstance(inner, Typed) and inner}
    if name == "date":
        return joined([known[key] for key in _DAY if key in known], "-") or Empty(value.span)
    if name in ("location", "address") and known.keys() & set(ADDRESS):
        return address(known) or Empty(value.span)
    own = _OWN_URL if name == "url" else _OWN
    named = next((known[key] for key in own if key in known), None)
    if named is None and name == "name":
        parts = [known[key] for keys in _NAMES for key in keys if key in known]
        named = joined(parts, "" if all(map(is_han, parts)) else " ")
    only = next(iter(known.values())) if len(known) == len(value) == 1 else None
    return named or only or Empty(value.span)


def items_of(value: Value) -> list[Value]:
    """Return the items of a list; another value is a list of one."""
    if isinstance(value, Empty):
        return []
    return list(value) if isinstance(value, TypedList) else [value]


def is_empty(value: Value) -> bool:
    """Return whether a value has no text."""
    if isinstance(value, TypedList):
        return all(is_empty(item) for item in value)
    if isinstance(value, TypedMapping):
        return all(is_empty(inner) for inner in value.values())
    return isinstance(value, Empty) or not value.strip()


def mapping_of(span: Span, items: Mapping[str, Value]) -> TypedMapping:
    """Return a mapping with a span for itself and its keys."""
    return TypedMapping({Typed(name, span): value for name, value in items.items()}, span)


def joined(texts: Sequence[Typed], separator: str | None = None) -> Typed | None:
    """Return texts as one with the span of the first, or None; commas are the default separator."""
    if not texts:
        return None
    listed = "、" if any(is_han(text) for text in texts) else ", "
    between = listed if separator is None else separator
    first = texts[0]
    return first if len(texts) == 1 else Typed(between.join(texts), first.span, quoted=True)
