"""Rewrites the dates of other languages and calendars as our schema reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cvtex.locales import word_groups
from cvtex.schema.date_readings import MONTHS

# The years before the first of each Japanese era.
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,2}})(?=\s*年)")
_KOREAN = str.maketrans("년월일", "年月日")
_WORD = re.compile(r"[^\W\d_]{3,}\.?")


def in_english(text: str) -> str:
    """Return a date with English names of months, and the years and signs of Chinese dates."""
    text = _ERA.sub(_year, text.translate(_KOREAN))
    return _WORD.sub(lambda word: _months().get(word[0].rstrip(".").casefold(), word[0]), text)


def _year(found: re.Match[str]) -> str:
    return str(_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])))


@cache
def _months() -> Mapping[str, str]:
    """Return the English name of each month by its names in all languages; no two share one."""
    groups = zip(MONTHS, word_groups("months"), strict=True)
    return {name.casefold(): english for english, names in groups for name in names}
