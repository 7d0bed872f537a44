"""Which characters the installed fonts have, as fontconfig tells it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from cvtex.fonts.variants import draws
from cvtex.processes.programs import ask

# The styles that text may be set in: XeTeX takes the next heavier one for bold, and that may be
# semibold.
_STYLES = frozenset(
    {"Regular", "Italic", "Mono", "Book", "Roman", "Semibold", "Semibold Italic"}
    | {"Bold", "Bold Italic"}
)
_SECONDS = 60.0
# A thousand fonts take 5 MB.
_BYTES_MAX = 1 << 26


class Family:
    """An installed font family: its styles, and the characters that all of these have."""

    def __init__(self) -> None:
        """Begin with no style."""
        self._charsets: dict[str, str] = {}
        self._files: dict[str, tuple[str, int]] = {}

    def add(self, style: str, charset: str, file: str, index: int) -> None:
        """Take on a style: its characters as fontconfig writes them, its place in a file."""
        self._charsets[style] = charset
        self._files[style] = file, index

    @property
    def bold(self) -> bool:
        """Whether it has a bold style."""
        return "Bold" in self._charsets

    @property
    def italic(self) -> bool:
        """Whether it has an italic style."""
        return "Italic" in self._charsets

    def has(self, char: str) -> bool:
        """Return whether every style has a glyph for a character."""
        return all(_holds(ranges, ord(char)) for ranges in self._ranges)

    def draws(self, char: str, selector: str) -> bool:
        """Return whether every style has a form of a character."""
        return all(draws(*file, char, selector) for file in self._files.values())

    @cached_property
    def _ranges(self) -> list[tuple[list[int], list[int]]]:
        return [_parsed(charset) for charset in self._charsets.values()]


def installed() -> dict[str, Family]:
    """Return the font families of this machine by name; none, where fontconfig can't be asked.

    It takes some 30 ms, so it is asked only where a text has a character that is not sure to be in
    the fonts of every document.
    """
    try:
        listed = ask(
            ["fc-list", "--format", "%{family[0]}\t%{style[0]}\t%{file}\t%{index}\t%{charset}\n"],
            seconds=_SECONDS,
            most=_BYTES_MAX,
        )
    except OSError:
        return {}
    if listed.status or not listed.whole:
        return {}
    families: dict[str, Family] = defaultdict(Family)
    for line in listed.output.decode("utf-8", "replace").splitlines():
        family, style, file, index, charset = line.split("\t", 4)
        if style in _STYLES:
            # The upper half of an index says which instance of a variable font it is.
            families[family].add(style, charset, file, int(index) & 0xFFFF)
    return dict(families)


def _parsed(charset: str) -> tuple[list[int], list[int]]:
    """Return the first and the last of each range of a charset such as `20-7e a0`."""
    ends = [part.partition("-") for part in charset.split()]
    return [int(first, 16) for first, _, _ in ends], [
        int(last or first, 16) for first, _, last in ends
    ]


def _holds(ranges: tuple[list[int], list[int]], code: int) -> bool:
    firsts, lasts = ranges
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]
