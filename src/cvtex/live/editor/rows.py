"""The lines of a YAML text by their indentation, also where the text is not YAML yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_DASHES = re.compile(r"[ \t]*(?:-(?:[ \t]+|$))*")
_KEY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|[^\s"'#\[\]{},&*!|>%@`-][^#\[\]{},]*?)[ \t]*:(?=[ \t]|$)"""
)
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*$")
# The head of a block scalar: its lines below are text.
_BLOCK = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]*[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line: the columns of its dashes and of what follows them, from 0, its key and its value.

    `key` is None if there is none; `value` is the rest, without a comment, from `value_column` on.
    """

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: str
    value_column: int

    @property
    def indent(self) -> int:
        """The column of the first dash, or of what is there without one."""
        return self.dashes[0] if self.dashes else self.column


def read_row(line: str) -> Row | None:
    """Return a line as a row; None if it is empty or a comment."""
    start = _DASHES.match(line)
    prefix = start.group() if start else ""
    dashes = tuple(at for at, char in enumerate(prefix) if char == "-")
    rest = line[len(prefix) :]
    if (not rest or rest.startswith("#")) and not dashes:
        return None
    found = _KEY.match(rest)
    if found is None:
        return Row(dashes, len(prefix), None, _COMMENT.sub("", rest).rstrip(), len(prefix))
    value = rest[found.end() :]
    column = len(prefix) + found.end() + len(value) - len(value.lstrip())
    return Row(
        dashes, len(prefix), found["key"].strip("\"'"), _COMMENT.sub("", value).strip(), column
    )


def read_rows(lines: Sequence[str]) -> list[Row | None]:
    """Return the lines as rows; None for empty lines, comments and the text of block scalars."""
    rows: list[Row | None] = []
    text_above = -1  # what is indented further than this column is text
    for line in lines:
        row = read_row(line)
        if row and text_above >= 0:
            if len(line) - len(line.lstrip(" ")) > text_above:
                row = None
            else:
                text_above = -1
        if row and _BLOCK.match(row.value):
            text_above = row.column if row.key is not None else row.dashes[-1] if row.dashes else 0
        rows.append(row)
    return rows


def siblings(rows: Sequence[Row | None], at: int, column: int) -> Mapping[str, str]:
    """Return the keys in a column of the mapping that has the row `at`, with what follows them."""
    found: dict[str, str] = {}
    for numbers in (range(at, -1, -1), range(at + 1, len(rows))):
        for number in numbers:
            row = rows[number]
            if row is None:
                continue
            begins = row.dashes and row.dashes[-1] < column == row.column
            if number > at and begins:
                break  # the next item
            if row.column == column and row.key is not None:
                found.setdefault(row.key, row.value)
            if row.indent < column:
                break  # the first key of this item, or what is around the mapping
    return found


def levels(
    rows: Sequence[Row | None], at: int, column: int, dashes: Sequence[int]
) -> Iterator[tuple[str | None, Mapping[str, str]]]:
    """Yield what is around a column of the row `at`, from the inside.

    It is None for an item of a list, or a key with the siblings of its mapping. `dashes` are those
    before the column.
    """
    left, in_list = [*dashes], False
    while True:
        if left:
            column, in_list = left.pop(), True
            yield None, {}
            continue
        at -= 1
        if at < 0:
            return
        row = rows[at]
        if row is None:
            continue
        if in_list and column in row.dashes:
            left = [dash for dash in row.dashes if dash < column]
        elif row.key is not None and (row.column < column or (in_list and row.column == column)):
            yield row.key, siblings(rows, at, row.column)
            column, left, in_list = row.column, [*row.dashes], False
        elif not in_list and row.column == column and row.key is not None:
            left = [*row.dashes]
