"""Writes `out/verdict.json` and `out/report.html` with the verdicts of all editions."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cvtex.diagnostics import Diagnostic
from cvtex.files import kept, replace
from cvtex.paths import BUILD, PICTURES, REPORT, VERDICT
from cvtex.report.page import render_page
from cvtex.report.pictures import Picture
from cvtex.report.schema import verdict_schema
from cvtex.report.verdict import Record, document_of, outdated


def write_report(out: Path, works: Iterable[Path]) -> None:
    """Collect the existing verdicts of all editions. OSError: the files can't be written.

    Parallel runs write one after the other, so the last one has all verdicts.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _locked(out):
        write_verdicts(
            out, [(work, read) for work in works if (read := read_verdict(work / VERDICT))]
        )


def outdate_report(out: Path, findings: tuple[Diagnostic, ...]) -> None:
    """Record in all verdicts why nothing can be built. OSError: the files can't be written."""
    with _locked(out):
        records = [
            (out / BUILD / str(item["edition"]), item) for item in read_verdicts(out / VERDICT)
        ]
        write_verdicts(out, [(work, outdated(one, findings)) for work, one in records])


def write_verdicts(out: Path, records: list[tuple[Path, Record]]) -> None:
    """Write verdicts, each with the folder of its pictures. OSError: they can't be written."""
    document = document_of(verdict for _, verdict in records)
    pictures = [_pictures(work / PICTURES) for work, _ in records]
    replace(out / VERDICT, document.encode())
    replace(out / REPORT, render_page(json.loads(document), pictures).encode())


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


def _pictures(file: Path) -> tuple[Picture, ...]:
    return kept(file, tuple) or ()
