"""Quotes that are not closed, that close too early, and what they can't hold."""

from __future__ import annotations

import re

from cvtex.diagnostics.codes import Code
from cvtex.source.characters import hidden
from cvtex.source.mending import Edit, Place, disarm
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.syntax.complaint import ComplaintError, brief, in_quotes
from cvtex.source.syntax.keyline import key_line
from cvtex.source.syntax.plaintext import as_text, text_at
from cvtex.source.syntax.stuck import Stuck, begins_line
from cvtex.source.syntax.trail import Seen

# A line in which something else begins: a key, an item, a comment or nothing at all.
_BEGINS = re.compile(r"[ \t]*(?:$|#|- |[\w-]+:(?:[ \t]|$))")
# What a backslash may have been meant to begin.
_ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)?")
# The rest of a text in double quotes, as far as its line goes.
_REST = re.compile(r'(?:[^"\\]|\\.|\\$)*')
_WHOLE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BACKSLASH = re.compile(r'\\(?!["\\])')
_DISARMED = disarm("\\")
_SURROGATE = re.compile(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")


def unclosed(here: Stuck, place: Place) -> ComplaintError:
    """Explain a quote that is opened and not closed, or closed where another was to open."""
    sheet, quote = here.sheet, here.sheet.after(place)[:1]
    following = sheet.lines[place.line + 1] if place.line + 1 < len(sheet.lines) else ""
    # The text was to end with its line if something else begins in the next.
    certain = _BEGINS.match(following) and not here.in_brackets(place)
    hint = f"close it with `{quote}` at the end of the text"
    if bare := between_quotes(text_at(sheet, place)):
        hint += f": {in_quotes(bare)}"
    if certain and quote == "'":
        hint += f"; if it is an apostrophe, write {in_quotes(text_at(sheet, place))}"
    return here.complain(
        Code.YAML_QUOTE,
        f"the quote `{quote}` is opened here but not closed",
        place,
        hint,
        edits=as_text(sheet, place) if certain else (),
    )


def text_behind(here: Stuck, quoted: Seen) -> ComplaintError:
    """Explain text that goes on behind a closing quote."""
    sheet, start = here.sheet, quoted.start
    if start.line != quoted.end.line:
        return unclosed(here, start)
    if begins_line(sheet, start) and sheet.after(quoted.end)[:1] == ":":
        return ComplaintError(*key_line(sheet, start))
    quote, text = sheet.after(start)[:1], text_at(sheet, start)
    if here.in_brackets(start):
        text = re.split(r"[,\]}]", text)[0].rstrip()
    hint = f"put the whole text in quotes: {in_quotes(text)}"
    if quote == "'" and text.endswith(quote):
        doubled = brief(text[1:-1]).replace("'", "''")
        hint = f"write a ' inside single quotes twice: `'{doubled}'`"
    return here.complain(
        Code.YAML_QUOTE,
        f"the quote `{quote}` closes the text here, but more follows",
        Place(quoted.end.line, quoted.end.column - 1),
        hint,
        edits=() if here.in_brackets(start) else as_text(sheet, start),
    )


def bad_escape(here: Stuck) -> ComplaintError:
    """Explain a backslash in double quotes that begins no escape."""
    sheet = here.sheet
    place = Place(here.at.line, max(0, (sheet.before(here.at) + here.char).rfind("\\")))
    source = sheet.after(place)
    # One that is none makes the others doubtful: in C:\Users\ada no backslash begins an escape.
    rest = _REST.match(source)
    text = rest.group() if rest else ""
    edits = (
        Edit(place.line, place.column, place.column + len(text), _BACKSLASH.sub(_DISARMED, text)),
    )
    if surrogate := _SURROGATE.match(source):
        span = sheet.span(place, surrogate.end())
        return ComplaintError(hidden(chr(int(surrogate[1], 16)), span), edits)
    found = _ESCAPE.match(source)
    escape = found.group() if found else "\\"
    whole = _WHOLE.match(sheet.after(here.opened)) if here.opened.line == place.line else None
    example = f": {in_quotes(whole[1])}" if whole and '\\"' not in whole[1] else ""
    return here.complain(
        Code.YAML_ESCAPE,
        f"`{brief(escape)}` is not an escape sequence, but a backslash in double quotes begins one",
        place,
        rf"put the text in single quotes{example}, or write `\\` for a backslash",
        length=len(escape),
        edits=edits,
    )
