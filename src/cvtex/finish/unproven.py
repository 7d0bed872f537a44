"""Marks a PDF as unproven in its metadata, so that it is recognised later."""

from __future__ import annotations

import io
from pathlib import Path

from pikepdf import Name, ObjectStreamMode, PasswordError, Pdf, PdfError

from cvtex.pdf.objects import data, entry

UNPROVEN = "unproven"

_END = b"</rdf:RDF>"
# xmp:Label is in XMP's basic schema, which PDF/A allows without declaration (ISO 19005-2, 6.6.2.3).
_LABEL = f"<xmp:Label>{UNPROVEN}</xmp:Label>".encode()
_DESCRIPTION = (
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
    + _LABEL
    + b"</rdf:Description>\n"
)


def pdf_of(draft: Path, *, proven: bool) -> bytes:
    """Return the bytes of a draft as it is published: with an xmp:Label unless it is proven.

    ValueError: it has no XMP metadata.
    """
    if proven:
        return draft.read_bytes()
    with Pdf.open(draft) as pdf:
        xmp = data(entry(pdf.Root, "/Metadata"))
        if _END not in xmp:
            message = "the metadata of the PDF can't say that it is unproven"
            raise ValueError(message)
        marked = xmp.replace(_END, _DESCRIPTION + _END, 1)
        pdf.Root[Name.Metadata] = pdf.make_stream(marked, Type=Name.Metadata, Subtype=Name.XML)
        # In memory first: qpdf aborts the process if the disk is full.
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return file.getvalue()


def is_marked(file: Path) -> bool:
    """Return whether a PDF is marked as unproven; a missing or damaged file is not."""
    try:
        with Pdf.open(file) as pdf:
            return _LABEL in data(entry(pdf.Root, "/Metadata"))
    except (PdfError, PasswordError, OSError):
        return False
