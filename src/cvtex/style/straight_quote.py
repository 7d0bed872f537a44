"""Finds straight quotes and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, replacing
from cvtex.diagnostics.codes import Code
from cvtex.style.manuscript import Manuscript
from cvtex.style.prose import IS_HAN, Prose

# What stands for corner brackets, which Traditional Chinese and Japanese have only beside Han.
_BESIDE_LATIN = {"「": ("“", "”"), "『": ("‘", "’")}
# After these a quote opens.
_OPENERS = " \u00a0\n([{“‘„‚«‹「『–—/"


def straight_quote(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each straight quote.

    A quote after a digit that closes nothing is a prime (feet or inches).
    """
    for prose in manuscript.texts:
        for at, right, certain in _marks(prose, manuscript):
            mark = f"`{right}`" if right else "a typographic one"
            yield Diagnostic(
                Code.STYLE_STRAIGHT_QUOTE,
                f"`{prose.text[at]}` is a straight quote",
                prose.at(at, at + 1),
                f"write {mark}, or put code between backticks",
                fixes=replacing(prose.exact(at, at + 1), right, certain=certain) if right else (),
            )


def _marks(prose: Prose, manuscript: Manuscript) -> Iterator[tuple[int, str, bool]]:
    """Yield the offset of each straight quote, the right mark or '', and whether that is certain.

    What seems to open a pair of single quotes may be an apostrophe: `'tis the users' turn`.
    """
    text = prose.text
    last = text.rfind("'")
    is_open = {'"': False, "'": False}
    for found in re.finditer("['\"]", text):
        mark, at = found.group(), found.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        by_han = bool(IS_HAN.match(before) or IS_HAN.match(after))
        opening, closing = manuscript.quotes[mark]
        apostrophe = "’" if opening else ""
        if not by_han:
            opening, closing = _BESIDE_LATIN.get(opening, (opening, closing))
        certain = mark == '"' or by_han
        inside = mark == "'" and before.isalnum() and after.isalnum() and not by_han
        if is_open[mark] and not inside:
            is_open[mark] = False
            yield at, closing, certain
        elif before.isdigit() and not after.isalpha():
            continue
        elif mark == "'" and not by_han and _is_apostrophe(before, after, is_last=at == last):
            yield at, apostrophe, before.isalnum() or _is_alone(text, at)
        elif before.strip(_OPENERS) and not after.isalnum() and not by_han:
            yield at, closing, True  # of a pair opened by another mark
        else:
            is_open[mark] = True
            yield at, apostrophe if text.startswith("'n' ", at) else opening, certain


def _is_apostrophe(before: str, after: str, *, is_last: bool) -> bool:
    """Return whether a mark is an apostrophe, as in `don't`, `users' `, `'99` and `'em`."""
    return before.isalnum() or after.isdigit() or is_last


def _is_alone(text: str, at: int) -> bool:
    """Return whether nothing closes what a mark may open."""
    return not re.search("['’](?![^\\W_])", text[at + 1 :])
