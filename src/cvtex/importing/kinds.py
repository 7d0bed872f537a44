"""Recognises what kind of file is imported, by its first bytes, and reads it within limits."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.importing.source import Source

SIZE_MAX = 64 * 2**20
"""The limit of a file in bytes; a portfolio with pictures has 30 MB."""

_START = 1024  # bytes


class Kind(Enum):
    """A kind of file; `TEXT` is YAML or JSON, whose keys say more."""

    TEXT = auto()
    PDF = auto()


def kind_of(path: Path) -> Checked[Kind]:
    """Return the kind of a file, or why it can't be read."""
    here = Span(path)
    try:
        if not path.is_file():  # the reader of texts says what it is
            return Checked(Kind.TEXT)
        with path.open("rb") as file:
            start = file.read(_START)
        size = path.stat().st_size
    except (OSError, ValueError):
        return Checked(Kind.TEXT)
    kind = Kind.PDF if b"%PDF-" in start or path.suffix.lower() == ".pdf" else Kind.TEXT
    if kind is not Kind.TEXT and size > SIZE_MAX:
        message = f"the file has more than {SIZE_MAX >> 20} MB"
        return failed(Diagnostic(Code.FILE_TOO_LARGE, message, here))
    return Checked(kind)


def read_source_of(path: Path, kind: Kind, language: str) -> Checked[Source]:
    """Return the values of a content file from a file of a kind.

    It is read in another process, within limits of time and memory.
    """
    from cvtex.verify.isolated import StoppedError, isolated  # noqa: PLC0415 - for few files

    try:
        return isolated(lambda: _read(path, kind, language))
    except StoppedError as stopped:
        return failed(Diagnostic(Code.FILE_UNREADABLE, f"the file {stopped}", Span(path)))


def _read(path: Path, kind: Kind, language: str) -> Checked[Source]:
    return _reader(kind)(path, language)


def _reader(kind: Kind) -> Callable[[Path, str], Checked[Source]]:
    """Return the importer of a kind; only the one that is needed is loaded."""
    from cvtex.importing.pdf import from_pdf  # noqa: PLC0415 - as said

    return {Kind.PDF: from_pdf}[kind]
