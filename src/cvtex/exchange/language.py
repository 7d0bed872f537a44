"""Finds the language of a foreign file: the one that it names, or a guess from its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cvtex.exchange.language_guess import guess
from cvtex.exchange.texts.flattening import is_empty
from cvtex.locales import known_locales
from cvtex.schema.language_tags import canonical_tag, likely_subtags
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value
from cvtex.wording.locale import named_locale

# The paths of the key in the formats.
_PLACES = ((), ("meta",), ("basics",), ("locale",), ("cv",), ("content", "basics"))
_KEY = "language"
_TAG = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

# Addresses have no language.
_ADDRESS = re.compile(r"@|://|www\.")
# How a telephone number with the code of a country begins; no code is the beginning of another.
_PHONE = re.compile(r"\+(\d{1,3})(?=[\d\s().‐-―-]{7})")


def take_language(value: TypedMapping) -> tuple[TypedMapping, list[Value]]:
    """Return a file's value without the keys for its language, and their values.

    Texts are converted to BCP 47 tags.
    """
    languages: list[Value] = []
    for path in _PLACES:
        value, found = _without_language(value, path)
        languages += found
    return value, [_as_tag(language) for language in languages if not is_empty(language)]


def _as_tag(value: Value) -> Value:
    if not isinstance(value, Typed):
        return value
    return Typed(tag_of(value), value.span, source=value.source)


def _without_language(
    value: TypedMapping, path: tuple[str, ...]
) -> tuple[TypedMapping, list[Value]]:
    """Return a mapping without the language at a path, and the language."""
    step = path[0] if path else _KEY
    found: list[Value] = []
    rest = TypedMapping({}, value.span)
    for key, inner in value.items():
        if key == step and not path:
            found.append(inner)
            continue
        kept = inner
        if key == step and isinstance(inner, TypedMapping):
            kept, found = _without_language(inner, path[1:])
        rest[key] = kept
    return rest, found


def tag_of(name: str) -> str:
    """Return the BCP 47 tag for a tag, a name in any of our languages, or any English name."""
    name = name.strip()
    if _TAG.fullmatch(name) and likely_subtags(tag := canonical_tag(name.replace("_", "-"))):
        return tag
    from babel import Locale  # noqa: PLC0415 - 50 ms, rarely needed

    languages: dict[str, str] = dict(Locale("en").languages)
    names = {known.lower(): tag for tag, known in languages.items()}
    words = name.lower().replace("_", " ")
    # RenderCV's own name.
    known = {"mandarin chinese": "zh-Hans"}.get(words) or names.get(words, "").replace("_", "-")
    return known or named_locale(words) or name


def name_of_language(code: str, language: str) -> str:
    """Return the name of a language (ISO 639) in a language (BCP 47), or else its code."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 50 ms, rarely needed

    try:
        return str(Locale.parse(language, sep="-").languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def guess_language(value: Value, headings: Iterable[str] = ()) -> str:
    """Return the likely language of a file's texts, and of its headings, as a BCP 47 tag."""
    words = (word for text in texts(value) for word in text.split())
    return guess(" ".join(word for word in words if not _ADDRESS.search(word)), headings)


def local_variant(tag: str, texts: Iterable[str]) -> str:
    """Return the locale for a language in the country of a telephone number in texts, or ''."""
    codes = {found[1] for text in texts for found in _PHONE.finditer(text)}
    if not codes:
        return ""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE  # noqa: PLC0415 - 40 ms, rarely needed

    begins = (int(code[:length]) for code in sorted(codes) for length in range(1, len(code) + 1))
    countries = [COUNTRY_CODE_TO_REGION_CODE.get(begin, ("",))[0] for begin in begins]
    locales = (f"{tag}-{country}" for country in countries)
    return next((local for local in locales if local in known_locales()), "")


def texts(value: Value) -> Iterator[Typed]:
    """Yield all texts of a value, without keys."""
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, TypedList | TypedMapping):
        for inner in value.values() if isinstance(value, TypedMapping) else value:
            yield from texts(inner)
