"""Checks the characters of a text: invisible ones, look-alikes, and too many combining marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.source.characters import name
from cvtex.source.typed import Typed
from cvtex.unicode.lookalikes import alike
from cvtex.wording.normalised import printed, unseen

_BLANK = re.compile("[\\s\u2800]*")
_MARKS_MAX = 16
"""The limit of marks on one letter: no script has more, and PDF readers lose them."""

_SHORT = 60
"""The longest text that a hint repeats."""

_NAMED_MAX = 5
"""The limit of characters that a message names."""


def is_blank(text: str) -> bool:
    """Return whether a text has only white space or the Braille blank."""
    return bool(_BLANK.fullmatch(text))


def check_characters(text: str, place: Typed | Span) -> Iterator[Diagnostic]:
    """Yield the findings about a text; `place` is its typed text or its span."""
    if text.isascii():
        return
    shown, left_out = printed(text), unseen(text)
    if is_blank(shown):
        yield Diagnostic(
            Code.TEXT_EMPTY,
            f"this text is invisible on the page: it has only {_names(text)}",
            place if isinstance(place, Span) else place.span,
            "type the text again, or delete it: such characters often come with pasted text",
        )
    elif left_out:
        yield Diagnostic(
            Code.TEXT_INVISIBLE,
            f"these characters are left out here: {_names(left_out)}",
            _place(left_out[0], place),
            "remove them, or type the text again",
        )
    if pairs := alike(text):
        shapes = ", ".join(f"`{char}` (U+{ord(char):04X}) as {pairs[char]}" for char in pairs)
        yield Diagnostic(
            Code.TEXT_LOOKALIKE,
            f"printed as the characters they look like: {shapes}",
            _place(next(iter(pairs)), place),
            f"a search does not find what was typed: write `{shown.strip()}`"
            if len(shown) <= _SHORT
            else "a search does not find what was typed: type these characters again",
        )
    for marks in _stacks(shown):
        yield Diagnostic(
            Code.TEXT_MARKS,
            f"{len(marks)} marks are on one letter here: {_names(dict.fromkeys(marks))}",
            _place(marks[0], place),
            f"leave at most {_MARKS_MAX}: no PDF reader recovers more",
        )


def _names(chars: Iterable[str]) -> str:
    names = [name(char) for char in dict.fromkeys(chars) if char != " "]
    more = f" and {len(names) - _NAMED_MAX} more" if len(names) > _NAMED_MAX else ""
    return ", ".join(names[:_NAMED_MAX]) + more


def _place(char: str, place: Typed | Span) -> Span:
    return place.place_of(char) if isinstance(place, Typed) else place


def _stacks(text: str) -> Iterator[str]:
    """Yield the marks of each letter with too many."""
    for are_marks, run in groupby(text, key=lambda char: unicodedata.category(char)[0] == "M"):
        if are_marks and len(marks := "".join(run)) > _MARKS_MAX:
            yield marks
