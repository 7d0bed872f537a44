"""The languages, one file each: words that are printed, words that are read, a sample résumé.

A file is named by its tag (BCP 47) and holds two YAML documents. The first has what a page prints
and, below `read`, what people and their files call things, which is never printed. A variant names
the file that it is based on as `base`, and has what differs. The second is a content file, as
`cvtex new` writes it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

import yaml

from cvtex.paths import LOCALES

# All values are texts: `no` is Norwegian.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_END = "\n---\n"

MODEL = "en"
"""The file whose printed words each other has to have too."""


def known_locales() -> list[str]:
    """Return the tags that there are files for."""
    return sorted(path.stem for path in LOCALES.glob("*.yaml"))


def words_text(tag: str) -> str:
    """Return a file's first document, as it is written."""
    return _file(tag).partition(_END)[0]


def place(tag: str, path: Iterable[str]) -> tuple[int, int]:
    """Return the line and column, from 1, of the last key of a path that a file has."""
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
    """Return a file's own words, without those of its base; a file that is no YAML has none."""
    try:
        loaded = yaml.load(words_text(tag), _LOADER)  # noqa: S506 - it makes nothing but texts
    except yaml.YAMLError:
        return {}
    return loaded if isinstance(loaded, dict) else {}


def based(tag: str) -> dict[str, Any]:
    """Return the words of a file, and those of its base where it has none."""
    own = {key: word for key, word in words_of(tag).items() if key != "base"}
    base = words_of(tag).get("base", tag)
    return filled(own, based(base)) if base != tag else own


def filled(words: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of a base with those that are given, as far as these have the same form."""
    found = dict(base)
    for key, word in words.items():
        under = found.get(key)
        if isinstance(word, dict) and isinstance(under, dict):
            found[key] = filled(word, under)
        elif under is None or isinstance(word, type(under)):
            found[key] = word
    return found


def sample(tag: str) -> str:
    """Return the content file that `cvtex new` begins with; a variant may have that of its base."""
    own = _file(tag).partition(_END)[2]
    base = words_of(tag).get("base", "")
    return own if own or not base else sample(base)


@functools.cache
def spoken(*path: str) -> tuple[str, ...]:
    """Return the words of all languages at a place below `read`, each once."""
    found = (word for _, words in by_language(*path) for word in words)
    return tuple(dict.fromkeys(found))


@functools.cache
def by_language(*path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each language that has some its words at a place below `read`."""
    return tuple((tag, words) for tag in known_locales() if (words := tuple(_words(tag, path))))


@functools.cache
def rows(key: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of all languages in a list below `read`, one group for each item of it."""
    lists = [found for tag in known_locales() if isinstance(found := _at(tag, (key,)), list)]
    return tuple(
        tuple(dict.fromkeys(word for row in same if row for word in _parted(row)))
        for same in zip_longest(*lists)
    )


@functools.cache
def read_keys(*path: str) -> tuple[str, ...]:
    """Return the keys that are in use in any language at a place below `read`."""
    places = (_at(tag, path) for tag in known_locales())
    keys = (key for place in places if isinstance(place, dict) for key in place)
    return tuple(dict.fromkeys(keys))


@functools.cache
def printed(key: str) -> tuple[str, ...]:
    """Return what each language prints in a place, such as `present` or `sections.skills`."""
    path = key.split(".")
    words = (_within(words_of(tag), path) for tag in known_locales())
    return tuple(dict.fromkeys(word for word in words if isinstance(word, str) and word))


def _words(tag: str, path: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of one place: a text, or a list of them, with commas between."""
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
