"""Shows as text what a hiring system reads in a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cvtex.ats.missing import MissingField, missing_from
from cvtex.ats.model import ReadEntry, Reading, ReadSection
from cvtex.diagnostics import counted
from cvtex.report.screen import PLAIN, Screen
from cvtex.report.text import shown

# SGR codes.
_BOLD, _YELLOW, _CYAN = 1, 33, 36
_INDENT = 2
# Widths in columns: of `e-mail` and of `2016-09-01 – 2017-07-31`, with two spaces.
_LABELS = 8
_DATES = 25
_NO_DATES = "no dates"


def report(file: Path, reading: Reading, screen: Screen = PLAIN, *, is_letter: bool = False) -> str:
    """Return what was read in a PDF, line by line, and what a résumé misses."""
    read = counted(reading.pages, "page")
    pages = read if reading.whole else f"the first {read}; the rest is not read"
    lines = [f"{screen.paint(f'{shown(str(file))}:', _BOLD)} {pages}", ""]
    for label, values in (
        ("name", [reading.name] if reading.name else []),
        ("e-mail", reading.emails),
        ("phone", reading.phones),
        ("link", reading.links),
    ):
        for at, value in enumerate(values):
            lines += _row(label if not at else "", _LABELS, value, screen)
    for section in reading.sections:
        lines += ["", *_section(section, screen)]
    missing = () if is_letter else missing_from(reading)
    return "\n".join((*lines, *_missing(missing, screen)))


def _section(section: ReadSection, screen: Screen) -> Iterable[str]:
    kind = section.kind or "not a standard heading"
    yield f"{' ' * _INDENT}{screen.paint(shown(section.title), _BOLD)} ({kind})"
    for entry in section.entries:
        yield from _row(_dates(entry), _DATES, _entry(entry), screen)
    if section.text:
        beside = _DATES if section.entries else 0
        yield from _row("", beside, counted(len(section.text), "text"), screen)


def _dates(entry: ReadEntry) -> str:
    if entry.start:
        return f"{entry.start} – {entry.end}"
    return entry.end or _NO_DATES


def _entry(entry: ReadEntry) -> str:
    fields = (entry.name, entry.organisation, entry.role, entry.degree, entry.place)
    texts = [text for text in fields if text]
    if entry.highlights:
        texts.append(counted(len(entry.highlights), "highlight"))
    if entry.details:
        texts.append(f"also: {', '.join(entry.details)}")
    return " · ".join(texts) or "no name"


def _missing(fields: Sequence[MissingField], screen: Screen) -> Iterable[str]:
    for at, missing in enumerate(fields):
        if not at:
            yield ""
        label = screen.paint("not found:", _YELLOW)
        yield f"{' ' * _INDENT}{label} {shown(str(missing))}"


def _row(label: str, columns: int, text: str, screen: Screen) -> Iterable[str]:
    """Yield the rows of a text beside its label, wrapped to the screen."""
    from rich.cells import set_cell_size  # noqa: PLC0415 - rich is for the screen alone
    from rich.console import Console  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    indent = " " * (_INDENT if columns == _LABELS else 2 * _INDENT)
    margin = len(indent) + columns
    rows = Text(shown(text)).wrap(Console(), screen.columns - margin)
    for at, row in enumerate(rows):
        beside = set_cell_size(label if not at else "", columns)
        yield f"{indent}{screen.paint(beside, _CYAN)}{row.plain.rstrip()}"
