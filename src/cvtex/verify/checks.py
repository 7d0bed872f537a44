"""Runs all checks of a finished PDF; `docs/verify.md` has the reason and source of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pikepdf import PdfError

from cvtex.diagnostics import Checked, Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.file import active, bookmarks, metadata, standards, traces
from cvtex.verify.opened import Opened, open_pdf
from cvtex.verify.page import (
    added_words,
    bidi_order,
    boxes,
    characters,
    fonts,
    hidden_text,
    line_ends,
    links,
    page_breaks,
    replacement_text,
)
from cvtex.verify.readback import reader_mismatch, split_words
from cvtex.verify.structure import document_tags, hierarchy, languages, parent_tree, tagging

Check = Callable[[Opened, Document | None], Iterator[Diagnostic]]


def check_syntax(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find errors in the syntax of the PDF, repaired by qpdf or not."""
    for number, page in enumerate(opened.pages, 1):
        if page.broken:
            yield Diagnostic(Code.PDF_DAMAGED, f"page {number} can't be read whole: {page.broken}")
    warnings = [str(warning) for warning in opened.pdf.get_warnings()]
    if warnings:
        more = f" ({len(warnings)} such places)" if len(warnings) > 1 else ""
        reason = warnings[0].rpartition(": ")[2]
        yield Diagnostic(Code.PDF_DAMAGED, f"the file breaks the syntax of PDF: {reason}{more}")
    if not opened.pages:
        yield Diagnostic(Code.PDF_DAMAGED, "the file has no pages")


CHECKS: tuple[Check, ...] = (
    check_syntax,
    characters.check_characters,
    characters.check_bullets,
    characters.check_hyphens,
    bidi_order.check_directions,
    fonts.check_fonts,
    boxes.check_units,
    boxes.check_margins,
    boxes.check_covered,
    hidden_text.check_visible,
    reader_mismatch.check_readers_agree,
    replacement_text.check_replaced,
    line_ends.check_line_ends,
    split_words.check_splits,
    page_breaks.check_headings,
    page_breaks.check_last_page,
    links.check_targets,
    links.check_areas,
    metadata.check_metadata,
    metadata.check_agreement,
    bookmarks.check_bookmarks,
    metadata.check_title,
    traces.check_traces,
    tagging.check_tags,
    tagging.check_content,
    hierarchy.check_heading_levels,
    hierarchy.check_lists,
    hierarchy.check_tables,
    hierarchy.check_figures,
    tagging.check_language,
    parent_tree.check_ways_back,
    parent_tree.check_annotations,
    document_tags.check_document_tags,
    added_words.check_untyped,
    languages.check_languages,
    standards.check_contents,
    active.check_active,
)
"""Each check finds one kind of error; with the Document, its findings have places in the YAML."""


def prove(pdf: Path, document: Document | None) -> tuple[Diagnostic, ...]:
    """Return all findings of a PDF of any tool; with the Document, it is compared with that."""
    with open_pdf(pdf) as opened:
        return prove_opened(opened, document)


def prove_opened(opened: Checked[Opened], document: Document | None) -> tuple[Diagnostic, ...]:
    """Return all findings of an open PDF; with the Document, it is compared with that."""
    findings = list(opened.diagnostics)
    if opened.value:
        for check in CHECKS:
            findings += _run(check, opened.value, document)
    return tuple(findings)


def _run(check: Check, opened: Opened, document: Document | None) -> list[Diagnostic]:
    """Return the findings of a check, or that the file is too damaged for it."""
    try:
        return list(check(opened, document))
    except PdfError as error:
        message = f"the file breaks the syntax of PDF: {error}"
        return [Diagnostic(Code.PDF_DAMAGED, message)]
