"""Makes patterns of the words that a hiring system knows, from the locale files."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from cvtex.locales import printed_words, read_keys, read_words, word_groups
from cvtex.sections import section_types
from cvtex.sections.forms import is_cjk


@functools.cache
def words(*path: str) -> tuple[str, ...]:
    """Return the words of all languages at a path in the locale files, the longest first."""
    return _longest_first(read_words(*path))


@functools.cache
def present() -> tuple[str, ...]:
    """Return the words for an open end of a range, such as `present`, the longest first."""
    return _longest_first(
        (*read_words("present"), *read_words("ongoing"), *printed_words("present"))
    )


@functools.cache
def months() -> tuple[frozenset[str], ...]:
    """Return the names of each month, in small letters."""
    return tuple(frozenset(name.casefold() for name in names) for names in word_groups("months"))


def squeezed(text: str) -> str:
    """Return a text as it is compared: its letters and digits, in lower case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


@functools.cache
def any_of(*path: str) -> str:
    """Return the pattern of any word of a list."""
    return either(words(*path))


def either(options: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the words.

    There are hundreds of words, so common prefixes are matched once.
    """
    known = sorted(set(options))
    longer = [word for word in known if word]
    branches: list[str] = [
        re.escape(first) + either(word[1:] for word in same)
        for first, same in groupby(longer, key=lambda word: word[0])
    ]
    if not branches:
        return ""
    is_optional = len(longer) < len(known)
    if len(branches) == 1 and not is_optional:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if is_optional else ''}"


@functools.cache
def naming(*path: str) -> re.Pattern[str]:
    """Return a pattern that finds a word of a list in a name.

    A Latin word may be anywhere; one of Chinese, Japanese or Korean must be at the end or before a
    bracket.
    """
    han = [word for word in words(*path) if is_cjk(word)]
    latin = [word for word in words(*path) if not is_cjk(word)]
    parts = []
    if latin:
        parts.append(rf"(?<![^\W_])(?:{either(latin)})(?![^\W_])")
    if han:
        parts.append(rf"(?:{either(han)})(?=\s*(?:$|[（(,，]))")
    return re.compile("|".join(parts), re.IGNORECASE)


@functools.cache
def heading_kinds() -> dict[str, str]:
    """Return the kind of section by squeezed heading, of those that cvtex prints and of others."""
    kinds = read_keys("headings")
    read = {squeezed(word): kind for kind in kinds for word in words("headings", kind)}
    printed = {squeezed(word): kind for kind in kinds for word in printed_words(f"sections.{kind}")}
    titles = {
        squeezed(word): kind.name
        for kind in section_types().values()
        for word in kind.titles.values()
    }
    return read | printed | titles


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True))
