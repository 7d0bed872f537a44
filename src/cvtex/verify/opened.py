"""A PDF that is opened once for all checks: its objects, its pages, its tags, its text."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.pdf.objects import Place, entry, items, place
from cvtex.verify.elements import Element, read_elements
from cvtex.verify.painted import Mark, Page
from cvtex.verify.painting import read_pages

# Seconds that poppler may take; it reads two pages in 0.03.
_PATIENCE = 60


@dataclass(frozen=True)
class Opened:
    """An opened PDF. `text` is what poppler's pdftotext reads, page by page, as it was written."""

    pdf: Pdf
    pages: tuple[Page, ...]
    tree: Element | None
    text: tuple[str, ...]

    @cached_property
    def annotations(self) -> tuple[tuple[int, object], ...]:
        """The annotations with the number of their page, from 0."""
        return tuple(
            (number, annotation)
            for number, page in enumerate(self.pages)
            for annotation in items(entry(page.source, "/Annots"))
        )

    @cached_property
    def said(self) -> dict[Mark, str]:
        """The text of each piece of marked content."""
        return {mark: "".join(said) for page in self.pages for mark, said in page.said.items()}

    @cached_property
    def where(self) -> dict[Place, int]:
        """The number of each page, from 0, by its object."""
        return {place(page.source): number for number, page in enumerate(self.pages)}


@contextmanager
def open_pdf(path: Path) -> Iterator[Checked[Opened]]:
    """Open a PDF for as long as it is looked at; what is no PDF is a finding."""
    try:
        pdf = Pdf.open(path)
    except PasswordError:
        yield failed(
            Diagnostic(
                Code.PDF_LOCKED,
                "the PDF asks for a password",
                hint="save it without one: whoever receives it has to be able to open it",
            )
        )
        return
    except (PdfError, OSError) as error:
        reason = str(error).removeprefix(f"{path}: ")
        yield failed(Diagnostic(Code.PDF_UNREADABLE, f"this is no PDF that can be read: {reason}"))
        return
    with pdf, ThreadPoolExecutor(1) as aside:
        reading = aside.submit(_pdftotext, path)
        pages, tree = read_pages(pdf), read_elements(pdf)
        text = reading.result()
        yield Checked(Opened(pdf, pages, tree, text.value or ()), text.diagnostics)


def _pdftotext(path: Path) -> Checked[tuple[str, ...]]:
    """Return the text of each page, as poppler reads it."""
    try:
        text = subprocess.run(
            ["pdftotext", "-raw", "-enc", "UTF-8", str(path.absolute()), "-"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        ).stdout
    except FileNotFoundError:
        message, hint = "the program `pdftotext` is not installed", "`cvtex doctor` says how to"
        return failed(Diagnostic(Code.PROGRAM_MISSING, message, hint=f"{hint} install it"))
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        return failed(Diagnostic(Code.PDF_UNREADABLE, f"pdftotext can't read the PDF: {error}"))
    return Checked(tuple(text.decode("utf-8", "replace").split("\f")[:-1]))
