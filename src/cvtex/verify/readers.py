"""What two programs of different make read in a PDF: poppler's pdftotext, and pypdf.

poppler reads what the page shows, pypdf what the file says: what both read, others will read too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Self, TypeAlias

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.verify.program import run_reader

Pages: TypeAlias = Checked[tuple[str, ...]]
"""The text of each page, or why there is none."""

POPPLER, PYPDF = "pdftotext", "pypdf"

# Seconds for two pages: poppler takes 0.02, pypdf 0.15.
_PATIENCE = 60

TEXT_MAX = 16 * 2**20
"""Bytes of text that are read; 600 pages of mathematics have two million."""

TOO_MUCH = f"there are more than {TEXT_MAX >> 20} MB of text in it"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a PDF, each of them read once, while others work.

    `written` is pdftotext's in the order of the file (`-raw`), `lying` its in the order that it
    sees on the page, `parsed` pypdf's.
    """

    written: Future[Pages]
    lying: Future[Pages]
    parsed: Future[Pages]


@contextmanager
def texts_of(pdf: Path, pypdf: Pypdf | None = None) -> Iterator[Texts]:
    """Begin to read a PDF with all readers; a pypdf that was started before is sooner done."""
    with pypdf or Pypdf() as parser, ThreadPoolExecutor(3) as aside:
        yield Texts(
            written=aside.submit(read_written, pdf),
            lying=aside.submit(_pdftotext, pdf),
            parsed=aside.submit(parser.read, pdf),
        )


def read_written(pdf: Path) -> Pages:
    """Return the text of each page as pdftotext reads it in the order of the file."""
    return _pdftotext(pdf, "-raw")


def _pdftotext(pdf: Path, *options: str) -> Pages:
    command = [POPPLER, *options, "-enc", "UTF-8", str(pdf.resolve()), "-"]
    try:
        given = run_reader(command, _PATIENCE, TEXT_MAX)
    except FileNotFoundError:
        message, hint = f"the program `{POPPLER}` is not installed", "`cvtex doctor` says how to"
        return failed(Diagnostic(Code.PROGRAM_MISSING, message, hint=f"{hint} install it"))
    except OSError as error:  # no more processes, no place to write
        return _unreadable(POPPLER, error.strerror or str(error))
    if given.late:
        return _late(POPPLER)
    if not given.whole:
        return _unreadable(POPPLER, TOO_MUCH)
    if given.status:
        return _unreadable(POPPLER, given.complaint)
    return Checked(tuple(given.output.decode("utf-8", "replace").split("\f")[:-1]))


class Pypdf:
    """pypdf in a process of its own: it holds up nobody, and can be stopped at a PDF it is lost in.

    To start it takes 0.1 s, most of that to import pypdf, which can be done while TeX runs: it
    waits for a PDF then. It reads one, and ends without one when nobody is left to name it.
    """

    def __init__(self) -> None:
        """Start, without waiting."""
        spec = find_spec(PYPDF)
        place = Path(spec.origin).parents[1] if spec and spec.origin else Path()
        program = Path(__file__).with_name("pypdf_process.py")
        self._process, self._refusal = None, ""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", program, place, str(TEXT_MAX), TOO_MUCH],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:  # no more processes
            self._refusal = error.strerror or str(error)

    def __enter__(self) -> Self:
        """Be ended at the end of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.end()

    def read(self, pdf: Path) -> Pages:
        """Return the text of each page, in the order of the file."""
        if self._process is None:
            return _unreadable(PYPDF, self._refusal)
        try:
            told, complaint = self._process.communicate(os.fsencode(pdf.resolve()), _PATIENCE)
        except subprocess.TimeoutExpired:
            return _late(PYPDF)
        if self._process.returncode:
            return _unreadable(PYPDF, complaint.decode("utf-8", "replace"))
        return Checked(tuple(json.loads(told)))

    def end(self) -> None:
        """End, whether there was a PDF or not."""
        if self._process is not None:
            with self._process as process:
                process.kill()


def _unreadable(reader: str, complaint: str) -> Pages:
    lines = complaint.strip().splitlines()
    reason = lines[-1] if lines else "it does not say why"
    return failed(Diagnostic(Code.PDF_UNREADABLE, f"{reader} can't read the PDF: {reason}"))


def _late(reader: str) -> Pages:
    message = f"{reader} can't read the PDF: it was not done with it in {_PATIENCE} seconds"
    return failed(Diagnostic(Code.PDF_UNREADABLE, message))
