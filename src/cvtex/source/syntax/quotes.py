"""Quotes that are not closed or close too early, and invalid escapes."""

from __future__ import annotations

import re

from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Edit, Place, disarm
from cvtex.source.characters import hidden
from cvtex.source.smart_quotes import between_quotes
from cvtex.source.syntax.error import SourceError, brief, in_quotes
from cvtex.source.syntax.failure import Failure, begins_line
from cvtex.source.syntax.key_lines import key_line
from cvtex.source.syntax.plain_text import as_text, text_at
from cvtex.source.syntax.progress import Token

# A line that begins with a key, an item or a comment, or is empty.
_BEGINS = re.compile(r"[ \t]*(?:$|#|- |[\w-]+:(?:[ \t]|$))")
# A possible escape.
_ESCAPE = re.compile(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.)?")
# The rest of a double-quoted text on its line.
_REST = re.compile(r'(?:[^"\\]|\\.|\\$)*')
_WHOLE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BACKSLASH = re.compile(r'\\(?!["\\])')
_DISARMED = disarm("\\")
_SURROGATE = re.compile(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")


def unclosed(here: Failure, place: Place) -> SourceError:
    """Explain a quote that is not closed, or that the quote of a later text closes."""
    buffer, quote = here.buffer, here.buffer.after(place)[:1]
    following = buffer.lines[place.line + 1] if place.line + 1 < len(buffer.lines) else ""
    # The text should end with its line if something else begins on the next.
    certain = _BEGINS.match(following) and not here.in_brackets(place)
    hint = f"close it with `{quote}` at the end of the text"
    if bare := between_quotes(text_at(buffer, place)):
        hint += f": {in_quotes(bare)}"
    if certain and quote == "'":
        hint += f"; if it is an apostrophe, write {in_quotes(text_at(buffer, place))}"
    return here.error(
        Code.YAML_QUOTE,
        f"the quote `{quote}` is opened here but not closed",
        place,
        hint,
        edits=as_text(buffer, place) if certain else (),
    )


def text_after(here: Failure, quoted: Token) -> SourceError:
    """Explain text after a closing quote."""
    buffer, start = here.buffer, quoted.start
    if start.line != quoted.end.line:
        return unclosed(here, start)
    if begins_line(buffer, start) and buffer.after(quoted.end)[:1] == ":":
        return key_line(buffer, start)
    quote, text = buffer.after(start)[:1], text_at(buffer, start)
    if here.in_brackets(start):
        text = re.split(r"[,\]}]", text)[0].rstrip()
    hint = f"put the whole text in quotes: {in_quotes(text)}"
    if quote == "'" and text.endswith(quote):
        doubled = brief(text[1:-1]).replace("'", "''")
        hint = f"write a ' inside single quotes twice: `'{doubled}'`"
    return here.error(
        Code.YAML_QUOTE,
        f"the quote `{quote}` closes the text here, but more follows",
        Place(quoted.end.line, quoted.end.column - 1),
        hint,
        edits=() if here.in_brackets(start) else as_text(buffer, start),
    )


def bad_escape(here: Failure) -> SourceError:
    """Explain an invalid escape in double quotes."""
    buffer = here.buffer
    place = Place(here.at.line, max(0, (buffer.before(here.at) + here.char).rfind("\\")))
    source = buffer.after(place)
    # If one is invalid, all are doubtful: in C:\Users\ada no backslash begins an escape.
    rest = _REST.match(source)
    text = rest.group() if rest else ""
    edits = (
        Edit(place.line, place.column, place.column + len(text), _BACKSLASH.sub(_DISARMED, text)),
    )
    if surrogate := _SURROGATE.match(source):
        span = buffer.span(place, surrogate.end())
        return SourceError(hidden(chr(int(surrogate[1], 16)), span), edits)
    found = _ESCAPE.match(source)
    escape = found.group() if found else "\\"
    whole = _WHOLE.match(buffer.after(here.opened)) if here.opened.line == place.line else None
    example = f": {in_quotes(whole[1])}" if whole and '\\"' not in whole[1] else ""
    return here.error(
        Code.YAML_ESCAPE,
        f"`{brief(escape)}` is not an escape sequence, but a backslash in double quotes begins one",
        place,
        rf"put the text in single quotes{example}, or write `\\` for a backslash",
        length=len(escape),
        edits=edits,
    )
