"""The mark that an unproven PDF bears: whoever finds the file later can see what it is."""

from __future__ import annotations

import io
from pathlib import Path

from pikepdf import Name, ObjectStreamMode, PasswordError, Pdf, PdfError

from cvtex.pdf.objects import data, entry

UNPROVEN = "unproven"

_END = b"</rdf:RDF>"
# A label is of the basic schema of XMP, so that PDF/A takes it as it is (ISO 19005-2, 6.6.2.3).
_LABEL = f"<xmp:Label>{UNPROVEN}</xmp:Label>".encode()
_DESCRIPTION = (
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
    + _LABEL
    + b"</rdf:Description>\n"
)


def pdf_of(draft: Path, *, proven: bool) -> bytes:
    """Return a draft as it is published: as it is, or with xmp:Label saying that it is unproven.

    ValueError: it has no metadata that could say so.
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
        # In memory first: qpdf ends the whole program where a disk is full.
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def is_marked(file: Path) -> bool:
    """Return whether a PDF is marked as unproven; a missing or damaged file is not."""
    try:
        with Pdf.open(file) as pdf:
            return _LABEL in data(entry(pdf.Root, "/Metadata"))
    except (PdfError, PasswordError, OSError):
        return False
