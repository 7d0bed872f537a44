"""Finds the project of a folder, and refuses files that links lead to outside it."""

from __future__ import annotations

import os
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.paths import EDITIONS
from cvtex.source.typed import Value
from cvtex.source.yaml import read_yaml

OUTSIDE = "CVTEX_OUTSIDE"
"""The environment variable that allows files of a project outside it."""


def read_inside(path: Path, list_tags: frozenset[str] = frozenset()) -> Checked[Value]:
    """Return the value of a YAML file with a fixed name.

    A link is read only if it leads to a file of the same name inside the project. Findings quote
    lines of the file, so a link in a stranger's project could show any other file.
    """
    place = "" if is_inside(path, path.parent) else "outside the project"
    if not place and not _has_name(path):
        place = "with another name"
    if not place:
        return read_yaml(path, list_tags)
    message = f"the file is not read: it is a link to a file {place}"
    hint = f"move that file here; {OUTSIDE}=1 in the environment allows any file"
    return failed(Diagnostic(Code.FILE_OUTSIDE, message, Span(path), hint))


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a file, with links resolved, is in a folder's project or may be outside."""
    try:
        inside = path.resolve().is_relative_to(project_of(folder).resolve())
    except (OSError, RuntimeError):  # a name that is too long, a loop of links
        return True  # reading it reports the error
    return inside or os.environ.get(OUTSIDE) == "1"


def _has_name(path: Path) -> bool:
    """Return whether a file, with links resolved, has the same name, or may have any."""
    try:
        return path.resolve().name == path.name or os.environ.get(OUTSIDE) == "1"
    except (OSError, RuntimeError):  # a loop of links
        return True  # reading it reports the error


def project_of(folder: Path) -> Path:
    """Return the nearest folder above with `content/editions.yaml`, or else the folder itself."""
    here = folder.absolute()
    for content in (here, *here.parents):
        if content.name == EDITIONS.parent.name and os.path.lexists(content / EDITIONS.name):
            return content.parent
    return here
