"""What a verb has made, put into a file or printed; never over another file unasked."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

from cvtex.diagnostics import Checked, Diagnostic, Severity, Span
from cvtex.diagnostics.codes import Code
from cvtex.files import replace
from cvtex.report import ReportFormat, show

T = TypeVar("T")


def hand_out(
    made: Checked[str], target: Path | None, what: str, endings: Collection[str], *, force: bool
) -> None:
    """Write a text to a file, or print it if none is named; report it, and all findings.

    The program ends here with 1 if an error is among that.
    """
    findings = made.diagnostics
    written = ""
    if made.value is not None and target is None:
        # As UTF-8 wherever it is printed: it goes to a file most often, which has to be that.
        sys.stdout.buffer.write(made.value.encode())
        written = f"printed {what}"
    elif made.value is not None and target is not None:
        hindrance = _put(made.value, target, endings, force=force)
        findings += hindrance
        written = "" if hindrance else f"wrote {target}: {what}"
    show(findings, ReportFormat.TEXT, sys.stderr)
    if written:
        (sys.stdout if target else sys.stderr).write(f"{written}\n")
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise SystemExit(1)


def value_of(checked: Checked[T]) -> T:
    """Return a result. If it is missing or an error was found, show why and exit with 1."""
    if checked.value is None or not checked.ok:
        show(checked.diagnostics, ReportFormat.TEXT, sys.stderr)
        raise SystemExit(1)
    return checked.value


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows of cells, each column as wide as its widest cell is on a screen."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - rich is for the screen alone

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def missing_folder(target: Path) -> Diagnostic | None:
    """Return what is against writing a file where there is no folder: it may be a slip."""
    folder = target.parent
    above = next(one for one in (folder, *folder.parents) if os.path.lexists(one) or not one.name)
    if above == folder or not os.path.isdir(above):  # noqa: PTH112 - pathlib's raises
        return None  # what else is wrong is told when it is written
    hint = f"make it first: `mkdir -p {shlex.quote(str(folder))}`"
    return Diagnostic(Code.OUTPUT, f"there is no folder `{folder}`", Span(target), hint)


def _put(
    text: str, target: Path, endings: Collection[str], *, force: bool
) -> tuple[Diagnostic, ...]:
    """Write a text to a file; return what stood in the way."""
    here = Span(target)
    if target.suffix.lower() not in endings:
        message = f"the name of this file has to end in {' or '.join(endings)}"
        hint = f"write -o {target.with_suffix(next(iter(endings)))}"
        if target.name == "-":
            hint = "leave out -o to have it printed"
        return (Diagnostic(Code.OUTPUT, message, here, hint),)
    if hindrance := missing_folder(target):
        return (hindrance,)
    try:
        if target.exists() and not force:
            message = "the file exists already, and is not overwritten"
            return (Diagnostic(Code.OUTPUT, message, here, "name another with -o, or add --force"),)
        replace(target, text.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return (Diagnostic(Code.OUTPUT, f"can't write the file: {reason}", here),)
    return ()
