"""Reads a Word file (.docx, ECMA-376) as a page, and the page as a hiring system does."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # it has no types

from cvtex.ats.contacts import contacts_of
from cvtex.ats.reader import draft_of
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.importing.archive import AGAIN, ArchiveError, open_archive
from cvtex.importing.layout.resume import source_of
from cvtex.importing.source import Drafter, ImportedValues
from cvtex.importing.word.looks import WordStyles, Xml
from cvtex.importing.word.page import PageMaker, blocks_in
from cvtex.importing.word.texts import ParagraphReader

ORIGIN = "Word"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1 << 16  # bytes in which a locked file says that it is one
_FOOT = "the foot"
# What python-docx raises for a part that is missing, or is not what it should be.
_BROKEN = (
    *(OpcError, LxmlError, zipfile.BadZipFile, zlib.error),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)


def from_word(path: Path, language: str = "") -> Checked[ImportedValues]:
    """Return the résumé in a Word file."""
    try:
        document = _opened(path)
        return _source(path, document, language)
    except ArchiveError as error:
        return failed(error.finding)
    except _BROKEN as error:
        message = "the Word file is damaged, or is not one"
        hint = f"{AGAIN} as .docx ({type(error).__name__})"
        return failed(Diagnostic(Code.FILE_UNREADABLE, message, Span(path), hint))


def _opened(path: Path) -> Document:
    """Return a Word file. ArchiveError and others: it can't be read."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
    if start.startswith(_OLE):
        is_locked = _LOCKED in start or _LOCKED in path.read_bytes()
        message = "the Word file is locked with a password"
        hint = "save it without a password"
        if not is_locked:
            message = "this is a Word file from before 2007 (.doc)"
            hint = "save it as .docx"
        raise ArchiveError(Diagnostic(Code.FILE_UNREADABLE, message, Span(path), hint))
    with open_archive(path):
        return docx.Document(str(path))


def _source(path: Path, document: Document, language: str) -> Checked[ImportedValues]:
    drafter = Drafter(path)
    maker = PageMaker(_reader(document, document.part))
    for part, is_head in _edges(document):
        maker.reader = _reader(document, part, maker.reader)
        for block in blocks_in(part.element):
            text = " ".join("".join(block.itertext()).split())
            found = contacts_of([text])
            if is_head or found.emails or found.phones or found.links:
                maker.blocks([block])
            elif text:
                drafter.left_out(_FOOT, "text", text)
    maker.reader = _reader(document, document.part, maker.reader)
    maker.blocks(document.element.body)
    pages = maker.pages()
    if not pages.pages[0].pieces:
        message = "the Word file has no text"
        return failed(Diagnostic(Code.FILE_UNREADABLE, message, Span(path), "is it a picture?"))
    draft = draft_of(pages, math.inf)  # its texts are in logical order already
    for thing in maker.reader.lost:
        drafter.left_out("the file", thing, thing)
    source = source_of(draft, drafter, ORIGIN, language)
    if not pages.whole:
        message = f"only the first {len(pages.pages[0].pieces):,} pieces of text are read"
        source.findings = (*source.findings, Diagnostic(Code.IMPORT_LEFT_OUT, message, Span(path)))
    return Checked(source)


def _reader(
    document: Document, part: Xml, before: ParagraphReader | None = None
) -> ParagraphReader:
    """Return a reader for a part of the file, whose links have their own ids."""
    links = {key: one.target_ref for key, one in part.rels.items() if one.is_external}
    looks = before.looks if before else WordStyles(document.styles.element)
    return ParagraphReader(looks, links, lost=before.lost if before else [])


def _edges(document: Document) -> Iterator[tuple[Xml, bool]]:
    """Yield the heads and the feet of the first pages, each once, and whether it is a head."""
    seen: set[str] = set()
    for section in document.sections:
        # Word keeps those of the first page when they are turned off.
        has_first = section.different_first_page_header_footer
        for edge, is_head, is_shown in (
            (section.first_page_header, True, has_first),
            (section.header, True, True),
            (section.first_page_footer, False, has_first),
            (section.footer, False, True),
        ):
            if edge.is_linked_to_previous or not is_shown:
                continue
            text = "".join(edge.part.element.itertext())
            if text not in seen:
                seen.add(text)
                yield edge.part, is_head
