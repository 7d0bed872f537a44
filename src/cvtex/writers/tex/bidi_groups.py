"""Splits text with reordered glyphs into chunks, and puts these into LaTeX groups.

The direction changes, with nested groups for the embedding levels of UAX #9, or the script has
vowel signs that are painted before the letter that they follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from cvtex.document import CodeSpan, Emphasis, Inline, Link, Strong, Text

COMMANDS = {
    Strong: "\\cvstrong",
    Emphasis: "\\cvemphasis",
    Link: "\\cvlink",
    CodeSpan: "\\cvcode",
}
"""The command for each kind of inline content that has one."""


class Chunk(NamedTuple):
    """Characters of one embedding level in the same commands."""

    start: int
    end: int
    level: int
    commands: tuple[str, ...]


def chunks(
    content: tuple[Inline, ...], levels: list[int], is_cut: Callable[[int, int], bool]
) -> Iterator[Chunk]:
    """Yield the chunks of content, split where the level or the commands change, and by `is_cut`.

    `is_cut` is called with the offset of a character and its level.
    """
    start = 0
    for length, commands in texts(content):
        end = start + length
        for at in range(start + 1, end + 1):
            level = levels[start]
            if at == end or levels[at] != level or is_cut(at, level):
                yield Chunk(start, at, level, commands)
                start = at


def nested(written: Iterator[tuple[int, str]], outside: int = 0) -> Iterator[str]:
    """Yield chunks with their levels in nested groups; TeX reorders each line (UAX #9, L2).

    `outside` is the level of the paragraph.
    """
    depth = outside
    for level, tex in written:
        yield "}" * (depth - level)
        yield from (
            "\\cvrtl{" if inner % 2 else "\\cvltr{" for inner in range(depth + 1, level + 1)
        )
        yield tex
        depth = level
    yield "}" * (depth - outside)


def texts(
    content: tuple[Inline, ...], outside: tuple[str, ...] = ()
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the length of each text in content, and the commands around it."""
    for part in content:
        match part:
            case Text():
                yield len(part.text), outside
            case CodeSpan():
                yield len(part.text), (*outside, COMMANDS[CodeSpan])
            case Strong() | Emphasis() | Link():
                yield from texts(part.content, (*outside, COMMANDS[type(part)]))
