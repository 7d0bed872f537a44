"""`cvtex import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cvtex.commands.options import Language, Verbose
from cvtex.commands.output import hand_out


def import_(
    file: Annotated[
        Path,
        typer.Argument(help="a file of JSON Resume, RenderCV, YAMLResume or FRESH", readable=False),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", dir_okay=False, help="the content file (default: printed)"),
    ] = None,
    language: Language = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="overwrite the output")] = False,
    verbose: Verbose = False,
) -> None:
    """Take over a résumé from another format as a content file."""
    from cvtex.exchange.importing import import_file  # noqa: PLC0415 - heavy, and `--help` is not

    imported = import_file(file, language, verbose=verbose)
    hand_out(imported, output, f"a content file, from {file}", (".yaml", ".yml"), force=force)
