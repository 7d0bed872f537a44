"""What a program may lack on its machine: memory, room for what it prints, a place to print to."""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False  # typing's own takes a tenth of the time that Python needs to start
if TYPE_CHECKING:
    from typing import Literal, TextIO

NO_MEMORY = "cvtex: not enough memory\n"
NO_ROOM = "cvtex: could not write the output: the disk is full\n"


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether an exception means that memory is short: Python has several for that."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, RuntimeError) and "start new thread" in str(error))
        or (isinstance(error, ImportError) and "failed to map segment" in str(error))
    )


def open_closed_streams() -> None:
    """Open the standard streams that the caller closed, so that they lead nowhere.

    For such a stream Python has None, and the next file that is opened would take its descriptor.
    """
    sys.stdin = sys.stdin or nowhere("r")
    sys.stdout = sys.stdout or nowhere()
    sys.stderr = sys.stderr or nowhere()


def nowhere(mode: Literal["r", "w"] = "w") -> TextIO:
    """Return a stream that has nothing to read, and keeps nothing that is written to it."""
    # Every command begins here, and pathlib would double the time that Python needs to start.
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - see above
