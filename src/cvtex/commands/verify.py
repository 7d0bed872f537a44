"""`cvtex verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.reports import Format, show
from cvtex.reports.json import record
from cvtex.reports.screen import screen_of

VERSION = 1
"""Of the JSON document: raised when a tool that reads it would have to change."""


def verify(
    file: Annotated[Path, typer.Argument(help="a PDF, made by any program")],
    form: Annotated[Format, typer.Option("--format", help="how it is shown")] = Format.TEXT,
) -> None:
    """Say what a machine reads in a résumé's PDF, as a hiring system would."""
    from cvtex.verify.parsing.gaps import gaps_in  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.verify.parsing.reader import read_resume  # noqa: PLC0415 - the same
    from cvtex.verify.parsing.report import report  # noqa: PLC0415 - the same

    read = read_resume(file)
    reading = read.value
    if form is Format.JSON:
        document = {
            "version": VERSION,
            "file": str(file),
            "reading": reading.record() if reading else None,
            "missing": [str(gap) for gap in gaps_in(reading)] if reading else [],
            "diagnostics": [record(finding) for finding in read.diagnostics],
        }
        # As UTF-8 wherever it is printed: JSON is (RFC 8259).
        text = json.dumps(document, ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(f"{text}\n".encode(errors="backslashreplace"))
    else:
        show(read.diagnostics, form, sys.stderr)
        if reading and form is Format.TEXT:
            sys.stdout.write(f"{report(file, reading, screen_of(sys.stdout))}\n")
    if reading is None:
        raise typer.Exit(1)
