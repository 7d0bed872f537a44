"""`cvtex build`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from cvtex.commands.shared.looks import add_looks, cited, looks_of, tailoring_for
from cvtex.commands.shared.options import (
    add_audience,
    add_content,
    add_format,
    add_language,
    add_output,
    add_verbose,
)
from cvtex.commands.shared.output import missing_folder
from cvtex.diagnostics import failed
from cvtex.files import NO_CACHE
from cvtex.processes.phases import phase, since_start
from cvtex.processes.shortage import LEAST_TO_BUILD, require_address_space
from cvtex.report import ReportFormat, show


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    add_content(parser)
    add_output(parser, "the PDF, or a file in another format (default: a PDF beside the file)")
    add_language(parser)
    add_audience(parser)
    add_looks(parser)
    add_format(parser)
    parser.add_argument(
        "--keep-going", action="store_true", help="also make a PDF that fails a check, and mark it"
    )
    add_verbose(parser)
    parser.add_argument(
        "--no-cache", dest="cached", action="store_false", help="use nothing from your cache"
    )
    parser.add_argument(
        "--timings", dest="timed", action="store_true", help="show how long each phase took"
    )


def run(  # noqa: PLR0913 - a verb's options
    *,
    file: Path,
    output: Path | None,
    language: str,
    audience: list[str],
    theme: str,
    settings: list[str],
    form: ReportFormat,
    keep_going: bool,
    verbose: bool,
    cached: bool,
    timed: bool,
) -> None:
    """Build the PDF of one content file, or another format of it, without a project around it."""
    from cvtex.report.timings import Timings  # noqa: PLC0415 - the same

    require_address_space(LEAST_TO_BUILD)
    timings = Timings() if timed else None
    if not cached:
        os.environ[NO_CACHE] = "1"
    with phase("import"):
        from cvtex.build.formats import write_file  # noqa: PLC0415 - the same
        from cvtex.build.pipeline import build as build_pdf  # noqa: PLC0415 - the same
        from cvtex.design.looks import PLAIN  # noqa: PLC0415 - heavy, and `--help` is not
        from cvtex.writers import formats  # noqa: PLC0415 - the same

    target = output or file.parent / f"{file.stem}.pdf"
    looks, hindrance = looks_of(file, theme, settings), missing_folder(target)
    tailoring = tailoring_for(audience)
    if not looks.ok:
        show(cited(looks.diagnostics), form, sys.stderr)
        raise SystemExit(1)
    if not hindrance and target.suffix.lower().removeprefix(".") in formats():
        written = write_file(
            file, target, language, looks.value or PLAIN, tailoring, verbose=verbose
        )
        show(cited(looks.diagnostics + written.diagnostics), form, sys.stderr)
        if not written.ok:
            raise SystemExit(1)
        sys.stdout.write(f"{written.value}\n")
        return
    built = (
        failed(hindrance)
        if hindrance
        else build_pdf(
            *(file, target, language, looks.value or PLAIN, tailoring),
            keep_going=keep_going,
            verbose=verbose,
        )
    )
    show(cited(looks.diagnostics + built.diagnostics), form, sys.stderr)
    if built.value is not None:
        from cvtex.report.verdict import describe  # noqa: PLC0415 - the same

        line = describe(built.value.record(target, None))
        sys.stdout.write(f"{line}, {since_start():.1f} s  {target}\n")
    if timings:
        sys.stdout.write(f"\n{timings.table()}")
    if not built.ok:
        raise SystemExit(1)
