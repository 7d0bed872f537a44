"""Texts without quotes in which YAML sees marks of its own, and how to read them as texts."""

from __future__ import annotations

import re

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.mending import Edit, Place, Sheet, disarm
from cvtex.source.syntax.complaint import ComplaintError, brief, in_quotes

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

# What YAML takes out of a text without quotes: a colon before a space, a # behind one.
_TAKEN = re.compile(r":(?=[ \t]|$)|(?<=[ \t])#(?=[^\s#!])")
_KEY = re.compile(r"(.+?):(?:[ \t]|$)")
# An item of a list in Markdown.
_STARRED = re.compile(r"\*[ \t]+\S")
# Where a comment begins.
_COMMENT = re.compile(r"(?:^|[ \t])#(?:[\s#!]|$)")


def text_at(sheet: Sheet, start: Place) -> str:
    """Return the text that begins at a place, without a comment behind it."""
    source = sheet.after(start)
    comment = _COMMENT.search(source)
    return (source[: comment.start()] if comment else source).rstrip()


def as_text(sheet: Sheet, start: Place, *, in_brackets: bool = False) -> tuple[Edit, ...]:
    """Return what makes a text of the rest of a line, from the mark that it begins with.

    It is the mark alone between brackets, where it is not known how far the text was meant to go,
    and where a key can stand.
    """
    char, before = sheet.after(start)[:1], sheet.before(start)
    first = Edit(start.line, start.column, start.column + 1, disarm(char))
    alone = in_brackets or not before.strip() or any(bracket in before for bracket in "[{")
    return (first,) if alone else (first, *without_marks(sheet, start))


def without_marks(sheet: Sheet, start: Place) -> tuple[Edit, ...]:
    """Return what makes text of the colons and the # behind a place."""
    line, end = sheet.lines[start.line], start.column + len(text_at(sheet, start))
    taken = [(one.start(), one.end()) for one in _TAKEN.finditer(line, start.column, end)]
    if not taken:
        return ()
    first, last = taken[0][0], taken[-1][1]
    text = _TAKEN.sub(lambda one: disarm(one.group()), line[:end])
    return (Edit(start.line, first, last, text[first:last]),)


def _starred(sheet: Sheet, place: Place) -> ComplaintError:
    """Return the complaint of `* item`, which is one in Markdown."""
    item = text_at(sheet, Place(place.line, place.column + 1)).strip()
    finding = Diagnostic(
        Code.YAML_MARK,
        "`*` does not begin a list item in YAML",
        sheet.span(place),
        f"write `- {brief(item)}`",
    )
    return ComplaintError(finding, (Edit(place.line, place.column, place.column + 1, "-"),))


def mark_first(sheet: Sheet, place: Place, *, in_brackets: bool = False) -> ComplaintError:
    """Return the complaint of a text that begins with a mark."""
    char, text = sheet.after(place)[:1], text_at(sheet, place)
    if not sheet.before(place).strip() and (key := _KEY.match(text)):
        text = key[1]
    if in_brackets:
        text = re.split(r"[,\]}]", text)[0].rstrip() or char
    called = "a backtick" if char == "`" else f"`{char}`"
    purpose = _PURPOSES.get(char, "which YAML reserves")
    hint = f"put the whole text in quotes: {in_quotes(text)}"
    if char == "-":
        hint = f"begin the list in the line below its key: `{brief(text)}`; put a text that begins "
        hint += f"like this in quotes: {in_quotes(text)}"
    elif _STARRED.match(text) and not sheet.before(place).strip():
        return _starred(sheet, place)
    return ComplaintError(
        Diagnostic(
            Code.YAML_MARK,
            f"a text can't begin with {called}, {purpose}",
            sheet.span(place),
            hint,
        ),
        as_text(sheet, place, in_brackets=in_brackets),
    )
