"""`cvtex import`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.shared.options import add_force, add_language, add_output, add_verbose
from cvtex.commands.shared.output import hand_out


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "file",
        type=Path,
        help="a PDF, a Word file, LinkedIn's data export (ZIP), Europass XML, BibTeX or CSL-JSON, "
        "JSON Resume, RenderCV, YAMLResume or FRESH",
    )
    add_output(parser, "the content file (default: printed)")
    add_language(parser)
    add_force(parser)
    add_verbose(parser)


def run(*, file: Path, output: Path | None, language: str, force: bool, verbose: bool) -> None:
    """Take over a résumé from another format as a content file."""
    # Heavy, and `--help` is not.
    from cvtex.diagnostics import Checked  # noqa: PLC0415
    from cvtex.importing.importing import import_file  # noqa: PLC0415
    from cvtex.report.imported import table  # noqa: PLC0415
    from cvtex.report.screen import screen_of  # noqa: PLC0415

    made = import_file(file, language, verbose=verbose)
    text = Checked(made.value.text if made.value else None, made.diagnostics)
    hand_out(text, output, f"a content file, from {file}", (".yaml", ".yml"), force=force)
    if made.value:
        stream = sys.stdout if output else sys.stderr
        stream.write(f"\n{table(made.value.counts, screen_of(stream), is_whole=verbose)}\n")
