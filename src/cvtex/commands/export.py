"""`cvtex export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cvtex.commands.output import hand_out


def export(
    file: Annotated[Path, typer.Argument(help="a content file, anywhere", readable=False)],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the JSON file (default: printed)"),
    ] = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="overwrite the output")] = False,
) -> None:
    """Write a content file as JSON Resume."""
    from cvtex.exchange.exporting import export_file  # noqa: PLC0415 - heavy, and `--help` is not

    hand_out(export_file(file), output, f"a JSON Resume, from {file}", force=force)
