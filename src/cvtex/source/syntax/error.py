"""The exception for YAML that can't be read, and how its messages quote a text."""

from __future__ import annotations

from typing import TypeAlias

from cvtex.diagnostics import Diagnostic
from cvtex.source.buffer import Edit
from cvtex.source.fixes import quoted

_BRIEF = 40
_WRITTEN = 100

Edits: TypeAlias = tuple[Edit, ...]


class SourceError(Exception):
    """A syntax error, with the edits that repair it, if the repair is certain.

    If it is not certain, the reader tries the `alternatives` and uses the one that lets it read
    furthest.
    """

    def __init__(
        self, diagnostic: Diagnostic, edits: Edits = (), alternatives: tuple[Edits, ...] = ()
    ) -> None:
        """Create an error from its diagnostic and its repairs."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.edits = edits
        self.alternatives = alternatives


def brief(text: str, longest: int = _BRIEF) -> str:
    """Return a text in one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def in_quotes(text: str) -> str:
    """Return a text as a quoted YAML scalar in backticks, cut to the length of a hint."""
    return f"`{quoted(brief(text, _WRITTEN))}`"
