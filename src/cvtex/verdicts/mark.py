"""The mark that an unproven PDF bears: whoever finds the file later can see what it is."""

from __future__ import annotations

import io
from pathlib import Path

from pikepdf import Name, ObjectStreamMode, Pdf

UNPROVEN = "unproven"

_END = b"</rdf:RDF>"
# A label is of the basic schema of XMP, so that PDF/A takes it as it is (ISO 19005-2, 6.6.2.3).
_LABEL = (
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
    f"<xmp:Label>{UNPROVEN}</xmp:Label></rdf:Description>\n"
).encode()


def pdf_of(draft: Path, *, proven: bool) -> bytes:
    """Return a draft as it is published: as it is, or with xmp:Label saying that it is unproven."""
    if proven:
        return draft.read_bytes()
    with Pdf.open(draft) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
        marked = xmp.replace(_END, _LABEL + _END, 1)
        pdf.Root[Name.Metadata] = pdf.make_stream(marked, Type=Name.Metadata, Subtype=Name.XML)
        # In memory first: qpdf ends the whole program where a disk is full.
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()
