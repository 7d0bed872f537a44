"""Shows a comparison as text: what was removed as [-this-], what was added as {+this+}.

These are the marks of `git diff --word-diff`, which can be read without colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvtex.diagnostics import counted
from cvtex.diff.comparing import Change, GroupChange, RowChange
from cvtex.diff.comparison import Comparison
from cvtex.diff.texts import elided
from cvtex.diff.words import DiffPiece, How
from cvtex.report.screen import PLAIN, Screen
from cvtex.report.text import shown

# SGR codes.
_BOLD, _RED, _GREEN, _CYAN = 1, 31, 32, 36

HEAD = "name and contacts"
"""What the group is called that has no title."""

WITHHELD = "not shown, because it has private details, and this may be published"


def heading(comparison: Comparison, screen: Screen = PLAIN) -> str:
    """Return the line that names both sides."""
    line = f"{comparison.old.label} -> {comparison.new.label}"
    return screen.paint(shown(line), _BOLD)


def changes_as_text(comparison: Comparison, screen: Screen = PLAIN) -> str:
    """Return what changed, a block for each group, each with a blank line before it."""
    lines = list[str]()
    for change in comparison.changes:
        lines += [
            "",
            screen.paint(shown(described(change)), _BOLD),
            *rows_as_text(change.rows, screen),
        ]
    return "".join(f"{line}\n" for line in lines)


def described(change: GroupChange) -> str:
    """Return the titles of a group, and whether it was added, removed or moved."""
    path = " / ".join(filter(None, change.path)) or HEAD
    became = {Change.ADDED: "added", Change.REMOVED: "removed", Change.MOVED: "moved"}
    if change.change not in became:
        return path
    origin = f" from {change.origin}" if change.origin else ""
    return f"{path}: {became[change.change]}{origin}"


def summary(comparison: Comparison) -> str:
    """Return the line of numbers: words, moves, pages."""
    if comparison.withheld:
        return WITHHELD
    parts = list[str]()
    tally = comparison.tally
    if tally.added or tally.removed:
        parts.append(f"{counted(tally.added, 'word')} added, {tally.removed:,} removed")
        parts[0] += f", {tally.moved:,} moved" if tally.moved else ""
    elif comparison.changes:
        moved = f"{tally.moved:,} moved" if tally.moved else "marks differ"
        parts.append(f"no word has changed, {moved}")
    elif comparison.others or comparison.of_words:
        parts.append("no word has changed")
    else:
        parts.append("nothing has changed")
    if comparison.others:
        parts.append(f"also different: {', '.join(comparison.others)}")
    if len(comparison.languages) > 1:
        parts.append("these are in two languages, which `cvtex lint` compares")
    if comparison.printed:
        before, after = (len(one.text.pages) for one in comparison.printed)
        pages = counted(after, "page")
        parts.append(f"pages {before} -> {after}" if before != after else pages)
    return "; ".join(parts)


def rows_as_text(rows: Iterable[RowChange], screen: Screen = PLAIN) -> Iterator[str]:
    """Yield a line for each changed line."""
    for row in rows:
        mark = f"{screen.paint('moved:', _CYAN)} " if row.change is Change.MOVED else ""
        mark += "link: " if row.is_address else ""
        line = "".join(_piece(piece, screen) for piece in spaced(elided(row.pieces)))
        yield f"  {mark}{line}"


def spaced(pieces: tuple[DiffPiece, ...]) -> Iterator[tuple[str, DiffPiece]]:
    """Yield pieces with the space before them: none before what replaces a removed one."""
    before: DiffPiece | None = None
    for piece in pieces:
        replaces = before and before.how is How.REMOVED and piece.how is How.ADDED
        yield (piece.space if before and not replaces else "", piece)
        before = piece


def _piece(spaced: tuple[str, DiffPiece], screen: Screen) -> str:
    space, piece = spaced
    text = shown(piece.text)
    if piece.how is How.REMOVED:
        return space + screen.paint(f"[-{text}-]", _RED)
    if piece.how is How.ADDED:
        return space + screen.paint(f"{{+{text}+}}", _GREEN)
    return space + text
