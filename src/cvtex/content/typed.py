"""A string as it was typed, with its place."""

from __future__ import annotations

from typing import Self

from cvtex.diagnostics import Span


class Typed(str):
    """A scalar of a content file: its characters, where they stand, whether in quotes."""

    __slots__ = ("quoted", "span")

    span: Span
    quoted: bool

    def __new__(cls, text: str, span: Span, *, quoted: bool = False) -> Self:
        """Return `text` with its place."""
        typed = super().__new__(cls, text)
        typed.span = span
        typed.quoted = quoted
        return typed
