"""`cvtex verify`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.options import add_format
from cvtex.report import Format, show
from cvtex.report.screen import screen_of


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("file", type=Path, help="a PDF, made by any program")
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="the content file that the PDF was made from",
    )
    add_format(parser, "how it is shown")


def run(*, file: Path, against: Path | None, form: Format) -> None:
    """Say what a machine reads in a résumé's PDF, and what is wrong with it for machines."""
    from cvtex.build.any_pdf import judge_pdf  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.report.ats import report  # noqa: PLC0415 - the same
    from cvtex.report.verdict import describe_found, document_of  # noqa: PLC0415 - the same

    judged = judge_pdf(file, against)
    if form is Format.JSON:
        # As UTF-8 wherever it is printed: JSON is (RFC 8259).
        document = document_of([judged.record])
        sys.stdout.buffer.write(document.encode(errors="backslashreplace"))
    else:
        show(judged.findings, form, sys.stderr)
    if form is Format.TEXT and judged.record["pages"]:
        if judged.reading:
            sys.stdout.write(f"{report(file, judged.reading, screen_of(sys.stdout))}\n\n")
        sys.stdout.write(f"{describe_found(judged.record)}\n")
    if not judged.record["proven"]:
        raise SystemExit(1)
