"""Verifies a PDF of any program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cvtex.ats.model import Reading
from cvtex.ats.reader import read_resume
from cvtex.build.check import check_content
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed, masked, tolerate
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.report.verdict import Record, Verdict, withheld
from cvtex.verify.file.standards import breaches
from cvtex.verify.isolated import StoppedError, isolated
from cvtex.verify.limits import check_size, too_large
from cvtex.verify.proof import NOTHING, Proof, proof_of


@dataclass(frozen=True, slots=True)
class JudgedPdf:
    """A verdict as values for JSON, what a machine reads in the PDF, and all findings."""

    record: Record
    reading: Reading | None
    findings: tuple[Diagnostic, ...]


_NO_PDF = {
    Code.FILE_MISSING,
    Code.FILE_UNREADABLE,
    Code.FILE_TOO_LARGE,
    Code.PDF_UNREADABLE,
    Code.PDF_LOCKED,
}
"""After one of these, nothing else is checked."""


def judge_pdf(pdf: Path, edition: Edition | None) -> JudgedPdf:
    """Return the verdict on a PDF; with an edition, the PDF is compared with what that prints.

    A finding without a place in the content is at the PDF.
    """
    document: Checked[Document] = _document_of(edition) if edition else Checked(None)
    warn = edition.warn if edition else LAYOUT
    reading, proof = _examine(pdf, document.value)
    if proof.pages:
        proof = _with_standards(proof, pdf)
    found = (*document.diagnostics, *reading.diagnostics, *proof.findings)
    placed = (replace(item, span=item.span or Span(pdf)) for item in tolerate(found, warn))
    findings = bounded(tuple(dict.fromkeys(placed)))
    is_letter = document.value is not None and document.value.letter is not None
    verdict = Verdict(pdf, None, proof, findings, warn, is_letter=is_letter)
    record = verdict.record(pdf, reading.value)
    if edition and edition.is_withheld:
        shown = tuple(replace(item, message=masked(item.message), hint="") for item in findings)
        return JudgedPdf(withheld(record), None, shown)
    return JudgedPdf(record, reading.value, findings)


def _document_of(edition: Edition) -> Checked[Document]:
    return check_content(
        edition.content, edition.looks, "", edition.tailoring, private=edition.private
    )


def _examine(pdf: Path, document: Document | None) -> tuple[Checked[Reading], Proof]:
    """Return what a machine reads in a PDF, and its proof, within limits of time and memory."""
    try:
        return isolated(lambda: _read(pdf, document))
    except StoppedError as stopped:
        return failed(Diagnostic(Code.PDF_UNREADABLE, f"the PDF {stopped}", Span(pdf))), NOTHING


def _read(pdf: Path, document: Document | None) -> tuple[Checked[Reading], Proof]:
    try:
        reading = failed(size) if (size := check_size(pdf)) else read_resume(pdf)
        if {finding.code for finding in reading.diagnostics} & _NO_PDF:
            return reading, NOTHING
        return reading, proof_of(pdf, document)
    except MemoryError:
        return failed(too_large(pdf, "takes far more memory than a résumé")), NOTHING


def _with_standards(proof: Proof, pdf: Path) -> Proof:
    """Return a proof with the findings of a validator, if one is installed and can read the PDF."""
    found = breaches(pdf)
    if found is None:
        return replace(proof, checked=proof.checked - {Code.STANDARD_BROKEN})
    return replace(proof, findings=(*proof.findings, *found))
