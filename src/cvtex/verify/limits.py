"""How much a PDF of a stranger may take: a file of a megabyte can unpack to gigabytes."""

from __future__ import annotations

from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError, Stream

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.pdf.objects import entry, name
from cvtex.verify.isolated import STREAM_MAX

UNPACKED_MAX = 256 * 2**20
"""Bytes to which all but the pictures may unpack. 600 pages of mathematics take 20 MB."""

_UNPACKS = (
    f"unpacks to more than {UNPACKED_MAX >> 20} MB, or a part of it to more than "
    f"{STREAM_MAX >> 20} MB"
)
_NEWS = "memory limit exceeded"


def check_size(pdf: Path) -> Diagnostic | None:
    """Return that a PDF unpacks to more than any résumé, if it does.

    Pictures don't count: nothing here unpacks them. What is no PDF has no size.
    """
    try:
        if not pdf.is_file():
            return None
        if pdf.stat().st_size > UNPACKED_MAX:
            return too_large(pdf)
        with Pdf.open(pdf) as opened:
            unpacked = 0
            for one in opened.objects:
                if isinstance(one, Stream) and name(entry(one, "/Subtype")) != "Image":
                    unpacked += _size(one)
                    if unpacked > UNPACKED_MAX:
                        return too_large(pdf)
            warnings = [str(warning) for warning in opened.get_warnings()]
    except MemoryError:
        return too_large(pdf)
    except (PdfError, PasswordError, OSError) as error:
        return too_large(pdf) if _NEWS in str(error) else None
    return too_large(pdf) if any(_NEWS in warning for warning in warnings) else None


def _size(stream: Stream) -> int:
    """Return to how many bytes a stream unpacks; 0 for one that is damaged."""
    try:
        return len(stream.read_bytes())
    except PdfError as error:
        if "bad_alloc" in str(error):
            raise MemoryError from None
        return 0


def too_large(pdf: Path, why: str = _UNPACKS) -> Diagnostic:
    """Say that a PDF takes more than any résumé."""
    hint = "no résumé is that large; export it again from the program that made it"
    message = f"the PDF {why}: reading stopped"
    return Diagnostic(Code.FILE_TOO_LARGE, message, Span(pdf), hint)
