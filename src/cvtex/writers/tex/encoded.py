"""LaTeX source, told from text that has not been escaped."""

from __future__ import annotations

from typing import Self


class Tex(str):
    """LaTeX source; `__html__` tells Jinja that it is escaped."""

    __slots__ = ()

    def __html__(self) -> Self:
        """Return the source as it is."""
        return self
