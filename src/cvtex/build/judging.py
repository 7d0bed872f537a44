"""Proves an edition's draft, publishes it, and collects the verdicts of all editions."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cvtex.build.outputs import remove_stale, take_place
from cvtex.build.places import is_there, unwritable
from cvtex.build.proving import RUN, prove, publish
from cvtex.diagnostics import Checked, Diagnostic, failed
from cvtex.diagnostics.codes import Code
from cvtex.editions.outputs import PDF
from cvtex.editions.settings import Edition
from cvtex.files import replace
from cvtex.paths import DRAFT, PICTURES, REPORT, VERDICT

if TYPE_CHECKING:
    from cvtex.report.verdict import Record, Verdict

T = TypeVar("T")


class Draft(NamedTuple):
    """A finished PDF to be proven: `pdf`, which nobody changes, and its copy for the person."""

    pdf: Path
    copy: Path
    prove: Callable[[], Checked[Verdict]]


class Judged(NamedTuple):
    """The verdict on the draft of an edition, and what became of it.

    `pdf` is where the person finds it, as a published PDF or as a draft; `outcome` says in words
    what happened to other files.
    """

    verdict: Verdict
    record: Record
    pdf: Path
    outcome: tuple[str, ...]


def judge(
    edition: Edition, works: dict[str, Path], target: Path, began: float, *, keep_going: bool
) -> Checked[str]:
    """Prove the draft in an edition's folder, and publish it; return the line to print.

    Its seconds are those since the program `began` (`time.monotonic()`), for which the person has
    waited.

    The verdicts of all editions, whose folders are `works`, are collected beside the PDFs.
    """
    work = works[edition.name]
    try:
        with _copy_of_draft(work) as copy:
            draft = Draft(copy, work / DRAFT, lambda: prove(edition, work, copy))
            reports = (target.parent / REPORT).is_file()
            judged = conclude(
                *(edition, works, target, draft), keep_going=keep_going, reports=reports
            )
    except OSError as error:
        return failed(unwritable(work, error))
    if judged.value is None:
        return failed(*judged.diagnostics)
    from cvtex.report.verdict import describe  # noqa: PLC0415 - heavy, and loaded by now

    verdict = judged.value.verdict
    fitted = f", fitted ({verdict.fitted})" if verdict.fitted else ""
    line = f"{describe(judged.value.record)}{fitted}, {time.monotonic() - began:.1f} s"
    return Checked("; ".join([line, *judged.value.outcome]), judged.diagnostics)


def conclude(  # noqa: PLR0913 - what `judge` takes, and what it does with that
    edition: Edition,
    works: dict[str, Path],
    target: Path,
    draft: Draft,
    *,
    keep_going: bool,
    reports: bool,
) -> Checked[Judged]:
    """Prove a draft and publish it, as `judge` does.

    `reports` is whether the report is drawn again. OSError: a file can't be written.
    """
    from cvtex.finish.unproven import is_marked  # noqa: PLC0415 - the same
    from cvtex.report.files import write_report  # noqa: PLC0415 - the same
    from cvtex.report.verdict import document_of, withheld  # noqa: PLC0415 - the same

    work = works[edition.name]
    proved = draft.prove()
    if proved.value is None:
        return failed(*proved.diagnostics)
    published = publish(proved.value, target, keep_going=keep_going)
    findings = proved.diagnostics + published.diagnostics
    record = proved.value.record(published.value or draft.copy, None)
    if edition.is_withheld:
        record = withheld(record)
    removed: list[str] = []
    try:
        if published.value:
            removed = take_place(work, PDF, [published.value], works.values())
        (work / PICTURES).unlink(missing_ok=True)
        replace(work / VERDICT, document_of([record]).encode())
        if reports:
            from cvtex.build.reporting import draw  # noqa: PLC0415 - the same

            findings += draw(edition, work)
        write_report(target.parent, works.values(), page=reports)
    except OSError as error:
        findings += (unwritable(target.parent, error),)
    outcome = []
    if not published.value:
        before = "is unchanged" if is_there(target) else "is not made"
        unproven = ", unproven" if is_marked(target) else ""
        outcome.append(f"{target} {before}{unproven}, see {draft.copy}")
    elif not proved.value.proven:
        outcome.append(f"{target} is marked as unproven")
    pdf = published.value or draft.copy
    return Checked(Judged(proved.value, record, pdf, (*outcome, *removed)), findings)


@contextmanager
def _copy_of_draft(work: Path) -> Iterator[Path]:
    """Yield a temporary copy of the draft in a folder, which another run may replace."""
    with tempfile.TemporaryDirectory(dir=work, prefix=RUN, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / DRAFT
        shutil.copyfile(work / DRAFT, copy)
        yield copy


def gather(out: Path, works: dict[str, Path], editions: Sequence[Edition]) -> Checked[str]:
    """Collect the verdicts of all editions; return messages about removed files of others."""
    from cvtex.report.files import write_report  # noqa: PLC0415 - the same

    try:
        removed = remove_stale(out, editions)
        write_report(out, works.values(), page=(out / REPORT).is_file())
    except OSError as error:
        return failed(unwritable(out, error))
    return Checked("\n".join(removed))


def recorded(
    edition: Edition,
    works: dict[str, Path],
    target: Path,
    step: Callable[[], Checked[T]],
    *,
    reports: bool,
) -> Checked[T]:
    """Take a step of an edition; if it makes nothing, record that in the edition's verdict.

    This is also done after an exception, which is raised again. `reports` is whether the report is
    written again. The findings have one more if the verdict can't be written.
    """
    try:
        made = step()
    except Exception as error:
        # Its message may have private words.
        message = f"this step ended in an exception: {type(error).__name__}"
        hint = "if the machine has memory and room left, it is a bug: please report it"
        finding = Diagnostic(Code.BUILD_EXCEPTION, message, hint=hint)
        _give_up(edition, works, target, (finding,), reports=reports)
        raise
    if made.value is None:
        return failed(*_give_up(edition, works, target, made.diagnostics, reports=reports))
    return made


def _give_up(
    edition: Edition,
    works: dict[str, Path],
    target: Path,
    findings: tuple[Diagnostic, ...],
    *,
    reports: bool,
) -> tuple[Diagnostic, ...]:
    """Record in an edition's verdict that its current content can't be built, and why not.

    `reports` is whether the report is written again. Return the findings, with one more if the
    verdict can't be written.
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
            (work / PICTURES).unlink(missing_ok=True)
        work.mkdir(parents=True, exist_ok=True)
        replace(work / VERDICT, document_of([record]).encode())
        write_report(target.parent, works.values(), page=reports)
    except OSError as error:
        if all(finding.code is not Code.OUTPUT for finding in findings):
            return (*findings, unwritable(target.parent, error))
    return findings
