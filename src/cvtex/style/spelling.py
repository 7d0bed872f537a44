"""Two spellings of one term: LightGBM, Light-GBM and Light GBM; GitHub and Github."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import LATIN, Prose

_CHAR = f"[{LATIN}0-9]"
_HYPHEN = "[-\u2010\u2011]"
# A word with its hyphens, but no piece of an address, of a file's name or of code: a.org, a_b, @a.
_WORD = re.compile(
    rf"(?<![{LATIN}0-9_.@#\\])(?<!{_CHAR}{_HYPHEN})"
    rf"[{LATIN}]{_CHAR}*(?:{_HYPHEN}{_CHAR}+)*"
    rf"(?![{LATIN}0-9_@]|[-.\u2010\u2011]{_CHAR})"
)
# A hyphen parts digits from digits, as in 3-14; elsewhere a spelling may do without.
_LOOSE_HYPHEN = re.compile(rf"(?<![0-9]){_HYPHEN}|{_HYPHEN}(?![0-9])")

# A shorter term with a hyphen is seldom the one without: A-4 and A4.
_HYPHENED_MIN = 4


class _Use(NamedTuple):
    """A term where it is used; `singular` is the word without an s that makes it a plural."""

    prose: Prose
    start: int
    end: int
    singular: str

    @property
    def text(self) -> str:
        """What is typed there."""
        return self.prose.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Where that is."""
        return self.prose.at(self.start, self.end)


def spelling(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield each use of a term in a spelling that is rarer than another, or comes later.

    Spellings differ in their hyphens (`e-mail`, `email`), or in the case of their letters where one
    has a capital inside (`GitHub`, `Github`), or a space stands before that capital (`Light GBM`).
    They do not differ in the case of a first letter, also of one after a hyphen, because sentences
    and titles change it; nor in a plural. Capitals throughout are an abbreviation, so `IT` is not
    `it`; and whether two words take a hyphen (`long-term`, `long term`) is grammar.
    """
    for uses in _terms(manuscript):
        spellings = {use.singular: _spelling(use.singular) for use in uses}
        count = Counter(spellings[use.singular] for use in uses)
        usual = max(count, key=count.__getitem__)  # of equals, the one that comes first
        first = next(use for use in uses if spellings[use.singular] == usual)
        for use in uses:
            if _differ(spellings[use.singular], usual):
                yield Diagnostic(
                    Code.STYLE_SPELLING,
                    f"`{use.text}` is `{first.text}` in line {first.span.line}",
                    use.span,
                    "use one spelling throughout",
                )


def _terms(manuscript: Manuscript) -> Iterator[list[_Use]]:
    """Yield the uses, in their order, of each term that is not typed in one way throughout.

    A term is what is left without hyphens and capitals.
    """
    words = [word for prose in manuscript.texts for word in _words(prose)]
    typed: dict[str, list[_Use]] = defaultdict(list)
    for word in words:
        typed[word.singular].append(word)
    terms: dict[str, list[_Use]] = defaultdict(list)
    for text, uses in typed.items():
        terms[_LOOSE_HYPHEN.sub("", text).lower()] += uses
    capitals: dict[str, set[int]] = defaultdict(set)  # where in a term one is, without a hyphen
    for text in typed:
        if "-" not in text:
            capitals[text.lower()].update(at for at, char in enumerate(text) if char.isupper())
    for use in _parted(words):
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
        return []  # a title in capitals says nothing of spelling
    return [_Use(prose, *word.span(), word.group()) for word in _WORD.finditer(prose.text)]


def _parted(words: list[_Use]) -> Iterator[_Use]:
    """Yield each two words with a space between them of which the second has a capital."""
    for one, two in pairwise(words):
        together = one.prose is two.prose and two.start - one.end == 1
        if together and two.singular[0].isupper() and one.prose.text[one.end].isspace():
            yield _Use(one.prose, one.start, two.end, f"{one.singular} {two.singular}")


def _spelling(word: str) -> str:
    """Return a word without what its place in a sentence or a title may have done to it."""
    return "-".join(
        part if len(part) > 1 and part.isupper() else part[:1].lower() + part[1:]
        for part in re.split(_HYPHEN, word)
    )


def _differ(one: str, two: str) -> bool:
    if one == two:
        return False
    if " " in one + two:
        return True
    if [*map(len, one.split("-"))] != [*map(len, two.split("-"))]:
        # re-form is not reform.
        return min(len(one), len(two)) >= _HYPHENED_MIN and "re-" not in one[:3] + two[:3]
    return _has_capital(one) or _has_capital(two)


def _has_capital(spelling: str) -> bool:
    """Return whether a part of a spelling has a capital inside, and is no plural as `GPUs`."""
    return any(
        not part.isupper()
        and any(char.isupper() for char in part[1:])
        and not re.fullmatch(".[A-Z0-9]+s", part)
        for part in spelling.split("-")
    )
