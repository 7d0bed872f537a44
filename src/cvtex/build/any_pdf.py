"""The verdict on a PDF that any program made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cvtex.ats.model import Reading
from cvtex.ats.reader import read_resume
from cvtex.build.check import check_content
from cvtex.content.overlay import is_withheld
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed, masked, tolerate
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document
from cvtex.report.verdict import Record, Verdict, withheld
from cvtex.verify.apart import StoppedError, apart
from cvtex.verify.file.standards import breaches
from cvtex.verify.limits import check_size, too_large
from cvtex.verify.proof import NOTHING, Proof, proof_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict as JSON has it, what a machine reads in the PDF, all that was found."""

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
"""After one of these there is nothing more to say."""


def judge_pdf(pdf: Path, content: Path | None) -> Judged:
    """Return the verdict on a PDF; with a content file, also whether it has all of its words.

    A finding that has no place in the content is about the PDF.
    """
    document: Checked[Document] = check_content(content) if content else Checked(None)
    reading, proof = _looked_at(pdf, document.value)
    if proof.pages:
        proof = _with_standards(proof, pdf)
    found = (*document.diagnostics, *reading.diagnostics, *proof.findings)
    placed = dict.fromkeys(_placed(finding, pdf) for finding in tolerate(found, LAYOUT))
    findings = bounded(tuple(placed))
    verdict = Verdict(pdf, None, proof, findings, LAYOUT)
    record = verdict.record(pdf, reading.value)
    if content and is_withheld(content):
        shown = tuple(replace(one, message=masked(one.message), hint="") for one in findings)
        return Judged(withheld(record), None, shown)
    return Judged(record, reading.value, findings)


def _looked_at(pdf: Path, document: Document | None) -> tuple[Checked[Reading], Proof]:
    """Return what a machine reads in a PDF, and what it proves, if it is one that can be read."""
    try:
        return apart(lambda: _read(pdf, document))
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
    """Return a proof with what a validator finds, if there is one that can read the PDF."""
    found = breaches(pdf)
    if found is None:
        return replace(proof, checked=proof.checked - {Code.STANDARD_BROKEN})
    return replace(proof, findings=(*proof.findings, *found))


def _placed(finding: Diagnostic, pdf: Path) -> Diagnostic:
    """Return a finding with a place."""
    return replace(finding, span=finding.span or Span(pdf))
