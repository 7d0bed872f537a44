"""Synonyms of section types and keys in all languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cvtex.locales import MODEL, by_language, read_keys, read_words, with_base
from cvtex.sections import section_types
from cvtex.source.synonyms import KEYS, Synonyms, snake

if TYPE_CHECKING:
    from collections.abc import Callable


class _Words(Mapping[str, tuple[str, ...]]):
    """Synonyms with their meanings: our own, and those of all languages, loaded on demand.

    Iteration yields only our own, because spelling is corrected only to these: the others are
    thousands.
    """

    def __init__(self, own: Synonyms, others: Callable[[], Synonyms]) -> None:
        self._own = own
        self._find = others

    @cached_property
    def _others(self) -> Synonyms:
        return self._find()

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._own[word] if word in self._own else self._others[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


@cache
def type_synonyms() -> Synonyms:
    """Return the section types that each word may mean."""
    meanings = defaultdict[str, tuple[str, ...]](tuple)
    for name, kind in section_types().items():
        for word in kind.synonyms.split():
            meanings[word] += (name,)
    return _Words(dict(meanings), _headings)


def _headings() -> Synonyms:
    """Return the section types by their headings in languages other than English."""
    types = {"summary": "text"}
    own = {
        snake(title): (name,)
        for name, kind in section_types().items()
        for title in kind.titles.values()
    }
    headings = {
        snake(word): (types.get(kind, kind),)
        for kind in read_keys("headings")
        for tag, words in by_language("headings", kind)
        if tag != MODEL
        for word in (with_base(tag)["sections"].get(kind, ""), *words)
    }
    return headings | own


@cache
def key_synonyms() -> Synonyms:
    """Return the keys that each word may mean, the most likely first."""
    meanings = dict(KEYS)
    for kind in section_types().values():
        for words, key in kind.key_synonyms.items():
            for word in words.split():
                meanings[word] = (*meanings.get(word, ()), key)
    own = dict(meanings)
    return _Words(own, lambda: _translated(own))


def _translated(own: Synonyms) -> Synonyms:
    """Return the words for keys in all languages, with the keys and their synonyms."""
    meanings = defaultdict[str, tuple[str, ...]](tuple)
    for meaning in read_keys("keys"):
        for word in read_words("keys", meaning):
            meanings[snake(word)] += (meaning, *own.get(meaning, ()))
    # A letter's `subject` is not what was studied, so these words have no other meaning.
    for meaning in read_keys("letter"):
        for word in read_words("letter", meaning):
            meanings[snake(word)] += (meaning,)
    return dict(meanings)
