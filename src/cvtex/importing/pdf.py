"""Imports what a hiring system reads in a PDF of any program."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from pikepdf import PasswordError, Pdf, PdfError

from cvtex.ats.layout.direction import in_logical_order, is_from_the_right, mirrored
from cvtex.ats.layout.pieces import Pages, Piece
from cvtex.ats.layout.poppler import read_pieces
from cvtex.ats.reader import draft_of
from cvtex.diagnostics import Checked, Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.importing.bullets import with_bullets
from cvtex.importing.europass import from_europass
from cvtex.importing.layout.resume import source_of
from cvtex.importing.source import Drafter, ImportedValues
from cvtex.unicode.lookalikes import alike

ORIGIN = "PDF"
_RADICALS = re.compile("[\u2e80-\u2fd5]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_START = 4096  # bytes of an attachment, in which its root element begins


def from_pdf(path: Path, language: str = "") -> Checked[ImportedValues]:
    """Return the résumé in a PDF."""
    if data := _europass_in(path):
        return from_europass(path, language, data)
    read = read_pieces(path)
    if read.value is None:
        return Checked(None, read.diagnostics)
    pages = with_bullets(path, as_typed(read.value))
    if is_from_the_right(pages):
        draft = draft_of(mirrored(pages))
    else:
        draft = in_logical_order(draft_of(pages))
    source = source_of(draft, Drafter(path), ORIGIN, language)
    if not read.value.whole:
        message = f"only the first {len(read.value.pages)} pages are read"
        source.findings = (*source.findings, Diagnostic(Code.IMPORT_LEFT_OUT, message, Span(path)))
    return Checked(source, read.diagnostics)


def as_typed(read: Pages) -> Pages:
    """Return pages with Han for the radicals that browsers write where both are one glyph.

    A ligature, as in ﬁ, is the letters that it stands for.
    """

    def plain(piece: Piece) -> Piece:
        found = alike("".join(_RADICALS.findall(piece.text)))
        text = "".join(found.get(char, char) for char in piece.text)
        text = _LIGATURES.sub(lambda ligature: normalize("NFKC", ligature[0]), text)
        return replace(piece, text=text)

    pages = (replace(page, pieces=tuple(map(plain, page.pieces))) for page in read.pages)
    return replace(read, pages=tuple(pages))


def _europass_in(path: Path) -> bytes | None:
    """Return the Europass XML that a PDF of Europass has as an attachment, or None."""
    try:
        with Pdf.open(path) as pdf:
            files = (one.get_file().read_bytes() for one in pdf.attachments.values())
            return next((data for data in files if b"<SkillsPassport" in data[:_START]), None)
    except (PdfError, PasswordError, OSError, KeyError, ValueError):
        return None
