"""Writes what became of all files of a batch, as JSON and as CSV, one row after the other."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cvtex.batch.outcomes import Outcome, Status, known_outcome, record_of
from cvtex.batch.running import Batch
from cvtex.files import replacing
from cvtex.report.json import maybe, object_of

VERSION = 1
"""Of the JSON document; incremented if tools that read it have to change."""

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}

COLUMNS: dict[str, dict[str, Any]] = {
    "file": _TEXT | {"description": "the path in the tree"},
    "status": {
        "enum": list(Status),
        "description": "`unchanged`: built by an earlier run; `left-out`: no résumé;"
        " `waiting`: the run ended before",
    },
    "pdf": maybe("string", "the path in the output tree; null if there is none of this content"),
    "findings": maybe("string", "the path of all its findings, the same; null without any"),
    "language": maybe("string", "the BCP 47 tag of the PDF"),
    "pages": _COUNT,
    "words": _COUNT | {"description": "that were read back"},
    "seconds": {"type": "number", "description": "that its build took"},
    "errors": _COUNT,
    "warnings": _COUNT,
    "code": maybe("string", "the code of the first error"),
    "error_file": maybe("string", "the file that it is in, which may be an included one"),
    "line": maybe("integer", "its line, from 1"),
    "column": maybe("integer", "its column, in characters from 1"),
    "message": maybe("string", "the first error, for a person"),
}
"""The columns of the table, and the keys of a file in the JSON document."""

Row = dict[str, Any]


def summary_files(batch: Batch) -> tuple[Path, Path]:
    """Return where the JSON document and the table go."""
    stem = f"summary{batch.shard.suffix}"
    return batch.request.out / f"{stem}.json", batch.request.out / f"{stem}.csv"


def write_summary(batch: Batch) -> Counter[Status]:
    """Write the summary of a run, and return the number of files by status.

    OSError: it can't be written.
    """
    counts = Counter[Status]()
    as_json, as_csv = summary_files(batch)
    as_json.parent.mkdir(parents=True, exist_ok=True)
    with replacing(as_json) as document, replacing(as_csv) as table:
        # A spreadsheet takes a file without this mark for one of an older encoding.
        table.write(b"\xef\xbb\xbf")
        table.write(_line([*COLUMNS]))
        document.write(f'{{\n"version": {VERSION},\n"files": ['.encode())
        for number, outcome in enumerate(_outcomes(batch)):
            counts[outcome.status] += 1
            row = _row(batch, outcome)
            table.write(_line([_cell(value) for value in row.values()]))
            document.write(b",\n" if number else b"\n")
            document.write(_json(row))
        document.write(b"\n],\n" + b'"counts": ' + _json({one: counts[one] for one in Status}))
        document.write(b"\n}\n")
    return counts


def summary_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    rows = {"type": "array", "description": "in the order of the tree", "items": object_of(COLUMNS)}
    counts = object_of(dict.fromkeys(Status, _COUNT))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cvtex batch",
        "description": "What `cvtex batch` writes to `summary.json`.",
        **object_of(
            {
                "version": {"const": VERSION},
                "files": rows,
                "counts": counts | {"description": "the number of files of each status"},
            }
        ),
    }


def _outcomes(batch: Batch) -> Iterator[Outcome]:
    for name in batch.tree.names(batch.shard):
        yield batch.lost.get(name) or _kept(batch, name)


def _kept(batch: Batch, name: str) -> Outcome:
    """Return the outcome of a file by its record, which may be of an earlier run."""
    job = batch.request.job(name)
    record = record_of(job)
    if record is None or record.wish != batch.request.wish:
        return Outcome(name, Status.WAITING)
    status = record.outcome.status
    if record.run == batch.request.run or (batch.is_done and status is Status.LEFT_OUT):
        return record.outcome
    if batch.is_done and status is Status.BUILT:
        return replace(record.outcome, status=Status.UNCHANGED)
    return known_outcome(job) or Outcome(name, Status.WAITING)


def _row(batch: Batch, outcome: Outcome) -> Row:
    job, first = batch.request.job(outcome.name), outcome.first or {}
    has_pdf = outcome.status in (Status.BUILT, Status.UNCHANGED)
    has_findings = outcome.is_kept and bool(outcome.errors or outcome.warnings)
    values = (
        outcome.name,
        outcome.status,
        _below(job.pdf, batch.request.out) if has_pdf else None,
        _below(job.findings, batch.request.out) if has_findings else None,
        outcome.language or None,
        *(outcome.pages, outcome.words, outcome.seconds, outcome.errors, outcome.warnings),
        *(first.get(key) for key in ("code", "file", "line", "column", "message")),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _cell(value: object) -> object:
    """Return a value for a spreadsheet, which computes what begins like a formula."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t"))
    return f"./{value}" if is_formula else value


def _line(cells: list[object]) -> bytes:
    """Return a row as CSV (RFC 4180)."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue().encode(errors="backslashreplace")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace")
