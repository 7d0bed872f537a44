"""Reads from fontconfig which characters the installed fonts have."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cache, cached_property

from cvtex.fonts.variation_sequences import has_variant

# The styles of text. XeTeX takes the next heavier one as bold, which may be semibold.
_STYLES = frozenset(
    {"Regular", "Italic", "Mono", "Book", "Roman", "Semibold", "Semibold Italic"}
    | {"Bold", "Bold Italic"}
)
_SECONDS = 60.0
_BYTES_MAX = 1 << 26  # a thousand fonts are 5 MB


class Family:
    """An installed font family: its styles, and the characters that all styles have."""

    def __init__(self) -> None:
        """Create a family without styles."""
        self._charsets: dict[str, str] = {}
        self._files: dict[str, tuple[str, int]] = {}

    def add(self, style: str, charset: str, file: str, index: int) -> None:
        """Add a style: its charset in fontconfig's format, its file, and its index in the file."""
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
        return all(_contains(ranges, ord(char)) for ranges in self._ranges)

    def has_variant(self, char: str, selector: str) -> bool:
        """Return whether every style has a variant of a character."""
        return all(has_variant(*file, char, selector) for file in self._files.values())

    @cached_property
    def _ranges(self) -> list[tuple[list[int], list[int]]]:
        return [_parsed(charset) for charset in self._charsets.values()]


@cache
def installed() -> dict[str, Family]:
    """Return the installed font families by name; empty if `fc-list` fails.

    `fc-list` takes 30 ms, so it runs once, and only if a text needs it.
    """
    from cvtex.processes.programs import ask  # noqa: PLC0415 - most texts do not need it

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
            # The upper 16 bits of the index are the instance of a variable font.
            families[family].add(style, charset, file, int(index) & 0xFFFF)
    return dict(families)


def _parsed(charset: str) -> tuple[list[int], list[int]]:
    """Return the first and last code points of the ranges of a charset such as `20-7e a0`."""
    ends = [part.partition("-") for part in charset.split()]
    return [int(first, 16) for first, _, _ in ends], [
        int(last or first, 16) for first, _, last in ends
    ]


def _contains(ranges: tuple[list[int], list[int]], code: int) -> bool:
    firsts, lasts = ranges
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]
