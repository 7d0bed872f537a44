"""The photo: the file that is named in a content file, and what of it goes into the PDF.

No program but this one opens it: TeX and xdvipdfmx get what was made of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from cvtex.content.resume import Photo
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Picture
from cvtex.source.file import read_bytes
from cvtex.source.typed import Typed, cited

SIZE_MAX = 32 * 2**20
"""Bytes that a photo may have: twice what a camera of a telephone makes."""

_ADDRESS = re.compile(r"(?:\w+://|data:)", re.IGNORECASE)

_HINTS = {
    Code.FILE_MISSING: "check the name: its path begins in the folder of the content file",
    Code.FILE_UNREADABLE: "name a picture, as `portrait.jpg`, that you may read",
    Code.FILE_TOO_LARGE: "save it smaller: it is printed with at most 308 × 402 pixels",
}


def read_photo(photo: Photo | None, folder: Path) -> Checked[Picture]:
    """Return what of a photo goes into the PDF; a file that can't be printed is a finding.

    A path begins in the folder of the content file.
    """
    if photo is None:
        return Checked(None)
    if is_address(photo.file):
        message = f"{cited(photo.file)} is a web address, and nothing is downloaded"
        hint = "save the picture beside the content file, and write its name, as `portrait.jpg`"
        return failed(Diagnostic(Code.FILE_MISSING, message, photo.file.span, hint))
    path = folder / photo.file.strip()
    read = read_bytes(path, SIZE_MAX, "a photo")
    if read.value is None:
        return failed(*(_of_photo(finding, path, photo.file) for finding in read.diagnostics))
    from cvtex.content.picture import to_picture  # noqa: PLC0415 - heavy, and few have a photo

    return to_picture(read.value, path, photo.file.span)


def is_address(text: str) -> bool:
    """Return whether a text is an address on the net, or a whole picture, and no file's name."""
    return bool(_ADDRESS.match(text.strip()))


def _of_photo(finding: Diagnostic, path: Path, typed: Typed) -> Diagnostic:
    """Return a finding of a file at the place where that was named."""
    message, hint = finding.message, _HINTS[finding.code]
    if finding.code is Code.FILE_MISSING and not path.is_symlink():
        message = f"there is no file {cited(str(path))}"
        if "\\" in typed:
            name = PureWindowsPath(typed).name
            hint = f"write its path from the folder of the content file, with `/`, as `{name}`"
    return replace(finding, message=message, span=typed.span, hint=hint)
