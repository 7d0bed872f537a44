"""Recognises labels: `Tools: a hammer`, `姓名：张样例`, and tables of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvtex.ats.layout.lines import Cell, Line
from cvtex.ats.vocabulary import any_of, squeezed, words

COLON = r"(?!(?<=\b2):[12]\b)[:：]"
"""Matches a colon that may end a label; that of a British grade, `2:1`, does not."""
_LABEL = re.compile(rf"[^:：]{{1,40}}{COLON}\s*\S")
_IN_TABLE = re.compile(r"[^\d@:：]{1,20}[:：]?")
_USUAL = ("name", "phone", "email", "address")


def is_label(line: Line) -> bool:
    """Return whether a line is a label and its text, in different fonts or in a regular one."""
    if not _LABEL.match(line.text):
        return False
    first = line.cells[0].runs[0]
    rest = line.text[len(first.text.strip()) :]
    # A heading with a colon is bold on both sides of it.
    return (
        not first.look.bold
        or first.text.rstrip().endswith((":", "："))
        or any(colon in rest for colon in ":：")
    )


def labelled_name(text: str) -> str | None:
    """Return the name behind `Name:` or `姓名：`."""
    match = re.match(rf"\s*(?:{any_of('name')})\s*[:：]\s*(\S.*)", text, re.IGNORECASE)
    return match[1].strip() if match else None


def is_in_table(row: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a row is of a table of labels and values: `姓名 | 张样例 | 电话 | 138…`.

    One of its rows, which are of one number of cells, begins with a usual label.
    """
    return _has_labels(row) and any(
        len(other) == len(row) and squeezed(other[0].text) in _usual() and _has_labels(other)
        for other in others
    )


def untabled(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines, and in place of a row of a table of labels a line for each of its pairs."""
    rows = [line.cells for line in lines]
    for line in lines:
        if not is_in_table(line.cells, rows):
            yield line
            continue
        for label, value in zip(line.cells[::2], line.cells[1::2], strict=True):
            *first, last = label.runs
            colon = replace(last, text=f"{last.text.rstrip(' :：')}: ")
            pair = replace(value, runs=(*first, colon, *value.runs), left=label.left)
            yield replace(line, cells=(pair,), left=label.left)


def _has_labels(row: Sequence[Cell]) -> bool:
    return len(row) % 2 == 0 and all(_IN_TABLE.fullmatch(cell.text) for cell in row[::2])


@functools.cache
def _usual() -> frozenset[str]:
    known = (*words("name"), *_USUAL, *(word for key in _USUAL for word in words("keys", key)))
    return frozenset(map(squeezed, known))
