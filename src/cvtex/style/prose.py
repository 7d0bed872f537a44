"""A text without markup, each character with its span in the file.

Code and addresses, which are not prose, have a `MASK` for each character.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from cvtex.diagnostics import Span
from cvtex.document import CodeSpan, Inline, Text, origins
from cvtex.markup import parse_markup
from cvtex.source.typed import Typed
from cvtex.unicode.han import IDEOGRAPHS

MASK = "\ufffc"
"""Replaces a character of code or of an address (U+FFFC, OBJECT REPLACEMENT CHARACTER)."""

IS_HAN = re.compile(f"[\u3005\u3007\u3040-\u30ff{IDEOGRAPHS}]")
"""Matches a Han character or kana."""

HAN = "漢"
"""Replaces each of them in `Prose.pattern`, since their character class takes 2 ms to compile."""

LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""The letters of the Latin script, for a character class."""

# Addresses without markup; a full stop or a bracket after one is not part of it.
_ADDRESS = re.compile(
    r"(?:(?:https?://|mailto:|tel:|www\.)[!-~]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"(?<![.,;:!?)\]'\"])",
    re.ASCII,
)


class Prose(NamedTuple):
    """A text without markup; `offsets` are its characters' offsets in `typed`.

    `pattern` is the text with `HAN` for each of its Han characters.
    """

    typed: Typed
    text: str
    pattern: str
    offsets: tuple[int, ...]

    def at(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to before `end`, with markup in it."""
        return self.typed.at(self.offsets[start], self.offsets[end - 1] + 1)

    def exact(self, start: int, end: int) -> Span | None:
        """Return the span of characters without markup between them that an edit may replace.

        `start == end` is the place before a character.
        """
        first = self.offsets[start]
        if start == end:
            return self.typed.exact(first, first)
        last = self.offsets[end - 1]
        return self.typed.exact(first, last + 1) if last - first == end - 1 - start else None


def read_prose(typed: Typed) -> Prose:
    """Return the prose of a typed text."""
    content = parse_markup(typed)
    text = _ADDRESS.sub(lambda match: MASK * len(match.group()), _masked(content))
    pattern = text if text.isascii() else IS_HAN.sub(HAN, text)
    offsets = chain.from_iterable(origin.offsets for origin in origins(content))
    return Prose(typed, text, pattern, tuple(offsets))


def _masked(content: tuple[Inline, ...]) -> str:
    """Return the printed text, with masks for code."""
    return "".join(
        part.text
        if isinstance(part, Text)
        else MASK * len(part.text)
        if isinstance(part, CodeSpan)
        else _masked(part.content)
        for part in content
    )
