"""What became of a file: kept beside its PDF, so that a later run knows what is unchanged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from cvtex import files
from cvtex.batch.jobs import RECORDS, Job, Request
from cvtex.build.places import unwritable
from cvtex.diagnostics import Diagnostic, Severity, Span, in_order
from cvtex.diagnostics.codes import Code
from cvtex.paths import state
from cvtex.report import text
from cvtex.report.json import record as diagnostic_record

VERSION = 1
"""Of a record; another one is as good as none."""


class Status(StrEnum):
    """What became of a file."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT_OUT = "left-out"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, `name`; `first` is its first error, as values for JSON.

    `pdf` is the digest of the PDF that was built, `seconds` is the time that it took; `language`,
    `pages` and `words` are those that were read in it. `is_kept` is whether a later run knows.
    """

    name: str
    status: Status
    pdf: str = ""
    language: str = ""
    pages: int = 0
    words: int = 0
    seconds: float = 0
    errors: int = 0
    warnings: int = 0
    first: Mapping[str, Any] | None = None
    is_kept: bool = True

    def line(self) -> str:
        """Return the line about a failure: its place, its code, the message."""
        first = self.first or {}
        place = ":".join(str(first[key]) for key in ("file", "line", "column") if first.get(key))
        more = f" ({self.errors - 1} more)" if self.errors > 1 else ""
        return text.shown(f"{place}: {first.get('code')}: {first.get('message')}{more}")


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """An outcome, the run that it is of, and all that it depends on, with digests by path.

    `tree` is the path of the tree from the folder of the PDFs.
    """

    tree: str
    run: str
    wish: str
    inputs: Mapping[str, str]
    outcome: Outcome


def settle(
    job: Job, outcome: Outcome, findings: Iterable[Diagnostic], inputs: Mapping[str, str]
) -> Outcome:
    """Keep an outcome and its findings, and return it with their numbers."""
    found = in_order(findings)
    try:
        if outcome.status is not Status.LEFT_OUT:
            _write_findings(job, found)
    except OSError as error:
        if all(one.code is not Code.OUTPUT for one in found):
            outcome = replace(outcome, status=Status.FAILED)
            found.append(unwritable(job.findings, error))
    outcome = _counted(job, outcome, found)
    try:
        job.record.parent.mkdir(parents=True, exist_ok=True)
        record = OutcomeRecord(job.request.tree, job.request.run, job.request.wish, inputs, outcome)
        files.replace(job.record, _json_of(record, found))
    except OSError as error:
        if all(one.code is not Code.OUTPUT for one in found):
            found.append(unwritable(job.record, error))
        return _counted(job, replace(outcome, status=Status.FAILED, is_kept=False), found)
    return outcome


def record_of(job: Job) -> OutcomeRecord | None:
    """Return what is known of a file; None if nothing is, or it is damaged."""
    try:
        kept = json.loads(job.record.read_bytes())
        if kept["version"] != VERSION:
            return None
        known = kept["outcome"]
        outcome = Outcome(**{**known, "status": Status(known["status"])})
        return OutcomeRecord(kept["tree"], kept["run"], kept["wish"], dict(kept["inputs"]), outcome)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def known_outcome(job: Job) -> Outcome | None:
    """Return the outcome of a file if nothing has changed since; None if it is to be built.

    A failure is tried again: it may be one of the machine.
    """
    record = record_of(job)
    if record is None or record.wish != job.request.wish:
        return None
    if any(state(job.request.root / name) != was for name, was in record.inputs.items()):
        return None
    if record.outcome.status is Status.LEFT_OUT:
        return record.outcome
    if record.outcome.status is not Status.BUILT or state(job.pdf) != record.outcome.pdf:
        return None
    return replace(record.outcome, status=Status.UNCHANGED)


def remove_gone(request: Request) -> tuple[list[Path], list[Path]]:
    """Remove what is left of files that are no longer in the tree; return PDFs.

    The first are those removed; the others stay, as they are not what this tree made, or can't be
    removed.
    """
    removed, stay = list[Path](), list[Path]()
    for job, record in _gone(request):
        has_pdf = job.pdf.is_file()
        is_made = not has_pdf or state(job.pdf) == record.outcome.pdf
        if is_made and record.tree == request.tree:
            with suppress(OSError):  # the record is the last, so the next run tries again
                for file in (job.pdf, job.findings, job.log, job.record):
                    file.unlink(missing_ok=True)
        if has_pdf:
            (stay if job.pdf.is_file() else removed).append(job.pdf)
    return removed, stay


def _gone(request: Request) -> Iterator[tuple[Job, OutcomeRecord]]:
    """Yield the jobs of an earlier run whose files are gone, and no other file has their PDFs."""
    records = request.out / RECORDS
    for folder, folders, names in os.walk(records):
        folders.sort()
        paths = (Path(folder, name).relative_to(records).as_posix() for name in sorted(names))
        jobs = [request.job(path.removesuffix(".json")) for path in paths]
        kept = {job.pdf for job in jobs if os.path.lexists(job.content)}
        for job in jobs:
            if job.pdf not in kept and (record := record_of(job)):
                yield job, record


def states(job: Job, paths: Iterable[Path]) -> dict[str, str]:
    """Return what is in files, by their paths from the tree."""
    root = job.request.root
    return {os.path.relpath(path, root): state(path) for path in paths}


def _counted(job: Job, outcome: Outcome, found: list[Diagnostic]) -> Outcome:
    """Return an outcome with the numbers of its findings, and its first error."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    first = None
    if errors and outcome.status is Status.FAILED:
        placed = replace(errors[0], span=errors[0].span or Span(job.content))
        first = diagnostic_record(placed)
    numbers = (len(errors), len(found) - len(errors))
    return replace(outcome, errors=numbers[0], warnings=numbers[1], first=first)


def _write_findings(job: Job, found: list[Diagnostic]) -> None:
    """Write all findings of a file beside its PDF; nothing is there if it has none."""
    if not found:
        job.findings.unlink(missing_ok=True)
        return
    job.findings.parent.mkdir(parents=True, exist_ok=True)
    shown = f"{text.render(found)}\n"
    files.replace(job.findings, shown.encode(errors="backslashreplace"))


def _json_of(record: OutcomeRecord, found: list[Diagnostic]) -> bytes:
    """Return a record as JSON, with its findings for tools."""
    document = {
        "version": VERSION,
        **asdict(record),
        "diagnostics": [diagnostic_record(one) for one in found],
    }
    return json.dumps(document, ensure_ascii=False).encode(errors="backslashreplace")


def stopped(job: Job, code: Code, message: str, hint: str = "") -> Outcome:
    """Keep that the build of a file was stopped, and return its outcome."""
    finding = Diagnostic(code, message, Span(job.content), hint)
    return settle(job, Outcome(job.name, Status.FAILED), [finding], {})
