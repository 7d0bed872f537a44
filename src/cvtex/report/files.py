"""Writes `out/verdict.json` and `out/report.html` with the verdicts of all editions."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex.diagnostics import Diagnostic
from cvtex.files import kept, replace
from cvtex.paths import BUILD, PICTURES, REPORT, VERDICT
from cvtex.report.schema import verdict_schema
from cvtex.report.verdict import Record, document_of, outdated

if TYPE_CHECKING:
    from cvtex.report.pictures import PageJpeg


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn of a PDF for the report; `read` is what a hiring system reads in it."""

    pictures: tuple[PageJpeg, ...] = ()
    read: Record = field(default_factory=dict)


def write_report(out: Path, works: Iterable[Path], *, page: bool) -> None:
    """Collect the existing verdicts of all editions, and show them on a page if that is asked for.

    Parallel runs write one after the other, so the last one has all verdicts. OSError: the files
    can't be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _locked(out):
        records = [(work, read) for work in works if (read := read_verdict(work / VERDICT))]
        if records or page:
            write_verdicts(out, records, page=page)
        else:
            (out / VERDICT).unlink(missing_ok=True)


def outdate_report(out: Path, findings: tuple[Diagnostic, ...]) -> None:
    """Record in all verdicts why nothing can be built. OSError: the files can't be written."""
    with _locked(out):
        records = [
            (out / BUILD / str(item["edition"]), item) for item in read_verdicts(out / VERDICT)
        ]
        outdated_records = [(work, outdated(one, findings)) for work, one in records]
        write_verdicts(out, outdated_records, page=(out / REPORT).is_file())


def write_verdicts(out: Path, records: list[tuple[Path, Record]], *, page: bool) -> None:
    """Write verdicts, each with the folder of what is drawn. OSError: they can't be written."""
    drawn = [_drawn(work / PICTURES) for work, _ in records]
    document = document_of(
        {**record, **shown.read} for (_, record), shown in zip(records, drawn, strict=True)
    )
    replace(out / VERDICT, document.encode())
    if page:
        from cvtex.report.page import render_page  # noqa: PLC0415 - jinja2 takes long to import

        pictures = [shown.pictures for shown in drawn]
        replace(out / REPORT, render_page(json.loads(document), pictures).encode())


def _drawn(file: Path) -> Drawings:
    drawn = kept(file, Drawings)
    if drawn is None:
        file.unlink(missing_ok=True)  # so that a damaged one is drawn again
    return drawn or Drawings()


def read_verdict(file: Path) -> Record | None:
    """Return the stored verdict of an edition, None if there is none."""
    return next(iter(read_verdicts(file)), None)


def read_verdicts(file: Path) -> list[Record]:
    """Return the verdicts in a file; none if it can't be read or is of another version."""
    try:
        document = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return []
    verdicts: list[Record] = document["verdicts"] if _has_keys(document, verdict_schema()) else []
    return verdicts


def _has_keys(value: Any, schema: Record) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Return whether a value, possibly of another version, has all keys of this version."""
    if isinstance(value, list):
        return all(_has_keys(item, schema.get("items", {})) for item in value)
    if "properties" not in schema or value is None:
        return not isinstance(value, dict)
    return (
        isinstance(value, dict)
        and list(value) == schema["required"]
        and all(_has_keys(value[key], one) for key, one in schema["properties"].items())
    )


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait for other threads and runs that write to a folder."""
    locked = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems can't lock folders; files are written atomically anyway.
        with contextlib.suppress(OSError):
            fcntl.flock(locked, fcntl.LOCK_EX)
        yield
    finally:
        os.close(locked)
