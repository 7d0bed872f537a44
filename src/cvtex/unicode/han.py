"""In which form Han is printed: what a text's own characters tell of it.

Unicode has one code for 骨, which mainland China, Taiwan, Hong Kong, Japan and Korea each draw in
another way. The standards of these places, of a time before Unicode, have the characters that are
in use there, and so tell where a text is from: GB 2312 (simplified), Big5 (traditional), the Hong
Kong Supplementary Character Set, JIS X 0208 and KS X 1001. The first level of a standard, its
common characters, tells most: names have rare ones, which were never simplified, everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache


class Han(StrEnum):
    """A form of Han, by the abbreviation that ends the names of its fonts."""

    SC = "SC"
    TC = "TC"
    HK = "HK"
    JP = "JP"
    KR = "KR"


OWN = {"Hans": Han.SC, "Hant-TW": Han.TC, "Hant-HK": Han.HK, "Jpan": Han.JP, "Kore": Han.KR}
"""The form of each script that is written with Han (`latex/scripts`)."""

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
"""The letters of Korean, as a class of a regular expression."""

# Python's codecs for the standards.
_CODECS = {
    Han.SC: "gb2312",
    Han.TC: "cp950",
    Han.HK: "big5hkscs",
    Han.JP: "shift_jis",
    Han.KR: "euc_kr",
}
# The first levels of three, as the codes of their first and last characters.
_COMMON = {Han.SC: (0xB0A1, 0xD7F9), Han.TC: (0xA440, 0xC67E), Han.JP: (0x889F, 0x9872)}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(
    "[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9d]"
)
_HANGUL = re.compile(f"[{HANGUL}]")
# In names, or as variants, these are in use beyond the places whose standards have them.
_EVERYWHERE = frozenset("凃喆啓堃堉峯廍昇晞焜玥珪珮琯璘璟璿甯祐")


def form(text: str, own: Han) -> Han:
    """Return the form in which a text is printed whole, in an edition with a form of its own.

    Kana are Japanese, and Hangul is Korean, where all Han beside them can be. Han that the
    edition's own standard holds is in its form. Else characters that Hong Kong or Japan alone have
    tell, then whether more are traditional or simplified. What tells nothing is in the edition's
    form.
    """
    chars = set(_HAN.findall(text)) - _EVERYWHERE
    for letters, theirs in ((_KANA, Han.JP), (_HANGUL, Han.KR)):
        if letters.search(text) and all(_code(char, theirs) for char in chars):
            return theirs
    return own if all(_code(char, own) for char in chars) else _by_evidence(chars, own)


def _by_evidence(chars: set[str], own: Han) -> Han:
    """Return the form that most characters tell of, where the edition's own has not all of them."""
    told = Counter(map(_told, chars))
    japanese = all(_code(char, Han.JP) for char in chars)
    if told[Han.HK]:
        return Han.HK
    if japanese and told[Han.JP] and told[Han.JP] >= told[Han.TC]:
        return Han.JP
    if told[Han.TC] > told[Han.SC]:
        return own if own is Han.HK else Han.TC
    if told[Han.SC] > told[Han.TC]:
        return Han.SC
    # As many of either, as in 東京大学: that is Japanese if anything.
    return Han.JP if told[Han.SC] and japanese and own is Han.SC else own


@cache
def _told(char: str) -> Han | None:
    """Return the form that a character tells of by itself, if it does."""
    holders = {form for form in Han if _code(char, form)}
    chinese = holders & {Han.SC, Han.TC}
    if len(chinese) == 1:
        return _if_common(char, *chinese)
    if chinese:
        return None
    if Han.JP in holders:
        return _if_common(char, Han.JP)
    return Han.HK if holders == {Han.HK} else None


def _if_common(char: str, form: Han) -> Han | None:
    first, last = _COMMON[form]
    return form if first <= _code(char, form) <= last else None


def _code(char: str, form: Han) -> int:
    """Return the code of a character in the standard of a form; 0 if it has none."""
    try:
        return int.from_bytes(char.encode(_CODECS[form]), "big")
    except UnicodeEncodeError:
        return 0
