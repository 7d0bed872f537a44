"""Pieces put together again to the lines that an eye sees, and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from cvtex.verify.parsing.pieces import Look, Page, Piece

# In ems. A space between words is 0.25 wide, and in a justified line up to 0.5; a `\quad` is 1.
_SPACE, _CELL = 0.12, 0.75
# What a word processor's tabs and rows of spaces come back as.
_WIDE = re.compile(r"\s{3,}|\t+|\u3000+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af，。、；：？！“”（）《》【】]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look that follow one another."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Cell:
    """Text without a gap in it, in runs. Places are points from the page's upper left corner."""

    runs: tuple[Run, ...]
    left: float
    top: float
    right: float
    bottom: float
    urls: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its characters."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def look(self) -> Look:
        """The look of most of its characters."""
        return max(self.runs, key=lambda run: len(run.text)).look


Row = tuple[Cell, ...]
"""Cells beside each other, from left to right."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a row, from left to right, and the number of the page that they stand on.

    A bullet, or a number as of a list, is none of the cells; `left` is where it stands.
    """

    page: int
    cells: tuple[Cell, ...]
    left: float
    bullet: str = ""

    @property
    def text(self) -> str:
        """All its characters; a gap is a space."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(cell.bottom for cell in self.cells)

    @property
    def look(self) -> Look:
        """The look of its first characters."""
        return self.cells[0].runs[0].look


def rows_of_pages(pages: Sequence[Page]) -> list[list[Row]]:
    """Return the rows of each page from top to bottom, without page numbers and running heads."""
    return _without_running([_rows(page.pieces) for page in pages])


def is_han(text: str) -> bool:
    """Tell whether a character is Chinese, or punctuation that goes with it."""
    return _HAN.fullmatch(text) is not None


def joined(before: str, after: str) -> str:
    """Return what stood in two rows as one text: Chinese takes no space between its characters."""
    if not before or not after:
        return before or after
    close = before[-1] in "-‐/" or (is_han(before[-1]) and is_han(after[0]))
    return before + ("" if close else " ") + after


def rows_of(cells: Iterable[Cell]) -> list[Row]:
    """Return cells in rows from top to bottom."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.top + cell.bottom, cell.left)):
        if rows and all(_beside(other, cell) for other in rows[-1]):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [tuple(sorted(row, key=attrgetter("left"))) for row in rows]


def _beside(one: Cell, other: Cell) -> bool:
    """Tell whether two cells stand in one row, also if one is far larger."""
    apart = abs(one.top + one.bottom - other.top - other.bottom)
    return apart < min(one.bottom - one.top, other.bottom - other.top)


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    single = [
        Cell((Run(part, piece.look),), left, piece.top, right, piece.bottom, urls)
        for piece in pieces
        for urls in ((piece.url,) if piece.url else (),)
        for part, left, right in _parts(piece)
    ]
    return [tuple(_merged(row)) for row in rows_of(single)]


# A symbol from a font of symbols may come back as anything, so that one symbol alone is a bullet;
# `o` is that of Word's second level.
_ALONE = re.compile(r"[^\w\s\"'(\[{<（《【“‘+#@$]|[o\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")
_BULLET = re.compile(
    r"[•●○◦■□▪▫◆◇►▸‣⁃∙➢➤✓✔★☆\uf000-\uf0ff]\s*|[-–—*·>]\s+|"
    r"\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}[、．]\s*|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*"
)


def line(page: int, cells: Sequence[Cell]) -> Line:
    """Return a row as a line, its bullet apart."""
    first = cells[0]
    left = first.left
    if len(cells) > 1 and _ALONE.fullmatch(first.text):
        return Line(page, tuple(cells[1:]), left, first.text)
    run = first.runs[0]
    if len(first.runs) > 1 and _ALONE.fullmatch(run.text.strip()):
        rest = replace(first, runs=first.runs[1:], left=left + run.look.size / 2)
        return Line(page, (rest, *cells[1:]), left, run.text.strip())
    found = _BULLET.match(run.text)
    if found and (found.end() < len(run.text) or len(first.runs) > 1):
        text = run.text[found.end() :]
        runs = (replace(run, text=text), *first.runs[1:]) if text else first.runs[1:]
        rest = replace(first, runs=runs, left=left + run.look.size / 2)
        return Line(page, (rest, *cells[1:]), left, found[0].strip())
    return Line(page, tuple(cells), left)


def _parts(piece: Piece) -> Iterable[tuple[str, float, float]]:
    """Yield the parts of a piece between wide spaces, with where they begin and end."""
    width = (piece.right - piece.left) / len(piece.text)
    start = 0
    gaps = [wide.span() for wide in _WIDE.finditer(piece.text)]
    for end, after in [*gaps, (len(piece.text),) * 2]:
        part = piece.text[start:end]
        if part.strip():
            first = start + len(part) - len(part.lstrip())
            last = start + len(part.rstrip())
            yield part.strip(), piece.left + first * width, piece.left + last * width
        start = after


def _merged(row: Sequence[Cell]) -> Iterable[Cell]:
    """Yield the cells of a row: what stands close together is one."""
    cell = row[0]
    for other in row[1:]:
        em = min(cell.runs[-1].look.size, other.runs[0].look.size)
        gap = other.left - cell.right
        if _is_copy(cell, other):
            continue
        if gap > _CELL * em:
            yield cell
            cell = other
        else:
            space = " " if gap > _SPACE * em else ""
            cell = Cell(
                _runs(cell.runs, space, other.runs),
                cell.left,
                min(cell.top, other.top),
                max(cell.right, other.right),
                max(cell.bottom, other.bottom),
                tuple(dict.fromkeys(cell.urls + other.urls)),
            )
    yield cell


def _is_copy(cell: Cell, other: Cell) -> bool:
    """Tell whether a cell is printed over another one: so some programs make letters bold."""
    return cell.text.endswith(other.text) and other.right <= cell.right + 1 and (
        abs(cell.left - other.left) < 1
    )


def _runs(before: tuple[Run, ...], space: str, after: tuple[Run, ...]) -> tuple[Run, ...]:
    last, first = before[-1], after[0]
    if last.look == first.look:
        return (*before[:-1], replace(last, text=last.text + space + first.text), *after[1:])
    return (*before[:-1], replace(last, text=last.text + space), *after)


_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|第)\s*)?\d{1,3}\s*(?:页|/|of|von|，|共)*\s*(?:共\s*)?\d{0,3}\s*页?\W*",
    re.IGNORECASE,
)


def _without_running(pages: list[list[Row]]) -> list[list[Row]]:
    """Return pages without page numbers, and without a head or foot that an earlier page has."""
    seen: set[str] = set()
    kept = []
    for page in pages:
        edges = {0, len(page) - 1} if len(page) > 1 else set()
        texts = {at: re.sub(r"\d+", "", " ".join(cell.text for cell in page[at])) for at in edges}
        numbers = {at for at in edges if _NUMBER.fullmatch(" ".join(c.text for c in page[at]))}
        running = {at for at in edges if texts[at] in seen} | numbers
        kept.append([row for at, row in enumerate(page) if at not in running])
        seen |= {text for at, text in texts.items() if at not in numbers}
    return kept
