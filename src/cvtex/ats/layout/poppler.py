"""poppler's pdftohtml, and why a PDF can't be read."""

from __future__ import annotations

from pathlib import Path

from cvtex.ats.layout.pieces import SCALE, Pages, pages_in
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.processes.programs import ask

PAGES_MAX = 20
"""How many pages are read: no résumé has more, and a book takes for ever."""

# Seconds of processor time, and on the clock.
_CPU, _PATIENCE = 10, 30
# Two pages make 0.15 MB.
_BYTES_MAX = 4 * 2**20


def read_pieces(pdf: Path) -> Checked[Pages]:
    """Return the text of a PDF's first pages, hidden text too: machines see no difference.

    poppler's `pdftohtml -xml` takes 20 ms for two pages, where pdfminer takes 250.
    """
    found = _no_pdf(pdf)
    if found:
        return failed(found)
    command = ["pdftohtml", "-xml", "-i", "-hidden", "-noroundcoord", "-fontfullname", "-stdout"]
    command += [
        "-enc",
        "UTF-8",
        "-zoom",
        str(SCALE),
        "-l",
        str(PAGES_MAX + 1),
        "--",
        str(pdf.resolve()),
    ]
    try:
        given = ask(command, seconds=_PATIENCE, most=_BYTES_MAX, cpu=_CPU)
    except OSError as error:
        return failed(_not_run(pdf, error))
    if given.late:
        message = "the PDF can't be read: poppler takes too long"
        return failed(Diagnostic(Code.PDF_UNREADABLE, message, Span(pdf), _ANEW))
    pages = pages_in(given.output.decode("utf-8", "replace"))
    if not pages:
        return failed(_refusal(pdf, given.complaint))
    if not any(page.pieces for page in pages):
        message = "there is no text in the PDF: to a machine it is a picture"
        hint = "export it again as text from the program that made it; a scan has no text"
        return failed(Diagnostic(Code.PDF_NO_TEXT, message, Span(pdf), hint))
    return Checked(Pages(pages[:PAGES_MAX], len(pages) <= PAGES_MAX and given.whole))


_ANEW = "export the PDF again, or save it from a program that can open it"
_MAGIC_WITHIN = 1024  # Acrobat looks for %PDF- that far (ISO 32000-1, implementation note 13)


def _no_pdf(pdf: Path) -> Diagnostic | None:
    """Return why a file can't be a PDF."""
    here = Span(pdf)
    try:
        if pdf.exists() and not pdf.is_file():
            message = (
                "this is a folder, not a file" if pdf.is_dir() else "this is not an ordinary file"
            )
            return Diagnostic(Code.FILE_UNREADABLE, message, here, "name a PDF that is saved")
        with pdf.open("rb") as file:
            start = file.read(_MAGIC_WITHIN)
    except FileNotFoundError:
        return Diagnostic(Code.FILE_MISSING, "there is no such file", here)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Diagnostic(Code.FILE_UNREADABLE, f"the file can't be read: {reason}", here)
    if not start:
        return Diagnostic(Code.PDF_UNREADABLE, "the file is empty", here, _ANEW)
    if b"%PDF-" not in start:
        return Diagnostic(Code.PDF_UNREADABLE, "this is not a PDF", here, "name a PDF")
    return None


def _not_run(pdf: Path, error: OSError) -> Diagnostic:
    """Return why poppler could not be asked: it is not there, or the machine has no room for it."""
    if isinstance(error, FileNotFoundError):
        message = "the program `pdftohtml` is not installed"
        hint = "it comes with pdftotext: `cvtex doctor` says how to install that"
        return Diagnostic(Code.PROGRAM_MISSING, message, hint=hint)
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(Code.PDF_UNREADABLE, f"the PDF can't be read: {reason}", Span(pdf))


def _refusal(pdf: Path, said: str) -> Diagnostic:
    """Return why poppler gave no page, by the words of its messages, which are never translated."""
    here = Span(pdf)
    if "ncorrect password" in said:
        message = "the PDF is locked with a password"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without a password")
    if "not allowed" in said:
        message = "the PDF forbids copying its text, and some machines respect that"
        return Diagnostic(Code.PDF_LOCKED, message, here, "save it without restrictions")
    return Diagnostic(Code.PDF_UNREADABLE, "the PDF is damaged, or has no page", here, _ANEW)
