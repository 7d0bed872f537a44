"""Which files of a project are read unasked: those inside it, wherever links lead."""

from __future__ import annotations

import os
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.paths import EDITIONS
from cvtex.source.typed import Value
from cvtex.source.yaml import read_yaml

OUTSIDE = "CVTEX_OUTSIDE"
"""The environment variable that lets the files of a project stand outside of it."""


def read_inside(path: Path, list_tags: frozenset[str] = frozenset()) -> Checked[Value]:
    """Read a YAML file that a project has under a fixed name, unless it is a link out of there.

    An error quotes lines of the file, so a stranger's project could show any file by a link.
    """
    if is_inside(path, path.parent):
        return read_yaml(path, list_tags)
    message = "the file is not read: it is a link to a file outside the project"
    hint = f"move that file here; {OUTSIDE}=1 in the environment allows another place"
    return failed(Diagnostic(Code.FILE_OUTSIDE, message, Span(path), hint))


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a file is in the project that a folder belongs to, or may be outside of it.

    Links count as what they lead to: a project that is somebody else's may hold any.
    """
    try:
        inside = path.resolve().is_relative_to(project_of(folder).resolve())
    except (OSError, RuntimeError):  # a name that is too long, a circle of links
        return True  # and so no file: reported as such
    return inside or os.environ.get(OUTSIDE) == "1"


def project_of(folder: Path) -> Path:
    """Return the project of a folder: what holds `content/editions.yaml`, else the folder alone."""
    here = folder.absolute()
    content = (
        one
        for one in (here, *here.parents)
        if one.name == EDITIONS.parent.name and os.path.lexists(one / EDITIONS.name)
    )
    return next((one.parent for one in content), here)
