"""What other programs write where one text is due: a mapping with its own name, a list of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cvtex.diagnostics import Span
from cvtex.exchange.postal import ADDRESS, address
from cvtex.exchange.words import is_han
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

PARAGRAPHS = frozenset({"summary", "reference", "text"})
"""Keys of ours whose text may have several paragraphs."""

# The key in which a mapping has its own words, the likeliest first; a link has an address.
_OWN = ("name", "title", "text", "value", "label", "description", "url")
_OWN_URL = ("url", "link", "href", "value", "website", "name")
_DAY = ("year", "month", "day")
# The parts of a person's name, by what programs call them.
_NAMES = (
    ("first", "firstName", "first_name", "given", "givenName"),
    ("middle", "middleName"),
    ("last", "lastName", "last_name", "family", "familyName", "surname"),
)


def flat(value: Value, name: str) -> Value:
    """Return the text that is meant by a mapping or a list under a key of ours.

    What is none comes back as it is; what is meant by none is `Empty`.
    """
    if isinstance(value, TypedList):
        texts = [text for item in value if isinstance(text := flat(item, name), Typed)]
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
