"""What stops the reading of YAML, and how it is worded."""

from __future__ import annotations

from cvtex.content.mending import Edit
from cvtex.diagnostics import Diagnostic

_BRIEF = 40


class ComplaintError(Exception):
    """Reading can't go on here, or only with a mend; without edits the mend is not certain."""

    def __init__(self, diagnostic: Diagnostic, edits: tuple[Edit, ...] = ()) -> None:
        """Hold what is told, and what is to be read in place of what was typed."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.edits = edits


def brief(text: str) -> str:
    """Return a text as a message names it: one line, and no more of it than tells which it is."""
    line = " ".join(text.split())
    return line if len(line) <= _BRIEF else f"{line[: _BRIEF - 1]}…"


def in_quotes(text: str) -> str:
    """Return a text as it can be written between quotes, as far as a hint has room for it."""
    line = brief(text)
    if '"' not in line and "\\" not in line:
        return f'`"{line}"`'
    return "`'" + line.replace("'", "''") + "'`"
