"""Reads XMP metadata (ISO 16684-1)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SCHEMAS = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
}

Metadata = dict[str, tuple[str, ...]]
"""The values of each property, as `dc:title`."""


def read_xmp(data: bytes) -> Metadata | None:
    """Return the properties of an XMP packet, None if it is not well-formed.

    A document type, which could define entities that multiply, is rejected.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314 - without a document type nothing expands
    except (ET.ParseError, LookupError, ValueError):
        return None
    properties: Metadata = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            if property_ := _name(key):
                properties[property_] = (value,)
        for child in description:
            if property_ := _name(child.tag):
                properties[property_] = _values(child)
    return properties


def _values(element: ET.Element) -> tuple[str, ...]:
    listed = tuple(_text(item) for item in element.iter(f"{_RDF}li"))
    return listed or (_text(element),)


def _text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _name(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").partition("}")
    return f"{_SCHEMAS[namespace]}:{local}" if namespace in _SCHEMAS else ""
