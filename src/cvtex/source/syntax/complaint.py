"""What stops the reading of YAML, and how it is worded."""

from __future__ import annotations

from typing import TypeAlias

from cvtex.diagnostics import Diagnostic
from cvtex.source.mending import Edit

_BRIEF = 40
_WRITTEN = 100


Edits: TypeAlias = tuple[Edit, ...]


class ComplaintError(Exception):
    """Reading can't go on here, or only with a mend; without edits the mend is not certain.

    Of mends that are not certain, `ways`, that one may be made with which YAML reads on furthest.
    """

    def __init__(
        self, diagnostic: Diagnostic, edits: Edits = (), ways: tuple[Edits, ...] = ()
    ) -> None:
        """Hold what is told, and what is to be read in place of what was typed."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.edits = edits
        self.ways = ways


def brief(text: str, longest: int = _BRIEF) -> str:
    """Return a text as a message names it: one line, and no more of it than tells which it is."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def in_quotes(text: str) -> str:
    """Return a text as it can be written between quotes, as far as a hint has room for it."""
    line = brief(text, _WRITTEN)
    if '"' not in line and "\\" not in line:
        return f'`"{line}"`'
    return "`'" + line.replace("'", "''") + "'`"
