"""What PDF/A-2a and PDF/UA-1 ask of the file as a whole, as far as it can be told quickly.

Tags have modules of their own, fonts and metadata too. Each rule names its clause: "A" is ISO
19005-2, "UA" ISO 14289-1. A tool such as veraPDF knows all of them; these hold at each build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Stream

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.pdf.objects import entry, items, name, text
from cvtex.verify.embedded import file_faults
from cvtex.verify.opened import Opened
from cvtex.verify.sheets import sheet_faults

# ISO 32000-1, table 6, without LZWDecode (A, 6.1.7).
_FILTERS = frozenset(
    [
        "ASCIIHexDecode",
        "ASCII85Decode",
        "FlateDecode",
        "RunLengthDecode",
        "CCITTFaxDecode",
        "JBIG2Decode",
        "DCTDecode",
        "JPXDecode",
        "Crypt",
    ]
)
# A, 6.3.1, and UA, 7.18.2: what moves, sounds or opens other files.
_ANNOTATIONS = frozenset({"3D", "Sound", "Screen", "Movie", "TrapNet", "RichMedia"})


def check_identity(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find a file that does not say which standards it keeps."""
    xmp = opened.xmp or {}
    said = [
        ("PDF/A-2", xmp.get("pdfaid:part") == ("2",), "ISO 19005-2, 6.6.4"),
        ("PDF/A level A", xmp.get("pdfaid:conformance") == ("A",), "ISO 19005-2, 6.6.4"),
        ("PDF/UA-1", xmp.get("pdfuaid:part") == ("1",), "ISO 14289-1, 5"),
        ("its title", any(xmp.get("dc:title", ())), "ISO 14289-1, 7.1"),
    ]
    if "pdfuaid:part" in xmp:
        declared = "pdfaExtension:schemas" in xmp
        said.append(("what pdfuaid is", declared, "ISO 19005-2, 6.6.2.3"))
    unsaid = [f"{what} ({clause})" for what, true, clause in said if not true]
    if unsaid:
        yield Diagnostic(Code.STANDARD_UNSAID, f"XMP does not declare {', '.join(unsaid)}")


def check_standards(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find what a file for the archive may not have, each kind once."""
    found = (fault for rule in _RULES for fault in rule(opened))
    streams = (held for one, held in opened.objects if isinstance(one, Stream))
    packed = (fault for held in streams for fault in _stream_faults(held))
    for fault in dict.fromkeys((*found, *packed)):
        yield Diagnostic(Code.STANDARD_BROKEN, fault)


def _trailer(opened: Opened) -> Iterator[str]:
    if opened.pdf.is_encrypted:
        yield "the file is encrypted (ISO 19005-2, 6.1.3)"
    if not items(entry(opened.pdf.trailer, "/ID")):
        yield "the file has no ID (ISO 19005-2, 6.1.3)"
    if not opened.pdf.pdf_version.startswith("1."):
        yield f"the file is of version {opened.pdf.pdf_version}, not 1.7 (ISO 19005-2, 6.1.2)"


def _catalogue(opened: Opened) -> Iterator[str]:
    root = opened.pdf.Root
    form, names = entry(root, "/AcroForm"), entry(root, "/Names")
    if entry(root, "/NeedsRendering") is True:
        yield "the file has a form in XFA (ISO 19005-2, 6.4.2; ISO 14289-1, 7.15)"
    if entry(form, "/NeedAppearances") is True:
        yield "its form's fields have no appearance of their own (ISO 19005-2, 6.4.1)"
    if entry(names, "/AlternatePresentations") is not None:
        yield "the file has alternate presentations (ISO 19005-2, 6.10)"
    if entry(root, "/Requirements") is not None:
        yield "the file has requirements for its reader (ISO 19005-2, 6.11)"
    layers = entry(root, "/OCProperties")
    for layer in [entry(layers, "/D"), *items(entry(layers, "/Configs"))]:
        if layer is not None and (not text(entry(layer, "/Name")) or "/AS" in layer):
            yield "layers have no name, or are shown by themselves (ISO 19005-2, 6.9)"


def _colour(opened: Opened) -> Iterator[str]:
    intents = [
        intent
        for intent in items(entry(opened.pdf.Root, "/OutputIntents"))
        if name(entry(intent, "/S")) == "GTS_PDFA1"
        and isinstance(entry(intent, "/DestOutputProfile"), Stream)
    ]
    if intents:
        return
    devices = set[str]().union(*(page.devices for page in opened.pages)) - {""}
    if devices:
        yield (
            f"no output intent says what the colours of {', '.join(sorted(devices))} are (ISO "
            "19005-2, 6.2.3 and 6.2.4.3)"
        )
    for page in opened.pages:
        if page.transparent and entry(entry(page.source, "/Group"), "/CS") is None:
            yield "what is transparent has no blending colour space (ISO 19005-2, 6.2.10)"


def _pages(opened: Opened) -> Iterator[str]:
    for page in opened.pages:
        yield from page.faults
        if entry(page.source, "/PresSteps") is not None:
            yield "a page has steps of a presentation (ISO 19005-2, 6.10)"
        yield from sheet_faults(page.source)
    for _, annotation in opened.annotations:
        kind = name(entry(annotation, "/Subtype"))
        if kind in _ANNOTATIONS:
            yield f"there is an annotation of type {kind} (ISO 19005-2, 6.3.1; ISO 14289-1, 7.18.2)"
        if kind not in {"Popup", "Link"} and entry(annotation, "/AP") is None:
            yield f"an annotation of type {kind} has no appearance (ISO 19005-2, 6.3.3)"


_RULES: tuple[Callable[[Opened], Iterator[str]], ...] = (
    _trailer,
    _catalogue,
    _colour,
    _pages,
    file_faults,
)


def _stream_faults(held: dict[str, Any]) -> Iterator[str]:
    filters = held.get("/Filter")
    for one in items(filters) or [filters]:
        if one is not None and name(one) not in _FILTERS:
            yield f"a stream is packed by {name(one)} (ISO 19005-2, 6.1.7)"
    if "/F" in held:
        yield "what belongs to the file lies outside of it (ISO 19005-2, 6.1.7)"
    match name(held.get("/Subtype")):
        case "PS":
            yield "there is PostScript in the file (ISO 19005-2, 6.2.9)"
        case "Form" if "/Ref" in held:
            yield "a page shows a page of another file (ISO 19005-2, 6.2.9; ISO 14289-1, 7.20)"
        case "Image" if held.get("/Interpolate") is True:
            yield "a picture is to be smoothed (ISO 19005-2, 6.2.8)"
        case "Image" if "/Alternates" in held:
            yield "a picture has another in its place (ISO 19005-2, 6.2.8)"
