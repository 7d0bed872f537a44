"""Builds a file of a batch, from its content to the proven PDF and the record of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.batch.jobs import Job
from cvtex.batch.outcomes import Outcome, Status, settle, states
from cvtex.build.engines import Engines
from cvtex.build.places import unwritable
from cvtex.build.proving import publish
from cvtex.content.includes import included_files
from cvtex.content.letter_files import is_letter
from cvtex.content.overlay import NAME
from cvtex.content.project import project_of
from cvtex.diagnostics import Checked, Diagnostic, Span, failed, masked
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.exchange.loading import is_resume
from cvtex.live.building import build, verdict_of
from cvtex.paths import LOG, digest
from cvtex.processes.shortage import is_out_of_memory

if TYPE_CHECKING:
    from cvtex.report.verdict import Verdict


def build_file(job: Job, folder: Path, engines: Engines) -> Outcome:
    """Build a file in a new folder within `folder`, and return what became of it.

    An exception that says that memory is short is raised; any other is a bug, and a finding.
    """
    start = time.perf_counter()
    try:
        edition = Edition(
            *(job.content.stem, job.content, job.request.looks),
            warn=LAYOUT,
            tailoring=job.request.tailoring,
        )
        with suppress(OSError):  # where nothing can be written, the results are reported
            job.log.unlink(missing_ok=True)
        inputs = states(job, files_of(edition.content))  # before they are read
        # Nothing of one person's is there for the next.
        with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as work:
            made, photo = _build(job, edition, Path(work), engines)
        inputs |= photo
        if made.value is None and not is_letter(job.content) and not is_resume(job.content):
            return settle(job, Outcome(job.name, Status.LEFT_OUT), (), inputs)
    except Exception as error:
        if is_out_of_memory(error):
            raise
        return settle(job, Outcome(job.name, Status.FAILED), [_fault(job, error, folder)], {})
    seconds = round(time.perf_counter() - start, 3)
    findings = made.diagnostics
    if edition.is_withheld:
        findings = tuple(replace(one, message=masked(one.message), hint="") for one in findings)
    outcome = Outcome(job.name, Status.FAILED, seconds=seconds)
    if made.value is not None:
        proof = made.value.proof
        outcome = replace(
            outcome,
            status=Status.BUILT,
            pdf=digest(job.pdf),
            language=proof.language or "",
            pages=proof.pages,
            words=proof.words.read if proof.words else 0,
        )
    return settle(job, outcome, findings, inputs)


def _build(
    job: Job, edition: Edition, work: Path, engines: Engines
) -> tuple[Checked[Verdict], dict[str, str]]:
    """Return the verdict on the published PDF, and the digest of the photo that was read."""
    try:
        built = build(edition, work, engines, {})
        if built.value is None:
            return failed(*_with_log(job, built.diagnostics, work)), {}
        live = built.value
        proved = verdict_of(edition, live, live.shown)
    finally:
        engines.close()
    findings = live.findings + proved.diagnostics
    made: Checked[Verdict] = failed(*findings)
    if proved.value is not None:
        published = publish(proved.value, job.pdf)
        findings += published.diagnostics
        made = Checked(proved.value if published.ok else None, findings)
    return made, _pictures(job, live.document)


def _fault(job: Job, error: Exception, folder: Path) -> Diagnostic:
    """Return the finding for a temporary folder without room, or for a bug.

    The message of an exception may have private words.
    """
    if isinstance(error, OSError):
        return unwritable(folder, error)
    with suppress(OSError):
        job.log.parent.mkdir(parents=True, exist_ok=True)
        job.log.write_text("".join(traceback.format_tb(error.__traceback__)), encoding="utf-8")
    message = f"the build ended in an exception: {type(error).__name__}"
    hint = f"this is a bug: please report it with the lines in {job.log}"
    return Diagnostic(Code.BUILD_EXCEPTION, message, Span(job.content), hint)


def files_of(content: Path) -> Iterator[Path]:
    """Yield the files that a PDF is made of, but for the photo, also overlays that are missing."""
    files = [content]
    with suppress(OSError):
        files += included_files(content)
    yield from files
    yield from (file.parent / NAME for file in files)
    yield from sorted((project_of(content.parent) / "themes").rglob("*"))


def _pictures(job: Job, document: Document) -> dict[str, str]:
    """Return the digests of the pictures of a Document, by their paths from the tree."""
    pictures = (one.picture for one in document.pictures.values())
    return {os.path.relpath(one.file, job.request.root): one.digest for one in pictures}


def _with_log(job: Job, findings: tuple[Diagnostic, ...], work: Path) -> Iterator[Diagnostic]:
    """Yield findings; TeX's log, if one names it, is kept beside the PDF."""
    log = work / LOG
    for one in findings:
        if str(log) not in one.hint:
            yield one
            continue
        with suppress(OSError):
            job.log.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(log, job.log)
        yield replace(one, hint=one.hint.replace(str(log), str(job.log)))
