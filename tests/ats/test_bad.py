"""PDFs that can't be read, or hardly: a finding each, never a traceback, and never for long."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Encryption, Name, Pdf, Permissions

from cvtex.ats.layout.pieces import Look, PageLayout, Pages, Piece
from cvtex.ats.layout.poppler import PAGES_MAX
from cvtex.ats.reader import read_resume, reading_of

if TYPE_CHECKING:
    from made import Made

SECONDS = 10


def _cpu_time() -> float:
    """Return the processor time of this process and of those that it waited for, in seconds."""
    return sum(os.times()[:4])


@pytest.fixture(scope="module")
def good(built: Callable[[str, str], Made]) -> Path:
    """Return a PDF that can be read."""
    return built("small.en", "classic").pdf


def _page(content: bytes, path: Path) -> Path:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(content)
        pdf.save(path)
    return path


def _locked(good: Path, path: Path, encryption: Encryption) -> None:
    with Pdf.open(good) as pdf:
        pdf.save(path, encryption=encryption)


def _image(path: Path) -> None:
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(b"\x00" * 64)
        image.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=8,
                Height=8,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        page.Resources = Dictionary(XObject=Dictionary(I=image))
        page.Contents = pdf.make_stream(b"500 0 0 800 0 0 cm /I Do")
        pdf.save(path)


def _no_pages(path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.save(path)


PASSWORD = Encryption(owner="owner", user="user")
NO_COPIES = Encryption(owner="owner", user="", allow=Permissions(extract=False))

BAD: dict[str, tuple[Callable[[Path, Path], object], str, str]] = {
    "missing": (lambda _, __: None, "file-missing", "no such file"),
    "folder": (lambda _, path: path.mkdir(), "file-unreadable", "folder"),
    "empty": (lambda _, path: path.write_bytes(b""), "pdf-unreadable", "empty"),
    "other": (lambda _, path: path.write_text("name: Ada"), "pdf-unreadable", "not a PDF"),
    "start": (lambda _, path: path.write_bytes(b"%PDF-1.7\n"), "pdf-unreadable", "damaged"),
    "half": (
        lambda good, path: path.write_bytes(good.read_bytes()[:4000]), "pdf-unreadable", "damaged",
    ),
    "no pages": (lambda _, path: _no_pages(path), "pdf-unreadable", "no page"),
    "password": (lambda good, path: _locked(good, path, PASSWORD), "pdf-locked", "password"),
    "no copies": (
        lambda good, path: _locked(good, path, NO_COPIES),
        "pdf-locked",
        "copying",
    ),
    "image": (lambda _, path: _image(path), "pdf-no-text", "picture"),
    "spaces": (lambda _, path: _page(b"BT /F 9 Tf (   ) Tj ET", path), "pdf-no-text", "picture"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_unreadable(good: Path, tmp_path: Path, case: str) -> None:
    """What can't be read is said plainly, with its file, and with what would help."""
    make, code, words = BAD[case]
    path = tmp_path / "resume.pdf"
    make(good, path)
    read = read_resume(path)

    assert read.value is None
    assert [(one.code, one.span and one.span.file) for one in read.diagnostics] == [(code, path)]
    assert words in read.diagnostics[0].message
    assert read.diagnostics[0].hint or code.startswith("file-")


def test_no_poppler(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without poppler the finding says what is missing, and what helps."""
    monkeypatch.setenv("PATH", str(tmp_path))
    read = read_resume(good)

    assert [one.code for one in read.diagnostics] == ["program-missing"]
    assert "cvtex doctor" in read.diagnostics[0].hint


@pytest.mark.parametrize("name", ["-l.pdf", "张 样例 (1).pdf", "a%20b&c.pdf"])
def test_file_names(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No file's name is taken for an option."""
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(good.read_bytes())
    read = read_resume(Path(name))

    assert read.value is not None
    assert read.value.name == "Ada Sample"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_junk_before(good: Path, tmp_path: Path) -> None:
    """A PDF behind a few stray bytes is read: so viewers do."""
    path = tmp_path / "resume.pdf"
    path.write_bytes(b"junk\n" * 9 + good.read_bytes())
    read = read_resume(path)

    assert read.value is not None
    assert read.value.name == "Ada Sample"


def test_hidden(tmp_path: Path) -> None:
    """Text that nobody sees is read: that of a scan, and that of a cheat."""
    path = _page(b"BT 3 Tr /F 20 Tf 50 800 Td (Ada Sample) Tj ET", tmp_path / "hidden.pdf")
    read = read_resume(path)

    assert read.value is not None
    assert read.value.name == "Ada Sample"


def test_book(good: Path, tmp_path: Path) -> None:
    """Of five hundred pages the first are read, and it is said that there are more."""
    path = tmp_path / "book.pdf"
    with Pdf.open(good) as pdf:
        pages = Pdf.new()
        for _ in range(500):
            pages.pages.extend(pdf.pages)
        pages.save(path)
    began = _cpu_time()
    read = read_resume(path)

    assert read.value is not None
    assert (read.value.pages, read.value.whole) == (PAGES_MAX, False)
    assert _cpu_time() - began < SECONDS


def _at(x: float, y: float, text: str) -> str:
    return f"1 0 0 1 {x} {y} Tm ({text}) Tj "


NOISE = {
    "one row": "".join(_at(at * 0.01, 400, "x") for at in range(30000)),
    "many": "".join(_at(at % 100 * 60, at // 100, "word 2019") for at in range(30000)),
    "paragraph": "9 TL 50 800 Td " + "(Tides and mills, mills and tides) Tj T* " * 20000,
    "digits": f"50 800 Td ({'1-' * 20000}) Tj",
    "spaces": f"50 800 Td ({'A   ' * 20000}) Tj",
    "at signs": f"50 800 Td ({'a@' * 20000}) Tj",
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise(tmp_path: Path, noise: str) -> None:
    """No page takes for ever."""
    path = _page(b"BT /F 9 Tf " + NOISE[noise].encode() + b" ET", tmp_path / "noise.pdf")
    began = _cpu_time()

    assert read_resume(path).value is not None
    assert _cpu_time() - began < SECONDS


CHANGES = st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=9))


@settings(max_examples=settings().max_examples // 2)
@given(changes=st.lists(CHANGES, min_size=1, max_size=30))
def test_damaged(good: Path, tmp_path: Path, changes: list[tuple[float, bytes]]) -> None:
    """However a PDF is damaged, it is read or there is a finding."""
    damaged = bytearray(good.read_bytes())
    for where, what in changes:
        at = int(where * len(damaged))
        damaged[at : at + len(what)] = what
    path = tmp_path / "damaged.pdf"
    path.write_bytes(damaged)
    read = read_resume(path)

    assert (read.value is None) == bool(read.diagnostics)


WORDS = [
    *("Ada", "Sample", "Experience", "Tidewater Works", "Engineer", "Northmere", "Education"),
    *("University of Ebb", "MSc", "Sep 2019 – Jun 2021", "present", "2019", "Languages: Rust"),
    *("a@example.org", "+1 202-555-0143", "Page 1 of 2", "3", "turns mills.", "o"),
    *("教育背景", "样例大学", "至今", "，", "•", "-", "·", "|", "\uf0b7", "\x88"),
]
LOOKS = [
    Look(size, bold=bold, italic=italic, family="Body", colour="#000000")
    for size in (0, 9, 10, 16)
    for bold in (False, True)
    for italic in (False, True)
]


@st.composite
def _pieces(draw: st.DrawFn) -> Piece:
    left = draw(st.sampled_from((0, 50, 60, 300, 420)) | st.floats(-9, 700))
    top = draw(st.integers(0, 60)) * 13.5
    look = draw(st.sampled_from(LOOKS))
    text = draw(st.sampled_from(WORDS).filter(str.strip) | st.text(min_size=1).filter(str.strip))
    return Piece(text, left, top, left + look.size * len(text) / 2, top + look.size, look)


@given(st.lists(st.lists(_pieces(), max_size=25), min_size=1, max_size=3))
def test_any_page(pages: list[list[Piece]]) -> None:
    """Whatever stands wherever on a page, it is read; and what is read stands there."""
    read = reading_of(Pages(tuple(PageLayout(595, 842, tuple(one)) for one in pages), whole=True))
    there = {char for one in pages for piece in one for char in piece.text}

    assert set(read.name or "") - {" "} <= there
    assert read.record()["pages"] == len(pages)
