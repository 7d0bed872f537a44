"""`cvtex check`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.shared.options import add_format, add_language, add_verbose
from cvtex.report import ReportFormat, show
from cvtex.report.text import fixed_line, summary


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="content files, or folders of projects (default: the project of this folder)",
    )
    parser.add_argument(
        "--fix", action="store_true", help="fix in the files what has only one possible fix"
    )
    add_language(parser)
    add_format(parser)
    add_verbose(parser)


def run(*, files: list[Path], fix: bool, language: str, form: ReportFormat, verbose: bool) -> None:
    """Say what is wrong with content, without TeX."""
    from cvtex.build.check import check_files  # noqa: PLC0415 - heavy, and `--help` is not

    paths = files or [Path()]
    if fix:
        from cvtex.build.fixing import fix_files  # noqa: PLC0415 - heavy, and rarely asked for

        fixed, checked = fix_files(paths, language, verbose=verbose)
        lines = sys.stdout if form is ReportFormat.TEXT else sys.stderr
        for one in fixed:
            lines.write(f"{fixed_line(one.finding, one.done)}\n")
    else:
        checked = check_files(paths, language, verbose=verbose)
    show(checked.diagnostics, form, sys.stdout)
    if form is ReportFormat.TEXT:
        sys.stdout.write(f"{summary(len(checked.value or ()), checked.diagnostics)}\n")
    if not checked.ok:
        raise SystemExit(1)
