"""From a content file to its Document, with all that there is to say before TeX runs."""

from __future__ import annotations

from pathlib import Path

from cvtex.diagnostics import Checked, failed
from cvtex.document import Document
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.style import check_style


def check_content(file: Path, theme: str) -> Checked[Document]:
    """Return the Document of a content file of any format, or all that is wrong with it."""
    resume = load_content(file)
    if not resume.ok or resume.value is None:
        return failed(*resume.diagnostics)
    document = build_document(resume.value, theme)
    findings = (*resume.diagnostics, *document.diagnostics, *check_style(resume.value))
    return Checked(document.value, findings)
