"""`cvtex diff`."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cvtex.commands.shared.options import add_output
from cvtex.commands.shared.output import missing_folder, value_of
from cvtex.paths import EDITIONS, OUT
from cvtex.report import ReportFormat, show
from cvtex.report.screen import screen_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.diagnostics import Checked, Diagnostic
    from cvtex.diff.comparison import Comparison
    from cvtex.diff.repository import Repository
    from cvtex.diff.sides import Pair

_MOST = 2


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="A B",
        help="two of: a file, an edition, a git revision, or REVISION:NAME (default: what is here,"
        " compared with the last commit)",
    )
    parser.add_argument(
        "-e",
        "--edition",
        dest="editions",
        action="append",
        default=[],
        metavar="EDITION",
        help="of two revisions, only this edition (default: all)",
    )
    parser.add_argument(
        "--public", action="store_true", help="of two revisions, only editions that are published"
    )
    parser.add_argument(
        "--words", action="store_true", help="compare the words alone, without typesetting"
    )
    parser.add_argument(
        "--exit-code", action="store_true", help="exit with 1 if there is a difference"
    )
    add_output(parser, "a web page (.html) with the pages side by side, in place of text")


def run(  # noqa: PLR0913 - a verb's options
    *,
    names: list[str],
    editions: list[str],
    public: bool,
    words: bool,
    exit_code: bool,
    output: Path | None,
) -> None:
    """Show what changed between two versions of a résumé, in the words and on the pages."""
    from cvtex.diff.repository import Repository  # noqa: PLC0415 - heavy, and `--help` is not

    if len(names) > _MOST:
        _refuse("at most two things can be compared")
    if output and (output.suffix.lower() != ".html" or missing_folder(output)):
        hindrance = missing_folder(output)
        _refuse(f"{hindrance.message}: {hindrance.hint}" if hindrance else "-o needs an .html file")
    if words and output:
        _refuse("--words is for the terminal: a page shows the pages too")
    compared: list[tuple[str, Comparison]] = []
    findings: list[Diagnostic] = []
    is_different = False
    with closing(Repository()) as repository, tempfile.TemporaryDirectory() as scratch:
        for pair in _pairs(repository, names, editions, public=public):
            if pair.lack:
                sys.stdout.write(f"{pair.title}: not compared, {pair.lack}\n")
                is_different = True
                continue
            made = _compared(pair, Path(scratch), is_shown=output is None, words=words)
            findings += made.diagnostics
            if made.value:
                compared.append((pair.title, made.value))
        if output and compared:
            findings += _write(compared, output)
    # Editions of one content have the same findings.
    show(dict.fromkeys(findings), ReportFormat.TEXT, sys.stderr)
    is_different |= any(one.is_different for _, one in compared)
    if findings or (exit_code and is_different):
        raise SystemExit(1)


def _pairs(
    repository: Repository, names: list[str], editions: list[str], *, public: bool
) -> Iterator[Pair]:
    """Yield what is compared. The program ends with 1 if that can't be told."""
    from cvtex.diagnostics import Checked  # noqa: PLC0415 - the same
    from cvtex.diff.naming import meaning  # noqa: PLC0415 - the same
    from cvtex.diff.sides import Sides  # noqa: PLC0415 - the same
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same

    read = read_editions(EDITIONS)
    here = {edition.name: edition for edition in read.value or ()}
    meant = meaning(names, here, repository)
    if not meant.ok and EDITIONS.is_file():
        value_of(read)  # a name may be unknown because this file can't be read
    old, new = value_of(meant)
    if (editions or public) and not old.is_whole:
        _refuse("-e and --public choose editions of revisions, and none is named alone")
    sides = Sides(Checked(here if read.ok else None, read.diagnostics), repository)
    return sides.pairs(old, new, wanted=editions, public=public)


def _compared(pair: Pair, scratch: Path, *, is_shown: bool, words: bool) -> Checked[Comparison]:
    """Compare two sides, and show what is wrong and, if wished, what has changed."""
    from cvtex.diagnostics import failed  # noqa: PLC0415 - the same
    from cvtex.diff import terminal  # noqa: PLC0415 - the same
    from cvtex.diff.comparison import compare_sides, print_sides  # noqa: PLC0415 - the same
    from cvtex.diff.drafts import FOLDER  # noqa: PLC0415 - the same

    folder = FOLDER if EDITIONS.is_file() or OUT.is_dir() else scratch
    if pair.old.value is None or pair.new.value is None:
        return failed(*pair.old.diagnostics, *pair.new.diagnostics)
    screen = screen_of(sys.stdout)
    compared = compare_sides(pair.old.value, pair.new.value, folder)
    if compared.value is None:
        return compared
    comparison = compared.value
    if is_shown:
        sys.stdout.write(f"{terminal.heading(comparison, screen)}\n")
        sys.stdout.write(terminal.changes_as_text(comparison, screen))
        sys.stdout.flush()
    if not words and comparison.is_different:
        compared = print_sides(comparison, folder)
    if is_shown:
        blank = "\n" if comparison.changes else ""
        sys.stdout.write(f"{blank}{terminal.summary(compared.value or comparison)}\n\n")
        sys.stdout.flush()
    return compared


def _write(compared: list[tuple[str, Comparison]], output: Path) -> Iterator[Diagnostic]:
    """Write the page, and say so; yield what is wrong."""
    from cvtex.build.places import unwritable  # noqa: PLC0415 - the same
    from cvtex.diff.page import Compared, render_page  # noqa: PLC0415 - the same
    from cvtex.diff.sheets import spreads  # noqa: PLC0415 - the same
    from cvtex.diff.terminal import summary  # noqa: PLC0415 - the same
    from cvtex.files import replace  # noqa: PLC0415 - the same

    shown = []
    for title, comparison in compared:
        drawn = spreads(comparison)
        yield from drawn.diagnostics
        shown.append(Compared(title, comparison, drawn.value or ()))
        sys.stdout.write(f"{title}: {summary(comparison)}\n")
    try:
        replace(output, render_page(shown).encode())
        sys.stdout.write(f"wrote {output}\n")
    except OSError as error:
        yield unwritable(output, error)


def _refuse(why: str) -> NoReturn:
    sys.stderr.write(f"cvtex diff: {why}\n")
    raise SystemExit(2)
