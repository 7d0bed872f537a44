"""Guesses the language of texts by their script, or by frequent words in the Latin script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from cvtex.locales import by_language, known_locales, read_keys, words_of
from cvtex.unicode.han import Han, form
from cvtex.wording.language import BY_FORM, likely_language, script_of

SHARE = 0.2
"""The share of the letters above which a script decides the language.

In our samples, up to two thirds of the letters of a Chinese résumé are Latin (technical terms), and
less than a hundredth of the letters of an English one are Chinese (a name).
"""

# The share of kana among Han and kana above which a text is Japanese; a brand name has a few.
_KANA_SHARE = 0.1
# The number of different frequent words that a text in a language other than English needs: `ca.`
# is one of Romanian, and is written before years in many languages.
_WORDS_MIN = 2
# The number of different headings of sections that decide: a résumé of key words has few frequent
# words.
_HEADINGS_MIN = 2

# Frequent short words of languages without a file in locales/.
_FREQUENT = {
    "sk": "na sa pre je do od po pri ako som rokov alebo vo sú podľa tiež",
    "ca": "el la els les del en un una per amb que al als des més sobre meva anys dels",
}
# The words of careers in locales/: a résumé of key words has few frequent words, and Norwegian and
# Danish share theirs. English ones are used in other languages, too.
_OF_CAREERS = (("organisations", "certain"), ("organisations", "likely"), ("roles",), ("degrees",))
_WORD = re.compile(r"[^\W\d_]+")
# Distinctive letters of such languages, checked before those in locales/.
_LETTERS = {"be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕ", "kk": "әғқңөұүһ", "ur": "ٹڈڑںےہ"}
# Distinctive letters of the Latin script, for texts with too few words to tell.
_LATIN = {
    "cs": "ěřů",
    "de": "ß",
    "es": "ñ",
    "hu": "őű",
    "pl": "łżźśćń",
    "pt": "ãõ",
    "ro": "țș",
    "tr": "ğı",
    "vi": "đơư",
}
# The share of the letters above which distinctive letters decide.
_LETTERS_MIN = 0.01


def guess(text: str, headings: Iterable[str] = ()) -> str:
    """Return the language of a text as a BCP 47 tag, English by default.

    `headings` are those of its sections, if they are known apart from the text.
    """
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
    return _by_headings(headings) or _by_words(text)


def _by_letters(text: str, script: str, count: int) -> str:
    for tag, letters in _letters():
        if sum(text.count(letter) for letter in letters) > _LETTERS_MIN * count:
            return tag
    return likely_language(script)


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Return the distinctive letters of each language."""
    own = by_language("letters")
    return (*_LETTERS.items(), *((tag, "".join(letters)) for tag, letters in own))


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    """Return the words that tell each language: frequent ones, and those of careers."""
    given = {tag: words.split() for tag, words in _FREQUENT.items()}
    given |= {tag: " ".join(words).split() for tag, words in by_language("frequent")}
    careers = {path: dict(by_language(*path)) for path in _OF_CAREERS}
    for words in careers.values():
        for tag in given.keys() & words.keys() - {"en"}:
            given[tag] += {*words[tag]} - {*words["en"]}
    return {tag: frozenset(word for word in words if len(word) > 1) for tag, words in given.items()}


def _by_headings(headings: Iterable[str]) -> str:
    """Return the language that most headings are in; '' if they are too few, or of several."""
    given = {heading.lower() for heading in headings}
    counts = Counter({tag: len(given & known) for tag, known in _headings().items()})
    (tag, most), (_, second) = counts.most_common(2)
    return tag if most >= _HEADINGS_MIN and most > second else ""


@cache
def _headings() -> Mapping[str, frozenset[str]]:
    """Return the headings of sections in each language, as printed and as read."""
    known = {tag: {*words_of(tag).get("sections", {}).values()} for tag in known_locales()}
    for kind in read_keys("headings"):
        for tag, words in by_language("headings", kind):
            known[tag] |= {*words}
    return {tag: frozenset(map(str.lower, words)) for tag, words in known.items()}


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    counts = {tag: sum(words[word] for word in known) for tag, known in _frequent().items()}
    best = max(counts, key=lambda tag: counts[tag])
    enough = len(_frequent()[best] & words.keys()) >= _WORDS_MIN
    if not enough and counts["en"] < _WORDS_MIN:
        return _by_latin_letters(text)
    return best if enough and counts[best] > counts["en"] else "en"


def _by_latin_letters(text: str) -> str:
    """Return the language whose letters a text has most, of those that few languages have.

    Names do not count: words with a capital.
    """
    plain = "".join(filter(str.islower, _WORD.findall(text)))
    counts = {tag: sum(map(plain.count, letters)) for tag, letters in _LATIN.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] > _LETTERS_MIN * len(plain) else "en"
