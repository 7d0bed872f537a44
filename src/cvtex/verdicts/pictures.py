"""The pages of a PDF as pictures."""

from __future__ import annotations

import base64
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.verify.parsing.poppler import PAGES_MAX

_LONGER_SIDE = 1263
"""Pixels: A4 at 108 dpi, which a screen of two pixels to a point shows sharp beside the reading."""

# Two pages take 0.08 s and 300 to 370 kB. As PNG poppler takes six times as long, and Pillow,
# which can make small ones of its pixels, three times.
_JPEG = ("-jpeg", "-jpegopt", "quality=70,optimize=y")
_END = b"\xff\xd9"
_SIZE = re.compile(rb"\xff[\xc0-\xc2]..\x08(?P<height>..)(?P<width>..)", re.DOTALL)
"""What a JPEG says of its size: the frame header (ISO 10918-1, B.2.2)."""

# Seconds that poppler may take for a page; it draws one in 0.07.
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, counted from 1, as a JPEG, with its width and height in pixels."""

    page: int
    jpeg: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture itself as an address (RFC 2397)."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode('ascii')}"


def draw_pages(pdf: Path, pages: int) -> Checked[tuple[Picture, ...]]:
    """Return the first pages of a PDF as pictures, those that can be drawn, and why not the others.

    No more are drawn than are read.
    """
    with ThreadPoolExecutor(os.cpu_count()) as aside:
        numbers = range(1, min(pages, PAGES_MAX) + 1)
        drawn = list(aside.map(lambda number: _draw(pdf, number), numbers))
    findings = dict.fromkeys(finding for one in drawn for finding in one.diagnostics)
    return Checked(tuple(one.value for one in drawn if one.value), tuple(findings))


def _draw(pdf: Path, number: int) -> Checked[Picture]:
    page = ["-f", str(number), "-l", str(number), "-scale-to", str(_LONGER_SIDE)]
    try:
        jpeg = subprocess.run(
            ["pdftoppm", *_JPEG, *page, str(pdf.absolute())],
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
    except OSError as error:  # no more processes
        return failed(_undrawn(number, (error.strerror or str(error)).lower()))
    except subprocess.TimeoutExpired:
        return failed(_undrawn(number, f"poppler was not done with it in {_PATIENCE} seconds"))
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return failed(_undrawn(number, said[-1] if said else "poppler says nothing more"))
    size = _SIZE.search(jpeg)
    if not size or not jpeg.endswith(_END):
        return failed(_undrawn(number, "poppler gave no picture"))
    width, height = (int.from_bytes(size[side]) for side in ("width", "height"))
    return Checked(Picture(number, jpeg, width, height))


def _undrawn(number: int, reason: str) -> Diagnostic:
    return Diagnostic(Code.PDF_UNREADABLE, f"page {number} can't be drawn: {reason}")
