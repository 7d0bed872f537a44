"""Runs the phases in order: content -> Document -> .tex -> PDF -> finished PDF -> verdict.

The results of a phase are stored in the working folder of the edition, for the next runs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.ahead import Ahead, import_ahead
from cvtex.build.check import check_content
from cvtex.build.fitting import fit_pages
from cvtex.build.places import is_same, unwritable
from cvtex.build.proving import RUN, Drafted, finish_pages, prove, publish, read_source
from cvtex.design.looks import PLAIN, Looks
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document, settled
from cvtex.editions.settings import Edition
from cvtex.editions.tailoring import WHOLE, Tailoring
from cvtex.files import ABANDONED, clean, keep, record_digests, replace
from cvtex.paths import (
    ALLOWED,
    DOCUMENT,
    DRAFT,
    EMBEDDED,
    INPUTS,
    LOG,
    SETTLED,
    SOURCE,
    TYPESET,
    digest,
)
from cvtex.processes.limited import limited
from cvtex.processes.phases import phase
from cvtex.tex.engine import Programs
from cvtex.tex.engine import make_pdf as pdf_of_pages
from cvtex.writers import formats
from cvtex.writers.tex.latex import write_latex

if TYPE_CHECKING:
    from cvtex.report.verdict import Verdict

_KEPT = 24 * 3600.0
"""Seconds for which a log is kept whose path a person has seen."""

_BUILD = "cvtex-build-"


@limited
def write_source(
    edition: Edition, work: Path, language: str = "", *, verbose: bool = False
) -> Checked[Path]:
    """Check an edition's content, and write its Document and its LaTeX source to a folder.

    What the edition allows by its `warn` is a part of its verdict: `prove` reports it. For
    `language` and `verbose` see `check_content`.
    """
    with phase("check"):
        document = check_content(
            *(edition.content, edition.looks, language, edition.tailoring),
            private=edition.private,
            verbose=verbose,
        )
    findings = document.diagnostics
    if not document.ok or document.value is None:
        return failed(*findings)
    with phase("write"):
        source = write_latex(document.value)
    allowed = allowed_in(edition, findings)
    findings = tuple(one for one in findings if one not in allowed)
    try:
        work.mkdir(parents=True, exist_ok=True)
        keep(work / ALLOWED, allowed)
        keep(work / DOCUMENT, (document.value, source))
        replace(work / SETTLED, settled(document.value).encode())
        replace(work / SOURCE, source.encode())
        # Last, so that a killed run is repeated.
        pictures = [one.picture for one in document.value.pictures.values()]
        record_digests(work / EMBEDDED, {str(one.file): one.digest for one in pictures})
    except OSError as error:
        return failed(*findings, unwritable(work, error))
    return Checked(work / SOURCE, findings)


@limited
def typeset_source(edition: Edition, work: Path, ahead: Ahead | None = None) -> Checked[Path]:
    """Typeset the source in a folder to fit its pages, and finish the PDF as a draft.

    An engine that was started `ahead` does it, if it has loaded what the source begins with. The
    findings of a successful run are reported by `prove`.
    """
    try:
        clean(work.glob(f"{RUN}*"), ABANDONED)
        with tempfile.TemporaryDirectory(
            dir=work, prefix=RUN, ignore_cleanup_errors=True
        ) as folder:
            return _typeset(edition, work, Path(folder), ahead)
    except OSError as error:
        return failed(unwritable(work, error))


def _typeset(edition: Edition, work: Path, folder: Path, ahead: Ahead | None) -> Checked[Path]:
    written = read_source(work)
    if written.value is None:
        return failed(*written.diagnostics)
    if not (ahead and ahead.start_imports()):
        import_ahead()
    made = make_draft(
        *(edition, written.value, work, folder),
        ahead.programs(work, written.value) if ahead else Programs(),
        finish=ahead.there(finish_pages) if ahead else finish_pages,
    )
    if made.value is None:
        return failed(*made.diagnostics)
    finished, typeset, inputs = made.value
    replace(work / DRAFT, finished.read_bytes())
    keep(work / TYPESET, typeset)
    # Last, so that a killed run is repeated.
    record_digests(work / INPUTS, inputs)
    return Checked(work / DRAFT)


def make_draft(  # noqa: PLR0913 - what it is made of, where, and by whom
    edition: Edition,
    written: tuple[Document, str],
    work: Path,
    folder: Path,
    programs: Programs,
    *,
    finish: Callable[[Path, Document, Path], Checked[Path]] = finish_pages,
) -> Checked[tuple[Path, Drafted, dict[str, str]]]:
    """Return the finished PDF of a Document and its source, and the digests of what TeX read.

    It is made in the empty `folder`; the setting and the log are stored in `work`. OSError: they
    can't be written.
    """
    document, _ = written
    made_of = settled(document)  # while TeX works, if it was started ahead
    fit = fit_pages(written, edition.fit, work, folder, programs)
    if fit.value is None:
        return failed(*fit.diagnostics)
    fitted, pages = fit.value
    made = pdf_of_pages(pages.xdv, document, work / LOG, programs)
    if made.value is None:
        return failed(*fit.diagnostics, *made.diagnostics)
    finished = finish(made.value, document, folder / "finished.pdf")
    if finished.value is None:
        return failed(*fit.diagnostics, *finished.diagnostics)
    typeset = Drafted(fit.diagnostics, made_of, digest(finished.value), fitted)
    return Checked((finished.value, typeset, pages.inputs))


def allowed_in(edition: Edition, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return those findings about a content that an edition allows by its `warn`."""
    return tuple(one for one in findings if one.code in edition.warn)


def make_pdf(
    edition: Edition, work: Path, target: Path, *, keep_going: bool = False
) -> Checked[Verdict]:
    """Typeset, prove and publish the source in a folder."""
    draft = typeset_source(edition, work)
    if draft.value is None:
        return failed(*draft.diagnostics)
    proved = prove(edition, work, draft.value)
    if proved.value is None:
        return failed(*proved.diagnostics)
    published = publish(proved.value, target, keep_going=keep_going)
    findings = proved.diagnostics + published.diagnostics
    return Checked(proved.value if published.ok else None, findings)


def build(  # noqa: PLR0913 - a verb's options
    file: Path,
    target: Path,
    language: str = "",
    looks: Looks = PLAIN,
    tailoring: Tailoring = WHOLE,
    *,
    keep_going: bool = False,
    verbose: bool = False,
) -> Checked[Verdict]:
    """Build the PDF of a content file in a temporary folder.

    For `language`, `tailoring` and `verbose` see `check_content`.
    """
    if is_same(target, file):
        message = f"the PDF would overwrite `{file}`"
        return failed(Diagnostic(Code.OUTPUT, message, Span(file), "name another with -o"))
    if target.suffix.lower() != ".pdf":
        endings = ", ".join(f".{name}" for name in ("pdf", *formats()))
        message = f"a build makes files that end in {endings}, but not `{target.name}`"
        named = Path(file.name) if target.name == "-" else target
        hint = f"write -o {named.with_suffix('.pdf')}"
        return failed(Diagnostic(Code.OUTPUT, message, Span(target), hint))
    try:
        # Other programs may have folders of such a name; ours have the file of a Document.
        left = Path(tempfile.gettempdir()).glob(f"{_BUILD}*/{DOCUMENT}")
        clean((document.parent for document in left), _KEPT)
        work = Path(tempfile.mkdtemp(prefix=_BUILD))
    except OSError as error:
        return failed(unwritable(target, error))
    findings: tuple[Diagnostic, ...] = ()
    try:
        edition = Edition(file.stem, file, looks, warn=LAYOUT, tailoring=tailoring)
        source = write_source(edition, work, language, verbose=verbose)
        findings = source.diagnostics
        if not source.ok:
            return failed(*findings)
        made = make_pdf(edition, work, target, keep_going=keep_going)
        findings += made.diagnostics
        return Checked(made.value, findings)
    finally:
        # An error of TeX names its log, which is there.
        if not any(str(work) in finding.hint for finding in findings):
            shutil.rmtree(work, ignore_errors=True)
