"""Joins the rows of headings that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cvtex.ats.dates import whole_dates
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import is_full


def unwrapped(lines: Sequence[Line], edge: float) -> list[Line]:
    """Return the lines, with each wrapped heading as one line."""
    whole: list[Line] = []
    for line in lines:
        if whole and is_wrapped(whole[-1], line, edge):
            first, *rest = whole[-1].cells
            more, *further = line.cells
            space = replace(first.runs[-1], text=first.runs[-1].text + " ")
            merged = replace(first, runs=(*first.runs[:-1], space, *more.runs))
            whole[-1] = replace(whole[-1], cells=(merged, *rest, *further))
        else:
            whole.append(line)
    return whole


def is_wrapped(before: Line, line: Line, edge: float) -> bool:
    """Return whether a line continues the heading before it, for which the row was too short."""
    dated = len(before.cells) > 1 and whole_dates(before.cells[-1].text) is not None
    end = before.cells[-1].left - before.look.size if dated else edge
    text = replace(before, cells=before.cells[:1])
    same = before.cells[0].runs[-1].look == line.look
    return same and len(before.cells) == 1 + dated and is_full(text, line, end)
