"""The terms of a text: skills and degrees by any of their names, years, and names of tools."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# A word of up to as many letters is an abbreviation, whose capitals count: ML, Go, R.
_SHORT = 3

# A name that no list has: capitals inside, digits, or marks that words do not have.
_NAME = re.compile(
    r"(?<![\w.@/+#-])[A-Za-z][A-Za-z0-9+#]*(?:[.-][A-Za-z0-9+#]+)*(?![\w@/])", re.ASCII
)
_TOOL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z]\d|\w[+#]")

# A name that a sentence does not begin with, or an abbreviation.
_OTHER = re.compile(r"(?<=[a-z,;:/(] )[A-Z][a-z]{2,}\b|\b[A-Z]{3,}\b")

# Latin letters and digits, beside which a name is part of a longer word: R is not in Río.
_LETTERS = "A-Za-z0-9\u00c0-\u024f"

# How many years are asked for: `3+ years`, `3-5 years`, `3年以上`. A year such as 2019年 is none.
_YEARS = re.compile(r"(?<!\d)(\d{1,2})\s*(?:\+|[-–~至到]\s*\d{1,2})?\s*(?:years?\b|yrs?\b|年)")

# What stands near them, within so many characters, where years of work are meant.
_EXPERIENCE = re.compile("experience|working|经验|經驗|工作|以上", re.IGNORECASE)
_NEAR = 40


@dataclass(frozen=True)
class Lexicon:
    """The terms that are known: the first name of each by any of its names."""

    exact: dict[str, str]
    folded: dict[str, str]
    degrees: tuple[str, ...]

    def find(self, text: str) -> dict[str, str]:
        """Return the terms of a text, each with the words that it has for it first."""
        found: dict[str, tuple[int, str]] = {}
        for pattern, names, key in (
            (self._exact, self.exact, str),
            (self._folded, self.folded, str.casefold),
        ):
            for match in pattern.finditer(text):
                at = (match.start(), match[0])
                name = names[key(match[0])]
                found[name] = min(at, found.get(name, at))
        return {name: words for name, (_, words) in sorted(found.items(), key=lambda one: one[1])}

    @functools.cached_property
    def _exact(self) -> re.Pattern[str]:
        return _any_of(self.exact)

    @functools.cached_property
    def _folded(self) -> re.Pattern[str]:
        return _any_of(self.folded, re.IGNORECASE)


@functools.cache
def lexicon() -> Lexicon:
    """Return the terms that `skills.yaml` has."""
    data: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "skills.yaml").read_text(encoding="utf-8")
    )
    everyday = set(data["everyday"])
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for group in (*data["degrees"], *data["skills"]):
        for name in map(str, group):
            if name in everyday or len(name) <= _SHORT:
                exact[name] = str(group[0])
            else:
                folded[name.casefold()] = str(group[0])
    return Lexicon(exact, folded, tuple(str(group[0]) for group in data["degrees"]))


def tools_in(text: str, known: Iterable[str]) -> list[str]:
    """Return names in Latin letters that look like those of tools and are in no list."""
    left = {word.casefold() for name in known for word in name.split()}
    names = (match[0] for match in _NAME.finditer(text) if _TOOL.search(match[0]))
    return list(dict.fromkeys(name for name in names if name.casefold() not in left))


def other_names(text: str, known: Iterable[str]) -> list[str]:
    """Return words with a capital inside a sentence, and abbreviations, that are in no term."""
    left = {word.casefold() for name in known for word in re.findall(r"\w+", name)}
    return [name for name in dict.fromkeys(_OTHER.findall(text)) if name.casefold() not in left]


def has_name(text: str, name: str) -> bool:
    """Tell whether a text has a name as a word of its own, whatever its capitals."""
    return bool(_any_of([name], re.IGNORECASE).search(text))


def years_in(text: str) -> int:
    """Return the most years of experience that a text asks for, 0 if none."""
    return max(
        (
            int(match[1])
            for match in _YEARS.finditer(text)
            if "+" in match[0]
            or _EXPERIENCE.search(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
        ),
        default=0,
    )


def _any_of(names: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return what finds names that are words of their own; Han needs no space beside it."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest)), flags)


def _bounded(name: str) -> str:
    before = f"(?<![{_LETTERS}])" if name[0].isascii() else ""
    after = f"(?![{_LETTERS}+#])" if name[-1].isascii() and name[-1].isalnum() else ""
    if len(name) == 1:
        before, after = f"(?<![{_LETTERS}&./-])", f"(?![{_LETTERS}+#&’'./-])"
    return before + re.escape(name) + after
