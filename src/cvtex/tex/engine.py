"""latexmk and XeLaTeX, run on one source in a folder of its own."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document
from cvtex.resources import SOURCE, digest, latex_dir
from cvtex.tex.format import TICK, Format, find_format, read_inputs
from cvtex.tex.log import read_log
from cvtex.tex.missing import missing_program

TIME_LIMIT = 120.0
"""Seconds after which a run is given up; the longest résumé takes two."""

# kpathsea takes these for its own marks, and knows no way to escape them.
_UNSEARCHABLE = re.compile("[,;:{}$]")


@dataclass(frozen=True, slots=True)
class Typeset:
    """What a run of TeX made: a PDF, and the files of `latex/` that it read, by their digests.

    A digest is "" for a file that was saved while TeX may have been reading it.
    """

    pdf: Path
    inputs: dict[str, str]


def run_tex(source: str, document: Document, folder: Path, log: Path) -> Checked[Typeset]:
    """Make a PDF of a LaTeX source, in a folder where nothing else works; the log is kept at `log`.

    What TeX complains of comes back at the lines of the Document's leaves. A run starts from a
    format if there is one; if it fails, a second run without it has the last word, unless it was
    time that ran out.
    """
    if _UNSEARCHABLE.search(str(latex_dir())):
        message = f"TeX can't search `{latex_dir()}`: its path has one of , ; : {{ }} $ in it"
        return failed(Diagnostic(Code.FOLDER_NAME, message, hint="move cvtex to another folder"))
    started = time.time_ns() - TICK
    (folder / SOURCE).write_text(source, encoding="utf-8")
    form = find_format(document, _environment(), folder)
    run = _run(folder, document, form, log)
    if form and not run.ok and all(finding.code != Code.TEX_TIME for finding in run.diagnostics):
        form = None
        run = _run(folder, document, None, log)
    if run.value is None:
        return failed(*run.diagnostics)
    inputs = form.inputs if form else read_inputs(folder / "resume.fls")
    ours = sorted(name for name in inputs if Path(name).is_relative_to(latex_dir()))
    digests = {name: _digest_as_read(Path(name), started) for name in ours}
    return Checked(Typeset(run.value, digests), run.diagnostics)


def _digest_as_read(path: Path, started: int) -> str:
    """Return the digest of a file, "" if it is gone or was saved since a run started."""
    return digest(path) if path.exists() and path.stat().st_ctime_ns < started else ""


def _run(folder: Path, document: Document, form: Format | None, kept: Path) -> Checked[Path]:
    """Run once. The PDF of an earlier run is deleted: TeX can fail, make none and exit with 0."""
    pdf, log = folder / "resume.pdf", folder / "resume.log"
    for old in (pdf, log):
        old.unlink(missing_ok=True)
    try:
        process = _start(folder, form)
    except FileNotFoundError as error:
        return failed(missing_program(str(error.filename)))
    # An interrupt ends doit's threads where they stand, and TeX would go on.
    stop = partial(_stop, process)
    atexit.register(stop)
    try:
        printed, _ = process.communicate(timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        message = f"TeX was not done after {TIME_LIMIT:.0f} seconds and was stopped"
        return failed(Diagnostic(Code.TEX_TIME, message, hint=f"its log is {kept}"))
    finally:
        stop()
        atexit.unregister(stop)
        if log.exists():
            shutil.copyfile(log, kept)
    findings = read_log(log, document, kept)
    if not pdf.exists() and not findings:
        findings = (_unknown_failure(printed, kept),)
    return Checked(pdf if pdf.exists() else None, findings)


def _start(folder: Path, form: Format | None) -> subprocess.Popen[str]:
    rc = latex_dir() / "latexmkrc"
    return subprocess.Popen(
        # -g: doit has decided that this is to be built.
        ["latexmk", "-norc", "-r", str(rc), "-g", "-interaction=nonstopmode", SOURCE],
        cwd=folder,
        env=_environment() | (_format_environment(form) if form else {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )


def _format_environment(form: Format) -> dict[str, str]:
    """Name a format as TeX finds it; by its path, TeX would write a record beside it."""
    return {"TEXFORMATS": f"{form.path.parent}:", "CVTEX_FORMAT": form.path.stem}


def _environment() -> dict[str, str]:
    """Return what TeX sees of the world.

    The settings are those of the manuals of Web2C and kpathsea: files are read and written in the
    working folder and in TeX's own alone; log lines are not cut at 79 bytes; no font is made on
    the fly; the date of the PDF is fixed (SOURCE_DATE_EPOCH, a specification of
    reproducible-builds.org).
    """
    latex = latex_dir()
    return os.environ | {
        "TEXINPUTS": f".:{latex}//:",
        "TEXFONTMAPS": f"{latex / 'fontmaps'}:",
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "max_print_line": "10000",
        "MKTEXTFM": "0",
        "MKTEXMF": "0",
        "MKTEXPK": "0",
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
    }


def _stop(process: subprocess.Popen[str]) -> None:
    """End a run and all that it started; one that has ended is left in peace."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _unknown_failure(printed: str, log: Path) -> Diagnostic:
    if "xelatex" in printed and "not found" in printed:
        return missing_program("xelatex")
    last = [line for line in printed.splitlines() if line.strip()][-1:]
    return Diagnostic(
        Code.TEX_FAILED,
        f"TeX made no PDF: {' '.join(last) or 'it said nothing'}",
        hint=f"its log is {log}",
    )
