"""Builds an edition from content to draft, and proves the draft, with nothing stored between."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.build.check import Loaded, check_edition
from cvtex.build.engines import Engines, Typesetting
from cvtex.build.judging import Draft, Judged, conclude
from cvtex.build.pipeline import allowed_in, make_draft
from cvtex.build.places import unwritable
from cvtex.build.proving import RUN, Drafted, verdict_on
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.document import Document, settled
from cvtex.editions.settings import Edition
from cvtex.files import replace as write
from cvtex.paths import DRAFT, LIVE
from cvtex.processes.limited import limited
from cvtex.writers.tex.latex import write_latex

if TYPE_CHECKING:
    from cvtex.report.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Live:
    """A draft: the Document and its source, the finished PDF, and how it was made.

    `shown` is the file that a person looks at. `findings` are those about the content;
    those that the edition allows are `allowed`, and a part of its verdict.
    """

    document: Document
    source: str
    pdf: bytes
    shown: Path
    typeset: Drafted
    findings: tuple[Diagnostic, ...]
    allowed: tuple[Diagnostic, ...]
    cold: str


@limited
def build(
    edition: Edition,
    work: Path,
    engines: Engines,
    loaded: dict[tuple[Path, bool], Loaded],
    before: Live | None = None,
) -> Checked[Live]:
    """Build the draft of an edition, whose folder is `work`; for `loaded` see `check_edition`.

    If the draft of `before`, which is of the same settings and looks, has the same text, it is
    returned with the Document and the findings of now.
    """
    begun: list[tuple[tuple[Document, str], Typesetting | None]] = []

    def begin(document: Document) -> None:
        written = document, write_latex(document)
        is_new = not (before and _is_draft_of(before, written))
        begun.append((written, engines.job(edition.name, written, work) if is_new else None))

    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return failed(unwritable(work, error))
    # TeX works while style and glyphs are checked.
    content = check_edition(edition, loaded, begin)
    if not content.ok or not begun:
        return failed(*content.diagnostics)
    written, job = begun[0]
    if before and not job:
        allowed, rest = _sorted_out(edition, content.diagnostics)
        same = replace(before, document=written[0], findings=rest, allowed=allowed, cold="")
        return Checked(same, content.diagnostics)
    assert job  # noqa: S101 - there is one for what is new
    try:
        return _build(edition, written, job, content.diagnostics, work)
    except OSError as error:
        return failed(*content.diagnostics, unwritable(work, error))


def _is_draft_of(live: Live, written: tuple[Document, str]) -> bool:
    """Return whether a draft is what would be made of a Document and its source.

    What was found in the log has lines, which may have moved.
    """
    document, source = written
    is_same = source == live.source and settled(document) == live.typeset.document
    return is_same and (not live.typeset.findings or document == live.document)


def _sorted_out(
    edition: Edition, findings: tuple[Diagnostic, ...]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the findings that an edition allows, and the others."""
    allowed = allowed_in(edition, findings)
    return allowed, tuple(one for one in findings if one not in allowed)


def _build(
    edition: Edition,
    written: tuple[Document, str],
    job: Typesetting,
    findings: tuple[Diagnostic, ...],
    work: Path,
) -> Checked[Live]:
    with tempfile.TemporaryDirectory(dir=work, prefix=RUN, ignore_cleanup_errors=True) as folder:
        made = make_draft(edition, written, work, Path(folder), job)
        if made.value is None:
            return failed(*findings, *made.diagnostics)
        finished, typeset, _ = made.value
        pdf = finished.read_bytes()
        shown = work / LIVE
        write(shown, pdf)
    allowed, rest = _sorted_out(edition, findings)
    return Checked(Live(*written, pdf, shown, typeset, rest, allowed, job.cold), findings)


def prove(edition: Edition, works: dict[str, Path], target: Path, live: Live) -> Checked[Judged]:
    """Prove a draft and publish it."""
    work = works[edition.name]
    try:
        with tempfile.TemporaryDirectory(
            dir=work, prefix=RUN, ignore_cleanup_errors=True
        ) as folder:
            pdf = Path(folder) / DRAFT
            pdf.write_bytes(live.pdf)
            draft = Draft(pdf, live.shown, lambda: verdict_of(edition, live, pdf))
            return conclude(edition, works, target, draft, keep_going=False, reports=False)
    except OSError as error:
        return failed(unwritable(work, error))


@limited
def verdict_of(edition: Edition, live: Live, pdf: Path) -> Checked[Verdict]:
    """Return the verdict on a draft, of which `pdf` is a copy."""
    verdict = verdict_on(edition, live.document, pdf, live.typeset, live.allowed)
    return Checked(verdict, verdict.findings)
