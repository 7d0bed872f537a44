"""`cvtex build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.reports import Format, show


def build(
    file: Annotated[Path, typer.Argument(help="a content file, anywhere", readable=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the PDF (default: beside the file)"),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="how findings are shown")] = Format.TEXT,
) -> None:
    """Build the PDF of one content file, without a project around it."""
    from cvtex.pipeline import build as build_pdf  # noqa: PLC0415 - heavy, and `--help` is not

    built = build_pdf(file, output or file.parent / f"{file.stem}.pdf")
    show(built.diagnostics, form, sys.stderr)
    if not built.ok or built.value is None:
        raise typer.Exit(1)
    sys.stdout.write(built.value.describe(file.stem) + "\n")
