"""`cvtex sent`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cvtex.commands.shared.output import print_table, value_of
from cvtex.paths import EDITIONS, digest
from cvtex.report import ReportFormat, show

if TYPE_CHECKING:
    from cvtex.build.sent import Sending


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="only this one")
    parser.add_argument(
        "--diff", action="store_true", help="show what has changed in the content since"
    )


def run(*, name: str, diff: bool) -> None:
    """List what you sent to whom, and what has changed since."""
    from cvtex.build.sent import read_sent  # noqa: PLC0415 - heavy, and `--help` is not

    sent = value_of(read_sent())
    sendings = [sending for sending in sent if name in {"", sending.name}]
    if not sendings:
        known = ", ".join(dict.fromkeys(sending.name for sending in sent))
        what = f"nothing was sent as `{name}`; there is {known}" if known else "nothing was sent"
        sys.stderr.write(f"cvtex sent: {what}\n")
        raise SystemExit(1 if name else 0)
    if diff:
        last = {sending.edition: sending for sending in sendings}
        _show_differences([*last.values()] if name else sendings)
        return
    changed = _changes()
    print_table(
        [(one.date, one.name, one.edition, changed(one), one.to, one.note) for one in sendings]
    )


def _changes() -> Callable[[Sending], str]:
    """Return a function that says whether the content has changed since a sending."""
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - heavy, `--help` is not

    editions = read_editions(EDITIONS).value or ()
    digests = {edition.name: digest(edition.content) for edition in editions}

    def changed(sending: Sending) -> str:
        now = digests.get(sending.edition)
        if now is None:
            return "the edition no longer exists"
        return "as it is" if now == sending.content else "changed since"

    return changed


def _show_differences(sendings: Sequence[Sending]) -> None:
    """Print how the content differs from what was sent. Exit with 1 if a copy is missing."""
    from cvtex.build.sent import difference  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.commands.send import built  # noqa: PLC0415 - the same
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same

    editions = {edition.name: edition for edition in read_editions(EDITIONS).value or ()}
    failed = False
    for sending in sendings:
        if sending.edition not in editions:
            sys.stderr.write(f"{sending.file}: there is no edition `{sending.edition}` now\n")
            failed = True
            continue
        (text,) = built(editions[sending.edition], "txt")
        found = difference(sending, text)
        show(found.diagnostics, ReportFormat.TEXT, sys.stderr)
        failed = failed or found.value is None
        if found.value is not None:
            sys.stdout.write(found.value or f"{sending.file}: nothing has changed\n")
    if failed:
        raise SystemExit(1)
