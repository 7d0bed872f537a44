"""Finds out the columns and colours of an output stream."""

from __future__ import annotations

import os
import shutil
from typing import NamedTuple, TextIO

_COLUMNS = 120  # without a terminal
_COLUMNS_MIN = 40  # a narrower terminal wraps the lines


class Screen(NamedTuple):
    """The width of a line in columns, and whether there are colours."""

    columns: int = _COLUMNS
    colour: bool = False

    def paint(self, text: str, *codes: int) -> str:
        """Return a text with SGR codes (ECMA-48, 8.3.117), if there are colours."""
        if not self.colour:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"


PLAIN = Screen()


def screen_of(stream: TextIO) -> Screen:
    """Return the screen of a stream: a terminal, a file or a pipe."""
    columns = _COLUMNS
    if stream.isatty():
        columns = max(shutil.get_terminal_size((_COLUMNS, 0)).columns, _COLUMNS_MIN)
    return Screen(columns, _takes_colour(stream))


def _takes_colour(stream: TextIO) -> bool:
    """Return whether to write colours.

    https://no-color.org precedes https://force-color.org and http://bixense.com/clicolors.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_erasable(stream)


def is_erasable(stream: TextIO) -> bool:
    """Return whether a stream is a terminal in which a printed line can be erased."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
