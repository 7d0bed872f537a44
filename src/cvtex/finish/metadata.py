"""What the file says of itself: XMP and the information dictionary, with the same words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf, String

from cvtex.finish.icc import srgb

if TYPE_CHECKING:
    from cvtex.document import Document

PRODUCER = "cvtex"

# PDF/A knows the schemas of XMP; that of PDF/UA is declared (ISO 19005-2, 6.6.2.3.3).
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
    """Write title, author, subject and their like, and which standards the file keeps."""
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
    # With a date of the content's own, and without the name of the machine's TeX, the bytes are
    # the same on any day and anywhere.
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
    # Colour without a profile of its own is sRGB (ISO 19005-2, 6.2.3 and 6.2.4.3).
    root[Name.OutputIntents] = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB",
                Info="sRGB IEC61966-2.1",
                DestOutputProfile=pdf.make_stream(srgb(), N=3),
            )
        ]
    )
