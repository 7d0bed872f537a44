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
    private: Annotated[
        bool, typer.Option("--private", help="include what private.yaml and CVTEX_PRIVATE add")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="overwrite the output")] = False,
) -> None:
    """Write a content file as JSON Resume."""
    from cvtex.content.overlay import is_overlaid  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.exchange.exporting import export_file  # noqa: PLC0415 - the same

    what = f"a JSON Resume, from {file}"
    if is_overlaid(file):
        what += ", with the private details" if private else ", without the private details"
    hand_out(export_file(file, private=private), output, what, (".json",), force=force)
