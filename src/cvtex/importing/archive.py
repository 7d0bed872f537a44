"""Opens a ZIP archive, unless what is in it takes far more room than a résumé."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span, counted
from cvtex.diagnostics.codes import Code

FILES_MAX = 4000
UNPACKED_MAX = 128 * 2**20
"""The limit of all files of an archive in bytes; one with many photos has 40 MB."""

AGAIN = "save or download it again"


class ArchiveError(Exception):
    """An archive can't be read; `finding` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        """Create it for a finding."""
        super().__init__(finding.message)
        self.finding = finding


def open_archive(path: Path) -> zipfile.ZipFile:
    """Return an archive whose files have bounded sizes. ArchiveError: it can't be read.

    `zipfile` reads no more of a file than the size that the directory of the archive states.
    """
    here = Span(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message, hint = "the file is damaged: it is not a whole ZIP archive", AGAIN
        if not _begins_as_one(path):
            message = f"this is not a {path.suffix.lower()} file, though its name says so"
            hint = "open it in its program, and save it as .docx or as a PDF"
        raise ArchiveError(Diagnostic(Code.FILE_UNREADABLE, message, here, hint)) from error
    files = archive.infolist()
    unpacked = sum(file.file_size for file in files)
    if len(files) > FILES_MAX or unpacked > UNPACKED_MAX:
        number = counted(len(files), "file")
        message = f"the file is {unpacked >> 20:,} MB when unpacked, in {number}: "
        message += "that is far more than a résumé"
        raise ArchiveError(Diagnostic(Code.FILE_TOO_LARGE, message, here))
    if any(file.flag_bits & 1 for file in files):
        message = "the file is locked with a password"
        raise ArchiveError(
            Diagnostic(Code.FILE_UNREADABLE, message, here, "save it without a password")
        )
    return archive


def _begins_as_one(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return True
