"""Reads a PDF with two independent readers: poppler's pdftotext, and PDFium.

They share no code. PDFium is Chrome's reader, and returns the position of each character.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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
from cvtex.processes.phases import phase
from cvtex.processes.programs import Given, ask

Pages: TypeAlias = Checked[tuple[str, ...]]
"""The text of each page, or why it can't be read."""


class PageContent(NamedTuple):
    """PDFium's content of a page: its characters in the order of the file, and its shapes."""

    characters: tuple[Character, ...] = ()
    shapes: tuple[Shape, ...] = ()


DrawnPages: TypeAlias = Checked[tuple[PageContent, ...]]
"""The content of each page, or why it can't be read."""

POPPLER, PDFIUM = "pdftotext", "PDFium"

_CPU_SECONDS = 10  # for two pages poppler takes 0.02
_SECONDS = 300  # of wall-clock time, for what sleeps: a busy machine does not reach it
TEXT_MAX = 16 * 2**20
"""Bytes of text; 600 pages of mathematics have two million."""
_PLACED = 16  # the memory of a character with its position, as a multiple
TOO_MUCH = f"it has more than {TEXT_MAX >> 20} MB of text"


class Texts(NamedTuple):
    """The texts of a PDF, each read once, in parallel.

    `written` is that of `pdftotext -raw`, in the order of the file; `lying` is that of pdftotext in
    its own order of the page; `placed` is PDFium's content, in the order of the file.
    """

    written: Future[Pages]
    lying: Future[Pages]
    placed: Future[DrawnPages]


@contextmanager
def texts_of(pdf: Path) -> Iterator[Texts]:
    """Start all readers of a PDF, PDFium in this process."""
    with ThreadPoolExecutor(3) as aside:
        yield Texts(
            written=aside.submit(read_written, pdf),
            lying=aside.submit(_pdftotext, pdf),
            placed=aside.submit(read_drawn, pdf),
        )


def read_written(pdf: Path) -> Pages:
    """Return the text of each page by pdftotext in the order of the file."""
    return _pdftotext(pdf, "-raw")


def _pdftotext(pdf: Path, *options: str) -> Pages:
    command = [POPPLER, *options, "-enc", "UTF-8", str(pdf.resolve()), "-"]
    try:
        given = ask(command, seconds=_SECONDS, most=TEXT_MAX, cpu=_CPU_SECONDS)
    except FileNotFoundError:
        message, hint = f"the program `{POPPLER}` is not installed", "`cvtex doctor` says how to"
        return failed(Diagnostic(Code.PROGRAM_MISSING, message, hint=f"{hint} install it"))
    except OSError as error:  # too many processes, or a full disk
        return failed(_unreadable(POPPLER, error.strerror or str(error)))
    if refusal := _refusal(POPPLER, given):
        return failed(refusal)
    return Checked(tuple(given.output.decode("utf-8", "replace").split("\f")[:-1]))


def read_drawn(pdf: Path, left_out: frozenset[int] = frozenset()) -> DrawnPages:
    """Return PDFium's content of each page, without the page indices in `left_out`."""
    pages, left = list[PageContent](), TEXT_MAX // _PLACED
    try:
        with open_document(pdf) as document, phase("PDFium"):
            pages = [PageContent()] * len(document)
            numbers = [number for number in range(len(document)) if number not in left_out]
            for number, page in zip(numbers, pages_of(document, numbers), strict=True):
                characters = tuple(islice(characters_of(page), left + 1))
                left -= len(characters)
                if left < 0:
                    return failed(_unreadable(PDFIUM, TOO_MUCH))
                pages[number] = PageContent(characters, tuple(shapes_of(page)))
    except (OSError, PdfiumError) as error:
        return failed(_unreadable(PDFIUM, str(error)))
    return Checked(tuple(pages))


def _refusal(reader: str, given: Given) -> Diagnostic | None:
    """Return why the output of a reader is incomplete, None if it is complete."""
    if given.late:
        return _unreadable(reader, "it did not finish in time")
    if not given.whole:
        return _unreadable(reader, TOO_MUCH)
    return _unreadable(reader, given.complaint) if given.status else None


def _unreadable(reader: str, complaint: str) -> Diagnostic:
    lines = complaint.strip().splitlines()
    reason = lines[-1] if lines else "no reason is given"
    return Diagnostic(Code.PDF_UNREADABLE, f"{reader} can't read the PDF: {reason}")
