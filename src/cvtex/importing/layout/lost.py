"""Finds the words of a page that no value of the content file has, so that none is lost in silence.

Labels that became keys, the numbers of lists and the abbreviations of references are not reported.
Of a date, the years are compared.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from cvtex.ats.dates import find_dates
from cvtex.ats.vocabulary import present, words
from cvtex.design.options import LABELS
from cvtex.importing.layout.header import is_generic
from cvtex.locales import printed_words, read_keys, read_words

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_LABEL = re.compile(r"\s*[(\[]?\d{1,3}[.)\]]\s")  # of an item
_PART_MIN = 3  # letters of a word that the end of a line has cut, or digits of a number
# Words of references that become keys, and the types of GB/T 7714, as in `[EB/OL]`.
_OTHERS = (
    "vol",
    "no",
    "pp",
    "in",
    "et",
    "al",
    "等",
    "ほか",
    "doi",
    "https",
    "http",
    "www",
    "eb",
    "ol",
)
_TYPES = "jcmdrpna"


class Kept:
    """The words of the values of a content file."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts of the values."""
        values = [*texts]
        self._words = {word for text in values for word in _words(text)}
        numbers = [_NUMBER.findall(text) for text in values]
        self._numbers = {number.lstrip("0") for of_text in numbers for number in of_text}
        self._digits = "\n".join("".join(of_text) for of_text in numbers)
        self._whole = "\n".join(word for word in self._words if not _is_cased(word))

    def lost(self, line: str) -> list[str]:
        """Return the words and numbers of a line that no value has."""
        line = _LABEL.sub("", line, count=1) if _LABEL.match(line) else line
        numbers: list[str] = []
        for dates in reversed(find_dates(line)):
            numbers += [date[:4] for date in (dates.start, dates.end) if date and date[0].isdigit()]
            line = f"{line[: dates.begin]} {line[dates.stop :]}"
        numbers += _NUMBER.findall(line)
        return [
            *(word for word in dict.fromkeys(_words(line)) if not self._has(word)),
            *(number for number in dict.fromkeys(numbers) if not self._has_number(number)),
        ]

    def _has_number(self, number: str) -> bool:
        digits = number.lstrip("0")  # telephone numbers are grouped anew
        return digits in self._numbers or (len(digits) >= _PART_MIN and digits in self._digits)

    def _has(self, word: str) -> bool:
        if word in self._words or word in _labels() or is_generic(word):
            return True
        if not _is_cased(word):  # as Han, which is without spaces
            return word in self._whole
        is_long = len(word) >= _PART_MIN
        return is_long and any(one.startswith(word) or one.endswith(word) for one in self._words)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, with a change of script as their end."""
    for run in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        yield from ("".join(word) for _, word in groupby(run, key=_is_cased))


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


@functools.cache
def _labels() -> frozenset[str]:
    """Return the words of the labels of all languages."""
    keys = (word for key in read_keys("keys") for word in read_words("keys", key))
    labels = (word for key in LABELS for word in printed_words(f"labels.{key}"))
    known = (*keys, *labels, *words("name"), *words("sheet"), *present(), *_OTHERS, *_TYPES)
    return frozenset(word for text in known for word in _words(text))
