"""Reads the files of languages: words that are printed, words that are recognised, a sample résumé.

A file is named by its tag (BCP 47) and has two YAML documents. The first has the words that a page
prints and, below `read`, words that are only recognised. A variant names its `base`, and has only
what differs. The second is the content file that `cvtex new` writes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

import yaml

from cvtex.paths import LOCALES

# All scalars are texts: `no` is Norwegian.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_END = "\n---\n"

MODEL = "en"
"""The language whose printed words all others must have."""


def known_locales() -> list[str]:
    """Return the tags of the files."""
    return sorted(path.stem for path in LOCALES.glob("*.yaml"))


def words_text(tag: str) -> str:
    """Return the text of a file's first document."""
    return _file(tag).partition(_END)[0]


def position_of(tag: str, path: Iterable[str]) -> tuple[int, int]:
    """Return the line and column, from 1, of a path, or of the part of it that a file has."""
    node = yaml.compose(words_text(tag), _LOADER)
    line, column = 1, 1
    for key in path:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next((pair for pair in pairs if pair[0].value == key), None)
        if found is None:
            break
        line, column = found[0].start_mark.line + 1, found[0].start_mark.column + 1
        node = found[1]
    return line, column


@functools.cache
def words_of(tag: str) -> Mapping[str, Any]:
    """Return a file's own words, without its base's; a file with a YAML error has none."""
    try:
        loaded = yaml.load(words_text(tag), _LOADER)  # noqa: S506 - it creates only texts
    except yaml.YAMLError:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def with_base(tag: str) -> dict[str, Any]:
    """Return the words of a file merged over those of its base."""
    own = {key: word for key, word in words_of(tag).items() if key != "base"}
    base = words_of(tag).get("base", tag)
    return merged(own, with_base(base)) if base != tag else own


def merged(words: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Return words merged over those of a base; words of another type are ignored."""
    found = dict(base)
    for key, word in words.items():
        under = found.get(key)
        if isinstance(word, dict) and isinstance(under, dict):
            found[key] = merged(word, under)
        elif under is None or isinstance(word, type(under)):
            found[key] = word
    return found


def sample(tag: str) -> str:
    """Return the sample content file, or the base's if a variant has none."""
    own = _file(tag).partition(_END)[2]
    base = words_of(tag).get("base", "")
    return own if own or not base else sample(base)


@functools.cache
def read_words(*path: str) -> tuple[str, ...]:
    """Return the words of all languages at a path below `read`, each once."""
    found = (word for _, words in by_language(*path) for word in words)
    return tuple(dict.fromkeys(found))


@functools.cache
def by_language(*path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words at a path below `read` for each language that has some."""
    return tuple((tag, words) for tag in known_locales() if (words := tuple(_words(tag, path))))


@functools.cache
def word_groups(key: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of all languages for each item of a list below `read`."""
    lists = [found for tag in known_locales() if isinstance(found := _at(tag, (key,)), list)]
    return tuple(
        tuple(dict.fromkeys(word for row in same if row for word in _parted(row)))
        for same in zip_longest(*lists)
    )


@functools.cache
def read_keys(*path: str) -> tuple[str, ...]:
    """Return the keys of all languages at a path below `read`, each once."""
    places = (_at(tag, path) for tag in known_locales())
    keys = (key for position_of in places if isinstance(position_of, dict) for key in position_of)
    return tuple(dict.fromkeys(keys))


@functools.cache
def printed_words(key: str) -> tuple[str, ...]:
    """Return the printed words of all languages at a path, such as `sections.skills`."""
    path = key.split(".")
    words = (_within(words_of(tag), path) for tag in known_locales())
    return tuple(dict.fromkeys(word for word in words if isinstance(word, str) and word))


def _words(tag: str, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of a text or of a list of texts, split at commas."""
    found = _at(tag, path)
    for row in found if isinstance(found, list) else [found] if isinstance(found, str) else []:
        yield from _parted(row)


def _parted(row: str) -> Iterator[str]:
    return filter(None, map(str.strip, row.split(",")))


def _at(tag: str, path: tuple[str, ...]) -> object:
    return _within(words_of(tag).get("read"), path)


def _within(words: object, path: tuple[str, ...] | list[str]) -> object:
    for key in path:
        words = words.get(key) if isinstance(words, dict) else None
    return words


def _file(tag: str) -> str:
    return (LOCALES / f"{tag}.yaml").read_text(encoding="utf-8")
