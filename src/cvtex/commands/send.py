"""`cvtex send`."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cvtex.commands.shared.output import value_of
from cvtex.paths import EDITIONS, OUT

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.editions.settings import Edition


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", type=_name, metavar="NAME", help="a short name, such as acme")
    parser.add_argument(
        *("-e", "--edition"),
        action="append",
        help="the edition (default: the only one); once for each of several, as for a letter",
    )
    parser.add_argument("--to", default="", help="who gets it, such as 'Example Engines Ltd.'")
    parser.add_argument("--note", default="", help="what you want to remember of it")


def run(*, name: str, edition: list[str] | None, to: str, note: str) -> None:
    """Keep a copy of an edition's PDF, and record to whom you sent it."""
    from cvtex.build.sent import SENT, Sending, record  # noqa: PLC0415 - heavy, and `--help` is not

    every = [choose(one) for one in dict.fromkeys(edition or [""])]
    for chosen in every:
        if chosen.tailoring.notes:
            what = f"the edition `{chosen.name}` prints your notes, and is not sent"
            sys.stderr.write(f"cvtex: {what}\n")
            raise SystemExit(1)
    files = [built(chosen, "txt", "pdf") for chosen in every]
    today = datetime.now(UTC).astimezone().date().isoformat()
    for chosen, (text, pdf) in zip(every, files, strict=True):
        sending = Sending(name=name, date=today, edition=chosen.name, to=to, note=note)
        recorded = value_of(record(sending, chosen.content, pdf, text))
        sys.stdout.write(f"recorded in {SENT}: {recorded.file}\n")


def choose(name: str) -> Edition:
    """Return an edition of the project here; the program ends with 1 if there is no such one."""
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - heavy, `--help` is not

    editions = {edition.name: edition for edition in value_of(read_editions(EDITIONS))}
    if not name and len(editions) == 1:
        return next(iter(editions.values()))
    if name not in editions:
        what = f"there is no edition `{name}`" if name else "name an edition with -e"
        sys.stderr.write(f"cvtex: {what}; the editions here are {', '.join(editions)}\n")
        raise SystemExit(1)
    return editions[name]


def built(edition: Edition, *kinds: str) -> list[Path]:
    """Return the PDF or the text of an edition as its content is now, built if need be.

    A kind is `pdf` or `txt`. The program ends with doit's status if it can't be built.
    """
    tasks = [f"{kind}:{edition.name}" for kind in kinds]
    ended = subprocess.run([sys.executable, "-m", "doit", *tasks], stdout=sys.stderr, check=False)
    if ended.returncode:
        raise SystemExit(ended.returncode)
    return [OUT / f"{edition.stem}.{kind}" for kind in kinds]


def _name(text: str) -> str:
    from cvtex.editions.names import NAME  # noqa: PLC0415 - heavy, and `--help` is not

    if not NAME.fullmatch(text):
        raise ArgumentTypeError(f"`{text}` can't be a name: use ASCII letters, digits, - and _")
    return text
