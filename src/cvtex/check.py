"""From a content file to its Document, with all that there is to say before TeX runs."""

from __future__ import annotations

from pathlib import Path

from cvtex.content.load import load_resume
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document
from cvtex.editions.build import build_document
from cvtex.glyphs.missing import missing_glyphs
from cvtex.glyphs.sequences import parted_sequences
from cvtex.style import check_style


def check_content(file: Path, theme: str) -> Checked[Document]:
    """Return the Document of a content file, or all that is wrong with the file."""
    resume = load_resume(file)
    if not resume.ok or resume.value is None:
        return failed(*resume.diagnostics)
    document = build_document(resume.value, theme)
    unprinted: tuple[Diagnostic, ...] = ()
    if document.value:
        unprinted = missing_glyphs(document.value) + parted_sequences(document.value)
    findings = (
        *resume.diagnostics,
        *document.diagnostics,
        *unprinted,
        *check_style(resume.value),
    )
    return Checked(document.value, findings)
