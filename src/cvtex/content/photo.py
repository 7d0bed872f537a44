"""Reads the photo of a content file, or the signature of a letter.

TeX and xdvipdfmx get only the re-encoded picture.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from cvtex.content.resume import PhotoModel
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Picture
from cvtex.source.file import read_bytes
from cvtex.source.typed import Typed, cited

SIZE_MAX = 32 * 2**20
"""The limit of a photo in bytes: twice a phone camera's file."""

_ADDRESS = re.compile(r"(?:\w+://|data:)", re.IGNORECASE)

_HINTS = {
    Code.FILE_MISSING: "check the name: the path is relative to the folder of the content file",
    Code.FILE_UNREADABLE: "name a picture that you may read, as `portrait.jpg`",
    Code.FILE_TOO_LARGE: "save it smaller: it is printed with at most {} × {} pixels",
}


def read_photo(
    photo: PhotoModel | None, folder: Path, pixels: tuple[int, int] | None = None
) -> Checked[Picture]:
    """Return a photo or a signature for the PDF, or a finding; `folder` is the content file's.

    It keeps as many `pixels` in width and height as it is printed with, by default the usual ones.
    """
    if photo is None:
        return Checked(None)
    if is_address(photo.file):
        message = f"{cited(photo.file)} is a web address, and nothing is downloaded"
        hint = (
            "save the picture beside the content file, and write its file name, as `portrait.jpg`"
        )
        return failed(Diagnostic(Code.FILE_MISSING, message, photo.file.span, hint))
    pixels = pixels or photo.pixels
    path = folder / photo.file.strip()
    read = read_bytes(path, SIZE_MAX, f"a {photo.what}")
    if read.value is None:
        return failed(
            *(_of_photo(finding, path, photo.file, pixels) for finding in read.diagnostics)
        )
    from cvtex.content.picture import to_picture  # noqa: PLC0415 - heavy, and few have a photo

    return to_picture(read.value, path, photo.file.span, photo.what, pixels)


def is_address(text: str) -> bool:
    """Return whether a text is a URL and not a file name."""
    return bool(_ADDRESS.match(text.strip()))


def _of_photo(finding: Diagnostic, path: Path, typed: Typed, pixels: tuple[int, int]) -> Diagnostic:
    """Return a finding about the file as one about the value that names it."""
    message, hint = finding.message, _HINTS[finding.code].format(*pixels)
    if finding.code is Code.FILE_MISSING and not path.is_symlink():
        message = f"there is no file {cited(str(path))}"
        if "\\" in typed:
            name = PureWindowsPath(typed).name
            hint = f"write its path from the folder of the content file, with `/`, as `{name}`"
    return replace(finding, message=message, span=typed.span, hint=hint)
