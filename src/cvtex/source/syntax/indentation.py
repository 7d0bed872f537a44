"""Lines with wrong indentation, or with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place, disarm
from cvtex.source.syntax.error import Edits, SourceError, brief
from cvtex.source.syntax.failure import Failure, indent_of, prefix_of
from cvtex.source.syntax.key_lines import is_key, is_known
from cvtex.source.syntax.plain_text import text_at

# The tab widths of editors.
_TABS = (8, 4, 2)

# A comment after a text.
_COMMENT = re.compile(r"[ \t]+(#.*)")

# The keys whose values are lists.
_LISTS = frozenset(
    {
        *("sections", "entries", "contacts", "highlights", "parts", "ignore"),
        *("keywords", "courses", "scores", "authors"),
    }
)

# The keys of an item of highlights.
_IN_HIGHLIGHTS = frozenset({"text", "variants", "priority", "highlights"})

# The key of a line.
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^:]*?):(?=[ \t]|$)""")


def misplaced(here: Failure, place: Place) -> SourceError:
    """Explain a line whose indentation matches no line above it."""
    buffer = here.buffer
    text = text_at(buffer, place)
    last = here.progress.last
    head = Place(last.start.line, len(prefix_of(buffer.lines[last.start.line]))) if last else place
    in_place_of_list = last and last.plain and head < last.start and head.column <= place.column
    home = _home(here, place)
    if last and in_place_of_list and text.startswith("- ") and not home:
        where = f"{_named(buffer, head)} in line {head.line + 1} has a text"
        message = f"`{brief(text)}` is an item of a list, and {where}"
        first = brief(buffer.between(last.start, last.end).splitlines()[0])
        hint = instead_of_text(buffer, head, first)
        return here.error(Code.YAML_INDENT, message, place, hint, length=len(text))
    is_item = text.startswith("- ")
    if not is_item and not is_key(text) and (found := _cut_off(here, place)):
        return found
    above = [
        start
        for start in here.progress.blocks
        if start.line < place.line
        and (start.column == place.column or buffer.after(start).startswith("-") == is_item)
    ]
    inner = next((start for start in reversed(above) if start.column > place.column), None)
    outer = next((start for start in reversed(above) if start.column <= place.column), None)
    if last and last.block and last.start.line < place.line:
        inner = _block_text(buffer, last.start.line, place.line)
        outer = outer if is_key(text) else None
    known = [home] if home else [start for start in (inner, outer) if start]
    columns = " or ".join(str(start.column + 1) for start in known if start.column != place.column)
    hint = f"begin it in column {columns}" if columns else "indent it like a line above"
    if outer and outer.column == place.column:
        item = buffer.after(outer).startswith("- ")
        kind = "an item of the list" if item else "a key of the mapping"
        message = f"{_named(buffer, place)} is not {kind} that begins in line {outer.line + 1}"
        instead = "put `- ` before it" if item else "give the list its own key"
        hint = hint if home else f"{hint}, or {instead}" if columns else instead
    else:
        levels = " and ".join(
            f"{_named(buffer, start)} in line {start.line + 1} begins in column {start.column + 1}"
            for start in known
        )
        message = f"{_named(buffer, place)} begins in column {place.column + 1}"
        message += f", but {levels}" if levels else ""
    alternatives = _moved(
        buffer, place, (start.column for start in known if start.column != place.column)
    )
    return here.error(
        Code.YAML_INDENT, message, place, hint, length=len(text), alternatives=alternatives
    )


def instead_of_text(buffer: Buffer, head: Place, first: str) -> str:
    """Return the hint for list items below the text of a key or of an item."""
    key = _KEY.match(buffer.after(head))
    if key and key[1] in _LISTS:
        return f"write that on a separate line, as `- {first}`"
    its_own = "entries" if key and key[1] in ("type", "title") else "highlights"
    return f"a list needs its own key: write `{its_own}:` on a line above it"


def _home(here: Failure, place: Place) -> Place | None:
    """Return the start of the list that an item belongs to by its key; None if it is not certain.

    That is the nearest list whose first item begins with the same key. An item with another known
    key belongs to the innermost list of mappings, and one with `type` to the outermost.
    """
    buffer, begun = here.buffer, _first_key(here.buffer, place)
    if not begun:
        return None
    lists = [start for start in _still_open(here, place.line) if _first_key(buffer, start)]
    if alike := [start for start in lists if _first_key(buffer, start) == begun]:
        return min(alike, key=lambda start: (abs(start.column - place.column), start.column))
    if begun == "type":
        return lists[-1] if lists else None
    inner = (start for start in lists if _first_key(buffer, start) != "type")
    return next(inner, None) if is_known(begun) and begun not in _IN_HIGHLIGHTS else None


def _still_open(here: Failure, line: int) -> Iterator[Place]:
    """Yield the starts of the collections that may be open at a line, the innermost first."""
    column = None
    for start in reversed(here.progress.blocks):
        if start.line < line and (column is None or start.column <= column):
            column = start.column
            yield start


def _first_key(buffer: Buffer, place: Place) -> str:
    """Return the key that a list item begins with, or ''."""
    source = buffer.after(place)
    key = _KEY.match(source[1:].lstrip()) if source.startswith("- ") and is_key(source) else None
    return key[1] if key else ""


def _cut_off(here: Failure, place: Place) -> SourceError | None:
    """Explain a line that would continue the text above it if that had no comment after it."""
    buffer, last = here.buffer, here.progress.last
    if not last or not last.plain or last.end.line >= place.line:
        return None
    comment = buffer.match(_COMMENT, last.end)
    if not comment or indent_of(buffer.lines[last.start.line]) >= place.column:
        return None
    mark = Place(last.end.line, comment.start(1))
    return here.error(
        Code.YAML_COMMENT,
        f"YAML reads `{brief(comment[1])}` as a comment, and the text goes on below it",
        mark,
        "put the whole text in quotes, or the comment on a line above it",
        length=len(comment[1]),
        edits=(Edit(mark.line, mark.column, mark.column + 1, disarm("#")),),
    )


def tabs(here: Failure) -> SourceError:
    """Explain tabs: all that indent a line, in one finding."""
    at, lines = here.at, here.buffer.lines
    prefix = prefix_of(lines[at.line])
    if "\t" not in prefix:
        return here.error(
            Code.YAML_TAB,
            "YAML does not allow a tab here",
            at,
            "replace it with spaces",
            edits=(Edit(at.line, at.column, at.column + 1, " "),),
        )
    found = _tabbed(here.buffer)
    others = [number for number, _ in found if number != at.line]
    also = (
        f", also in {_ranges([line for line in others if lines[line].strip()])}" if others else ""
    )
    column = prefix.index("\t")
    return here.error(
        Code.YAML_TAB,
        f"there is a tab in the indentation{also}, and YAML allows only spaces",
        Place(at.line, column),
        "indent with spaces, as an editor does with “Convert indentation to spaces”",
        length=len(prefix[column:]) - len(prefix[column:].lstrip("\t")),
        # The width of the tabs is not known.
        alternatives=tuple(_without_tabs(found, width) for width in _TABS),
    )


def _without_tabs(found: list[tuple[int, str]], width: int) -> Edits:
    return tuple(Edit(number, 0, len(prefix), prefix.expandtabs(width)) for number, prefix in found)


def _moved(buffer: Buffer, place: Place, columns: Iterable[int]) -> tuple[Edits, ...]:
    """Return the edits that move a line to the nearest column: alone, or with its block."""
    distances = {column: abs(column - place.column) for column in columns}
    nearest = [column for column, far in distances.items() if far == min(distances.values())]
    return tuple(
        _shifted(buffer, place, column, end)
        for column in nearest
        for end in (place.line + 1, _end_of_block(buffer, place))
    )


def _shifted(buffer: Buffer, place: Place, column: int, end: int) -> Edits:
    more = column - place.column
    return tuple(
        Edit(number, 0, 0, " " * more) if more > 0 else Edit(number, 0, -more, "")
        for number in range(place.line, end)
        if buffer.lines[number].strip()
    )


def _end_of_block(buffer: Buffer, place: Place) -> int:
    """Return the first line after the block that a line begins."""
    for number in range(place.line + 1, len(buffer.lines)):
        line = buffer.lines[number]
        if line.strip() and indent_of(line) < place.column:
            return number
    return len(buffer.lines)


def _tabbed(buffer: Buffer) -> list[tuple[int, str]]:
    """Return the lines with tabs in their indentation, and the indentation."""
    prefixes = ((number, prefix_of(line)) for number, line in enumerate(buffer.lines))
    return [(number, prefix) for number, prefix in prefixes if "\t" in prefix]


def _named(buffer: Buffer, place: Place) -> str:
    """Return a line's key, or its first words, in backticks."""
    text = text_at(buffer, place)
    item = text.removeprefix("- ")
    key = _KEY.match(item)
    return f"`{brief(text[: len(text) - len(item)] + key[1] if key else text)}`"


def _block_text(buffer: Buffer, head: int, end: int) -> Place | None:
    """Return where the text below a `|` or `>` begins."""
    filled = (number for number in range(head + 1, end) if buffer.lines[number].strip())
    first = next(filled, None)
    return None if first is None else Place(first, indent_of(buffer.lines[first]))


def _ranges(numbers: list[int]) -> str:
    """Return line numbers as words: `lines 3, 5 to 9 and 12`."""
    runs: list[str] = []
    for _, run in groupby(enumerate(numbers, 1), key=lambda pair: pair[1] - pair[0]):
        found = [number + 1 for _, number in run]
        few = len(found) <= 2  # noqa: PLR2004 - "5, 6" reads better than "5 to 6"
        runs += [str(number) for number in found] if few else [f"{found[0]} to {found[-1]}"]
    listed = " and ".join(part for part in (", ".join(runs[:-1]), runs[-1]) if part)
    return f"line {listed}" if len(numbers) == 1 else f"lines {listed}"
