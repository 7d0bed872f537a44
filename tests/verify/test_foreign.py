"""Any PDF can be looked at, by whichever tool it was made and however it is broken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Stream, String

from cvtex.verify.checks import prove

from .damage import damage_bytes, save_as_it_is
from .paper import at, write_pdf

if TYPE_CHECKING:
    from made import Made

# One language by day, the other one too by night.
TURN = pytest.mark.parametrize(
    "sample", ["zh", pytest.param("en", marks=pytest.mark.long)], indirect=True
)
TRIES = settings(max_examples=settings().max_examples // 4)
VALUES = (0, -1, 2**40, 0.5, True, String("x"), Name.X, Array(), Array([1, 2, 3, 4]), Dictionary())
TOKENS = [
    "q",
    "Q",
    "cm",
    "BT",
    "ET",
    "Tf",
    "Td",
    "TD",
    "Tm",
    "T*",
    "Tj",
    "TJ",
    "'",
    '"',
    "Tz",
    "Tr",
    "TL",
    "Ts",
    "Tc",
    "Tw",
    "BMC",
    "BDC",
    "EMC",
    "re",
    "m",
    "l",
    "c",
    "v",
    "y",
    "f",
    "S",
    "n",
    "Do",
    "gs",
    "/F1",
    "/X",
    "1",
    "-3",
    "0",
    "99999999999999999999",
    "\x9c\xe9",
    "(a)",
    "<41>",
    "<4>",
    "[(a)-900(b)]",
    "[]",
    "<</MCID",
    "0>>",
    "<<",
    ">>",
    "true",
]


def _codes(pdf: Path) -> set[str]:
    return {str(finding.code) for finding in prove(pdf, None)}


@pytest.mark.parametrize(
    "content", [b"", b"no PDF", b"%PDF-1.7\n", b"\x00" * 999, b"%PDF-1.7\n%%EOF"]
)
def test_no_pdf(tmp_path: Path, content: bytes) -> None:
    """What is no PDF is said to be none."""
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(content)

    assert _codes(pdf) == {"pdf-unreadable"}


def test_no_file(tmp_path: Path) -> None:
    """What is not there, or is a folder, is said to be so, in words."""
    (missing,) = prove(tmp_path / "none.pdf", None)
    (folder,) = prove(tmp_path, None)

    assert (missing.code, folder.code) == ("pdf-unreadable", "pdf-unreadable")
    assert str(tmp_path) not in missing.message


def test_locked(sample: Made, tmp_path: Path) -> None:
    """A PDF that asks for a password can't be sent to anybody."""
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(sample.pdf) as pdf:
        pdf.save(locked, encryption=Encryption(user="u", owner="o"))

    assert _codes(locked) == {"pdf-locked"}


def test_cut_short(sample: Made, tmp_path: Path) -> None:
    """A PDF that lost its end is read as far as it goes, and said to be damaged."""
    pdf = tmp_path / "cut.pdf"
    data = sample.pdf.read_bytes()
    pdf.write_bytes(data[: len(data) * 3 // 4])

    assert _codes(pdf) & {"pdf-damaged", "pdf-unreadable"}


def test_broken_content(sample: Made, tmp_path: Path) -> None:
    """A page that can't be read whole is no good page, if viewers show a part of it."""
    pdf = tmp_path / "broken.pdf"
    with pikepdf.open(sample.pdf) as opened:
        opened.pages[1].Contents = opened.make_stream(b"(open <</a [ BT")
        save_as_it_is(opened, pdf)

    assert "pdf-damaged" in _codes(pdf)


def test_empty_page(tmp_path: Path) -> None:
    """A PDF with nothing on it, and one without a page, are looked at."""
    blank, none = tmp_path / "blank.pdf", tmp_path / "none.pdf"
    with Pdf.new() as pdf:
        pdf.save(none)
        pdf.add_blank_page()
        pdf.save(blank)

    assert {"tags-missing", "bookmarks-missing", "language-missing"} <= _codes(blank)
    assert "pdf-damaged" in _codes(none)


def test_forms_that_multiply(tmp_path: Path) -> None:
    """Forms that show forms are read as far as a page of a résumé goes, and no farther."""
    pdf = tmp_path / "forms.pdf"
    with Pdf.new() as opened:
        page = opened.add_blank_page()
        inner: Object = opened.make_stream(b"0 0 1 1 re f " * 99, Subtype=Name.Form)
        for _ in range(9):
            shown = opened.make_stream(b"/F Do " * 99, Type=Name.XObject, Subtype=Name.Form)
            shown.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = shown
        page.obj.Resources = Dictionary(XObject=Dictionary(F=inner))
        page.obj.Contents = opened.make_stream(b"/F Do")
        opened.save(pdf)

    assert "pdf-damaged" in _codes(pdf)


def test_circles(sample: Made, tmp_path: Path) -> None:
    """A tree, an outline and pages that lead in a circle come to an end."""
    pdf = tmp_path / "circles.pdf"
    with pikepdf.open(sample.pdf) as opened:
        top = opened.Root.StructTreeRoot.K[0]
        top.K.append(top)
        first = opened.Root.Outlines.First
        first.Next = first
        opened.Root.StructTreeRoot.ParentTree.Kids = Array([opened.Root.StructTreeRoot.ParentTree])
        opened.save(pdf)

    assert "tags-broken" in _codes(pdf)


def test_shared_elements(sample: Made, tmp_path: Path) -> None:
    """Elements that each name the next one twice are read once each, by whichever way."""
    pdf = tmp_path / "shared.pdf"
    with pikepdf.open(sample.pdf) as opened:
        below = opened.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, K=Array()))
        for _ in range(40):
            below = opened.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.Div, K=Array([below, below]))
            )
        opened.Root.StructTreeRoot.K.append(below)
        opened.save(pdf)

    assert "tags-broken" in _codes(pdf)


@pytest.mark.long
@TURN
def test_many_shapes(sample: Made, tmp_path: Path) -> None:
    """A page of tens of thousands of shapes is looked at in time."""
    pdf = tmp_path / "shapes.pdf"
    with pikepdf.open(sample.pdf) as opened:
        shapes = b"/Artifact BMC 1 g " + b"0 0 1 1 re f " * 30_000 + b"EMC"
        opened.pages[0].contents_add(shapes)
        save_as_it_is(opened, pdf)

    assert "text-covered" not in _codes(pdf)


@TURN
@TRIES
@given(st.data())
def test_damaged_bytes(sample: Made, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes are damaged, there are findings or none, and no exception."""
    pdf = tmp_path / "damaged.pdf"
    damage_bytes(data.draw, sample.pdf, pdf)

    prove(pdf, sample.document)


@TURN
@TRIES
@given(st.data())
def test_damaged_objects(sample: Made, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever stands where something else should, there are findings or none."""
    pdf = tmp_path / "damaged.pdf"
    with pikepdf.open(sample.pdf) as opened:
        objects = [one for one in opened.objects if isinstance(one, Dictionary | Stream)]
        for _ in range(data.draw(st.integers(1, 8))):
            one = data.draw(st.sampled_from(objects))
            keys = sorted(set(one.keys()) - {"/Length", "/Filter"})
            if keys:
                one[data.draw(st.sampled_from(keys))] = data.draw(st.sampled_from(VALUES))
        try:
            save_as_it_is(opened, pdf)
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            return  # so broken that it can't be written

    prove(pdf, sample.document)


@TURN
@TRIES
@given(st.lists(st.sampled_from(TOKENS)))
def test_odd_operators(sample: Made, tmp_path: Path, tokens: list[str]) -> None:
    """Operators in any order, with any operands, are read without an exception."""
    pdf = tmp_path / "odd.pdf"
    with pikepdf.open(sample.pdf) as opened:
        opened.pages[0].Contents = opened.make_stream(" ".join(tokens).encode("latin-1"))
        save_as_it_is(opened, pdf)

    prove(pdf, sample.document)


def test_nothing_but_a_control_character(tmp_path: Path) -> None:
    """A page of one character that Python takes for a space is reported, and is no bug."""
    write_pdf(tmp_path / "a.pdf", at(72, 700, "a"))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        maps = b"1 beginbfchar <61> <001C> endbfchar"
        pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(maps)
        pdf.save(tmp_path / "a.pdf")

    assert "character-unreadable" in {one.code for one in prove(tmp_path / "a.pdf", None)}


@pytest.mark.parametrize(("words", "found"), [("", True), ("fi", False)])
def test_ligature_in_a_map(tmp_path: Path, words: str, *, found: bool) -> None:
    """A look-alike in a font's map is found, unless other words stand in its place."""
    shown = at(72, 700, "a")
    if words:
        shown = f"/Span <</ActualText ({words})>> BDC\n".encode() + shown + b"EMC\n"
    write_pdf(tmp_path / "a.pdf", shown)
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        maps = b"1 beginbfchar <61> <FB01> endbfchar"
        pdf.pages[0].Resources.Font.F.ToUnicode = pdf.make_stream(maps)
        pdf.save(tmp_path / "a.pdf")
    codes = {one.code for one in prove(tmp_path / "a.pdf", None)}

    assert ("character-lookalike" in codes) is found


@pytest.mark.parametrize(("components", "found"), [(3, True), (4, False)])
def test_colours_of_inks(tmp_path: Path, components: int, *, found: bool) -> None:
    """Colours of CMYK need an output intent with a profile of inks."""
    write_pdf(tmp_path / "a.pdf", b"0 0 0 1 k " + at(72, 700, "Ada"))
    with Pdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        profile = pdf.make_stream(b"profile", N=components)
        pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
        pdf.save(tmp_path / "a.pdf")

    assert ("standard-broken" in _codes(tmp_path / "a.pdf")) is found
