"""Sets a YAML text in order: indentation, spaces and empty lines.

Only white space outside of texts changes, so comments, quotes and line breaks stay as they are. A
library that reads and writes YAML, such as ruamel.yaml, would write all of it anew. What is not
certain to keep its meaning is left as it is: the values before and after are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from cvtex.diagnostics import LINE_END
from cvtex.source.buffer import Buffer
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.source.yaml import parse_yaml

INDENT = 2
"""The spaces by which a mapping or a list is indented below its key."""

# Tabs, keys after a question mark, and documents: few files have them.
_UNUSUAL = re.compile(r"\t|^[ -]*\?(?:\s|$)|^(?:---|\.\.\.|%)", re.MULTILINE)
# A key at the beginning of a line, and more than one space behind its colon.
_GAP = re.compile(r"""([ ]*(?:- )*(?:"[^"]*"|'[^']*'|[\w-]+):)[ ]{2,}(?=[^\s#])""")


def formatted(text: str, path: Path) -> str:
    """Return a YAML text in order; the text itself if it has errors."""
    read = parse_yaml(text, path)
    if read.value is None or read.diagnostics or _UNUSUAL.search(text):
        return text
    for change in (_reindented, _spaced):
        changed = _changed(text, change)
        if _is_same(text, changed, path):
            text = changed
    return text


def _is_same(before: str, after: str, path: Path) -> bool:
    """Return whether two texts have the same values, and the same characters but for spaces."""
    if before.split() != after.split():
        return False
    first, second = (parse_yaml(text, path) for text in (before, after))
    if first.value is None or second.value is None or second.diagnostics:
        return False
    return plain_value(first.value) == plain_value(second.value)


def plain_value(value: Value) -> object:
    """Return a value without its places."""
    match value:
        case Typed():
            return str(value)
        case TypedList():
            return [value.tag, *map(plain_value, value)]
        case TypedMapping():
            return {str(key): plain_value(inner) for key, inner in value.items()}
        case Empty():
            return None


def _changed(text: str, change: Callable[[list[str]], list[str]]) -> str:
    """Return a text with its lines changed, and their ends as they were."""
    buffer = Buffer(Path(), text)
    ends = [end.group() for end in LINE_END.finditer(text)]
    end = ends[0] if ends else "\n"
    return end.join(change(buffer.lines))


def _reindented(lines: list[str]) -> list[str]:
    """Return lines with their indentation by the structure: 2 spaces for each level."""
    text = "\n".join(lines)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return lines
    layout = _Layout(lines)
    layout.collection(node, 0)
    return layout.lines()


class _Layout:
    """The new indentation of each line: that of its first key or dash, and a shift for others."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._indents: dict[int, int] = {}
        self._shifts: dict[int, int] = {}
        self._seen: set[int] = set()

    def collection(self, node: yaml.Node, column: int) -> None:
        """Lay out a mapping or a list in a column."""
        if id(node) in self._seen:  # an alias
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            for key, value in node.value:
                self._begin(key, column)
                self._value(value, column, column - key.start_mark.column)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
            for item in node.value:
                self._begin(item, column)
                before = self._lines[item.start_mark.line][: item.start_mark.column]
                self._value(item, column, column - before.rfind("-"))

    def lines(self) -> list[str]:
        """Return the lines with their new indentation."""
        made: list[str] = []
        for at, line in enumerate(self._lines):
            bare, old = line.lstrip(" "), len(line) - len(line.lstrip(" "))
            if at in self._indents:
                made.append(" " * self._indents[at] + _one_space(bare))
            elif at in self._shifts:
                made.append(" " * max(0, old + self._shifts[at]) + bare if bare else line)
            elif bare.startswith("#"):
                made.append(" " * max(0, old + self._shift_of_comment(at)) + bare)
            else:
                made.append(line)
        return made

    def _begin(self, node: yaml.Node, column: int) -> None:
        """Lay out the line of a key or of an item, if nothing but dashes is before it."""
        line = node.start_mark.line
        if not self._lines[line][: node.start_mark.column].strip(" -"):
            self._indents.setdefault(line, column)  # the list around a mapping comes first

    def _value(self, value: yaml.Node, column: int, moved: int) -> None:
        """Lay out a value below a key or a dash in a column, which moved by some columns."""
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            self.collection(value, column + INDENT)
            return
        last = value.end_mark.line + (value.end_mark.column > 0)
        for line in range(value.start_mark.line + 1, last):
            self._shifts.setdefault(line, moved)

    def _shift_of_comment(self, at: int) -> int:
        """Return how far the line below a comment moves, or else the line above it."""
        for number in (*range(at + 1, len(self._lines)), *range(at - 1, -1, -1)):
            if number in self._indents:
                line = self._lines[number]
                return self._indents[number] - (len(line) - len(line.lstrip(" ")))
        return 0


def _one_space(line: str) -> str:
    """Return a line with one space behind each dash at its beginning."""
    return re.sub(r"^(?:-[ ]+)+", lambda dashes: "- " * dashes.group().count("-"), line)


def _spaced(lines: list[str]) -> list[str]:
    """Return lines without spaces at their ends, and with at most one empty line in a row."""
    kept = _text_lines(lines)
    made: list[str] = []
    for at, line in enumerate(lines):
        if at in kept:
            made.append(line)
            continue
        bare = _GAP.sub(r"\1 ", line.rstrip(" "), count=1)
        if bare or (made and made[-1]):
            made.append(bare)
    while made and not made[-1]:
        made.pop()
    return [*made, ""]


def _text_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that texts of several lines have."""
    return {line for first, last in _texts("\n".join(lines)) for line in range(first, last + 1)}


def _texts(text: str) -> Iterator[tuple[int, int]]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            first, last = event.start_mark.line, event.end_mark.line
            if last > first:
                yield first, last - (event.end_mark.column == 0)
