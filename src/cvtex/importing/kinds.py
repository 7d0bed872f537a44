"""Recognises what kind of file is imported, by its first bytes, and reads it within limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.importing.source import ImportedValues

SIZE_MAX = 64 * 2**20
"""The limit of a file in bytes; a portfolio with pictures has 30 MB."""

_START = 1024  # bytes
# An item of CSL-JSON has an `id` and a `type` at its beginning.
_CSL = re.compile(rb'"(?:type|id|author|issued)"\s*:')


class FileKind(Enum):
    """A kind of file; `TEXT` is YAML or JSON, whose keys say more."""

    TEXT = auto()
    PDF = auto()
    WORD = auto()
    LINKEDIN = auto()
    PAPERS = auto()
    EUROPASS = auto()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # a Word file with a password, or from before 2007
_BY_SUFFIX = {
    ".pdf": FileKind.PDF,
    **dict.fromkeys((".docx", ".docm", ".doc"), FileKind.WORD),
    ".zip": FileKind.LINKEDIN,
    ".bib": FileKind.PAPERS,
    ".xml": FileKind.EUROPASS,
}
# Documents that are text or ZIP archives.
_UNREAD = frozenset({".odt", ".pages", ".rtf", ".html", ".htm", ".txt", ".md", ".tex"})


def kind_of(path: Path) -> Checked[FileKind]:
    """Return the kind of a file, or why it can't be read."""
    here = Span(path)
    try:
        if not path.is_file():  # the reader of texts says what it is
            return Checked(FileKind.TEXT)
        size, start = path.stat().st_size, b""
        if size:  # otherwise it is not opened: some files in /proc block
            with path.open("rb") as file:
                start = file.read(_START)
    except (OSError, ValueError):
        return Checked(FileKind.TEXT)
    suffix = path.suffix.lower()
    kind = _by_start(start, path) or _BY_SUFFIX.get(suffix, FileKind.TEXT)
    if suffix in _UNREAD and kind in (FileKind.TEXT, FileKind.LINKEDIN):
        message = f"`cvtex import` can't read a {suffix} file"
        return failed(Diagnostic(Code.IMPORT_SHAPE, message, here, "save it as .docx or as a PDF"))
    if kind is not FileKind.TEXT and not size:
        return failed(Diagnostic(Code.FILE_UNREADABLE, "the file is empty", here))
    if kind is not FileKind.TEXT and size > SIZE_MAX:
        message = f"the file has more than {SIZE_MAX >> 20} MB"
        return failed(Diagnostic(Code.FILE_TOO_LARGE, message, here))
    return Checked(kind)


def _by_start(start: bytes, path: Path) -> FileKind | None:
    """Return the kind of a file by its first bytes, or None."""
    if b"%PDF-" in start:
        return FileKind.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_word = _BY_SUFFIX.get(path.suffix.lower()) is FileKind.WORD
        return FileKind.LINKEDIN if not is_word and _is_linkedin(path) else FileKind.WORD
    if start.startswith(_OLE):
        return FileKind.WORD
    if path.suffix.lower() == ".json" and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return FileKind.PAPERS if _CSL.search(start) else None
    return FileKind.EUROPASS if b"<SkillsPassport" in start else None


def _is_linkedin(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return not any(name == "[Content_Types].xml" for name in archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_source_of(path: Path, kind: FileKind, language: str) -> Checked[ImportedValues]:
    """Return the values of a content file from a file of a kind.

    It is read in another process, within limits of time and memory.
    """
    from cvtex.verify.isolated import StoppedError, isolated  # noqa: PLC0415 - for few files

    try:
        return isolated(lambda: _read(path, kind, language))
    except StoppedError as stopped:
        return failed(Diagnostic(Code.FILE_UNREADABLE, f"the file {stopped}", Span(path)))


def _read(path: Path, kind: FileKind, language: str) -> Checked[ImportedValues]:
    return _reader(kind)(path, language)


def _reader(kind: FileKind) -> Callable[[Path, str], Checked[ImportedValues]]:
    """Return the importer of a kind; only the one that is needed is loaded."""
    if kind is FileKind.PAPERS:
        from cvtex.importing.papers import from_papers  # noqa: PLC0415 - as said

        return from_papers
    if kind is FileKind.EUROPASS:
        from cvtex.importing.europass import from_europass  # noqa: PLC0415 - as said

        return from_europass
    if kind is FileKind.LINKEDIN:
        from cvtex.importing.linkedin import from_linkedin  # noqa: PLC0415 - as said

        return from_linkedin
    if kind is FileKind.WORD:
        from cvtex.importing.word.document import from_word  # noqa: PLC0415 - as said

        return from_word
    from cvtex.importing.pdf import from_pdf  # noqa: PLC0415 - as said

    return from_pdf
