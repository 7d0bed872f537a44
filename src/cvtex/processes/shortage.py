"""Handles a lack of memory and of standard streams."""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False  # importing typing takes a tenth of Python's start-up time
if TYPE_CHECKING:
    from typing import Literal, TextIO

UNMAPPED = "failed to map segment"
"""What the loader says of a shared library for which there is no memory."""

LEAST = 1 << 28
"""Bytes of address space that a command needs; to check or verify a résumé takes half."""
LEAST_TO_BUILD = 1 << 29
"""The same, for a build, which has several threads."""

NO_MEMORY = "cvtex: not enough memory\n"
NO_ROOM = "cvtex: could not write the output: the disk is full\n"


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether an exception means a lack of memory; Python has several."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, RuntimeError) and "start new thread" in str(error))
        or (isinstance(error, ImportError | OSError) and UNMAPPED in str(error))
    )


def missing_package(error: BaseException) -> str:
    """Return a message if a Python package is not installed, "" for any other exception.

    `./bootstrap doit` installs only what a build needs.
    """
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return ""
    name = error.name.partition(".")[0]
    if name == "cvtex":
        return ""
    return (
        f"cvtex: the Python package `{name}` is not installed\n"
        "hint: install cvtex again; in a clone, start it with `bootstrap`, which installs that\n"
    )


def require_address_space(least: int) -> None:
    """Raise MemoryError if the address space (`ulimit -v`) is limited to fewer bytes than `least`.

    Where memory runs out later, libraries written in C++ and Rust end the process.
    """
    import resource  # noqa: PLC0415 - the version of cvtex needs none

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if resource.RLIM_INFINITY != limit < least:
        raise MemoryError


def open_closed_streams() -> None:
    """Open the standard streams that the caller closed to the null device.

    Python has None for such a stream, and the next opened file would get its descriptor.
    """
    sys.stdin = sys.stdin or nowhere("r")
    sys.stdout = sys.stdout or nowhere()
    sys.stderr = sys.stderr or nowhere()


def nowhere(mode: Literal["r", "w"] = "w") -> TextIO:
    """Return a stream to the null device."""
    # Every command starts here, and pathlib would double Python's start-up time.
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - see above
