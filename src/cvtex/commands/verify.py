"""`cvtex verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.reports import Format, show
from cvtex.reports.screen import screen_of


def verify(
    file: Annotated[Path, typer.Argument(help="a PDF, made by any program")],
    against: Annotated[
        Path | None,
        typer.Option("--against", help="the content file that the PDF was made from"),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="how it is shown")] = Format.TEXT,
) -> None:
    """Say what a machine reads in a résumé's PDF, and what is wrong with it for machines."""
    from cvtex.verdicts.any_pdf import judge_pdf  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.verdicts.verdict import describe_found, document_of  # noqa: PLC0415 - the same
    from cvtex.verify.parsing.report import report  # noqa: PLC0415 - the same

    judged = judge_pdf(file, against)
    if form is Format.JSON:
        # As UTF-8 wherever it is printed: JSON is (RFC 8259).
        document = document_of([judged.record])
        sys.stdout.buffer.write(document.encode(errors="backslashreplace"))
    else:
        show(judged.findings, form, sys.stderr)
    if form is Format.TEXT and judged.record["pages"]:
        if judged.reading:
            sys.stdout.write(f"{report(file, judged.reading, screen_of(sys.stdout))}\n\n")
        sys.stdout.write(f"{describe_found(judged.record)}\n")
    if not judged.record["proven"]:
        raise typer.Exit(1)
