"""A PDF that is opened once for all checks: its objects, its pages, its tags, its text."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pikepdf import Object, PasswordError, Pdf, PdfError

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.pdf.objects import data, entries, entry, items, place, text
from cvtex.verify.file.xmp import Metadata, read_xmp
from cvtex.verify.page.content_streams import read_pages
from cvtex.verify.page.layout import lay_out
from cvtex.verify.page.model import Mark, Page
from cvtex.verify.readback.readers import Texts, read_drawn, read_written
from cvtex.verify.structure.elements import Element, read_elements, read_parents


@dataclass(frozen=True)
class Opened:
    """An opened PDF. `text` is what poppler's pdftotext reads, page by page, as it was written."""

    path: Path
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
    def elements(self) -> tuple[Element, ...]:
        """All elements of the structure tree, in reading order; none without tags."""
        return tuple(self.tree.walk())[1:] if self.tree else ()

    @cached_property
    def leaves(self) -> dict[Mark, int]:
        """The number of the leaf that each piece of marked content is part of."""
        return {
            mark: element.leaf
            for element in self.elements
            if element.leaf
            for mark in element.kids
            if isinstance(mark, Mark)
        }

    @cached_property
    def owners(self) -> dict[tuple[int, int], int]:
        """The same by the number of the page, from 0, and of the content on it."""
        pages = {place(page.source): number for number, page in enumerate(self.pages)}
        return {
            (pages[mark.holder], mark.number): leaf
            for mark, leaf in self.leaves.items()
            if mark.holder in pages
        }

    @cached_property
    def objects(self) -> tuple[tuple[Object, dict[str, Any]], ...]:
        """The dictionaries and streams of the file with their entries, but for the tags."""
        found = ((one, dict(entries(one))) for one in self.pdf.objects)
        return tuple((one, held) for one, held in found if "/P" not in held or "/S" not in held)

    @cached_property
    def parents(self) -> dict[int | None, Any]:
        """The way back from content to elements: the parent tree, flat."""
        return read_parents(self.pdf)

    @cached_property
    def xmp(self) -> Metadata | None:
        """What XMP says; None where there is none that can be read."""
        return read_xmp(data(entry(self.pdf.Root, "/Metadata")))

    @cached_property
    def info(self) -> dict[str, str]:
        """What the information dictionary says, by its keys without a slash."""
        found = entries(entry(self.pdf.trailer, "/Info"))
        return {key.removeprefix("/"): text(value) for key, value in found}

    @cached_property
    def said(self) -> dict[Mark, str]:
        """The text of each piece of marked content."""
        return {mark: "".join(said) for page in self.pages for mark, said in page.said.items()}

    def text_of(self, element: Element) -> str:
        """Return the text of all content of an element."""
        return "".join(self.said.get(mark, "") for mark in element.marks()).strip()

    @cached_property
    def painted(self) -> dict[int, str]:
        """The text of each leaf without its spaces, by its number."""
        text: dict[int, str] = {}
        for mark, leaf in self.leaves.items():
            text[leaf] = text.get(leaf, "") + "".join(self.said.get(mark, "").split())
        return text

    @cached_property
    def languages(self) -> dict[Mark, str]:
        """The languages that pieces of marked content have by themselves."""
        return {mark: said for page in self.pages for mark, said in page.languages.items()}


@contextmanager
def open_pdf(path: Path, texts: Texts | None = None) -> Iterator[Checked[Opened]]:
    """Open a PDF for as long as it is looked at; what is no PDF is a finding.

    `texts` are its texts where they are read already.
    """
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
        system = (error.strerror or "") if isinstance(error, OSError) else ""
        reason = system.lower() or str(error).removeprefix(f"{path}: ")
        yield failed(
            Diagnostic(Code.PDF_UNREADABLE, f"this is not a PDF that can be read: {reason}")
        )
        return
    with pdf, ThreadPoolExecutor(1) as aside:
        written = texts.written if texts else aside.submit(read_written, path)
        pages, tree = read_pages(pdf), read_elements(pdf)
        # What is too much to be read is too much for PDFium.
        broken = frozenset(number for number, page in enumerate(pages) if page.broken)
        placed = texts.placed.result() if texts else read_drawn(path, broken)
        for page, drawn in zip(pages, placed.value or (), strict=False):
            lay_out(page, *drawn)
        told = written.result()
        troubles = (*told.diagnostics, *placed.diagnostics)
        yield Checked(Opened(path, pdf, pages, tree, told.value or ()), troubles)
