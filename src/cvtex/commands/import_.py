"""`cvtex import`."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.commands.shared.options import (
    add_force,
    add_language,
    add_output,
    add_verbose,
    local_file,
)
from cvtex.commands.shared.output import hand_out

if TYPE_CHECKING:
    from cvtex.diagnostics import Diagnostic


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "file",
        type=local_file,
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
    found = made.diagnostics
    if made.value and output:
        found += tuple(_not_copied(made.value.pictures, file.parent, output.parent))
    text = Checked(made.value.text if made.value else None, found)
    hand_out(text, output, f"a content file, from {file}", (".yaml", ".yml"), force=force)
    if made.value:
        stream = sys.stdout if output else sys.stderr
        stream.write(f"\n{table(made.value.counts, screen_of(stream), is_whole=verbose)}\n")


def _not_copied(pictures: Iterable[str], source: Path, target: Path) -> Iterator[Diagnostic]:
    """Yield a finding for each picture that is beside a file, but not beside what it becomes."""
    from cvtex.diagnostics import Diagnostic, Span  # noqa: PLC0415 - the same
    from cvtex.diagnostics.codes import Code  # noqa: PLC0415 - the same

    for name in pictures:
        there, wanted = source / name, target / name
        if there.is_file() and not wanted.exists():
            message = f"the picture `{name}` stays where it is"
            hint = f"copy it: `cp {shlex.quote(str(there))} {shlex.quote(str(wanted))}`"
            yield Diagnostic(Code.IMPORT_LEFT_OUT, message, Span(there), hint)
