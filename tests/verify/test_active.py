"""Active content is found wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cvtex.verify.file.active import check_active
from cvtex.verify.opened import open_pdf

from .paper import lines, write_pdf

Put = Callable[[Pdf, Object], object]
"""Puts an action somewhere into a file."""


def _annotation(pdf: Pdf, more: dict[str, Object]) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    for key, value in more.items():
        link[f"/{key}"] = value
    pdf.pages[0].Annots = Array([link])


def _bookmark(pdf: Pdf, action: Object) -> None:
    pdf.Root.Outlines = Dictionary(First=Dictionary(Title=String("a"), A=action))


def _field(pdf: Pdf, more: dict[str, Object]) -> None:
    kid = Dictionary(FT=Name.Tx, T=String("b"))
    for key, value in more.items():
        kid[f"/{key}"] = value
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(T=String("a"), Kids=Array([kid]))]))


def _then(action: Object) -> Dictionary:
    return Dictionary(S=Name.Named, N=Name.NextPage, Next=action)


PLACES: dict[str, Put] = {
    "OpenAction": lambda pdf, it: setattr(pdf.Root, "OpenAction", it),
    "AA of the catalogue": lambda pdf, it: setattr(pdf.Root, "AA", Dictionary(WC=it)),
    "AA of a page": lambda pdf, it: setattr(pdf.pages[0], "AA", Dictionary(O=it)),
    "A of an annotation": lambda pdf, it: _annotation(pdf, {"A": it}),
    "PA of an annotation": lambda pdf, it: _annotation(pdf, {"PA": it}),
    "AA of an annotation": lambda pdf, it: _annotation(pdf, {"AA": Dictionary(E=it)}),
    "A of a field": lambda pdf, it: _field(pdf, {"A": it}),
    "AA of a field": lambda pdf, it: _field(pdf, {"AA": Dictionary(K=it)}),
    "Next": lambda pdf, it: setattr(pdf.Root, "OpenAction", _then(it)),
    "Next in a list": lambda pdf, it: setattr(pdf.Root, "OpenAction", _then(Array([it]))),
    "Next of Next": lambda pdf, it: _annotation(pdf, {"A": _then(_then(Array([it])))}),
    "a bookmark": _bookmark,
    "names": lambda pdf, it: setattr(
        pdf.Root, "Names", Dictionary(Any=Dictionary(Names=Array([String("a"), it])))
    ),
    "names of names": lambda pdf, it: setattr(
        pdf.Root, "Names", Dictionary(Any=Dictionary(Kids=Array([Dictionary(Names=[it])])))
    ),
    "an element of the tags": lambda pdf, it: setattr(
        pdf.Root, "StructTreeRoot", Dictionary(K=Dictionary(S=Name.P, P=Dictionary(), A=it))
    ),
    "what a program keeps": lambda pdf, it: setattr(pdf.pages[0], "PieceInfo", Dictionary(X=it)),
    "the trailer": lambda pdf, it: pdf.trailer.__setitem__("/Extra", it),
    "a stream's entries": lambda pdf, it: setattr(
        pdf.Root, "Extra", pdf.make_stream(b"", Extra=Dictionary(A=it))
    ),
}


def _found(pdf: Path) -> list[str]:
    with open_pdf(pdf) as opened:
        assert opened.value
        return [one.message for one in check_active(opened.value, None)]


@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("place", PLACES)
def test_places(tmp_path: Path, place: str, *, direct: bool) -> None:
    """A script is found in every place that may have an action, direct or by a reference."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        # With the key of an element of the tags, which it is not.
        action = Dictionary(S=Name.JavaScript, JS=String("1"), P=Dictionary())
        PLACES[place](pdf, action if direct else pdf.make_indirect(action))
        pdf.save(tmp_path / "a.pdf")

    assert any("JavaScript" in message for message in _found(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ("/S /Launch /F (a.exe)", "Launch"),
        ("/S /SubmitForm /F (https://example.org)", "SubmitForm"),
        ("/S /ImportData /F (a.fdf)", "ImportData"),
        ("/S /GoToR /F (a.pdf) /D [0 /Fit]", "GoToR"),
        ("/S /GoToE /D [0 /Fit]", "GoToE"),
        ("/S /Rendition /OP 0", "Rendition"),
        ("/S /RichMediaExecute", "RichMediaExecute"),
        ("/S /Sound", "Sound"),
        ("/S /Hide /T (a)", "Hide"),
        ("/S /Java#53cript", "JavaScript"),
        ("/S /Named /N /Print", "named action"),
        ("/S /URI /URI (javascript:alert(1))", "javascript:"),
        ("/S /URI /URI (FILE:///etc/hosts)", "file:"),
        ("/Type /Filespec /F (a.EXE) /EF << >>", "embedded program"),
        ("/Type /Filespec /F (a.exe) /UF (a.pdf) /EF << >>", "embedded program"),
        ("/Type /Filespec /UF (a.docm.) /EF << >>", "embedded program"),
        ("/S /URI /URI ( java\\nscript:alert(1))", "javascript:"),
        ("/S /URI /URI (search-ms:query=x)", "search-ms:"),
        ("/Type /Filespec /F (a.html) /EF << >>", ""),
        ("/Type /Filespec /F (a.zip) /EF << >>", "embedded program"),
        ("/Type /Filespec /F (pdf) /UF (a.PDF) /EF << >>", ""),
        ("/Type /Filespec /F (a.exe\\000.pdf) /EF << >>", "embedded program"),
        ("/URI << /Base (javascript:a) >>", "javascript:"),
        ("/S /URI /URI (\\\\\\\\example\\\\share)", "on the machine"),
        ("/S /URI /URI (ms-word:ofe|u|https://example.org)", "ms-word:"),
        ("/S /URI /URI (C:\\\\a.exe)", "c:"),
        ("/Type /XObject /Subtype /PS", "PostScript"),
        ("/Type /XObject /Subtype /Form /Subtype2 /PS", "PostScript"),
        ("/Subtype /RichMedia /Rect [0 0 9 9]", "rich media"),
        ("/Subtype /Movie /Rect [0 0 9 9]", "a film"),
        ("/OnInstantiate << >>", "3D model"),
        ("/RichMediaContent << >>", "rich media"),
        ("/XFA []", "XFA"),
        ("/S /URI /URI (https://example.org)", ""),
        ("/S /GoTo /D [0 /Fit]", ""),
        ("/S /Named /N /NextPage", ""),
        ("/S /P /T (/S /JavaScript /JS)", ""),
        ("/Type /Filespec /F (a.pdf) /EF << >>", ""),
    ],
)
def test_kinds(tmp_path: Path, entries: str, found: str) -> None:
    """Each kind of active content is found, and what only leads somewhere is none."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.Extra = Dictionary(A=Object.parse(f"<< {entries} >>".encode()))
        pdf.save(tmp_path / "a.pdf")
    messages = _found(tmp_path / "a.pdf")

    assert bool(messages) is bool(found)
    assert all(found in message for message in messages)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"MZ\0", True),
        (b"#!/bin/sh", True),
        (b"<p><SCRIPT>", True),
        ("<script>".encode("utf-16"), True),
        (b'<svg onload="a()">', True),
        (b"PK\3\4", True),
        (b"%PDF", False),
    ],
)
def test_embedded(tmp_path: Path, data: bytes, *, found: bool, bare: bool) -> None:
    """An embedded program is found by its first bytes, whatever its name, also without one."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        file = Dictionary(F=pdf.make_stream(data))
        named = Dictionary(Type=Name.Filespec, F=String("photo.png"), EF=file)
        pdf.Root.Extra = Dictionary(FS=file.F if bare else named)
        pdf.save(tmp_path / "a.pdf")

    assert bool(_found(tmp_path / "a.pdf")) is found


def test_content_of_another_file(tmp_path: Path) -> None:
    """A stream that stands in another file is found: a reader may fetch it from a server."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.Extra = pdf.make_stream(b"", F=String("//example.org/a"))
        pdf.save(tmp_path / "a.pdf")

    assert "another file" in _found(tmp_path / "a.pdf")[0]


@pytest.mark.parametrize("is_first", [True, False])
def test_address_when_a_file_is_opened(tmp_path: Path, *, is_first: bool) -> None:
    """An address that is opened with the file is found: a link waits for a click."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        address = Dictionary(S=Name.URI, URI=String("https://example.org"))
        later = pdf.make_indirect(Array([address]))
        later.append(later)  # a circle
        pdf.Root.OpenAction = address if is_first else Dictionary(S=Name.GoTo, Next=later)
        pdf.save(tmp_path / "a.pdf")

    assert "OpenAction" in _found(tmp_path / "a.pdf")[0]


@pytest.mark.parametrize(("key", "kind"), [("S", "Launch"), ("Subtype", "Movie")])
def test_kind_by_a_reference(tmp_path: Path, key: str, kind: str) -> None:
    """An action or annotation is found if its type stands in an object of its own."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        item = Dictionary(Rect=Array([0, 0, 9, 9]))
        item[f"/{key}"] = pdf.make_indirect(Name(f"/{kind}"))
        pdf.pages[0].Annots = Array([item])
        pdf.save(tmp_path / "a.pdf")

    assert _found(tmp_path / "a.pdf")
