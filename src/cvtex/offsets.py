"""Where the characters of inline content stand in the text that it was read from.

It goes along both at once, each part as it is written in markup, so it proves as well that the
content has every character of the text but for the marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cvtex.document import Code, Inline, Link, Strong, Text
from cvtex.markup import ESCAPABLE


class LostError(ValueError):
    """Content has not all of a text: `at` is the first character that it lacks, or has too many."""

    def __init__(self, at: int) -> None:
        """Say where."""
        super().__init__(f"the content differs from character {at} on")
        self.at = at


def offsets_of(text: str, content: tuple[Inline, ...]) -> list[int]:
    """Return of each character that content prints the place in the text that it was read from.

    Raise LostError where a character of the text is neither printed nor a mark.
    """
    walk = _Walk(text)
    walk.over(content)
    if walk.at != len(text):
        raise LostError(walk.at)
    return walk.offsets


@dataclass(slots=True)
class _Walk:
    """Goes along a text and its inline content."""

    text: str
    at: int = 0
    offsets: list[int] = field(default_factory=list)

    def over(self, content: tuple[Inline, ...]) -> None:
        """Go on to the end of some content."""
        for part in content:
            match part:
                case Text():
                    self._literal(part.text)
                case Code():
                    self._code(part.text)
                case Link():
                    self._mark("[")
                    self.over(part.content)
                    self._mark(f"]({part.url})")
                case _:
                    stars = "**" if isinstance(part, Strong) else "*"
                    self._mark(stars)
                    self.over(part.content)
                    self._mark(stars)

    def _literal(self, printed: str) -> None:
        if self.text.startswith(printed, self.at) and "\\" not in printed:
            self._take(printed)
            return
        for char in printed:
            if not self.text.startswith(char, self.at):
                self._pass_escape()
            self._take(char)

    def _code(self, code: str) -> None:
        fence = 0
        self._pass_escape()
        while self.text.startswith("`", self.at + fence):
            fence += 1
        # A space inside each fence is not printed.
        padding = "" if self.text.startswith(code + "`" * fence, self.at + fence) else " "
        self._mark("`" * fence + padding)
        self._take(code)
        self._mark(padding + "`" * fence)

    def _mark(self, mark: str) -> None:
        self._pass_escape()
        if not self.text.startswith(mark, self.at):
            raise LostError(self.at)
        self.at += len(mark)

    def _pass_escape(self) -> None:
        """Pass over backslashes that stand before a mark."""
        end = self.at
        while self.text.startswith("\\", end):
            end += 1
        if self.text[end : end + 1] in ESCAPABLE:
            self.at = end

    def _take(self, printed: str) -> None:
        if not self.text.startswith(printed, self.at):
            raise LostError(self.at)
        self.offsets += range(self.at, self.at + len(printed))
        self.at += len(printed)
