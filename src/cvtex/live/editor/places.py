"""Where in the structure of a YAML text the caret is, also while a line is half typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cvtex.live.editor.rows import Row, levels, read_row, read_rows, siblings

Step = tuple[str | None, Mapping[str, str]]
"""A key with the keys and values of its mapping, or None for an item of a list."""

_PAIR = re.compile(r"""\s*["']?([\w-]+)["']?\s*:(?:\s+|$)(.*)""", re.DOTALL)
_WORD = re.compile(r"[^\s,\[\]{}]*")


@dataclass(frozen=True, slots=True)
class CaretPlace:
    """The place of the caret: the steps from the root, and what is being typed there.

    `word` is the text from the column `start` to before `end`. At `is_key` it may be a key of a
    mapping that has the keys of `present`; at `is_value` it may be a value. An item of a list that
    has only begun may be both.
    """

    steps: tuple[Step, ...]
    word: str
    start: int
    end: int
    present: Mapping[str, str] = field(default_factory=dict)
    is_key: bool = False
    is_value: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The keys on the way."""
        return tuple(key for key, _ in self.steps if key is not None)


def place_at(lines: Sequence[str], row: int, column: int) -> CaretPlace | None:
    """Return the place of a column of a line, both from 0; None in a comment or a block of text."""
    if row >= len(lines):
        return None
    line, rows = lines[row], read_rows(lines)
    is_text = rows[row] is None and line.strip()
    if is_text or re.search(r"(?:^|\s)#", line[:column]):
        return None
    column = min(column, len(line))
    if (bracket := _open_bracket(line[:column])) >= 0:
        return _in_brackets(lines, row, column, bracket)
    return _in_line(line, rows, row, column)


def _in_line(line: str, rows: Sequence[Row | None], row: int, column: int) -> CaretPlace:
    """Return the place of a column of a line that is behind no open bracket."""
    here = read_row(line)
    if here is None or column < here.column:
        present = siblings(rows, row, column)
        return CaretPlace(_around(rows, row, column, ()), "", column, column, present, is_key=True)
    around = _around(rows, row, here.column, here.dashes)
    present = siblings(rows, row, here.column)
    others = {key: value for key, value in present.items() if key != here.key}
    end = here.value_column + len(here.value)
    if here.key is None:
        is_value = bool(here.dashes) or not present
        return CaretPlace(
            around, here.value, here.column, end, others, is_key=True, is_value=is_value
        )
    colon = line.index(":", here.column + len(here.key))
    if column <= colon:
        return CaretPlace(around, here.key, here.column, colon, others, is_key=True)
    start = here.value_column if here.value else max(here.value_column, column)
    return CaretPlace(
        (*around, (here.key, present)), here.value, start, max(start, end), is_value=True
    )


def _around(
    rows: Sequence[Row | None], row: int, column: int, dashes: Sequence[int]
) -> tuple[Step, ...]:
    return tuple(reversed([*levels(rows, row, column, dashes)]))


def _open_bracket(before: str) -> int:
    """Return the column of the innermost bracket that is open at the end of a text, or -1."""
    opened: list[int] = []
    quote = ""
    for at, char in enumerate(before):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and before[:at].rstrip()[-1:] in ("", ":", ",", "[", "{", "-"):
            quote = char
        elif char in "[{" and (opened or before[:at].rstrip()[-1:] in (":", "-", "")):
            opened.append(at)
        elif char in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else -1


def _in_brackets(lines: Sequence[str], row: int, column: int, bracket: int) -> CaretPlace | None:
    """Return the place of a column behind the bracket that is open there."""
    line = lines[row]
    outer = place_at([*lines[:row], line[:bracket], *lines[row + 1 :]], row, bracket)
    if outer is None:
        return None
    parts = line[bracket + 1 : column].split(",")
    start = column - len(parts[-1].lstrip())
    rest = _WORD.match(line, column)
    end = rest.end() if rest else column
    if line[bracket] == "[":
        steps = (*outer.steps, (None, {}))
        return CaretPlace(steps, line[start:end], start, end, is_value=True)
    inside = line[bracket + 1 :].partition("}")[0]
    pairs = {pair[1]: pair[2].strip() for part in inside.split(",") if (pair := _PAIR.match(part))}
    if pair := _PAIR.match(parts[-1]):
        start = column - len(pair[2])
        steps = (*outer.steps, (pair[1], pairs))
        return CaretPlace(steps, line[start:end], start, end, is_value=True)
    word = line[start:end].rstrip(":")
    others = {key: value for key, value in pairs.items() if key != word}
    return CaretPlace(outer.steps, word, start, start + len(word), others, is_key=True)
