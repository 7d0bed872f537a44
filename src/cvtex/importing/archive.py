"""Opens a ZIP archive, unless what is in it takes far more room than a résumé."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span
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
        message = "the file is damaged: it is not a whole ZIP archive"
        raise ArchiveError(Diagnostic(Code.FILE_UNREADABLE, message, here, AGAIN)) from error
    files = archive.infolist()
    unpacked = sum(file.file_size for file in files)
    if len(files) > FILES_MAX or unpacked > UNPACKED_MAX:
        message = f"the file is {unpacked >> 20:,} MB when unpacked, in {len(files):,} files: "
        message += "that is far more than a résumé"
        raise ArchiveError(Diagnostic(Code.FILE_TOO_LARGE, message, here))
    if any(file.flag_bits & 1 for file in files):
        message = "the file is locked with a password"
        raise ArchiveError(
            Diagnostic(Code.FILE_UNREADABLE, message, here, "save it without a password")
        )
    return archive
