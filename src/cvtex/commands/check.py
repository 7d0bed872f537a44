"""`cvtex check`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.options import add_format, add_language, add_verbose
from cvtex.report import Format, show
from cvtex.report.text import summary


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="content files, or folders of projects (default: the project of this folder)",
    )
    add_language(parser)
    add_format(parser)
    add_verbose(parser)


def run(*, files: list[Path], language: str, form: Format, verbose: bool) -> None:
    """Say what is wrong with content, without TeX."""
    from cvtex.build.check import check_files  # noqa: PLC0415 - heavy, and `--help` is not

    checked = check_files(files or [Path()], language, verbose=verbose)
    show(checked.diagnostics, form, sys.stdout)
    if form is Format.TEXT:
        sys.stdout.write(f"{summary(len(checked.value or ()), checked.diagnostics)}\n")
    if not checked.ok:
        raise SystemExit(1)
