"""`cvtex match`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.commands.shared.options import local_file
from cvtex.commands.shared.output import print_table, value_of
from cvtex.paths import EDITIONS

if TYPE_CHECKING:
    from cvtex.editions.settings import Edition
    from cvtex.match.compare import Asked, Found

# How many lines of the content are named for an edition.
_LINES_MAX = 5

_KNOWS = (
    "This compares words. It does not know what matters most to the employer, nor what you can do"
    " and have not written. Add only what is true, once, where it belongs.\n"
)


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "job", type=local_file, metavar="JOB", help="the advertisement: text, HTML or PDF"
    )
    parser.add_argument(
        "editions",
        nargs="*",
        default=[],  # without one, argparse says that it is required
        metavar="EDITION",
        help="editions to compare (default: all)",
    )
    parser.add_argument(
        "--write", metavar="NAME", default="", help="add an edition for this job to editions.yaml"
    )


def run(*, job: Path, editions: list[str], write: str) -> None:
    """Show which terms of a job advertisement your editions have."""
    from cvtex.commands.send import choose  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.content.letter_files import is_letter  # noqa: PLC0415 - the same
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same
    from cvtex.exchange.loading import load_content  # noqa: PLC0415 - the same
    from cvtex.match.advert import read_advert  # noqa: PLC0415 - the same
    from cvtex.match.compare import asked_in, find  # noqa: PLC0415 - the same

    asked = asked_in(value_of(read_advert(job)))
    every = [
        edition for edition in value_of(read_editions(EDITIONS)) if not is_letter(edition.content)
    ]
    chosen = [choose(name) for name in editions]
    contents = {
        edition.content: value_of(load_content(edition.content, private=False))
        for edition in chosen or every
    }
    if not chosen:  # those in the language of the advertisement, if there are any
        chosen = [
            edition
            for edition in every
            if contents[edition.content].language.startswith("zh") == asked.is_chinese
        ] or list(every)
    today = datetime.now(UTC).astimezone().date()
    found = {
        edition.name: find(asked, contents[edition.content], edition.tailoring, today)
        for edition in chosen
    }
    if not asked.names:
        sys.stdout.write("no skill, tool or degree was recognised in this advertisement\n")
        return
    _table(asked, _alike(found))
    for editions_alike, one in _alike(found).items():
        _lines(editions_alike, one)
    if asked.others:
        sys.stdout.write(
            f"\nOther names in it, which were not compared: {', '.join(asked.others)}\n"
        )
    sys.stdout.write(f"\n{_KNOWS}")
    if write:
        _write(write, chosen, found)


def _alike(found: dict[str, Found]) -> dict[str, Found]:
    """Return editions that have the same as one, by all of their names."""
    alike: list[tuple[list[str], Found]] = []
    for name, one in found.items():
        names = next((names for names, other in alike if other == one), None)
        if names is None:
            alike.append(([name], one))
        else:
            names.append(name)
    return {", ".join(names): one for names, one in alike}


def _table(asked: Asked, found: dict[str, Found]) -> None:
    rows = [("asked for", *found)]
    rows += [
        (_titled(name, asked), *(_cell(name, asked, one) for one in found.values()))
        for name in asked.names
    ]
    if asked.years:
        rows.append(tuple(map(_years, (asked.years, *(one.years for one in found.values())))))
    print_table(rows)


def _years(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return f"{text} year{'s' if text != '1' else ''}"


def _titled(name: str, asked: Asked) -> str:
    typed = asked.terms.get(name, name)
    return typed if typed.casefold() == name.casefold() else f"{typed} ({name})"


def _cell(name: str, asked: Asked, found: Found) -> str:
    """Return how an edition has a term: word for word, otherwise, not printed, or not at all."""
    if words := found.printed.get(name):
        same = words.casefold() == asked.terms.get(name, name).casefold()
        return "yes" if same else f"as {words}"
    return "not printed" if any(name in line.terms for line in found.lines) else "-"


def _lines(edition: str, found: Found) -> None:
    if not found.lines:
        return
    sys.stdout.write(f"\nLines of the content that would add to {edition}:\n")
    for line in found.lines[:_LINES_MAX]:
        span = line.text.span
        tags = f" (for {', '.join(line.tags)})" if line.tags else ""
        sys.stdout.write(f"  {span.file}:{span.line}{tags}: {', '.join(line.terms)}\n")


def _write(name: str, chosen: Sequence[Edition], found: dict[str, Found]) -> None:
    """Add an edition to editions.yaml: the one that has most, with the tags that add most."""
    from cvtex import files  # noqa: PLC0415 - only this needs it
    from cvtex.editions.names import NAME  # noqa: PLC0415 - the same
    from cvtex.editions.settings import SETTINGS, read_editions  # noqa: PLC0415 - the same
    from cvtex.source.encoding import unicode_of  # noqa: PLC0415 - the same

    known = {edition.name.lower() for edition in value_of(read_editions(EDITIONS))}
    if not NAME.fullmatch(name) or name in SETTINGS or name.lower() in known:
        what = "is there already" if name.lower() in known else "can't be the name of a PDF"
        sys.stderr.write(f"cvtex match: the edition `{name}` {what}\n")
        raise SystemExit(1)
    best = max(chosen, key=lambda edition: len(found[edition.name].printed))
    tags = dict.fromkeys(str(tag) for tag in best.tailoring.audience)
    more = dict.fromkeys(tag for line in found[best.name].lines for tag in line.tags)
    audience = f", audience: [{', '.join(tags | more)}]" if more.keys() - tags.keys() else ""
    added = f"{name}: {{extends: {best.name}{audience}}}\n"
    if EDITIONS.exists():
        content = EDITIONS.read_bytes()
        before = unicode_of(content).decode(content).rstrip() + "\n"
    else:  # the editions that there are without the file stay
        every = value_of(read_editions(EDITIONS))
        before = "".join(f"{one.name}: {{content: {one.content.name}}}\n" for one in every)
    files.replace(EDITIONS, f"{before}{added}".encode())
    after = read_editions(EDITIONS)
    if not after.ok or name not in {edition.name for edition in after.value or ()}:
        files.replace(EDITIONS, before.encode())  # it has another form than a line a key
        sys.stderr.write(f"cvtex match: add this to {EDITIONS} yourself: {added}")
        raise SystemExit(1)
    sys.stdout.write(f"added to {EDITIONS}: {added}")
