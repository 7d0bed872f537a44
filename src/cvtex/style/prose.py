"""A text as it reads, each character with its place in the file.

The rules look at what is printed and point at what was typed. So the marks of markup are gone here,
and what is no prose, code and addresses, is there only as a `MASK` for each of its characters.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, field

from cvtex.content.markup import parse_markup
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span
from cvtex.document import Code, Inline, Link, Strong, Text

MASK = "\ufffc"
"""What stands for a character of code or of an address (U+FFFC, OBJECT REPLACEMENT CHARACTER)."""

IS_HAN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Finds Han characters and kana: what stands without spaces."""

HAN = "漢"
"""What stands for each of them in `Prose.pattern`: a class of so many costs 2 ms to compile."""

LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""The letters of Latin script, for a class of a regular expression."""

_ESCAPABLE = frozenset(string.punctuation)
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
    walk = _Walk(typed)
    walk.over(parse_markup(typed))
    text = _ADDRESS.sub(lambda match: MASK * len(match.group()), "".join(walk.pieces))
    pattern = text if text.isascii() else IS_HAN.sub(HAN, text)
    return Prose(typed, text, pattern, tuple(walk.offsets))


@dataclass(slots=True)
class _Walk:
    """Goes along a typed text and its inline content at once: content has no places."""

    typed: str
    at: int = 0
    pieces: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def over(self, content: tuple[Inline, ...]) -> None:
        """Go on to the end of some content, each part of which is written in one way."""
        for part in content:
            match part:
                case Text():
                    self._text(part.text)
                case Code():
                    self._code(part.text)
                case Link():
                    self.at += len("[")
                    self.over(part.content)
                    self.at += len("](") + len(part.url) + len(")")
                case _:
                    stars = 2 if isinstance(part, Strong) else 1
                    self.at += stars
                    self.over(part.content)
                    self.at += stars

    def _text(self, text: str) -> None:
        if "\\" not in text and self.typed.startswith(text, self.at):
            self._take(text)
            return
        for char in text:
            if self.typed[self.at] == "\\" and self.typed[self.at + 1 : self.at + 2] in _ESCAPABLE:
                self.at += 1
            self._take(char)

    def _code(self, code: str) -> None:
        fence = 1
        while self.typed.startswith("`", self.at + fence):
            fence += 1
        # A space inside each fence is not printed.
        padding = 0 if self.typed.startswith(code + "`" * fence, self.at + fence) else 1
        self.at += fence + padding
        self._take(MASK * len(code))
        self.at += padding + fence

    def _take(self, text: str) -> None:
        self.pieces.append(text)
        self.offsets += range(self.at, self.at + len(text))
        self.at += len(text)
