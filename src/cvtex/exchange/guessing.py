"""The language that texts are in: by their letters, and by frequent words where those are Latin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from cvtex.locales import by_language
from cvtex.unicode.han import Han, form
from cvtex.wording.language import BY_FORM, likely_language, script_of

SHARE = 0.2
"""The share among the letters from which a script tells the language.

Technical terms in Latin letters are two thirds of the letters in the Chinese résumés here that have
most of them, and a name in Chinese is under a hundredth of an English one.
"""

# Among Han and kana, the share of kana from which a text is Japanese; a brand has a few.
_KANA_SHARE = 0.1
# So many different frequent words have to be there before a text counts as another language than
# English: `ca.` is one of Romanian, and stands before years everywhere.
_WORDS_MIN = 2

# Short words that are frequent in running text, in languages that have no file of their own.
_FREQUENT = {
    "sk": "na sa pre je do od po pri ako som rokov alebo vo sú podľa tiež",
    "ca": "el la els les del en un una per amb que al als des més sobre meva anys dels",
}
_WORD = re.compile(r"[^\W\d_]+")
# Letters that few of those who share a script have: in the same languages, before all others.
_LETTERS = {"be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕ", "kk": "әғқңөұүһ", "ur": "ٹڈڑںےہ"}
_LETTERS_MIN = 0.01
"""The share among the letters from which such letters tell."""


def guess(text: str) -> str:
    """Return the language of a text as a BCP 47 tag; English, if nothing tells of another."""
    scripts = Counter(script for char in text if (script := script_of(char)))
    kana, han = scripts["Hira"] + scripts["Kana"], scripts["Hani"]
    enough = SHARE * scripts.total()
    if scripts.total() and kana + han >= enough and kana + han > scripts["Hang"]:
        if kana >= _KANA_SHARE * (kana + han):
            return "ja"
        return BY_FORM[form(text, Han.SC)]
    script, count = max(
        ((one, count) for one, count in scripts.items() if one != "Latn"),
        key=lambda pair: pair[1],
        default=("Latn", 0),
    )
    if count and count >= enough:
        return _by_letters(text, script, count)
    return _by_words(text)


def _by_letters(text: str, script: str, count: int) -> str:
    for tag, letters in _letters():
        if sum(text.count(letter) for letter in letters) > _LETTERS_MIN * count:
            return tag
    return likely_language(script)


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Return for each language its letters that tell."""
    own = by_language("letters")
    return (*_LETTERS.items(), *((tag, "".join(letters)) for tag, letters in own))


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    """Return for each language its frequent words; few stand in two of the lists."""
    given = {tag: words.split() for tag, words in _FREQUENT.items()}
    given |= {tag: " ".join(words).split() for tag, words in by_language("frequent")}
    return {tag: frozenset(word for word in words if len(word) > 1) for tag, words in given.items()}


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    counts = {tag: sum(words[word] for word in known) for tag, known in _frequent().items()}
    best = max(counts, key=lambda tag: counts[tag])
    enough = len(_frequent()[best] & words.keys()) >= _WORDS_MIN
    return best if enough and counts[best] > counts["en"] else "en"
