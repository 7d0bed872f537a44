"""The language that texts are in: by their letters, and by frequent words where those are Latin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from cvtex.glyphs.han import Han, form
from cvtex.glyphs.language import BY_FORM, likely_language, script_of

SHARE = 0.2
"""The share among the letters from which a script tells the language.

Technical terms in Latin letters are two thirds of the letters in the Chinese résumés here that have
most of them, and a name in Chinese is under a hundredth of an English one.
"""

# Among Han and kana, the share of kana from which a text is Japanese; a brand has a few.
_KANA_SHARE = 0.1
# Frequent words that have to be there before a text counts as another language than English.
_WORDS_MIN = 2

# Short words that are frequent in running text, and telling: few stand in two of the lists.
_FREQUENT = {
    "en": "and the of in to for with a on as at by from was is an that which using including",
    "de": "und der die das für mit von im in den dem des ein eine einer ich als bei auf zur zum"
    " sowie seit wurde über durch nach nicht",
    "fr": "et le la les des du de un une pour dans avec en sur au aux par je est que qui mon"
    " chez afin plus dont",
    "es": "y el la los las de del en un una para con por como que su al desde más sobre entre mi"
    " se años",
    "it": "e il lo la gli le di del della dei delle in un una per con che sono come da dal nel"
    " nella alla anni presso",
    "pt": "e o a os as de do da dos das em um uma para com por no na nos nas como que ao sua mais"
    " anos não",
    "nl": "en de het een van voor met in op te bij als aan door naar ik is zijn uit tot ook over"
    " jaar",
    "sv": "och i att en ett för med på av som är till jag den det från inom har år samt vid",
    "da": "og i at en et for med på af som er til jeg den det fra har år samt ved efter hos",
    "nb": "og i å en et for med på av som er til jeg den det fra har år samt ved etter hos innen",
    "fi": "ja on ei se että oli sekä myös kanssa mukaan olen minä vuotta joka kuin ovat",
    "pl": "i w z na do dla oraz się jest od po przez jak przy za lat o nie jako pracy",
    "cs": "a v na se pro s z do je od po při jako jsem let nebo ve jsou podle také",
    "sk": "a v na sa pre s z do je od po pri ako som rokov alebo vo sú podľa tiež",
    "ro": "și de la în cu pentru din pe o un care prin ca sau este sunt ani al ale",
    "hu": "és a az egy is hogy nem volt mint vagy meg által során szerint év éves",
    "tr": "ve bir için ile olarak bu da de olan çok yıl en gibi sonra daha üzerinde",
    "id": "dan yang di untuk dengan dari pada dalam saya ini sebagai adalah oleh tahun",
    "vi": "và của các cho với trong là một có được tại từ những người tôi năm làm",
    "ca": "i el la els les de del en un una per amb que al als des més sobre meva anys dels",
}
_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(word for word in words.split() if len(word) > 1)
    for tag, words in _FREQUENT.items()
}
_WORD = re.compile(r"[^\W\d_]+")
# Letters of one language among those that share a script, the most telling first.
_LETTERS = {
    "Cyrl": {"uk": "іїєґ", "be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕ", "kk": "әғқңөұүһ"},
    "Arab": {"ur": "ٹڈڑںےہ", "fa": "پچژگکی"},
}
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
    for tag, letters in _LETTERS.get(script, {}).items():
        if sum(text.count(letter) for letter in letters) > _LETTERS_MIN * count:
            return tag
    return likely_language(script)


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    counts = {tag: sum(words[word] for word in known) for tag, known in _WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] >= _WORDS_MIN and counts[best] > counts["en"] else "en"
