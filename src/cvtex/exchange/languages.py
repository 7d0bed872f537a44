"""The language of a foreign file: what it says, or what its texts look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.exchange.flat import is_empty
from cvtex.exchange.guessing import guess
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

# Where the formats say it.
_PLACES = (
    (),
    ("meta",),
    ("basics",),
    ("locale",),
    ("cv",),
    ("content", "basics"),
)
_KEY = "language"
_TAG = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

# What is in no language: addresses.
_ADDRESS = re.compile(r"@|://|www\.")


def take_language(value: TypedMapping) -> tuple[TypedMapping, list[Value]]:
    """Return a file's value without what it says of its language, and that, in our order.

    A text is a BCP 47 tag then.
    """
    said: list[Value] = []
    for path in _PLACES:
        value, found = _taken(value, path)
        said += found
    return value, [
        Typed(tag_of(one), one.span, source=one.source) if isinstance(one, Typed) else one
        for one in said
        if not is_empty(one)
    ]


def _taken(value: TypedMapping, path: tuple[str, ...]) -> tuple[TypedMapping, list[Value]]:
    """Return a mapping without the language at the end of a path, and that language."""
    step = path[0] if path else _KEY
    found: list[Value] = []
    rest = TypedMapping({}, value.span)
    for key, inner in value.items():
        if key == step and not path:
            found.append(inner)
            continue
        kept = inner
        if key == step and isinstance(inner, TypedMapping):
            kept, found = _taken(inner, path[1:])
        rest[key] = kept
    return rest, found


def tag_of(name: str) -> str:
    """Return a language's tag in its usual form; RenderCV names languages in English."""
    name = name.strip()
    if not _TAG.fullmatch(name):
        from babel import Locale  # noqa: PLC0415 - 50 ms for what is seldom

        languages: dict[str, str] = dict(Locale("en").languages)
        names = {known.lower(): tag for tag, known in languages.items()}
        words = name.lower().replace("_", " ")
        return {"mandarin chinese": "zh-Hans"}.get(words, names.get(words, name))
    first, *rest = re.split("[-_]", name)
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(part), str.lower)(part) for part in rest)])


def guess_language(value: Value) -> str:
    """Return the language that a file's texts are most likely in, as a BCP 47 tag."""
    words = (word for text in texts(value) for word in text.split())
    return guess(" ".join(word for word in words if not _ADDRESS.search(word)))


def texts(value: Value) -> Iterator[Typed]:
    """Yield all texts of a value, keys not among them."""
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, TypedList | TypedMapping):
        for inner in value.values() if isinstance(value, TypedMapping) else value:
            yield from texts(inner)
