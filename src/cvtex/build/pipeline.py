"""Runs the phases in order: content -> Document -> .tex -> PDF -> finished PDF -> verdict.

The results of a phase are stored in the working folder of the edition, for the next runs.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cvtex.build.ahead import Ahead
from cvtex.build.check import check_content
from cvtex.build.fitting import Fitted, fit_pages
from cvtex.build.places import is_same, is_there, unwritable
from cvtex.build.published import remove_gone, take_place
from cvtex.design.looks import PLAIN, Looks
from cvtex.diagnostics import Checked, Diagnostic, Span, failed, tolerate
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document, settled
from cvtex.editions.settings import Edition
from cvtex.files import ABANDONED, clean, keep, kept, record_digests, replace
from cvtex.paths import (
    DOCUMENT,
    DRAFT,
    INPUTS,
    PHOTO,
    PICTURES,
    SETTLED,
    SOURCE,
    TYPESET,
    VERDICT,
    digest,
)
from cvtex.processes.limited import limited
from cvtex.tex.engine import make_pdf as run_xdvipdfmx
from cvtex.writers import formats
from cvtex.writers.tex.latex import write_latex

if TYPE_CHECKING:
    from cvtex.report.verdict import Verdict

T = TypeVar("T")

_KEPT = 24 * 3600.0
"""Seconds for which a log is kept whose path a person has seen."""

_RUN = "run-"
_BUILD = "cvtex-build-"


@dataclass(frozen=True, slots=True)
class Typeset:
    """The typesetting of a draft: its seconds, and the findings in TeX's log.

    `document` and `draft` are digests; `fitted` is the setting.
    """

    seconds: float
    findings: tuple[Diagnostic, ...]
    document: str
    draft: str
    fitted: Fitted


@limited
def write_source(
    edition: Edition, work: Path, language: str = "", *, verbose: bool = False
) -> Checked[Path]:
    """Check an edition's content, and write its Document and its LaTeX source to a folder.

    For `language` and `verbose` see `check_content`.
    """
    document = check_content(
        *(edition.content, edition.looks, language, edition.tailoring),
        private=edition.private,
        verbose=verbose,
    )
    findings = document.diagnostics
    if not document.ok or document.value is None:
        return failed(*findings)
    source = write_latex(document.value)
    try:
        work.mkdir(parents=True, exist_ok=True)
        keep(work / DOCUMENT, (document.value, source))
        replace(work / SETTLED, settled(document.value).encode())
        replace(work / SOURCE, source.encode())
        # Last, so that a killed run is repeated.
        photo = document.value.photo
        read = {str(photo.picture.file): photo.picture.digest} if photo else {}
        record_digests(work / PHOTO, read)
    except OSError as error:
        return failed(*findings, unwritable(work, error))
    return Checked(work / SOURCE, findings)


@limited
def typeset_source(edition: Edition, work: Path, ahead: Ahead) -> Checked[Path]:
    """Typeset the source in a folder to fit its pages, and finish the PDF as a draft.

    The findings of a successful run are reported by `prove`.
    """
    try:
        clean(work.glob(f"{_RUN}*"), ABANDONED)
        with tempfile.TemporaryDirectory(
            dir=work, prefix=_RUN, ignore_cleanup_errors=True
        ) as folder:
            return _typeset(edition, work, Path(folder), ahead)
    except OSError as error:
        return failed(unwritable(work, error))


def _typeset(edition: Edition, work: Path, folder: Path, ahead: Ahead) -> Checked[Path]:
    start = time.perf_counter()
    written = read_source(work)
    if written.value is None:
        return failed(*written.diagnostics)
    document, _ = written.value
    ahead.begin()
    typeset = fit_pages(written.value, edition.fit, work, folder)
    if typeset.value is None:
        return failed(*typeset.diagnostics)
    fitted, pages = typeset.value
    made = run_xdvipdfmx(pages.xdv, document, work / "resume.log")
    if made.value is None:
        return failed(*typeset.diagnostics, *made.diagnostics)
    from cvtex.finish import finish  # noqa: PLC0415 - see Ahead

    finished = folder / "finished.pdf"
    finish(made.value, document, finished)
    replace(work / DRAFT, finished.read_bytes())
    seconds = time.perf_counter() - start
    made_of = settled(document), digest(finished)
    keep(work / TYPESET, Typeset(seconds, typeset.diagnostics, *made_of, fitted))
    # Last, so that a killed run is repeated.
    record_digests(work / INPUTS, pages.inputs)
    return Checked(work / DRAFT)


@contextmanager
def _copy_of_draft(work: Path) -> Iterator[Path]:
    """Yield a temporary copy of the draft in a folder, which another run may replace."""
    with tempfile.TemporaryDirectory(dir=work, prefix=_RUN, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / DRAFT
        shutil.copyfile(work / DRAFT, copy)
        yield copy


@limited
def prove(edition: Edition, work: Path, draft: Path) -> Checked[Verdict]:
    """Compare a draft with the Document in its folder, and run all checks of a PDF."""
    from cvtex.report.verdict import Verdict  # noqa: PLC0415 - the same
    from cvtex.verify.page.pages import check_pages  # noqa: PLC0415 - the same
    from cvtex.verify.proof import proof_of  # noqa: PLC0415 - the same

    written, typeset = read_source(work), _read(work / TYPESET, Typeset)
    if written.value is None or typeset.value is None:
        return failed(*written.diagnostics, *typeset.diagnostics)
    document, _ = written.value
    if (typeset.value.document, typeset.value.draft) != (settled(document), digest(draft)):
        (work / TYPESET).unlink(missing_ok=True)
        message = f"`{work / DRAFT}` belongs to another run, or is damaged"
        return failed(Diagnostic(Code.OUTPUT, message, hint="build again"))
    proof = proof_of(draft, document)
    pages = check_pages(draft, document, edition, typeset.value.fitted.fill)
    findings = (*typeset.value.findings, *pages, *proof.findings)
    if any(finding.code == Code.PAGES_OVER for finding in pages):
        # A page too many need not be fuller.
        findings = tuple(one for one in findings if one.code != Code.PAGE_SPARSE)
    findings = tolerate(findings, edition.warn)
    seconds, fitted = typeset.value.seconds, typeset.value.fitted.setting.describe()
    verdict = Verdict(draft, edition.name, proof, findings, edition.warn, seconds, fitted)
    return Checked(verdict, findings)


def publish(verdict: Verdict, target: Path, *, keep_going: bool = False) -> Checked[Path]:
    """Replace the previous PDF with a proven draft; with `keep_going` also with an unproven one.

    An unproven PDF is marked as such.
    """
    if not verdict.proven and not keep_going:
        return failed()
    from cvtex.finish.unproven import pdf_of  # noqa: PLC0415 - the same

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, pdf_of(verdict.pdf, proven=verdict.proven))
    except OSError as error:
        return failed(unwritable(target, error))
    except ValueError as error:
        return failed(Diagnostic(Code.OUTPUT, f"`{target}` is not published: {error}"))
    return Checked(target)


def judge(
    edition: Edition, works: dict[str, Path], target: Path, ahead: Ahead, *, keep_going: bool
) -> Checked[str]:
    """Prove an edition's draft and publish it; return the line to print.

    The verdicts of all editions, whose folders are `works`, are collected beside the PDFs.
    """
    try:
        return _judge(edition, works, target, ahead, keep_going=keep_going)
    except OSError as error:
        return failed(unwritable(works[edition.name], error))


def _judge(
    edition: Edition, works: dict[str, Path], target: Path, ahead: Ahead, *, keep_going: bool
) -> Checked[str]:
    work = works[edition.name]
    from cvtex.ats.reader import read_resume  # noqa: PLC0415 - the same
    from cvtex.finish.unproven import is_marked  # noqa: PLC0415 - the same
    from cvtex.report.files import write_report  # noqa: PLC0415 - the same
    from cvtex.report.pictures import draw_pages  # noqa: PLC0415 - the same
    from cvtex.report.verdict import describe, document_of, withheld  # noqa: PLC0415 - the same
    from cvtex.verify.page.pages import count_pages  # noqa: PLC0415 - the same

    start = time.perf_counter()
    is_new = ahead.begun
    with _copy_of_draft(work) as draft, ThreadPoolExecutor(2) as aside:
        reading = aside.submit(read_resume, draft)
        pictures = aside.submit(lambda: draw_pages(draft, count_pages(draft)))
        proved = prove(edition, work, draft)
        if proved.value is None:
            return failed(*proved.diagnostics)
        published = publish(proved.value, target, keep_going=keep_going)
    # A missing picture in the report is a warning.
    undrawn = pictures.result().diagnostics
    undrawn = tolerate(undrawn, {finding.code for finding in undrawn})
    findings = proved.diagnostics + published.diagnostics + undrawn
    record = proved.value.record(published.value or work / DRAFT, reading.result().value)
    drawn = pictures.result().value
    if edition.is_withheld:
        record, drawn = withheld(record), ()
    removed: list[str] = []
    try:
        if published.value:
            removed = take_place(work, published.value, works.values())
        keep(work / PICTURES, drawn)
        replace(work / VERDICT, document_of([record]).encode())
        write_report(target.parent, works.values())
    except OSError as error:
        findings += (unwritable(target.parent, error),)
    seconds = time.perf_counter() - start + (proved.value.seconds if is_new else 0)
    fitted = f", fitted ({proved.value.fitted})" if proved.value.fitted else ""
    line = f"{describe(record)}{fitted}, {seconds:.1f} s"
    if not published.value:
        before = "is unchanged" if is_there(target) else "is not made"
        line += f"; {target} {before}{', unproven' if is_marked(target) else ''}"
        line += f", see {work / DRAFT}"
    elif not proved.value.proven:
        line += f"; {target} is marked as unproven"
    return Checked("; ".join([line, *removed]), findings)


def gather(out: Path, works: dict[str, Path], pdfs: Collection[Path]) -> Checked[str]:
    """Collect the verdicts of all editions, whose PDFs are `pdfs`.

    Return messages about removed PDFs of others.
    """
    from cvtex.report.files import write_report  # noqa: PLC0415 - the same

    try:
        removed = remove_gone(out, works, pdfs)
        write_report(out, works.values())
    except OSError as error:
        return failed(unwritable(out, error))
    return Checked("\n".join(removed))


def give_up(
    edition: Edition, works: dict[str, Path], target: Path, findings: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Record in an edition's verdict that its current content can't be built, and why not.

    Return the findings, with one more if the verdict can't be written.
    """
    from cvtex.report.files import read_verdict, write_report  # noqa: PLC0415 - the same
    from cvtex.report.verdict import Verdict, document_of, outdated, withheld  # noqa: PLC0415 - the same
    from cvtex.verify.proof import NOTHING  # noqa: PLC0415 - the same

    work = works[edition.name]
    try:
        unbuilt = Verdict(target, edition.name, NOTHING, ())
        record = outdated(read_verdict(work / VERDICT) or unbuilt.record(target, None), findings)
        if edition.is_withheld:
            record = withheld(record)
        work.mkdir(parents=True, exist_ok=True)
        replace(work / VERDICT, document_of([record]).encode())
        write_report(target.parent, works.values())
    except OSError as error:
        if all(finding.code is not Code.OUTPUT for finding in findings):
            return (*findings, unwritable(target.parent, error))
    return findings


def make_pdf(
    edition: Edition, work: Path, target: Path, *, keep_going: bool = False
) -> Checked[Verdict]:
    """Typeset, prove and publish the source in a folder."""
    ahead = Ahead()
    draft = typeset_source(edition, work, ahead)
    if draft.value is None:
        return failed(*draft.diagnostics)
    proved = prove(edition, work, draft.value)
    if proved.value is None:
        return failed(*proved.diagnostics)
    published = publish(proved.value, target, keep_going=keep_going)
    findings = proved.diagnostics + published.diagnostics
    return Checked(proved.value if published.ok else None, findings)


def read_source(work: Path) -> Checked[tuple[Document, str]]:
    """Return the Document and the LaTeX source that `write_source` stored in a folder."""
    written = _read(work / DOCUMENT, tuple)
    if written.value is not None and [*map(type, written.value)] != [Document, str]:
        return _damaged(work / DOCUMENT)
    return written


def _read(path: Path, kind: type[T]) -> Checked[T]:
    """Return a stored value of an earlier phase."""
    value = kept(path, kind)
    return Checked(value) if value is not None else _damaged(path)


def _damaged(path: Path) -> Checked[Any]:
    path.unlink(missing_ok=True)
    message = f"`{path}` was damaged, and is deleted"
    return failed(Diagnostic(Code.OUTPUT, message, hint="build again"))


def build(  # noqa: PLR0913 - a verb's options
    file: Path,
    target: Path,
    language: str = "",
    looks: Looks = PLAIN,
    *,
    keep_going: bool = False,
    verbose: bool = False,
) -> Checked[Verdict]:
    """Build the PDF of a content file in a temporary folder.

    For `language` and `verbose` see `check_content`.
    """
    if is_same(target, file):
        message = f"the PDF would overwrite `{file}`"
        return failed(Diagnostic(Code.OUTPUT, message, Span(file), "name another with -o"))
    if target.suffix.lower() != ".pdf":
        endings = ", ".join(f".{name}" for name in ("pdf", *formats()))
        message = f"a build makes files that end in {endings}, but not `{target.name}`"
        hint = f"write -o {target.with_suffix('.pdf')}"
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
        edition = Edition(file.stem, file, looks, warn=LAYOUT)
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
