"""Where files are: those that travel with the program, and those of a build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent
LOCALES = PACKAGE / "locales"
FORMS = PACKAGE / "forms"
SCAFFOLD = PACKAGE / "scaffold"

FormName = Literal["gbt7714", "apa", "ieee", "acm", "chicago", "plain"]
"""The form of publications; each is a file in `forms/`."""

EDITIONS = Path("content/editions.yaml")
"""Where a project's editions are, from its folder."""

OUT = Path("out")
"""Where a project's PDFs are, from its folder."""

# What is kept of an edition between its tasks, each in a folder below this one.
BUILD = ".build"
SOURCE = "resume.tex"
LOG = "resume.log"
DOCUMENT = "resume.document"
SETTLED = "resume.settled"
ALLOWED = "resume.allowed"
EMBEDDED = "embedded.json"
INPUTS = "inputs.json"
DRAFT = "draft.pdf"
LIVE = "live.pdf"
TYPESET = "draft.typeset"
FITTED = "draft.fitted"
PICTURES = "draft.pictures"
PUBLIC = "public"
SITE = "site"
ASKED = "outputs.json"
PUBLISHED = "published.{}.json"
VERDICT = "verdict.json"
REPORT = "report.html"

COMPARED = ".diff"
"""The folder in `BUILD` of the drafts of old revisions; no edition has such a name."""


def latex_dir() -> Path:
    """Return the folder of the class, themes, scripts and templates."""
    return _shipped("latex")


def docs_dir() -> Path:
    """Return the folder of the documentation."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    """Return a folder that an installed cvtex has inside the package, a checkout at its top."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, "" if it is not there or can't be read."""
    import hashlib  # noqa: PLC0415 - 3 ms, and a check has no need of it

    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


_LARGE = 1 << 26


def state(path: Path) -> str:
    """Return what tells whether a file has changed: its digest, "" if it is not there.

    A file of more than 64 MB is not read: its size and time have to do.
    """
    try:
        status = path.stat()
        return f"{status.st_size} {status.st_mtime_ns}" if status.st_size > _LARGE else digest(path)
    except OSError:
        return ""


def gone_folders(works: Path, names: Iterable[str]) -> list[Path]:
    """Return the folders of work on editions that there are no more."""
    known = {*names}
    try:
        folders = [one for one in works.iterdir() if one.name not in known]
    except OSError:  # nothing was built yet
        return []
    return sorted(one for one in folders if (one / VERDICT).is_file() or (one / ASKED).is_file())
