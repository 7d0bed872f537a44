"""Pieces of text with their places and looks, as poppler finds them in a PDF."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, Span, failed

PAGES_MAX = 20
"""How many pages are read: no résumé has more, and a book takes for ever."""

# `-zoom` is held at 3 by pdftohtml (pdftohtml.cc): sizes, which it gives in whole numbers, are then
# thirds of a point.
_SCALE = 3.0
_SECONDS = 20
_BYTES_MAX = 32 * 2**20

_PAGE = re.compile(r"<page [^>]*?height=\"([\d.]+)\" width=\"([\d.]+)\"|<fontspec ([^>]*)/>|"
                   r"<text ([^>]*)>(.*?)</text>", re.DOTALL)  # fmt: skip
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')
# Computer Modern and its like tell their weight by other letters than "bold".
_BOLD = re.compile(r"bold|black|heavy|semib|demi|CMBX|CMB\d|SFBX|SFSX|ECBX", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|CMTI|CMSL|SFTI|SFSL|ECTI", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks: its size in points, its face and its colour as `#rrggbb`."""

    size: float
    bold: bool
    italic: bool
    family: str
    colour: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look in one row. Places are points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    look: Look
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its width and height in points, and its pieces as poppler hands them out."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


def read_pieces(pdf: Path) -> Checked[tuple[Page, ...]]:
    """Return the text of a PDF's first pages, hidden text too: machines see no difference.

    Of two extractors at hand poppler's `pdftohtml -xml` takes 20 ms for two pages, and pdfminer 250.
    """
    opened = _openable(pdf)
    if opened:
        return failed(opened)
    command = ["pdftohtml", "-xml", "-i", "-hidden", "-noroundcoord", "-fontfullname", "-stdout"]
    command += ["-enc", "UTF-8", "-zoom", str(_SCALE), "-l", str(PAGES_MAX + 1), "--", str(pdf)]
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except FileNotFoundError:
        message = "the program `pdftohtml` is not installed"
        return failed(
            Diagnostic(Code.PROGRAM_MISSING, message, hint="it comes with poppler, as pdftotext does")
        )
    except subprocess.TimeoutExpired:
        message = f"the PDF can't be read: poppler was not done with it in {_SECONDS} seconds"
        return failed(Diagnostic(Code.PDF_UNREADABLE, message, Span(pdf), _ANEW))
    pages = _pages(ended.stdout[:_BYTES_MAX].decode("utf-8", "replace"))
    if not pages:
        return failed(_refusal(pdf, ended.stderr.decode("utf-8", "replace")))
    if not any(page.pieces for page in pages):
        return failed(
            Diagnostic(
                Code.PDF_TEXTLESS,
                "there is no text in the PDF: to a machine it is a picture",
                Span(pdf),
                "save it anew as text from the program that made it; a scan has no text",
            )
        )
    return Checked(pages)


_ANEW = "make the PDF anew, or save it anew from a program that can show it"
_MAGIC_WITHIN = 1024  # Acrobat looks for %PDF- that far (ISO 32000-1, implementation note 13)


def _openable(pdf: Path) -> Diagnostic | None:
    """Return why a file can't be a PDF."""
    here = Span(pdf)
    try:
        if pdf.is_dir():
            return Diagnostic(Code.FILE_UNREADABLE, "this is a folder, not a file", here)
        with pdf.open("rb") as file:
            start = file.read(_MAGIC_WITHIN)
    except FileNotFoundError:
        return Diagnostic(Code.FILE_MISSING, "there is no such file", here)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Diagnostic(Code.FILE_UNREADABLE, f"the file can't be read: {reason}", here)
    if not start:
        return Diagnostic(Code.PDF_UNREADABLE, "the file is empty", here, _ANEW)
    if b"%PDF-" not in start:
        return Diagnostic(Code.PDF_UNREADABLE, "this is no PDF", here, "name a PDF")
    return None


def _refusal(pdf: Path, said: str) -> Diagnostic:
    """Return why poppler gave no page, by the words of its messages, which are never translated."""
    here = Span(pdf)
    if "ncorrect password" in said:
        message = "the PDF is locked with a password"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without a password")
    if "not allowed" in said:
        message = "the PDF forbids that its text is copied, and some machines heed that"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without restrictions")
    return Diagnostic(Code.PDF_UNREADABLE, "the PDF is damaged, or has no page", here, _ANEW)


def _pages(xml: str) -> tuple[Page, ...]:
    """Return the pages of pdftohtml's output, which is not always well-formed XML."""
    looks: dict[str, Look] = {}
    pages: list[tuple[float, float, list[Piece]]] = []
    for height, width, font, place, content in _PAGE.findall(xml):
        if height:
            pages.append((float(width) / _SCALE, float(height) / _SCALE, []))
        elif font:
            attributes = dict(_ATTRIBUTE.findall(font))
            looks[attributes["id"]] = _look(attributes)
        elif pages and (piece := _piece(dict(_ATTRIBUTE.findall(place)), content, looks)):
            pages[-1][2].append(piece)
    return tuple(Page(width, height, tuple(pieces)) for width, height, pieces in pages)


def _look(font: dict[str, str]) -> Look:
    family = font["family"].partition("+")[2] or font["family"]
    size = float(font["size"]) / _SCALE
    bold, italic = _BOLD.search(family) is not None, _ITALIC.search(family) is not None
    return Look(size, bold, italic, family, font.get("color", ""))


def _piece(place: dict[str, str], content: str, looks: dict[str, Look]) -> Piece | None:
    text = unicodedata.normalize("NFC", html.unescape(_TAG.sub("", content)))
    look = looks.get(place["font"])
    if not text or look is None:
        return None
    if "<b>" in content or "<i>" in content:
        bold, italic = look.bold or "<b>" in content, look.italic or "<i>" in content
        look = Look(look.size, bold, italic, look.family, look.colour)
    left, top, width, height = (float(place[key]) / _SCALE for key in _PLACE)
    link = _LINK.search(content)
    url = html.unescape(link[1]) if link else ""
    return Piece(text, left, top, left + width, top + height, look, url)


_PLACE = ("left", "top", "width", "height")
