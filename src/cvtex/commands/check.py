"""`cvtex check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.commands.options import Language, Verbose
from cvtex.reports import Format, show
from cvtex.reports.text import summary


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            readable=False,  # one that can't be read is a finding, with its place among others
            help="content files, or folders of projects (default: the project of this folder)",
            show_default=False,
        ),
    ] = None,
    language: Language = "",
    form: Annotated[Format, typer.Option("--format", help="how findings are shown")] = Format.TEXT,
    *,
    verbose: Verbose = False,
) -> None:
    """Say what is wrong with content, without TeX."""
    from cvtex.check import check_files  # noqa: PLC0415 - heavy, and `--help` is not

    checked = check_files(files or [Path()], language, verbose=verbose)
    show(checked.diagnostics, form, sys.stdout)
    if form is Format.TEXT:
        sys.stdout.write(f"{summary(len(checked.value or ()), checked.diagnostics)}\n")
    if not checked.ok:
        raise typer.Exit(1)
