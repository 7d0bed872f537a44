"""latexmk and XeLaTeX, run on one source in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document
from cvtex.resources import latex_dir
from cvtex.tex.format import Format, find_format, read_inputs
from cvtex.tex.log import read_log
from cvtex.tex.missing import missing_program

INPUTS = "inputs.txt"

TIME_LIMIT = 120.0
"""Seconds after which a run is given up; the longest résumé takes two."""


def run_tex(source: Path, document: Document) -> Checked[Path]:
    """Make a PDF of a LaTeX source, beside it.

    What TeX complains of comes back at the lines of the Document's leaves. A run starts from a
    format if there is one; if it fails, a second run without it has the last word, unless it was
    time that ran out. The files of ours that TeX read are listed beside the PDF (`INPUTS`).
    """
    form = find_format(document, _environment())
    run = _run(source, document, form)
    if form and not run.ok and all(finding.code != "tex-time" for finding in run.diagnostics):
        form = None
        run = _run(source, document, None)
    _list_inputs(source, form)
    return run


def _run(source: Path, document: Document, form: Format | None) -> Checked[Path]:
    """Run once. The PDF of an earlier run is deleted: TeX can fail, make none and exit with 0."""
    pdf, log = source.with_suffix(".pdf"), source.with_suffix(".log")
    for old in (pdf, log, source.with_suffix(".fls")):
        old.unlink(missing_ok=True)
    try:
        process = _start(source, form)
    except FileNotFoundError as error:
        return failed(missing_program(str(error.filename)))
    try:
        printed, _ = process.communicate(timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return failed(
            Diagnostic(
                "tex-time",
                f"TeX was not done after {TIME_LIMIT:.0f} seconds and was stopped",
                hint=f"its log is {log}",
            )
        )
    finally:
        _stop(process)
    findings = read_log(log, document)
    if not pdf.exists() and not findings:
        findings = (_unknown_failure(printed, log),)
    return Checked(pdf if pdf.exists() else None, findings)


def _start(source: Path, form: Format | None) -> subprocess.Popen[str]:
    rc = latex_dir() / "latexmkrc"
    return subprocess.Popen(
        # -g: doit has decided that this is to be built.
        ["latexmk", "-norc", "-r", str(rc), "-g", "-interaction=nonstopmode", source.name],
        cwd=source.parent,
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


def _list_inputs(source: Path, form: Format | None) -> None:
    """List the files of `latex/` that a run read, those in its format included."""
    recorded = source.with_suffix(".fls")
    inputs = read_inputs(recorded) if recorded.exists() else set()
    inputs |= set(form.inputs) if form else set()
    ours = sorted(name for name in inputs if Path(name).is_relative_to(latex_dir()))
    (source.parent / INPUTS).write_text("".join(f"{name}\n" for name in ours), encoding="utf-8")


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
        "tex-failed",
        f"TeX made no PDF: {' '.join(last) or 'it said nothing'}",
        hint=f"its log is {log}",
    )
