"""Runs poppler's pdftohtml on a PDF, or returns why the PDF can't be read."""

from __future__ import annotations

from pathlib import Path

from cvtex.ats.layout.pieces import SCALE, Pages, pages_in
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.processes.programs import ask

PAGES_MAX = 20
"""How many pages are read at most; no résumé has more."""
_CPU_SECONDS = 10
_SECONDS = 300  # of wall-clock time, for what sleeps: a busy machine does not reach it
_BYTES_MAX = 4 * 2**20  # two pages are 0.15 MB


def read_pieces(pdf: Path) -> Checked[Pages]:
    """Return the text of a PDF's first pages, hidden text included, as machines read it.

    `pdftohtml -xml` takes 20 ms for two pages; pdfminer takes 250.
    """
    if finding := _no_pdf(pdf):
        return failed(finding)
    options = ["-xml", "-i", "-hidden", "-noroundcoord", "-fontfullname", "-stdout"]
    options += ["-enc", "UTF-8"]
    options += ["-zoom", str(SCALE), "-l", str(PAGES_MAX + 1), "--", str(pdf.resolve())]
    try:
        given = ask(["pdftohtml", *options], seconds=_SECONDS, most=_BYTES_MAX, cpu=_CPU_SECONDS)
    except OSError as error:
        return failed(_not_run(pdf, error))
    if given.late:
        message = "the PDF can't be read: poppler takes too long"
        return failed(Diagnostic(Code.PDF_UNREADABLE, message, Span(pdf), _EXPORT_AGAIN))
    pages = pages_in(given.output.decode("utf-8", "replace"))
    if not pages:
        return failed(_refusal(pdf, given.complaint))
    if not any(page.pieces for page in pages):
        message = "the PDF has no text: to a machine it is a picture"
        hint = "export it again as text from the program that made it; a scan has no text"
        return failed(Diagnostic(Code.PDF_NO_TEXT, message, Span(pdf), hint))
    return Checked(Pages(pages[:PAGES_MAX], len(pages) <= PAGES_MAX and given.whole))


_EXPORT_AGAIN = "export the PDF again, or save it from a program that can open it"
_HEADER_WITHIN = 1024  # bytes in which Acrobat looks for %PDF- (Adobe's note 13 on ISO 32000-1)


def _no_pdf(pdf: Path) -> Diagnostic | None:
    """Return why a file can't be a PDF; None if it may be one."""
    here = Span(pdf)
    try:
        if pdf.exists() and not pdf.is_file():
            message = (
                "this is a folder, not a file" if pdf.is_dir() else "this is not an ordinary file"
            )
            return Diagnostic(Code.FILE_UNREADABLE, message, here, "name a PDF that is saved")
        if not pdf.stat().st_size:  # before opening it: some files in /proc block
            return Diagnostic(Code.PDF_UNREADABLE, "the file is empty", here, _EXPORT_AGAIN)
        with pdf.open("rb") as file:
            start = file.read(_HEADER_WITHIN)
    except FileNotFoundError:
        return Diagnostic(Code.FILE_MISSING, "there is no such file", here)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Diagnostic(Code.FILE_UNREADABLE, f"the file can't be read: {reason}", here)
    if b"%PDF-" not in start:
        return Diagnostic(Code.PDF_UNREADABLE, "this is not a PDF", here, "name a PDF")
    return None


def _not_run(pdf: Path, error: OSError) -> Diagnostic:
    """Return why poppler could not be started: it is missing, or the machine lacks memory."""
    if isinstance(error, FileNotFoundError):
        message = "the program `pdftohtml` is not installed"
        hint = "it comes with pdftotext: `cvtex doctor` says how to install that"
        return Diagnostic(Code.PROGRAM_MISSING, message, hint=hint)
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(Code.PDF_UNREADABLE, f"the PDF can't be read: {reason}", Span(pdf))


def _refusal(pdf: Path, complaint: str) -> Diagnostic:
    """Return why poppler returned no page, by its messages, which are always in English."""
    here = Span(pdf)
    if "ncorrect password" in complaint:
        message = "the PDF is locked with a password"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without a password")
    if "not allowed" in complaint:
        message = "the PDF forbids copying its text, and some machines respect that"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without restrictions")
    return Diagnostic(
        Code.PDF_UNREADABLE, "the PDF is damaged, or has no page", here, _EXPORT_AGAIN
    )
