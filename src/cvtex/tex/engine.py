"""Runs latexmk with XeLaTeX, and xdvipdfmx, on a source in its own folder."""

from __future__ import annotations

import contextlib
import mmap
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, failed
from cvtex.diagnostics.codes import PROOFS, Code
from cvtex.document import Document
from cvtex.paths import SOURCE, digest, latex_dir
from cvtex.tex.environment import environment_of, format_environment, room_for
from cvtex.tex.filled import Filled, read_filled
from cvtex.tex.format import TICK, Format, find_format, read_inputs
from cvtex.tex.log import read_log
from cvtex.tex.missing import missing_program
from cvtex.tex.process import Ended, is_address_space_small, killed_by, run_limited
from cvtex.tex.reduced import reduced_fonts
from cvtex.tex.specials import harmful
from cvtex.tex.xdv import read_pages, with_fonts

Files = Mapping[str, bytes]
"""The files beside the pages: pictures, as JPEGs by the names that the class gives them; fonts."""

TIME_LIMIT = 120.0
"""Seconds of CPU time after which a run is stopped; the longest résumé takes two."""
# Special characters of kpathsea, which cannot be escaped.
_UNSEARCHABLE = re.compile("[,;:{}$]")

AT_LIMIT = frozenset({Code.TEX_TIMEOUT, Code.TEX_MEMORY, Code.TEX_FILE_SIZE})
"""A run that reached a limit would reach it again."""

# After one of these, a run without the format would fail as well.
_FINAL = AT_LIMIT | {Code.TEX_KILLED}

# Printed by the command for XeLaTeX in latexmkrc.
_STATUS = re.compile(r"^cvtex: status (\d+)$", re.MULTILINE)
_MARK = b"cvtexat("
XDVIPDFMX = ("xdvipdfmx", "-E", "-o")
"""The command up to the name of the PDF. -E: embed fonts regardless of their licence flags."""
_NOT_FOUND = 127
_FULL = 1 << 16


class Typeset(NamedTuple):
    """The result of a run of TeX: the pages (XDV), the log, and how full the pages are.

    `inputs` has the digest of each file of `latex/` that it read, "" if the file was saved
    while TeX may have been reading it.
    """

    xdv: Path
    log: Path
    filled: Filled
    inputs: dict[str, str]


class Programs:
    """The programs of a build; engines that were started ahead may take their place."""

    def typeset(self, source: str, document: Document, folder: Path, log: Path) -> Checked[Typeset]:
        """Typeset a source: see `run_tex`."""
        return run_tex(source, document, folder, log)

    def convert(self, xdv: Path, files: Files) -> tuple[Path, Ended]:
        """Return the path of the PDF of pages, which may be missing: see `run_xdvipdfmx`."""
        return run_xdvipdfmx(xdv, files)


def run_tex(source: str, document: Document, folder: Path, log: Path) -> Checked[Typeset]:
    """Typeset a LaTeX source in `folder`, which nothing else uses; the log is copied to `log`.

    TeX's messages are findings at the lines of the Document's leaves. The run starts from a
    format if there is one. If it fails for another reason than a limit, it is repeated without
    the format; if that succeeds, the format is broken, and deleted.
    """
    homes = homes_of(document)
    if unsearchable := [home for home in homes if _UNSEARCHABLE.search(str(home))]:
        message = f"TeX can't search `{unsearchable[0]}`: its path has one of , ; : {{ }} $ in it"
        return failed(Diagnostic(Code.FOLDER_NAME, message, hint="move it to another folder"))
    started = time.time_ns() - TICK
    (folder / SOURCE).write_text(source, encoding="utf-8")
    form = find_format(document, environment_of(document.design.home), folder)
    run = _run(folder, document, form, log)
    if (
        form
        and run.value is None
        and all(finding.code not in _FINAL for finding in run.diagnostics)
    ):
        run = _run(folder, document, None, log)
        if run.value is not None:
            with contextlib.suppress(OSError):
                form.path.unlink()
        form = None
    known = _FINAL | {Code.PROGRAM_MISSING, Code.OUTPUT}
    codes = {finding.code for finding in run.diagnostics}
    if run.value is None and not codes & known and is_address_space_small():
        message = "TeX failed, and its address space is limited (`ulimit -v`)"
        return failed(Diagnostic(Code.TEX_MEMORY, message, hint="allow it 1 GB or more"))
    if run.value is None:
        return failed(*run.diagnostics)
    inputs = form.stamps if form else read_inputs(folder / "resume.fls")
    made = typeset_of(run.value, digests_of(inputs, document, started))
    return Checked(made, run.diagnostics)


def typeset_of(xdv: Path, inputs: dict[str, str]) -> Typeset:
    """Return the result of a run with these pages (XDV) and `inputs`."""
    log = xdv.with_suffix(".log")
    return Typeset(xdv, log, read_filled(log), inputs)


def digests_of(inputs: Iterable[str], document: Document, started: int) -> dict[str, str]:
    """Return the `inputs` of a run that began at a time in nanoseconds and read some files."""
    homes = [f"{home}{os.sep}" for home in homes_of(document)]
    ours = sorted(name for name in inputs if name.startswith(tuple(homes)))
    return {name: _digest_as_read(Path(name), started) for name in ours}


def homes_of(document: Document) -> list[Path]:
    """Return the folders of the class and of the project's own themes."""
    return [latex_dir(), *filter(None, [document.design.home])]


def _digest_as_read(path: Path, started: int) -> str:
    """Return the digest of a file, "" if it is gone or was saved since a run started."""
    return digest(path) if path.exists() and path.stat().st_ctime_ns < started else ""


def _run(folder: Path, document: Document, form: Format | None, kept: Path) -> Checked[Path]:
    """Run latexmk once. Old results are deleted first: TeX can exit with 0 without a result."""
    xdv, log = folder / "resume.xdv", folder / "resume.log"
    for old in (xdv, log):
        old.unlink(missing_ok=True)
    rc = latex_dir() / "latexmkrc"
    # -g: doit has decided to build.
    command = ["latexmk", "-norc", "-r", str(rc), "-g", "-interaction=batchmode", SOURCE]
    environment = environment_of(document.design.home) | room_for((folder / SOURCE).stat().st_size)
    if form:
        environment |= format_environment(form)
    try:
        ended = run_limited(command, folder, environment, TIME_LIMIT)
    except FileNotFoundError as error:
        return failed(missing_program(str(error.filename)))
    return pages_of(ended, folder, document, kept)


def pages_of(ended: Ended, folder: Path, document: Document, kept: Path) -> Checked[Path]:
    """Return the pages (XDV) of a run that has ended, or what went wrong in it."""
    xdv, log = folder / "resume.xdv", folder / "resume.log"
    if log.exists():
        shutil.copyfile(log, kept)
    if stopped := _stopped(ended, log, document, kept):
        return failed(stopped)
    findings = read_log(log, document, kept)
    if any(
        finding.severity is Severity.ERROR and finding.code not in PROOFS for finding in findings
    ):
        return failed(*findings)
    if ended.status or not xdv.exists():
        return failed(*findings, _unknown_failure(ended, folder, kept))
    return Checked(xdv, findings)


def make_pdf(xdv: Path, document: Document, log: Path, programs: Programs) -> Checked[Path]:
    """Make a PDF of the pages (XDV) of a Document; `log` is what a finding names."""
    pictures = {f"{name}.jpg": one.picture.jpeg for name, one in document.pictures.items()}
    content = xdv.read_bytes()
    try:
        pages = read_pages(content)
        harm = next((special for special in pages.specials if harmful(special, pictures)), None)
    except ValueError as error:
        return failed(_no_pdf(f"of its pages, {error}", xdv.parent, log))
    if harm is not None:
        return failed(
            Diagnostic(
                Code.TEX_SPECIAL,
                f"the theme or the class asks for `{harm[:60].decode(errors='replace')}`, which may"
                " put a file of this machine into the PDF",
                hint="draw it with what TeX itself has",
            )
        )
    fonts = reduced_fonts(pages)
    names = {font: f"{number}.otf" for number, font in enumerate(fonts)}
    xdv.write_bytes(with_fonts(content, pages, names))
    files = pictures | {names[font]: made for font, made in fonts.items()}
    try:
        pdf, ended = programs.convert(xdv, files)
    except FileNotFoundError as error:
        return failed(missing_program(str(error.filename)))
    if stopped := _stopped(ended, None, None, log):
        return failed(stopped)
    # It exits with 0 even if the disk is full.
    written = re.search(r"^(\d+) bytes written", ended.printed, re.MULTILINE)
    if ended.status or not written or not pdf.exists() or pdf.stat().st_size != int(written[1]):
        return failed(_no_pdf(_last_line(ended.printed), pdf.parent, log))
    return Checked(pdf)


def run_xdvipdfmx(xdv: Path, files: Files) -> tuple[Path, Ended]:
    """Run xdvipdfmx in a folder with nothing but these files.

    It would read settings from its working folder. FileNotFoundError: it is not installed.
    """
    pdf = Path(tempfile.mkdtemp(dir=xdv.parent, prefix="pdf-")) / "resume.pdf"
    for name, content in files.items():
        pdf.with_name(name).write_bytes(content)
    # From standard input, as an engine that waits reads them: since TeX Live 2025 the name of the
    # file decides the names of the fonts.
    command = [*XDVIPDFMX, pdf.name]
    return pdf, run_limited(command, pdf.parent, environment_of(), TIME_LIMIT, xdv.absolute())


def _stopped(
    ended: Ended, log: Path | None, document: Document | None, kept: Path
) -> Diagnostic | None:
    """Return the finding for a run that was stopped or killed, at TeX's last leaf."""
    command = _STATUS.search(ended.printed)
    signalled = killed_by(int(command[1]) if command else ended.status)
    if ended.late:
        code, message = (
            Code.TEX_TIMEOUT,
            f"TeX did not finish within {TIME_LIMIT:.0f} seconds of processor time and was stopped",
        )
    elif signalled == signal.SIGXFSZ:
        code, message = Code.TEX_FILE_SIZE, "TeX wrote too large a file and was stopped"
    elif ended.status and ended.starved:
        code, message = Code.TEX_MEMORY, "TeX needed more memory than its limit"
    elif signalled:
        reason = (
            "is memory short?" if signalled == signal.SIGKILL else signal.strsignal(signalled) or ""
        )
        code, message = Code.TEX_KILLED, f"TeX was killed by signal {signalled}: {reason}"
    else:
        return None
    span = _last_leaf(log, document) if log and document else None
    return Diagnostic(code, message, span, f"its log is {kept}" if kept.exists() else "")


def _last_leaf(log: Path, document: Document) -> Span | None:
    """Return the span of TeX's last leaf; the log may be long, so only its end is searched."""
    try:
        with log.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            at = text.rfind(_MARK)
            number = text[at + len(_MARK) : at + len(_MARK) + 8].partition(b")")[0]
    except (OSError, ValueError):  # missing or empty
        return None
    spans = {str(leaf.number).encode(): leaf.span for leaf in document.leaves()}
    return spans.get(number) if at >= 0 else None


def _unknown_failure(ended: Ended, folder: Path, log: Path) -> Diagnostic:
    command = _STATUS.search(ended.printed)
    if command and int(command[1]) == _NOT_FOUND:
        return missing_program("xelatex")
    return _no_pdf(_last_line(ended.printed), folder, log)


def _last_line(printed: str) -> str:
    lines = [line for line in printed.splitlines() if line.strip()]
    return lines[-1] if lines else "without a message"


def _no_pdf(reason: str, folder: Path, log: Path) -> Diagnostic:
    if shutil.disk_usage(folder).free < _FULL:
        return Diagnostic(
            Code.OUTPUT,
            f"can't write in `{folder.parent}`: no space left on device",
            hint="the previous PDF is unchanged",
        )
    return Diagnostic(Code.TEX_FAILED, f"TeX made no PDF: {reason}", hint=f"its log is {log}")
