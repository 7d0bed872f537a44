"""Finds characters that look like others but that a search for those does not find.

They come with text pasted from PDFs (Han radicals, Arabic presentation forms) or from social
networks (words in mathematical letters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Equivalent_Unified_Ideograph of the Unicode Character Database, for the CJK Radicals Supplement,
# which has no compatibility mapping (NFKC); the Kangxi Radicals have one.
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
# Radicals; ligatures of Armenian; wide letters and a ligature of Hebrew; presentation forms of
# Arabic, without the words that are one character, such as the rial sign.
_ALIKE = re.compile(
    "[\u2e80-\u2fd5\ufb13-\ufb17\ufb20-\ufb28\ufb4f\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufdc7\ufe80-\ufefc]"
)
# Mathematical letters and digits, some of them among the letterlike symbols: three in one style are
# a word, and one alone is a symbol.
_MATHEMATICAL = "[\U0001d400-\U0001d7ff\u2102\u210a-\u2115\u2118-\u211d\u2124\u2128-\u2134]"
_MATHEMATICAL_WORD = re.compile(f"{_MATHEMATICAL}{{3,}}")
_STYLE = re.compile(r"MATHEMATICAL (.*?) ?(?:CAPITAL|SMALL|DIGIT|DOTLESS)")


def alike(text: str) -> dict[str, str]:
    """Return the look-alikes in a text with the characters that replace them."""
    if text.isascii():
        return {}
    pairs = {char: _plain(char) for char in _ALIKE.findall(text)}
    for word in _styled(text):
        pairs |= {char: unicodedata.normalize("NFKC", char) for char in word}
    return {char: plain for char, plain in pairs.items() if plain != char}


def _plain(char: str) -> str:
    return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)


def _styled(text: str) -> Iterator[str]:
    """Yield the words of a text in mathematical letters of one style."""
    for word in _MATHEMATICAL_WORD.findall(text):
        names = [unicodedata.name(char, "") for char in word if char >= "\U0001d400"]
        styles = {match[1] for name in names if (match := _STYLE.match(name))}
        if len(styles) == 1 and len(names) > len(word) // 2:
            yield word
