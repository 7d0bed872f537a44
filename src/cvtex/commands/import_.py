"""`cvtex import`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.options import add_force, add_language, add_output, add_verbose
from cvtex.commands.output import hand_out


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "file", type=Path, help="a file of JSON Resume, RenderCV, YAMLResume or FRESH"
    )
    add_output(parser, "the content file (default: printed)")
    add_language(parser)
    add_force(parser)
    add_verbose(parser)


def run(*, file: Path, output: Path | None, language: str, force: bool, verbose: bool) -> None:
    """Take over a résumé from another format as a content file."""
    from cvtex.exchange.importing import import_file  # noqa: PLC0415 - heavy, and `--help` is not

    imported = import_file(file, language, verbose=verbose)
    hand_out(imported, output, f"a content file, from {file}", (".yaml", ".yml"), force=force)
