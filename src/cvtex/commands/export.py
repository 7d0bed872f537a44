"""`cvtex export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.diagnostics import Severity
from cvtex.reports import Format, show


def export(
    file: Annotated[Path, typer.Argument(help="a content file, anywhere")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the JSON file (default: printed)"),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="overwrite the output")] = False,
) -> None:
    """Write a content file as JSON Resume."""
    from cvtex.commands.output import put  # noqa: PLC0415
    from cvtex.exchange.exporting import export_file  # noqa: PLC0415 - heavy, and `--help` is not

    exported = export_file(file)
    findings = exported.diagnostics
    if exported.value is not None:
        findings += put(exported.value, output, force=force)
    show(findings, Format.TEXT, sys.stderr)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
