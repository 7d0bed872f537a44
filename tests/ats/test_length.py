"""Fields of any length are read in time that grows with their length, and not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cvtex.ats.contacts import contacts_in
from cvtex.ats.dates import find_dates
from cvtex.ats.field_kinds import field_kind
from cvtex.ats.fields import head_of
from cvtex.ats.layout.lines import Cell, Line, TextRun
from cvtex.ats.layout.pieces import Look

SHORT, LONG = 800, 6_400
# Eight times is linear, and 64 times quadratic.
MOST = 20

LOOK = Look(10, bold=False, italic=False, family="Sample", colour="#000000")


def _line(text: str) -> Line:
    return Line(1, (Cell((TextRun(text, LOOK),), 0, 0, 500, 10),), 0)


READERS: dict[str, Callable[[str], object]] = {
    "dates": find_dates,
    "kind of field": field_kind,
    "heading": lambda text: head_of([_line(text)], 500),
    "contacts": lambda text: contacts_in([_line(text)]),
}


@pytest.mark.parametrize("unit", [" ", "\u00a0", "a", "1", "2020 ", "May ", "a.", "www."])
@pytest.mark.parametrize("reader", READERS)
def test_growth(reader: str, unit: str) -> None:
    """Eight times as many spaces, letters, digits or dates take some eight times as long."""
    read = READERS[reader]
    for _ in range(5):  # a busy machine takes more now and then, and never less
        short, long = (_cpu_time(read, f"2020{unit * length}x") for length in (SHORT, LONG))
        if long < MOST * max(short, 0.001):
            return
    pytest.fail(f"{SHORT} of them take {short:.3f} s, {LONG} take {long:.3f} s")


def _cpu_time(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
