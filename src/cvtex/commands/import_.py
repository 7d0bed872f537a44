"""`cvtex import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cvtex.commands.output import hand_out


def import_(
    file: Annotated[
        Path,
        typer.Argument(help="a file of JSON Resume, RenderCV or YAMLResume", readable=False),
    ],
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
    from cvtex.exchange.importing import import_file  # noqa: PLC0415 - heavy, and `--help` is not

    hand_out(import_file(file, language), output, f"a content file, from {file}", force=force)
