"""`cvtex import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cvtex.diagnostics import Severity
from cvtex.reports import Format, show


def import_(
    file: Annotated[Path, typer.Argument(help="a file of JSON Resume, RenderCV or YAMLResume")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the content file (default: printed)"),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="the language's tag, as en or zh-Hans")
    ] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="overwrite the output")] = False,
) -> None:
    """Take over a résumé from another format as a content file."""
    from cvtex.commands.output import put  # noqa: PLC0415
    from cvtex.exchange.importing import import_file  # noqa: PLC0415 - heavy, and `--help` is not

    imported = import_file(file, language)
    findings = imported.diagnostics
    if imported.value is not None:
        findings += put(imported.value, output, force=force)
    show(findings, Format.TEXT, sys.stderr)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
