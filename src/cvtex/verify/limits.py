"""Limits the decoded size of an untrusted PDF: one of a megabyte may decode to gigabytes."""

from __future__ import annotations

from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError, Stream

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.pdf.objects import entry, name
from cvtex.verify.isolated import STREAM_MAX

UNPACKED_MAX = 256 * 2**20
"""Bytes of all decoded streams without images. 600 pages of mathematics have 20 MB."""

_UNPACKS = (
    f"unpacks to more than {UNPACKED_MAX >> 20} MB, or a part of it to more than "
    f"{STREAM_MAX >> 20} MB"
)
_QPDF_LIMIT = "memory limit exceeded"


def check_size(pdf: Path) -> Diagnostic | None:
    """Return a finding if a PDF decodes to more than any résumé.

    Images don't count: they are not decoded here. Other files than PDFs have no finding.
    """
    try:
        size = pdf.stat().st_size if pdf.is_file() else 0
        if not size:  # it is not opened: some files in /proc have no size and block
            return None
        if size > UNPACKED_MAX:
            return too_large(pdf)
        with Pdf.open(pdf) as opened:
            unpacked = 0
            for item in opened.objects:
                if isinstance(item, Stream) and name(entry(item, "/Subtype")) != "Image":
                    unpacked += _size(item)
                    if unpacked > UNPACKED_MAX:
                        return too_large(pdf)
            warnings = [str(warning) for warning in opened.get_warnings()]
    except MemoryError:
        return too_large(pdf)
    except (PdfError, PasswordError, OSError) as error:
        return too_large(pdf) if _QPDF_LIMIT in str(error) else None
    return too_large(pdf) if any(_QPDF_LIMIT in warning for warning in warnings) else None


def _size(stream: Stream) -> int:
    """Return the decoded size of a stream in bytes, 0 if it is damaged."""
    try:
        return len(stream.read_bytes())
    except PdfError as error:
        if "bad_alloc" in str(error):
            raise MemoryError from None
        return 0


def too_large(pdf: Path, why: str = _UNPACKS) -> Diagnostic:
    """Return the finding for a PDF that is larger than any résumé."""
    hint = "no résumé is that large; export it again from the program that made it"
    message = f"the PDF {why}: reading stopped"
    return Diagnostic(Code.FILE_TOO_LARGE, message, Span(pdf), hint)
