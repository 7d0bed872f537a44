"""Opens a PDF once for all checks, with its objects, pages, tags and text."""

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
from cvtex.verify.page.model import MarkedContent, Page
from cvtex.verify.readback.readers import Texts, read_drawn, read_written
from cvtex.verify.structure.elements import Element, read_elements, read_parents


@dataclass(frozen=True)
class Opened:
    """An opened PDF. `text` is the text of each page by `pdftotext -raw`."""

    path: Path
    pdf: Pdf
    pages: tuple[Page, ...]
    tree: Element | None
    text: tuple[str, ...]

    @cached_property
    def annotations(self) -> tuple[tuple[int, object], ...]:
        """The annotations with their page index."""
        return tuple(
            (number, annotation)
            for number, page in enumerate(self.pages)
            for annotation in items(entry(page.source, "/Annots"))
        )

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """All structure elements in reading order; none without tags."""
        return tuple(self.tree.walk())[1:] if self.tree else ()

    @cached_property
    def leaves(self) -> dict[MarkedContent, int]:
        """The number of the leaf of each marked-content sequence."""
        return {
            mark: element.leaf
            for element in self.elements
            if element.leaf
            for mark in element.kids
            if isinstance(mark, MarkedContent)
        }

    @cached_property
    def owners(self) -> dict[tuple[int, int], int]:
        """The number of the leaf by page index and MCID."""
        pages = {place(page.source): number for number, page in enumerate(self.pages)}
        return {
            (pages[mark.holder], mark.number): leaf
            for mark, leaf in self.leaves.items()
            if mark.holder in pages
        }

    @cached_property
    def objects(self) -> tuple[tuple[Object, dict[str, Any]], ...]:
        """The dictionaries and streams with their entries, without structure elements."""
        all_ = ((item, dict(entries(item))) for item in self.pdf.objects)
        return tuple(pair for pair in all_ if "/P" not in pair[1] or "/S" not in pair[1])

    @cached_property
    def parents(self) -> dict[int | None, Any]:
        """The parent tree, from content to elements, as a dictionary."""
        return read_parents(self.pdf)

    @cached_property
    def xmp(self) -> Metadata | None:
        """The XMP metadata, None if it is missing or unreadable."""
        return read_xmp(data(entry(self.pdf.Root, "/Metadata")))

    @cached_property
    def info(self) -> dict[str, str]:
        """The document information dictionary, by its keys without a slash."""
        info = entries(entry(self.pdf.trailer, "/Info"))
        return {key.removeprefix("/"): text(value) for key, value in info}

    @cached_property
    def texts(self) -> dict[MarkedContent, str]:
        """The text of each marked-content sequence."""
        return {mark: "".join(texts) for page in self.pages for mark, texts in page.texts.items()}

    def text_of(self, element: Element) -> str:
        """Return the text of all content of an element."""
        return "".join(self.texts.get(mark, "") for mark in element.marks()).strip()

    @cached_property
    def painted(self) -> dict[int, str]:
        """The text of each leaf without spaces, by its number."""
        text: dict[int, str] = {}
        for mark, leaf in self.leaves.items():
            text[leaf] = text.get(leaf, "") + "".join(self.texts.get(mark, "").split())
        return text

    @cached_property
    def languages(self) -> dict[MarkedContent, str]:
        """The languages that marked-content sequences declare themselves."""
        return {mark: tag for page in self.pages for mark, tag in page.languages.items()}


@contextmanager
def open_pdf(path: Path, texts: Texts | None = None) -> Iterator[Checked[Opened]]:
    """Open a PDF for the checks; a file that is not a PDF is a finding.

    `texts` are its texts, if they are already being read.
    """
    try:
        pdf = Pdf.open(path)
    except PasswordError:
        yield failed(
            Diagnostic(
                Code.PDF_LOCKED,
                "the PDF needs a password",
                hint="save it without one, so that every recipient can open it",
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
        # PDFium does not read pages that are too large.
        broken = frozenset(number for number, page in enumerate(pages) if page.broken)
        placed = texts.placed.result() if texts else read_drawn(path, broken)
        for page, drawn in zip(pages, placed.value or (), strict=False):
            lay_out(page, *drawn)
        text_of_pages = written.result()
        findings = (*text_of_pages.diagnostics, *placed.diagnostics)
        yield Checked(Opened(path, pdf, pages, tree, text_of_pages.value or ()), findings)
