"""Finds the regional form of Han in which a text is printed, from its characters.

Unicode has one code for 骨, which mainland China, Taiwan, Hong Kong, Japan and Korea draw
differently. Their national standards have the characters that are used there, and so show where a
text is from: GB 2312 (simplified), Big5 (traditional), the Hong Kong Supplementary Character Set,
JIS X 0208 and KS X 1001. Only the first level of a standard, with the common characters, is a
reliable sign: rare characters, which were never simplified, are in names everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache


class Han(StrEnum):
    """A regional form of Han, by the suffix of its fonts."""

    SC = "SC"
    TC = "TC"
    HK = "HK"
    JP = "JP"
    KR = "KR"


OWN = {"Hans": Han.SC, "Hant-TW": Han.TC, "Hant-HK": Han.HK, "Jpan": Han.JP, "Kore": Han.KR}
"""The form of each script with Han (`latex/scripts`)."""

CHINESE = frozenset({Han.SC, Han.TC, Han.HK})
"""The forms of Chinese."""

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
"""The letters of Korean, for a character class."""

IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class."""

# Python's codecs for the standards.
_CODECS = {
    Han.SC: "gb2312",
    Han.TC: "cp950",
    Han.HK: "big5hkscs",
    Han.JP: "shift_jis",
    Han.KR: "euc_kr",
}
# The first and last code of the first level of three standards.
_COMMON = {Han.SC: (0xB0A1, 0xD7F9), Han.TC: (0xA440, 0xC67E), Han.JP: (0x889F, 0x9872)}
_KANA = re.compile(
    "[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9d]"
)
# Characters of names, and variants, that are used beyond the places whose standards have them.
_EVERYWHERE = frozenset("凃喆啓堃堉峯廍昇晞焜玥珪珮琯璘璟璿甯祐")


@cache
def ideograph() -> re.Pattern[str]:
    """Return a pattern of a Han character; compiling it takes 2 ms."""
    return re.compile(f"[{IDEOGRAPHS}]")


@cache
def hangul() -> re.Pattern[str]:
    """Return a pattern of a letter of Korean; compiling it takes 1 ms."""
    return re.compile(f"[{HANGUL}]")


def form(text: str, own: Han) -> Han:
    """Return the form for a text in an edition with the form `own`.

    A text with kana is Japanese, and one with Hangul Korean, if that standard has all its Han. If
    the edition's standard has all its Han, it is in that form. Otherwise characters that only Hong
    Kong or Japan have decide, then the majority of traditional or simplified ones, then `own`.
    """
    chars = set(ideograph().findall(text)) - _EVERYWHERE
    for letters, standard in ((_KANA, Han.JP), (hangul(), Han.KR)):
        if letters.search(text) and all(_code(char, standard) for char in chars):
            return standard
    return own if all(_code(char, own) for char in chars) else _by_evidence(chars, own)


def _by_evidence(chars: set[str], own: Han) -> Han:
    """Return the form that most characters indicate."""
    counts = Counter(map(_indicated, chars))
    japanese = all(_code(char, Han.JP) for char in chars)
    if counts[Han.HK]:
        return Han.HK
    if japanese and counts[Han.JP] and counts[Han.JP] >= counts[Han.TC]:
        return Han.JP
    if counts[Han.TC] > counts[Han.SC]:
        return own if own is Han.HK else Han.TC
    if counts[Han.SC] > counts[Han.TC]:
        return Han.SC
    # In a tie, as in 東京大学, it may be Japanese.
    return Han.JP if counts[Han.SC] and japanese and own is Han.SC else own


@cache
def _indicated(char: str) -> Han | None:
    """Return the form that a character indicates, or None."""
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
    """Return the code of a character in the standard of a form, or 0."""
    try:
        return int.from_bytes(char.encode(_CODECS[form]), "big")
    except UnicodeEncodeError:
        return 0
