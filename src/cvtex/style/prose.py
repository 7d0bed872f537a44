"""A text as it reads, each character with its place in the file.

The rules look at what is printed and point at what was typed. So the marks of markup are gone here,
and what is no prose, code and addresses, is there only as a `MASK` for each of its characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from cvtex.diagnostics import Span
from cvtex.document import Code, Inline, Text, origins
from cvtex.markup import parse_markup
from cvtex.source.typed import Typed

MASK = "\ufffc"
"""What stands for a character of code or of an address (U+FFFC, OBJECT REPLACEMENT CHARACTER)."""

IS_HAN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Finds Han characters and kana: what stands without spaces."""

HAN = "漢"
"""What stands for each of them in `Prose.pattern`: a class of so many costs 2 ms to compile."""

LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""The letters of Latin script, for a class of a regular expression."""

# Addresses that are typed as they are; a full stop or a bracket behind one is not part of it.
_ADDRESS = re.compile(
    r"(?:(?:https?://|mailto:|tel:|www\.)[!-~]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"(?<![.,;:!?)\]'\"])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it reads; `offsets` says of each character where in `typed` it stands.

    `pattern` is the text with `HAN` for each of its Han characters.
    """

    typed: Typed
    text: str
    pattern: str
    offsets: tuple[int, ...]

    def at(self, start: int, end: int) -> Span:
        """Return the place of the characters from `start` to before `end`, marks between them."""
        return self.typed.at(self.offsets[start], self.offsets[end - 1] + 1)


def read_prose(typed: Typed) -> Prose:
    """Return a text as it reads."""
    content = parse_markup(typed)
    text = _ADDRESS.sub(lambda match: MASK * len(match.group()), _masked(content))
    pattern = text if text.isascii() else IS_HAN.sub(HAN, text)
    offsets = chain.from_iterable(origin.offsets for origin in origins(content))
    return Prose(typed, text, pattern, tuple(offsets))


def _masked(content: tuple[Inline, ...]) -> str:
    """Return what is printed, with a mask for code."""
    return "".join(
        part.text
        if isinstance(part, Text)
        else MASK * len(part.text)
        if isinstance(part, Code)
        else _masked(part.content)
        for part in content
    )
