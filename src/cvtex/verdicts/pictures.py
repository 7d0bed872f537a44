"""The pages of a PDF as pictures."""

from __future__ import annotations

import base64
import io
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.verify.parsing.poppler import PAGES_MAX

_LONGER_SIDE = 1684
"""Pixels: A4 at 144 dpi, which a screen of two pixels to a point shows sharp at full size."""

_COLOURS = 256
# Of zlib: two pages take 10 % more than at its best, and a tenth of the time.
_EFFORT = 3
# Seconds that poppler may take for a page; it draws one in 0.07.
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, counted from 1, as a PNG, with its width and height in pixels."""

    page: int
    png: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture itself as an address (RFC 2397)."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode('ascii')}"


def draw_pages(pdf: Path, pages: int) -> Checked[tuple[Picture, ...]]:
    """Return the first pages of a PDF as pictures, those that can be drawn, and why not the others.

    No more are drawn than are read. The PNG of poppler's own takes five times as long and is three
    times as large: text has few colours.
    """
    with ThreadPoolExecutor(os.cpu_count()) as aside:
        numbers = range(1, min(pages, PAGES_MAX) + 1)
        drawn = list(aside.map(lambda number: _draw(pdf, number), numbers))
    findings = dict.fromkeys(finding for one in drawn for finding in one.diagnostics)
    return Checked(tuple(one.value for one in drawn if one.value), tuple(findings))


def _draw(pdf: Path, number: int) -> Checked[Picture]:
    page = ["-f", str(number), "-l", str(number), "-scale-to", str(_LONGER_SIDE)]
    try:
        ppm = subprocess.run(
            ["pdftoppm", *page, str(pdf.absolute())],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        ).stdout
    except FileNotFoundError:
        message, hint = "the program `pdftoppm` is not installed", "it comes with pdftotext"
        return failed(
            Diagnostic(
                Code.PROGRAM_MISSING, message, hint=f"{hint}: `cvtex doctor` says how to install it"
            )
        )
    except subprocess.TimeoutExpired:
        return failed(_undrawn(number, f"poppler was not done with it in {_PATIENCE} seconds"))
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return failed(_undrawn(number, said[-1] if said else "poppler says nothing more"))
    try:
        with Image.open(io.BytesIO(ppm)) as drawn:
            few = drawn.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    except OSError:
        return failed(_undrawn(number, "poppler gave no picture"))
    png = io.BytesIO()
    few.save(png, "PNG", compress_level=_EFFORT)
    return Checked(Picture(number, png.getvalue(), few.width, few.height))


def _undrawn(number: int, reason: str) -> Diagnostic:
    return Diagnostic(Code.PDF_UNREADABLE, f"page {number} can't be drawn: {reason}")
