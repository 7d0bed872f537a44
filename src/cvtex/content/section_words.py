"""The words that people use for the types of sections and for keys, as each type has them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from cvtex.content.synonyms import KEYS, Synonyms
from cvtex.sections import section_types


@cache
def type_words() -> Synonyms:
    """Return the types of sections that each word may mean."""
    meanings = defaultdict[str, tuple[str, ...]](tuple)
    for name, kind in section_types().items():
        for word in kind.words.split():
            meanings[word] += (name,)
    return dict(meanings)


@cache
def key_words() -> Synonyms:
    """Return the keys that each word may mean, the likeliest first."""
    meanings = dict(KEYS)
    for kind in section_types().values():
        for words, key in kind.keys.items():
            for word in words.split():
                meanings[word] = (*meanings.get(word, ()), key)
    return dict(meanings)
