"""What two programs of different make read in a PDF: poppler's pdftotext, and PDFium.

They share no code. PDFium is what Chrome reads PDFs with, and says where each character stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.pdf.pdfium import (
    Character,
    PdfiumError,
    Shape,
    characters_of,
    open_document,
    pages_of,
    shapes_of,
)
from cvtex.processes.programs import Given, ask

Pages: TypeAlias = Checked[tuple[str, ...]]
"""The text of each page, or why there is none."""


class Drawn(NamedTuple):
    """What PDFium gives of a page: its characters in the order of the file, and all else."""

    characters: tuple[Character, ...] = ()
    shapes: tuple[Shape, ...] = ()


DrawnPages: TypeAlias = Checked[tuple[Drawn, ...]]
"""What is on each page, or why there is nothing."""

POPPLER, PDFIUM = "pdftotext", "PDFium"

# Seconds of processor time, and on the clock: for two pages poppler takes 0.02.
_CPU, _PATIENCE = 10, 30

TEXT_MAX = 16 * 2**20
"""Bytes of text that are read; 600 pages of mathematics have two million."""

# With its place, a character takes this many times as much memory.
_PLACED = 16

TOO_MUCH = f"there are more than {TEXT_MAX >> 20} MB of text in it"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a PDF, each of them read once, while others work.

    `written` is pdftotext's in the order of the file (`-raw`), `lying` its in the order that it
    sees on the page, `placed` PDFium's, in the order of the file.
    """

    written: Future[Pages]
    lying: Future[Pages]
    placed: Future[DrawnPages]


@contextmanager
def texts_of(pdf: Path) -> Iterator[Texts]:
    """Begin to read a PDF with all readers, PDFium in this process."""
    with ThreadPoolExecutor(3) as aside:
        yield Texts(
            written=aside.submit(read_written, pdf),
            lying=aside.submit(_pdftotext, pdf),
            placed=aside.submit(read_drawn, pdf),
        )


def read_written(pdf: Path) -> Pages:
    """Return the text of each page as pdftotext reads it in the order of the file."""
    return _pdftotext(pdf, "-raw")


def _pdftotext(pdf: Path, *options: str) -> Pages:
    command = [POPPLER, *options, "-enc", "UTF-8", str(pdf.resolve()), "-"]
    try:
        given = ask(command, seconds=_PATIENCE, most=TEXT_MAX, cpu=_CPU)
    except FileNotFoundError:
        message, hint = f"the program `{POPPLER}` is not installed", "`cvtex doctor` says how to"
        return failed(Diagnostic(Code.PROGRAM_MISSING, message, hint=f"{hint} install it"))
    except OSError as error:  # no more processes, no place to write
        return failed(_unreadable(POPPLER, error.strerror or str(error)))
    if refusal := _refusal(POPPLER, given):
        return failed(refusal)
    return Checked(tuple(given.output.decode("utf-8", "replace").split("\f")[:-1]))


def read_drawn(pdf: Path, left_out: frozenset[int] = frozenset()) -> DrawnPages:
    """Return what is on each page, but for those of some numbers, from 0."""
    pages, left = list[Drawn](), TEXT_MAX // _PLACED
    try:
        with open_document(pdf) as document:
            pages = [Drawn()] * len(document)
            numbers = [number for number in range(len(document)) if number not in left_out]
            for number, page in zip(numbers, pages_of(document, numbers), strict=True):
                characters = tuple(islice(characters_of(page), left + 1))
                left -= len(characters)
                if left < 0:
                    return failed(_unreadable(PDFIUM, TOO_MUCH))
                pages[number] = Drawn(characters, tuple(shapes_of(page)))
    except (OSError, PdfiumError) as error:
        return failed(_unreadable(PDFIUM, str(error)))
    return Checked(tuple(pages))


def _refusal(reader: str, given: Given) -> Diagnostic | None:
    """Return why a reader has not given all, None if it has."""
    if given.late:
        return _unreadable(reader, "it did not finish in time")
    if not given.whole:
        return _unreadable(reader, TOO_MUCH)
    return _unreadable(reader, given.complaint) if given.status else None


def _unreadable(reader: str, complaint: str) -> Diagnostic:
    lines = complaint.strip().splitlines()
    reason = lines[-1] if lines else "it does not say why"
    return Diagnostic(Code.PDF_UNREADABLE, f"{reader} can't read the PDF: {reason}")
