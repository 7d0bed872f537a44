"""`cvtex verify`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.commands.shared.options import add_format
from cvtex.diagnostics.codes import LAYOUT
from cvtex.paths import EDITIONS, OUT, PUBLIC
from cvtex.report import ReportFormat, show
from cvtex.report.screen import screen_of

if TYPE_CHECKING:
    from cvtex.editions.settings import Edition


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("file", type=Path, help="a PDF, made by any program")
    parser.add_argument(
        "--against",
        metavar="EDITION|FILE",
        default="",
        help="the edition, or the content file, that the PDF was made from",
    )
    add_format(parser, "how it is shown")


def run(*, file: Path, against: str, form: ReportFormat) -> None:
    """Say what a machine reads in a résumé's PDF, and what is wrong with it for machines."""
    from cvtex.build.any_pdf import judge_pdf  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.content.letter_files import is_letter  # noqa: PLC0415 - the same
    from cvtex.report.ats import report  # noqa: PLC0415 - the same
    from cvtex.report.verdict import describe_found, document_of  # noqa: PLC0415 - the same

    edition = _made_from(file, against) if against else None
    judged = judge_pdf(file, edition)
    if form is ReportFormat.JSON:
        # As UTF-8 wherever it is printed: JSON is (RFC 8259).
        document = document_of([judged.record])
        sys.stdout.buffer.write(document.encode(errors="backslashreplace"))
    else:
        show(judged.findings, form, sys.stderr)
    if form is ReportFormat.TEXT and judged.record["pages"]:
        if judged.reading:
            letter = edition is not None and is_letter(edition.content)
            screen = screen_of(sys.stdout)
            sys.stdout.write(f"{report(file, judged.reading, screen, is_letter=letter)}\n\n")
        if edition and edition.name:
            sys.stdout.write(f"compared with the edition {edition.name} ({edition.describe()})\n")
        sys.stdout.write(f"{describe_found(judged.record)}\n")
    if not judged.record["proven"]:
        raise SystemExit(1)


def _made_from(pdf: Path, against: str) -> Edition:
    """Return the edition of this name; or that of a content file whose PDF this is.

    For a PDF of no edition here, it is one without a name, whose layout only warns.
    """
    from cvtex.commands.send import choose  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.editions.names import NAME  # noqa: PLC0415 - the same
    from cvtex.editions.settings import Edition, read_editions  # noqa: PLC0415 - the same

    content = Path(against)
    if NAME.fullmatch(against) and not content.is_file():
        return choose(against)
    for edition in read_editions(EDITIONS).value or ():
        targets = (folder / f"{edition.stem}.pdf" for folder in (OUT, OUT / PUBLIC))
        is_its_pdf = any(_same(pdf, target) for target in targets)
        if is_its_pdf and _same(content, edition.content):
            return edition
    return Edition("", content, warn=LAYOUT)


def _same(file: Path, other: Path) -> bool:
    try:
        return file.samefile(other)
    except OSError:  # one of them is missing
        return False
