"""Writes the metadata: XMP and the document information dictionary, with the same texts."""

from __future__ import annotations

import struct
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf, String

if TYPE_CHECKING:
    from cvtex.document import Document

PRODUCER = "cvtex"

# XMP's own schemas are predefined; PDF/A requires that of PDF/UA to be declared (ISO 19005-2,
# 6.6.2.3.3).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{subject}{keywords}{date}<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_SUBJECT = """<dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">{}</rdf:li>
</rdf:Alt></dc:description>
"""


def describe(pdf: Pdf, document: Document) -> None:
    """Write title, author, subject and the like, the output intent, and the claimed standards."""
    author, keywords = document.name.text, ", ".join(document.keywords)
    subject, date = document.subject, document.date
    xmp = _XMP.format(
        title=escape(document.title),
        author=escape(author),
        language=escape(document.language),
        subject=_SUBJECT.format(escape(subject)) if subject else "",
        keywords=f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>\n" if keywords else "",
        date=f"<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>\n" if date else "",
        producer=PRODUCER,
    )
    root = pdf.Root
    root[Name.Metadata] = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    # The date comes from the content and the producer does not name the machine's TeX, so the bytes
    # are the same on any day and machine.
    pdf.trailer[Name.Info] = pdf.make_indirect(
        Dictionary(Title=String(document.title), Author=String(author), Producer=PRODUCER)
    )
    if subject:
        pdf.docinfo[Name.Subject] = String(subject)
    if keywords:
        pdf.docinfo[Name.Keywords] = String(keywords)
    if date:
        pdf.docinfo[Name.CreationDate] = String(f"D:{date.isoformat().replace('-', '')}000000Z")
    root[Name.Lang] = String(document.language)
    root[Name.MarkInfo] = Dictionary(Marked=True)
    root[Name.ViewerPreferences] = Dictionary(DisplayDocTitle=True)
    # Device colours are sRGB (ISO 19005-2, 6.2.3 and 6.2.4.3).
    root[Name.OutputIntents] = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                Info="sRGB IEC61966-2.1",
                DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
            )
        ]
    )


@cache
def srgb_profile() -> bytes:
    """Return LittleCMS's ICC profile of sRGB, with a fixed date, version and platform.

    PDF/A-2 takes version 4.2 of the format (ICC.1:2004-10, 7.2).
    """
    from PIL import ImageCms  # noqa: PLC0415 - 30 ms, only where a PDF is written

    header = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    header[8:12] = b"\4\x20\0\0"
    header[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    header[40:44] = bytes(4)
    return bytes(header)
