"""A PDF that the pipeline made, as several readers see it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTItem, LTTextLine
from pypdf import PdfReader

from cvtex.diagnostics import Diagnostic
from cvtex.document import Document


def pdftotext(pdf: Path, *options: str) -> str:
    """Return what pdftotext reads in a PDF."""
    command: list[str | Path] = ["pdftotext", *options, pdf, "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@dataclass
class Made:
    """A PDF that the pipeline made, the Document it stands for, the folder of the work."""

    document: Document
    pdf: Path
    work: Path
    findings: tuple[Diagnostic, ...]

    @cached_property
    def pages(self) -> list[str]:
        """What pdftotext reads, page by page."""
        return pdftotext(self.pdf).split("\f")[:-1]

    @cached_property
    def rows(self) -> list[list[str]]:
        """What stands on each page row by row, as the eye sees it."""
        pages = pdftotext(self.pdf, "-layout").split("\f")[:-1]
        return [[row.strip() for row in page.splitlines() if row.strip()] for page in pages]

    @cached_property
    def lines(self) -> list[list[LTTextLine]]:
        """The lines of each page with their places, as pdfminer finds them."""
        return [
            [item for item in _inside(page) if isinstance(item, LTTextLine)]
            for page in extract_pages(self.pdf, laparams=LAParams())
        ]

    @cached_property
    def characters(self) -> list[LTChar]:
        """Every character with its place, font and size."""
        return [
            item
            for page in self.lines
            for line in page
            for item in line
            if isinstance(item, LTChar)
        ]

    def read(self, reader: str) -> str:
        """Return the whole text as one of several readers gives it, without the feet."""
        if reader == "pdftotext":
            pages = self.pages
        elif reader == "pypdf":
            pages = [page.extract_text() for page in PdfReader(self.pdf).pages]
        else:
            pages = ["".join(line.get_text() for line in page) for page in self.lines]
        return "\n".join(_without_foot(page, at) for at, page in enumerate(pages, 1))


def _inside(item: LTItem) -> Iterator[LTItem]:
    if isinstance(item, LTContainer) and not isinstance(item, LTTextLine):
        for inner in item:
            yield inner
            yield from _inside(inner)


def _without_foot(page: str, number: int) -> str:
    return re.sub(r"\A\s*•\s*\n|\n\s*•\s*\Z", "\n", page) if number > 1 else page


def held_in(pdf: Path) -> Iterator[str]:
    """Yield all that a PDF holds, each object decompressed and each string decoded."""
    yield pdftotext(pdf)
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            for instruction in pikepdf.parse_content_stream(page):
                for operand in instruction.operands:
                    yield from _strings(operand)
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes().decode("latin-1")
                yield one.read_bytes().decode("utf-16-be", errors="ignore")
            yield from _strings(one)
        yield from _strings(document.trailer)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, one in value.items():
            yield str(key)
            if not getattr(one, "is_indirect", False):
                yield from _strings(one)
