"""`cvtex lint`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from cvtex.commands.shared.options import add_format
from cvtex.report import ReportFormat, show
from cvtex.report.text import summary


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="A B",
        help="content files or editions, each compared with the first"
        " (default: the languages of the project of this folder)",
    )
    add_format(parser)


def run(*, names: list[str], form: ReportFormat) -> None:
    """Compare a résumé in two languages: dates, numbers, contacts, employers."""
    from cvtex.build.lint import lint  # noqa: PLC0415 - heavy, and `--help` is not

    if len(names) == 1:
        sys.stderr.write("cvtex lint: two files or editions are needed to compare\n")
        raise SystemExit(2)
    checked = lint(names)
    show(checked.diagnostics, form, sys.stdout)
    if form is ReportFormat.TEXT and checked.value:
        alone = f"the editions here have one language, that of {checked.value[0].name}"
        several = summary(len(checked.value), checked.diagnostics)
        sys.stdout.write(f"{several if checked.value[1:] else f'nothing to compare: {alone}'}\n")
    if checked.value is None:
        raise SystemExit(1)
