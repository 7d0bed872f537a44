"""The phases in order: source text -> model -> Document -> .tex -> PDF -> finished PDF -> verdict.

A Document is kept beside its LaTeX source between the two tasks of an edition, so that a change to
a theme does not read the content anew.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cvtex.check import check_content
from cvtex.codes import Code
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, failed
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.files import ABANDONED, clean, replace
from cvtex.resources import DOCUMENT, INPUTS, SOURCE
from cvtex.tex.engine import run_tex
from cvtex.writers.latex import write_latex

_KEPT = 24 * 3600.0
"""Seconds for which a log is kept that a person was told of."""

_RUN = "run-"
_BUILD = "cvtex-build-"

DRAFT = "draft.pdf"
"""A PDF that did not pass, for a person to look at."""


@dataclass(frozen=True, slots=True)
class Built:
    """A PDF that was built: where it is, its pages, the seconds it took."""

    pdf: Path
    pages: int
    seconds: float

    def describe(self, name: str) -> str:
        """Return the line that tells a person of it."""
        pages = f"{self.pages} page{'s' if self.pages != 1 else ''}"
        return f"{name}  {pages}, {self.seconds:.1f} s  {self.pdf}"


def write_source(edition: Edition, work: Path) -> Checked[Path]:
    """Read an edition's content and write its LaTeX source and its Document to a folder."""
    document = check_content(edition.content, edition.theme)
    findings = document.diagnostics
    if not document.ok or document.value is None:
        return failed(*findings)
    source = write_latex(document.value)
    try:
        work.mkdir(parents=True, exist_ok=True)
        replace(work / DOCUMENT, pickle.dumps((document.value, source)))
        replace(work / SOURCE, source.encode())
    except OSError as error:
        return failed(*findings, _unwritable(work, error))
    return Checked(work / SOURCE, findings)


def make_pdf(edition: Edition, work: Path, target: Path) -> Checked[Built]:
    """Typeset the source in a folder, finish the PDF, hold it against the Document.

    Only a PDF that has passed takes the place of the one before, and it does so at once.
    """
    try:
        clean(work.glob(f"{_RUN}*"), ABANDONED)
        with tempfile.TemporaryDirectory(
            dir=work, prefix=_RUN, ignore_cleanup_errors=True
        ) as folder:
            return _make_pdf(edition, work, Path(folder), target)
    except OSError as error:
        return failed(_unwritable(work, error))


def _make_pdf(edition: Edition, work: Path, folder: Path, target: Path) -> Checked[Built]:
    start = time.perf_counter()
    kept = _read_source(work)
    if kept.value is None:
        return failed(*kept.diagnostics)
    document, source = kept.value
    typeset = run_tex(source, document, folder, work / "resume.log")
    if not typeset.ok or typeset.value is None:
        return failed(*typeset.diagnostics)
    inputs = (f"{digest}  {name}\n" for name, digest in typeset.value.inputs.items())
    replace(work / INPUTS, "".join(inputs).encode())
    # Imported when another edition may be in TeX's hands, and not before it can start.
    from cvtex.finish import finish  # noqa: PLC0415
    from cvtex.verify.pages import check_pages, count_pages  # noqa: PLC0415
    from cvtex.verify.readers import texts_of  # noqa: PLC0415
    from cvtex.verify.words import read_back  # noqa: PLC0415

    finished = folder / "finished.pdf"
    finish(typeset.value.pdf, document, finished)
    pages = count_pages(finished)
    with texts_of(finished) as texts:
        read = read_back(texts, document)
    findings = (
        *typeset.diagnostics,
        *check_pages(pages, edition.pages, edition.span, work / DRAFT),
        *read.diagnostics,
    )
    if any(finding.severity is Severity.ERROR for finding in findings):
        replace(work / DRAFT, finished.read_bytes())
        return failed(*findings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, finished.read_bytes())
    except OSError as error:
        return failed(*findings, _unwritable(target, error))
    return Checked(Built(target, pages, time.perf_counter() - start), findings)


def _read_source(work: Path) -> Checked[tuple[Document, str]]:
    """Return what `write_source` left: the Document and its LaTeX, in one, for they are one."""
    try:
        document, source = pickle.loads((work / DOCUMENT).read_bytes())  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - bytes that are no pickle of ours may raise anything
        (work / DOCUMENT).unlink(missing_ok=True)
        message = f"`{work / DOCUMENT}` was damaged, and is deleted"
        return failed(Diagnostic(Code.OUTPUT, message, hint="build again: it is written anew"))
    return Checked((document, source))


def build(file: Path, target: Path) -> Checked[Built]:
    """Build the PDF of one content file, in a folder that is gone again when it is built."""
    if _is_same(target, file):
        message = f"the PDF would take the place of `{file}`"
        return failed(Diagnostic(Code.OUTPUT, message, Span(file), "name another with -o"))
    try:
        # Everybody may have a folder of such a name there; ours have our own file in them.
        left = Path(tempfile.gettempdir()).glob(f"{_BUILD}*/{DOCUMENT}")
        clean((document.parent for document in left), _KEPT)
        work = Path(tempfile.mkdtemp(prefix=_BUILD))
    except OSError as error:
        return failed(_unwritable(target, error))
    findings: tuple[Diagnostic, ...] = ()
    try:
        edition = Edition(file.stem, file)
        source = write_source(edition, work)
        findings = source.diagnostics
        if not source.ok:
            return failed(*findings)
        made = make_pdf(edition, work, target)
        findings += made.diagnostics
        return Checked(made.value, findings)
    finally:
        # A complaint of TeX's own names its log, which stands there.
        if not any(str(work) in finding.hint for finding in findings):
            shutil.rmtree(work, ignore_errors=True)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or a link that leads in a circle
        return False


def _unwritable(target: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(
        Code.OUTPUT,
        f"can't write `{target}`: {reason}",
        hint="the PDF from before is as it was" if target.is_file() or target.is_dir() else "",
    )
