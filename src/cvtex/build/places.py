"""Checks the files that a build writes to."""

from __future__ import annotations

from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code


def is_same(one: Path, other: Path) -> bool:
    """Return whether two paths are the same file."""
    try:
        return one.samefile(other)
    except OSError:  # a missing file, or a circular link
        return False


def is_there(path: Path) -> bool:
    """Return whether a path exists."""
    try:
        return path.exists()
    except OSError:  # an invalid name
        return False


def unwritable(target: Path, error: OSError) -> Diagnostic:
    """Return the finding for a file that can't be written."""
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(
        Code.OUTPUT,
        f"can't write `{target}`: {reason}",
        hint="the previous file is unchanged" if is_there(target) else "",
    )
