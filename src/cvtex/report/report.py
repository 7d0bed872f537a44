"""`out/verdict.json` and `out/report.html`: what is said of all editions, as far as it is known."""

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
    """Gather the verdicts of all editions, whichever were reached. OSError: it can't be written.

    One run at a time: the one that comes last has all.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        _write(out, [(work, one) for work in works if (one := read_verdict(work / VERDICT))])


def outdate_report(out: Path, findings: tuple[Diagnostic, ...]) -> None:
    """Let all verdicts say why nothing can be built now. OSError: it can't be written."""
    with _alone(out):
        told = [(out / BUILD / str(one["edition"]), one) for one in read_verdicts(out / VERDICT)]
        _write(out, [(work, outdated(one, findings)) for work, one in told])


def _write(out: Path, told: list[tuple[Path, Record]]) -> None:
    document = document_of(verdict for _, verdict in told)
    pictures = [_pictures(work / PICTURES) for work, _ in told]
    replace(out / VERDICT, document.encode())
    replace(out / REPORT, render_page(json.loads(document), pictures).encode())


def read_verdict(file: Path) -> Record | None:
    """Return the verdict that was kept of an edition; None where there is none."""
    return next(iter(read_verdicts(file)), None)


def read_verdicts(file: Path) -> list[Record]:
    """Return the verdicts in a file; none where it can't be read, or is another version's."""
    try:
        document = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return []
    verdicts: list[Record] = document["verdicts"] if _has_keys(document, verdict_schema()) else []
    return verdicts


def _has_keys(value: Any, schema: Record) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Return whether a value, possibly of another version, has all keys of this version."""
    if isinstance(value, list):
        return all(_has_keys(one, schema.get("items", {})) for one in value)
    if "properties" not in schema or value is None:
        return not isinstance(value, dict)
    return (
        isinstance(value, dict)
        and list(value) == schema["required"]
        and all(_has_keys(value[key], one) for key, one in schema["properties"].items())
    )


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes there: threads of this run, and other runs."""
    locked = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems of a network have no locks for folders: each writes whole files anyway.
        with contextlib.suppress(OSError):
            fcntl.flock(locked, fcntl.LOCK_EX)
        yield
    finally:
        os.close(locked)


def _pictures(file: Path) -> tuple[Picture, ...]:
    return kept(file, tuple) or ()
