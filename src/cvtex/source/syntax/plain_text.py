"""Plain texts that contain YAML's indicators, and the edits that make them texts."""

from __future__ import annotations

import re

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place, disarm
from cvtex.source.fixes import text_in_quotes
from cvtex.source.syntax.error import SourceError, brief, in_quotes

_PURPOSES = {
    "@": "which YAML reserves for later",
    "`": "which YAML reserves for later",
    "%": "which begins a directive in YAML",
    "*": "which begins an alias in YAML",
    "&": "which begins an anchor in YAML",
    "!": "which begins a tag in YAML",
    "|": "which begins a block of lines in YAML",
    ">": "which begins a block of folded lines in YAML",
    "[": "which begins a list in YAML",
    "{": "which begins a mapping in YAML",
    "-": "which begins an item of a list in YAML",
    "?": "which begins a key in YAML",
    ",": "which separates items in YAML",
}

# The indicators inside a plain text: a colon before a space, a # after one.
_TAKEN = re.compile(r":(?=[ \t]|$)|(?<=[ \t])#(?=[^\s#!])")
_KEY = re.compile(r"(.+?):(?:[ \t]|$)")
# A list item in Markdown.
_STARRED = re.compile(r"\*[ \t]+\S")
# A list item with a bullet or with a dash that is not YAML's.
_BULLET = re.compile(r"[•·●○▪◦‣※－–—][ \t]*(?=\S)")
# Where a comment begins.
_COMMENT = re.compile(r"(?:^|[ \t])#(?:[\s#!]|$)")


def text_at(buffer: Buffer, start: Place) -> str:
    """Return the text that begins at a position, without a comment after it."""
    source = buffer.after(start)
    comment = _COMMENT.search(source)
    return (source[: comment.start()] if comment else source).rstrip()


def as_text(buffer: Buffer, start: Place, *, in_brackets: bool = False) -> tuple[Edit, ...]:
    """Return the edits that make the rest of a line a text, from its first indicator.

    In brackets and before a key, where the end of the text is unknown, they edit only that.
    """
    char, before = buffer.after(start)[:1], buffer.before(start)
    first = Edit(start.line, start.column, start.column + 1, disarm(char))
    alone = in_brackets or not before.strip() or any(bracket in before for bracket in "[{")
    return (first,) if alone else (first, *without_marks(buffer, start))


def without_marks(buffer: Buffer, start: Place) -> tuple[Edit, ...]:
    """Return the edit that makes the colons and the # after a position text."""
    line, end = buffer.lines[start.line], start.column + len(text_at(buffer, start))
    indicators = [
        (found.start(), found.end()) for found in _TAKEN.finditer(line, start.column, end)
    ]
    if not indicators:
        return ()
    first, last = indicators[0][0], indicators[-1][1]
    text = _TAKEN.sub(lambda found: disarm(found.group()), line[:end])
    return (Edit(start.line, first, last, text[first:last]),)


def bulleted(buffer: Buffer, place: Place) -> SourceError | None:
    """Return the error for `• item`, with the repair of all such items in its column; or None."""
    bullet = buffer.match(_BULLET, place)
    if not bullet or buffer.before(place).strip():
        return None
    item = text_at(buffer, Place(place.line, bullet.end()))
    finding = Diagnostic(
        Code.YAML_SYNTAX,
        f"`{bullet.group()[0]}` does not begin a list item in YAML",
        buffer.span(place),
        f"write `- {brief(item)}`, and do the same in each line of the list",
    )
    edits = []
    for number in range(place.line, len(buffer.lines)):
        line = buffer.lines[number]
        other = _BULLET.match(line, place.column)
        if line.strip() and line[: place.column].strip():
            break
        if other:
            edits.append(Edit(number, place.column, other.end(), "- "))
    return SourceError(finding, tuple(edits))


def _starred(buffer: Buffer, place: Place) -> SourceError:
    """Return the error for `* item`, a list item in Markdown."""
    item = text_at(buffer, Place(place.line, place.column + 1)).strip()
    finding = Diagnostic(
        Code.YAML_MARK,
        "`*` does not begin a list item in YAML",
        buffer.span(place),
        f"write `- {brief(item)}`",
    )
    return SourceError(finding, (Edit(place.line, place.column, place.column + 1, "-"),))


def mark_first(buffer: Buffer, place: Place, *, in_brackets: bool = False) -> SourceError:
    """Return the error for a text that begins with an indicator."""
    char, text = buffer.after(place)[:1], text_at(buffer, place)
    if not buffer.before(place).strip() and (key := _KEY.match(text)):
        text = key[1]
    if in_brackets:
        text = re.split(r"[,\]}]", text)[0].rstrip() or char
    called = "a backtick" if char == "`" else f"`{char}`"
    purpose = _PURPOSES.get(char, "which YAML reserves")
    hint = f"put the whole text in quotes: {in_quotes(text)}"
    if char == "-":
        hint = f"begin the list on the line below its key: `{brief(text)}`; put a text that begins "
        hint += f"like this in quotes: {in_quotes(text)}"
    elif _STARRED.match(text) and not buffer.before(place).strip():
        return _starred(buffer, place)
    message = f"a text can't begin with {called}, {purpose}"
    fixes = text_in_quotes(buffer, place, len(text)) if char != "-" else ()
    return SourceError(
        Diagnostic(Code.YAML_MARK, message, buffer.span(place), hint, fixes=fixes),
        as_text(buffer, place, in_brackets=in_brackets),
    )
