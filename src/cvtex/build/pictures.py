"""Draws the pages of an edition's PDF as PNG, and a picture to share on the web."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.outputs import take_place
from cvtex.build.places import unwritable
from cvtex.diagnostics import Checked, Diagnostic, counted, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.outputs import PNG
from cvtex.files import replace
from cvtex.pdf.pdfium import PdfiumError, PdfPage, open_document, picture_of
from cvtex.processes.limited import limited

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH = 1240
"""Pixels of a page: A4 at 150 dpi."""

CARD = (1200, 630)
"""The size of the picture to share in pixels, which social networks show whole (Open Graph)."""

CARD_END = f"-card.{PNG}"
"""The end of its name."""

_FADE = 110
"""Pixels at the end of the card in which the page goes over into white."""


@limited
def draw_edition(name: str, works: dict[str, Path], pdf: Path) -> Checked[str]:
    """Draw the pages of a PDF and its card beside it; return the line to print."""
    drawn: dict[Path, bytes] = {}
    try:
        with open_document(pdf) as document:
            for number in range(1, len(document) + 1):
                page = document[number - 1]
                drawn[pdf.with_name(f"{pdf.stem}-{number}.png")] = _png(_drawn(page, _WIDTH))
            card = pdf.with_name(f"{pdf.stem}{CARD_END}")
            drawn[card] = _png(_card(document[0]))
    except (PdfiumError, IndexError, ValueError) as error:
        return failed(Diagnostic(Code.PDF_UNREADABLE, f"`{pdf}` can't be drawn: {error}"))
    except OSError as error:
        return failed(unwritable(pdf, error))
    try:
        for file, data in drawn.items():
            replace(file, data)
        removed = take_place(works[name], PNG, [*drawn], works.values())
    except OSError as error:
        return failed(unwritable(pdf.parent, error))
    pages = len(drawn) - 1
    pictures = f"{counted(pages, 'page')} drawn, {next(iter(drawn))}, {card}"
    return Checked("; ".join([f"{name}  {pictures}", *removed]))


def _drawn(page: PdfPage, width: int) -> Image:
    # A little less, because PDFium rounds up to whole pixels.
    return picture_of(page, (width - 0.01) / page.get_width())


def _card(page: PdfPage) -> Image:
    """Return the head of a page, which fades out below."""
    from PIL import Image  # noqa: PLC0415 - heavy, and for this alone

    width, height = CARD
    card = Image.new("RGB", CARD, "white")
    card.paste(_drawn(page, width).crop((0, 0, width, height)))
    fade = Image.linear_gradient("L").resize((width, _FADE))
    card.paste("white", (0, height - _FADE, width, height), fade)
    return card


def _png(picture: Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
