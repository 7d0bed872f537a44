"""`cvtex build`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from cvtex.commands.options import Language, Verbose
from cvtex.commands.output import missing_folder
from cvtex.diagnostics import failed
from cvtex.reports import Format, show


def build(  # noqa: PLR0913 - a verb's options
    file: Annotated[Path, typer.Argument(help="a content file, anywhere", readable=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the PDF (default: beside the file)"),
    ] = None,
    language: Language = "",
    form: Annotated[Format, typer.Option("--format", help="how findings are shown")] = Format.TEXT,
    *,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="also make a PDF that fails a check, and mark it")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Build the PDF of one content file, without a project around it."""
    from cvtex.pipeline import build as build_pdf  # noqa: PLC0415 - heavy, and `--help` is not

    target = output or file.parent / f"{file.stem}.pdf"
    start = time.perf_counter()
    hindrance = missing_folder(target)
    built = (
        failed(hindrance)
        if hindrance
        else build_pdf(file, target, language, keep_going=keep_going, verbose=verbose)
    )
    seconds = time.perf_counter() - start
    show(built.diagnostics, form, sys.stderr)
    if built.value is not None:
        from cvtex.verdicts.verdict import describe  # noqa: PLC0415 - the same

        line = describe(built.value.record(target, None))
        sys.stdout.write(f"{line}, {seconds:.1f} s  {target}\n")
    if not built.ok:
        raise typer.Exit(1)
