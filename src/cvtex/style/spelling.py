"""Finds different spellings of a term: LightGBM, Light-GBM and Light GBM; GitHub and Github."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic, Span, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import LATIN, Prose

_CHAR = f"[{LATIN}0-9]"
_HYPHEN = "[-\u2010\u2011]"
# A word with its hyphens, but no part of an address, a file name or code: a.org, a_b, @a.
_WORD = re.compile(
    rf"(?<![{LATIN}0-9_.@#\\])(?<!{_CHAR}{_HYPHEN})"
    rf"[{LATIN}]{_CHAR}*(?:{_HYPHEN}{_CHAR}+)*"
    rf"(?![{LATIN}0-9_@]|[-.\u2010\u2011]{_CHAR})"
)
# Another spelling may have no hyphen, except between digits, as in 3-14.
_LOOSE_HYPHEN = re.compile(rf"(?<![0-9]){_HYPHEN}|{_HYPHEN}(?![0-9])")

# A shorter term with a hyphen is rarely the same as without: A-4 and A4.
_HYPHENED_MIN = 4


class _Use(NamedTuple):
    """A use of a term; `singular` is the word without a plural s."""

    prose: Prose
    start: int
    end: int
    singular: str

    @property
    def text(self) -> str:
        """The typed term."""
        return self.prose.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The span of the term."""
        return self.prose.at(self.start, self.end)


def spelling(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each use of a rarer or, in a tie, later spelling of a term.

    Spellings differ in hyphens (`e-mail`, `email`), in case if one has a capital inside (`GitHub`,
    `Github`), or in a space before that capital (`Light GBM`). The case of a first letter, also
    after a hyphen, and plurals do not count. A word in capitals is an abbreviation: `IT` is not
    `it`. Hyphens between words (`long-term`, `long term`) are a matter of grammar.
    """
    for uses in _terms(manuscript):
        spellings = {use.singular: _spelling(use.singular) for use in uses}
        count = Counter(spellings[use.singular] for use in uses)
        usual = max(count, key=count.__getitem__)  # the first in a tie
        first = next(use for use in uses if spellings[use.singular] == usual)
        for use in uses:
            if _differ(spellings[use.singular], usual):
                yield Diagnostic(
                    Code.STYLE_SPELLING,
                    f"`{use.text}` is `{first.text}` in line {first.span.line}",
                    use.span,
                    "use one spelling throughout",
                    fixes=replacing(use.prose.exact(use.start, use.end), first.text, certain=False),
                )


def _terms(manuscript: Manuscript) -> Iterator[list[_Use]]:
    """Yield the uses, in order, of each term with several spellings.

    Words that are equal without hyphens and case are one term.
    """
    words = [word for prose in manuscript.texts for word in _words(prose)]
    typed: dict[str, list[_Use]] = defaultdict(list)
    for word in words:
        typed[word.singular].append(word)
    terms: dict[str, list[_Use]] = defaultdict(list)
    for text, uses in typed.items():
        terms[_LOOSE_HYPHEN.sub("", text).lower()] += uses
    capitals: dict[str, set[int]] = defaultdict(set)  # their offsets in terms without a hyphen
    for text in typed:
        if "-" not in text:
            capitals[text.lower()].update(at for at, char in enumerate(text) if char.isupper())
    for use in _split_terms(words):
        term = use.singular.replace(" ", "").lower()
        if use.singular.index(" ") in capitals.get(term, ()):
            terms[term].append(use)
    for plural in [term for term in terms if term.endswith("s") and term[:-1] in terms]:
        uses = terms[plural]
        singular = [use for use in uses if not use.singular.endswith("s")]
        terms[plural[:-1]] += [
            use._replace(singular=use.singular[:-1]) for use in uses if use.singular.endswith("s")
        ]
        terms[plural] = singular
    for uses in terms.values():
        if len({use.singular for use in uses}) > 1:
            yield sorted(uses, key=lambda use: (use.prose.typed.span, use.start))


def _words(prose: Prose) -> list[_Use]:
    if prose.text.isupper() and " " in prose.text:
        return []  # a title in capitals
    return [_Use(prose, *word.span(), word.group()) for word in _WORD.finditer(prose.text)]


def _split_terms(words: list[_Use]) -> Iterator[_Use]:
    """Yield each pair of words with a space between, if the second begins with a capital."""
    for first, second in pairwise(words):
        together = first.prose is second.prose and second.start - first.end == 1
        if together and second.singular[0].isupper() and first.prose.text[first.end].isspace():
            yield _Use(first.prose, first.start, second.end, f"{first.singular} {second.singular}")


def _spelling(word: str) -> str:
    """Return a word with the first letter of each part in lower case, except abbreviations."""
    return "-".join(
        part if len(part) > 1 and part.isupper() else part[:1].lower() + part[1:]
        for part in re.split(_HYPHEN, word)
    )


def _differ(first: str, second: str) -> bool:
    if first == second:
        return False
    if " " in first + second:
        return True
    if [*map(len, first.split("-"))] != [*map(len, second.split("-"))]:
        # re-form is not reform.
        return min(len(first), len(second)) >= _HYPHENED_MIN and "re-" not in first[:3] + second[:3]
    return _has_capital(first) or _has_capital(second)


def _has_capital(spelling: str) -> bool:
    """Return whether a part of a spelling has a capital inside and is no plural such as `GPUs`."""
    return any(
        not part.isupper()
        and any(char.isupper() for char in part[1:])
        and not re.fullmatch(".[A-Z0-9]+s", part)
        for part in spelling.split("-")
    )
