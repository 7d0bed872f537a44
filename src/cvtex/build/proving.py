"""Finishes and proves the draft of an edition, and publishes it.

A process of its own may do this for doit, so nothing of what checks contents is imported here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cvtex.build.fitting import Fitted
from cvtex.build.places import unwritable
from cvtex.diagnostics import Checked, Diagnostic, failed, tolerate
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, settled
from cvtex.editions.settings import Edition
from cvtex.files import kept, replace
from cvtex.paths import ALLOWED, DOCUMENT, DRAFT, TYPESET, digest
from cvtex.processes.limited import limited
from cvtex.processes.phases import phase

if TYPE_CHECKING:
    from cvtex.report.verdict import Verdict

T = TypeVar("T")

RUN = "run-"
"""How the folder of a run begins, in the folder of its edition."""


class Drafted(NamedTuple):
    """The typesetting of a draft: the findings in TeX's log.

    `document` and `draft` are digests; `fitted` is the setting.
    """

    findings: tuple[Diagnostic, ...]
    document: str
    draft: str
    fitted: Fitted


@limited
def finish_pages(raw: Path, document: Document, target: Path) -> Checked[Path]:
    """Finish the PDF of a Document's pages. OSError: it can't be written."""
    with phase("import"):
        from cvtex.finish import finish  # noqa: PLC0415 - see `ahead`

    with phase("finish"):
        finish(raw, document, target)
    return Checked(target)


@limited
def prove(edition: Edition, work: Path, draft: Path) -> Checked[Verdict]:
    """Compare a draft with the Document in its folder, and run all checks of a PDF."""
    written, typeset = read_source(work), _read(work / TYPESET, Drafted)
    if written.value is None or typeset.value is None:
        return failed(*written.diagnostics, *typeset.diagnostics)
    document, _ = written.value
    if (typeset.value.document, typeset.value.draft) != (settled(document), digest(draft)):
        (work / TYPESET).unlink(missing_ok=True)
        message = f"`{work / DRAFT}` belongs to another run, or is damaged"
        return failed(Diagnostic(Code.OUTPUT, message, hint="build again"))
    allowed = kept(work / ALLOWED, tuple) or ()
    verdict = verdict_on(edition, document, draft, typeset.value, allowed)
    return Checked(verdict, verdict.findings)


def verdict_on(
    edition: Edition,
    document: Document,
    draft: Path,
    typeset: Drafted,
    allowed: tuple[Diagnostic, ...],
) -> Verdict:
    """Return the verdict on the draft of a Document; `allowed` is a part of it."""
    with phase("import"):
        from cvtex.report.verdict import Verdict  # noqa: PLC0415 - the same
        from cvtex.verify.page.pages import check_pages  # noqa: PLC0415 - the same
        from cvtex.verify.proof import proof_of  # noqa: PLC0415 - the same

    with phase("prove"):
        proof = proof_of(draft, document)
        pages = check_pages(draft, document, edition, typeset.fitted.fill)
    findings = (*allowed, *typeset.findings, *pages, *proof.findings)
    if any(finding.code == Code.PAGES_OVER for finding in pages):
        # A page too many need not be fuller.
        findings = tuple(one for one in findings if one.code != Code.PAGE_SPARSE)
    findings = tolerate(findings, edition.warn)
    return Verdict(
        *(draft, edition.name, proof, findings, edition.warn),
        typeset.fitted.setting.describe(),
        is_letter=document.letter is not None,
    )


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
