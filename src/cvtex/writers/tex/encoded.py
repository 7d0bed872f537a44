"""Defines the type of LaTeX source, to distinguish it from unescaped text."""

from __future__ import annotations

from typing import Self


class Tex(str):
    """LaTeX source; `__html__` marks it as escaped for Jinja."""

    __slots__ = ()

    def __html__(self) -> Self:
        """Return the source as it is."""
        return self
