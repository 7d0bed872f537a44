"""A person sees what a machine reads: small pages with a word that is hidden, or looks so."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from cvtex.diagnostics import Diagnostic, Severity
from cvtex.verify.opened import open_pdf
from cvtex.verify.page.hidden_text import check_visible

from .paper import at, lines, write_pdf

WORD = "BT /F 20 Tf 450 20 Td (keywords) Tj ET"
BOX = "440 10 120 40 re"

HIDDEN = {
    "not painted": f"3 Tr {WORD}",
    "a window to nothing": f"7 Tr {WORD}",
    "transparent": f"/Gone gs {WORD}",
    "transparent as a group": "/Gone gs /Group Do",
    "white on white": f"1 g {WORD}",
    "nearly white on white": f"0.98 0.97 1 rg {WORD}",
    "no ink on white": f"/DeviceCMYK cs 0 0 0 0.01 scn {WORD}",
    "white outlines": f"1 Tr 1 G {WORD}",
    "blue on blue": f"0 0 0.78 rg {BOX} f 0 0 0.8 rg {WORD}",
    "half a point": f"0.025 0 0 0.025 450 20 cm {WORD}",
    "squeezed to a line": f"1 Tz {WORD}",
    "clipped away": f"0 0 9 9 re W n {WORD}",
    "clipped to nothing, even-odd": f"{BOX} {BOX} W* n {WORD}",
    "a window below it": f"440 4 100 4 re W n {WORD}",
    "a slit": f"440 24 120 0.05 re W n {WORD}",
    "below a filled path": f"{WORD} 1 g {BOX} f",
    "below a thick white line": f"{WORD} 1 G 80 w 430 25 m 580 25 l S",
    "below a picture": f"{WORD} 140 0 0 60 430 5 cm /Grey Do",
    "below a form": f"{WORD} /Patch Do",
    "below a gradient": f"{WORD} {BOX} W n /Even sh",
    "in a gradient's colour": f"q {BOX} W n /Even sh Q 0.5 g {WORD}",
    "in a pattern's colour": f"/Pattern cs /Tiles scn {BOX} f 0.5 g {WORD}",
    "in a picture's colour": f"q 140 0 0 60 430 5 cm /Grey Do Q 0.5 g {WORD}",
    "behind a mask": f"/Masked gs {WORD}",
    "in a layer that is off": f"/OC /Off BDC {WORD} EMC",
    "in a form of a layer that is off": "/OffForm Do",
    "blended away": f"/Lighter gs 1 g {WORD}",
    "not painted, on a picture": f"q 140 0 0 60 430 5 cm /Grey Do Q 3 Tr {WORD}",
    "read, where a person sees a rule": f"{BOX} S 3 Tr {WORD}",
}

SEEN = {
    "black": WORD,
    "light grey": f"0.85 g {WORD}",
    "small": "BT /F 4 Tf 450 20 Td (keywords) Tj ET",
    "upper halves": f"440 24 120 20 re W n {WORD}",
    "white on black": f"{BOX} f 1 g {WORD}",
    "white on what is round": f"440 10 m 440 40 560 40 560 10 c f 1 g {WORD}",
    "white on a thick line": f"50 w 430 25 m 580 25 l S 1 g {WORD}",
    "white with a black outline": f"2 Tr 1 g {WORD}",
    "white on a picture": f"q 140 0 0 60 430 5 cm /Grey Do Q 1 g {WORD}",
    "white on a gradient": f"q {BOX} W n /Even sh Q 1 g {WORD}",
    "red on green of one brightness": f"0 0.5 0 rg {BOX} f 0.98 0 0 rg {WORD}",
    "a window to a colour": f"BT 7 Tr /F 20 Tf 450 20 Td (keywords) Tj ET {BOX} f",
    "a window to a gradient": "BT 7 Tr /F 20 Tf 450 20 Td (keywords) Tj ET /Even sh",
    "in a layer that is on": f"/OC /On BDC {WORD} EMC",
    "half transparent": f"/Half gs {WORD}",
    "below what is transparent": f"{WORD} /Half gs 1 g {BOX} f",
    "on its side": "0 1 -1 0 480 20 cm BT /F 20 Tf 0 0 Td (keywords) Tj ET",
    "a full stop": "1 g BT /F 20 Tf 450 20 Td (...) Tj ET",
}


def _write(pdf: Path, content: str, turn: int = 0, unit: float = 1) -> list[Diagnostic]:
    """Write a page with some lines and a content; return what is found on it."""
    write_pdf(pdf, lines(["Ada Sample", "Engineer", "Somewhere"]) + f"q {content} Q".encode())
    with Pdf.open(pdf, allow_overwriting_input=True) as made:
        page = made.pages[0]
        for key, held in _resources(made).items():
            page.Resources[key] = held
        page.Rotate = turn
        if unit != 1:
            page.UserUnit = unit
        made.save(pdf)
    with open_pdf(pdf) as opened:
        assert opened.value
        return list(check_visible(opened.value, None))


def _resources(pdf: Pdf) -> Dictionary:
    def form(content: str, **more: object) -> Stream:
        kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 595, 842])}
        fonts = Dictionary(Font=pdf.pages[0].Resources.Font)
        return pdf.make_stream(content.encode(), **kind, Resources=fonts, **more)

    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    picture = pdf.make_stream(
        b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8
    )
    picture.ColorSpace = Name.DeviceGray
    tile = pdf.make_stream(
        b"0.5 g 0 0 9 9 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 9, 9]),
        XStep=9,
        YStep=9,
        Resources=Dictionary(),
    )
    even = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Coords=Array([0, 0, 595, 0]),
        Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=[0.5], C1=[0.52], N=1),
        Extend=Array([True, True]),
    )
    off, on = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("Off", "On"))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([off, on]), D=Dictionary(Name="Layers", OFF=Array([off]), ON=Array([on]))
    )
    mask = Dictionary(S=Name.Luminosity, G=form("0 g 0 0 595 842 re f", Group=group))
    return Dictionary(
        ExtGState=Dictionary(
            Gone=Dictionary(ca=0, CA=0),
            Half=Dictionary(ca=0.5),
            Masked=Dictionary(SMask=mask),
            Lighter=Dictionary(BM=Name.Lighten),
        ),
        Shading=Dictionary(Even=even),
        Pattern=Dictionary(Tiles=tile),
        Properties=Dictionary(Off=off, On=on),
        XObject=Dictionary(
            Grey=picture,
            Group=form(WORD, Group=group),
            Patch=form(f"1 g {BOX} f"),
            OffForm=form(WORD, OC=off),
        ),
    )


def _codes(found: Iterable[Diagnostic]) -> list[str]:
    return [str(one.code) for one in found]


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden(tmp_path: Path, name: str) -> None:
    """A word that a machine reads and nobody sees is found, and no other."""
    found = _write(tmp_path / "a.pdf", HIDDEN[name])

    assert _codes(found) == ["text-hidden"]
    assert "`keywords`" in found[0].message


def test_hidden_beyond_the_first_plane(tmp_path: Path) -> None:
    """A hidden letter of two halves in UTF-16, as the ideograph 𠮷, is found as any other."""
    write_pdf(tmp_path / "a.pdf", lines(["Ada Sample"]) + f"3 Tr {WORD}".encode())
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as made:
        font = made.pages[0].Resources.Font.F
        font.ToUnicode = made.make_stream(
            b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
            b" 1 beginbfchar <6b> <d842dfb7> endbfchar endcmap"
        )
        made.save(tmp_path / "a.pdf")
    with open_pdf(tmp_path / "a.pdf") as opened:
        assert opened.value
        (found,) = check_visible(opened.value, None)

    assert "`𠮷eywords`" in found.message


@pytest.mark.parametrize("name", SEEN)
def test_seen(tmp_path: Path, name: str) -> None:
    """A word that stands out, however it is painted, is no finding; nor is a full stop."""
    assert _write(tmp_path / "a.pdf", SEEN[name]) == []


@pytest.mark.parametrize(
    ("turn", "content", "found"),
    [
        (0, "", []),
        (180, "", ["page-rotated"]),
        (90, "", ["page-rotated"]),
        (270, "", ["page-rotated"]),
        (90, "0 1 -1 0 0 0 cm BT /F 9 Tf 99 -99 Td (Ada Sample writes along the side) Tj ET", []),
        (
            0,
            "-1 0 0 1 0 0 cm BT /F 9 Tf -400 99 Td (Ada Sample in a mirror, at some length) Tj ET",
            ["page-rotated"],
        ),
    ],
)
def test_turned(tmp_path: Path, turn: int, content: str, found: list[str]) -> None:
    """A page on which most letters do not stand upright is found, however that came about."""
    assert _codes(_write(tmp_path / "a.pdf", content, turn)) == found


@pytest.mark.parametrize(
    ("unit", "found"), [(0.05, ["text-hidden"]), (10, []), (200, []), (-3, [])]
)
def test_units(tmp_path: Path, unit: float, found: list[str]) -> None:
    """The size of type is that on paper, whatever unit a page is measured in."""
    assert _codes(_write(tmp_path / "a.pdf", "", unit=unit)) == found


def _scan(pdf: Path, recognised: bytes, *, pages: int = 2) -> list[Diagnostic]:
    """Write pages that are pictures of a line of text, with text that is not painted."""
    write_pdf(pdf, *[recognised] * pages)
    with Pdf.open(pdf, allow_overwriting_input=True) as made:
        rows = [b"\xff" * 60] * 80
        rows[8:12] = [b"\xff\x00" * 30] * 4
        picture = made.make_stream(
            b"".join(rows), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=80
        )
        picture.BitsPerComponent, picture.ColorSpace = 8, Name.DeviceGray
        for page in made.pages:
            page.Resources.XObject = Dictionary(Scan=picture)
            page.contents_add(b"q 595 0 0 842 0 0 cm /Scan Do Q 3 Tr", prepend=True)
        made.save(pdf)
    with open_pdf(pdf) as opened:
        assert opened.value
        return list(check_visible(opened.value, None))


def test_scan(tmp_path: Path) -> None:
    """A scanned document with what was recognised in it is told as that, once, as a warning."""
    (found,) = _scan(tmp_path / "a.pdf", at(72, 730, "Ada Sample, Engineer"))

    assert (found.code, found.severity) == ("text-scanned", Severity.WARNING)
    assert "pages 1, 2" in found.message


def test_words_that_no_scan_has(tmp_path: Path) -> None:
    """Words where the picture of a scan is blank were not recognised there."""
    words = at(72, 730, "Ada Sample, Engineer") + at(72, 300, "keywords")
    found = _scan(tmp_path / "a.pdf", words, pages=1)

    assert _codes(found) == ["text-hidden", "text-scanned"]
    assert "`keywords`" in found[0].message


def test_letters_that_are_drawn_apart(tmp_path: Path) -> None:
    """Hidden words are cited as words, also if each of their letters is shown for itself."""
    shown = "".join(
        f"BT /F 9 Tf {90 + 5 * at} 90 Td ({char}) Tj ET " for at, char in enumerate("hooded snake")
    )
    (found,) = _write(tmp_path / "a.pdf", f"1 g {shown}")

    assert "`hooded snake`" in found.message


def _blank(pdf: Path, second: bytes) -> list[str]:
    """Write three pages, of which the second has other content; return what is found."""
    line = at(72, 700, "Ada Sample, Engineer")
    write_pdf(pdf, line, second, line)
    with open_pdf(pdf) as opened:
        assert opened.value
        return [one.message for one in check_visible(opened.value, None)]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (b"", "page 2 is blank"),
        (b"0.99 g 0 0 595 842 re f", "page 2 is blank"),
        (b"0.2 g 0 0 595 842 re f", "page 2 is blank"),
        (b"0 0 9 9 re W n " + at(72, 700, "Ada"), "page 2 is blank"),
        (at(290, 20, "Page 2 of 3"), "page 2 is blank but for its number"),
        (b"/Artifact BMC 72 40 200 1 re f " + at(72, 20, "Ada Sample, 2024") + b"EMC", "page 2"),
        (b"72 700 9 9 re f", ""),
        (at(72, 700, "Ada"), ""),
        (at(72, 700, "Ada") + at(72, 600, "2"), ""),
        (at(72, 700, "2 of the best engines"), ""),
    ],
)
def test_blank(tmp_path: Path, second: bytes, found: str) -> None:
    """A page that shows nothing, wherever it is and whatever it holds, is found."""
    messages = _blank(tmp_path / "a.pdf", second)

    assert any(found in one and "blank" in one for one in messages) is bool(found)
