"""Places that a build writes to: whether something is there, and why it can't be written."""

from __future__ import annotations

from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to the same file."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or a link that leads in a circle
        return False


def is_there(path: Path) -> bool:
    """Tell whether there is something at a path."""
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def unwritable(target: Path, error: OSError) -> Diagnostic:
    """Return why a file can't be written."""
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(
        Code.OUTPUT,
        f"can't write `{target}`: {reason}",
        hint="the previous file is unchanged" if is_there(target) else "",
    )
