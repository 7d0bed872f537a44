from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from cvtex.ats.layout.poppler import PAGES_MAX
from cvtex.report.pictures import PageJpeg, draw_pages

if TYPE_CHECKING:
    from made import Made

_LONGER_SIDE = 1263


def _blank(file: Path, *sizes: tuple[float, float]) -> Path:
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        pdf.save(file)
    return file


def _opened(picture: PageJpeg) -> Image.Image:
    return Image.open(io.BytesIO(picture.jpeg)).convert("L")


def test_pages(sample: Made) -> None:
    """Each page is drawn, sharp enough for a screen of two pixels to a point, and small."""
    drawn = draw_pages(sample.pdf, 2)

    assert not drawn.diagnostics
    assert drawn.value
    assert [one.page for one in drawn.value] == [1, 2]
    for one in drawn.value:
        image = _opened(one)
        assert image.size == (one.width, one.height) == (894, _LONGER_SIDE)
        grays = [gray for gray, count in enumerate(image.histogram()) if count]
        assert grays[0] < 32
        assert grays[-1] > 248
    assert sum(len(one.uri) for one in drawn.value) < 500_000
    assert drawn.value[0].uri.startswith("data:image/jpeg;base64,/9j/")


def test_same_bytes(sample: Made) -> None:
    """The same PDF gives the same pictures."""
    assert draw_pages(sample.pdf, 1) == draw_pages(sample.pdf, 1)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((14400, 14400), (1263, 1263)),
        ((842, 595), (1263, 892)),
        ((3, 14400), (1, 1263)),
        ((14400, 3), (1263, 1)),
    ],
)
def test_sizes(tmp_path: Path, size: tuple[int, int], pixels: tuple[int, int]) -> None:
    """A page of any size is drawn, and takes no more memory than another."""
    drawn = draw_pages(_blank(tmp_path / "page.pdf", size), 1).value

    assert drawn
    assert (drawn[0].width, drawn[0].height) == pytest.approx(pixels, abs=1)


def test_many_pages(tmp_path: Path) -> None:
    """Of a book no more is drawn than is read."""
    book = _blank(tmp_path / "book.pdf", *[(3, 80)] * (PAGES_MAX + 2))
    drawn = draw_pages(book, PAGES_MAX + 2)

    assert [one.page for one in drawn.value or ()] == list(range(1, PAGES_MAX + 1))
    assert not drawn.diagnostics


def test_page_that_is_not_there(tmp_path: Path) -> None:
    """A page that can't be drawn is a finding, and the others are drawn."""
    drawn = draw_pages(_blank(tmp_path / "one.pdf", (60, 80)), 2)

    assert [one.page for one in drawn.value or ()] == [1]
    (finding,) = drawn.diagnostics
    assert finding.code == "pdf-unreadable"
    assert finding.message.startswith("page 2 can't be drawn: ")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no PDF at all", None])
def test_no_pdf(tmp_path: Path, data: bytes | None) -> None:
    """What is no PDF, or is not there, has no pictures, and that is told."""
    file = tmp_path / "-r.pdf"
    if data is not None:
        file.write_bytes(data)
    drawn = draw_pages(file, 1)

    assert drawn.value == ()
    assert [finding.code for finding in drawn.diagnostics] == ["pdf-unreadable"]
