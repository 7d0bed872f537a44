"""Whether the files in a file may be kept for as long as it (ISO 19005-2, 6.8)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import PasswordError, Pdf, PdfError

from cvtex.pdf.objects import Place, data, entries, entry, place, text
from cvtex.verify.active import dictionaries
from cvtex.verify.opened import Opened
from cvtex.verify.xmp import read_xmp

# PDF/A-1 and PDF/A-2; PDF/A-3 may hold any file, and is none that an archive of PDF/A-2 takes.
_PARTS = {("1",), ("2",)}


def file_faults(opened: Opened) -> Iterator[str]:
    """Yield what is wrong with the files that specifications of files embed.

    One that many embed is looked at once.
    """
    seen = set[Place]()
    for held in dictionaries(opened.pdf):
        if "/EF" not in held:
            continue
        if not (text(held.get("/F")) and text(held.get("/UF"))):
            yield "an embedded file has no name (ISO 19005-2, 6.8; ISO 14289-1, 7.11)"
        called = text(held.get("/UF")) or text(held.get("/F"))
        for _, stream in entries(held["/EF"]):
            if place(stream) not in seen and not _is_archived(data(stream)):
                named = f" `{called}`" if called else ""
                yield f"the embedded file{named} is no PDF/A-1 or PDF/A-2 (ISO 19005-2, 6.8)"
            seen.add(place(stream))


def _is_archived(content: bytes) -> bool:
    """Tell whether a file is a PDF that says of itself that it keeps to PDF/A."""
    try:
        with Pdf.open(BytesIO(content)) as pdf:
            xmp = read_xmp(data(entry(pdf.Root, "/Metadata")))
    except (PdfError, PasswordError):
        return False
    return (xmp or {}).get("pdfaid:part") in _PARTS
