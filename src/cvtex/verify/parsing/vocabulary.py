"""The words that a hiring system goes by, which stand in `words.yaml`, as patterns."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from cvtex.verify.parsing.lines import is_han

_FILE = Path(__file__).parent / "words.yaml"


@functools.cache
def words(*path: str) -> tuple[str, ...]:
    """Return the words of a list, by the keys that lead to it, the longest first."""
    found: Any = _data()
    for key in path:
        found = found[key]
    rows = [found] if isinstance(found, str) else found
    split = (word.strip() for row in rows for word in row.split(","))
    return tuple(sorted(dict.fromkeys(filter(None, split)), key=len, reverse=True))


@functools.cache
def months() -> tuple[tuple[str, ...], ...]:
    """Return the names of each month."""
    return tuple(tuple(names) for names in _data()["dates"]["months"])


def squeezed(text: str) -> str:
    """Return a text as words are compared: lower case, letters and digits alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def any_of(*path: str) -> str:
    """Return the pattern of any word of a list."""
    return "|".join(re.escape(word) for word in words(*path))


@functools.cache
def naming(*path: str) -> re.Pattern[str]:
    """Return a pattern that finds a word of a list in what something is called.

    An English word stands anywhere, whole; a Chinese one at the end, where a name says what it is
    the name of, or before a bracket.
    """
    latin = [word for word in words(*path) if not is_han(word[0])]
    han = [word for word in words(*path) if is_han(word[0])]
    parts = []
    if latin:
        parts.append(rf"(?<![^\W_])(?:{_either(latin)})(?![^\W_])")
    if han:
        parts.append(rf"(?:{_either(han)})(?=\s*(?:$|[（(]))")
    return re.compile("|".join(parts), re.IGNORECASE)


@functools.cache
def heading_kinds() -> dict[str, str]:
    """Return the kind of section for each squeezed heading."""
    return {
        squeezed(word): kind for kind in _data()["headings"] for word in words("headings", kind)
    }


def _either(options: Iterable[str]) -> str:
    return "|".join(re.escape(option) for option in options)


@functools.cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(_FILE.read_bytes(), _LOADER)  # noqa: S506 - a safe one
    return loaded


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
