"""Brackets that are not closed, close nothing, or have invalid contents."""

from __future__ import annotations

import re

from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Edit, Place, disarm
from cvtex.source.syntax.colons import IN_TEXT
from cvtex.source.syntax.error import SourceError, brief, in_quotes
from cvtex.source.syntax.failure import Failure, indent_of
from cvtex.source.syntax.progress import Token

# A comment after an opening bracket that looks like an item, or contains the closing bracket.
_COMMENT = re.compile(r"""(?P<before>[\[{](?:[^#"']*[ \t])?)(?P<comment>#(?=[^\s#!]|.*[\]}]).*)""")
_CLOSING = {"[": "]", "{": "}"}


def in_brackets(here: Failure) -> SourceError | None:
    """Explain an error in brackets; None if it is in the text that begins or ends there."""
    at, no_value = here.at, "node" in here.context
    opened = here.progress.brackets[-1] if no_value and here.progress.brackets else here.opened
    previous = here.previous()
    if here.char not in ("]", "}") and _runs_on(here, opened):
        return _commented(here, opened) or _unclosed(here, opened)
    if here.char in ("]", "}") and not no_value:
        bracket = here.buffer.after(opened)[:1]
        where = f"line {opened.line + 1}, column {opened.column + 1}"
        message = f"`{here.char}` can't close the `{bracket}` of {where}"
        return here.error(
            Code.YAML_BRACKET, message, at, f"close it with `{_CLOSING.get(bracket, ']')}`"
        )
    if here.char == "," and no_value:
        message = "there is nothing before this comma"
        hint = "remove one comma; put a text that contains a comma in quotes"
        return here.error(Code.YAML_BRACKET, message, at, hint)
    if here.char == ":" and previous and previous.plain:
        return _colon(here, previous)
    begins_another = here.char and here.char in "\"'[{"
    if no_value or (previous and not previous.plain and not begins_another):
        return None
    return _no_comma(here, opened)


def closes_nothing(here: Failure) -> SourceError:
    """Explain a closing bracket without an opening one."""
    return here.error(
        Code.YAML_BRACKET,
        f"`{here.char}` closes nothing that is open here",
        here.at,
        "remove it, or put the text that contains it in quotes",
    )


def _runs_on(here: Failure, opened: Place) -> bool:
    """Return whether the parser has read past the end of a bracket's contents."""
    lines, at = here.buffer.lines, here.at
    if not here.buffer.after(at).strip() and not any(line.strip() for line in lines[at.line + 1 :]):
        return True
    return at.line > opened.line and indent_of(lines[at.line]) <= indent_of(lines[opened.line])


def _commented(here: Failure, opened: Place) -> SourceError | None:
    """Explain a bracket followed by a comment, as in `[#1]`."""
    comment = here.buffer.match(_COMMENT, opened)
    if not comment:
        return None
    place = Place(opened.line, comment.start("comment"))
    before = re.split(r"[,\[{]|:[ \t]", comment["before"])[-1].lstrip()
    text = before + re.split(r"[,\]}]", comment["comment"])[0].rstrip()
    return here.error(
        Code.YAML_COMMENT,
        f"YAML reads `{brief(comment['comment'])}` as a comment",
        place,
        f"put it in quotes: {in_quotes(text)}",
        length=len(comment["comment"]),
        edits=(Edit(place.line, place.column, place.column + 1, disarm("#")),),
    )


def _unclosed(here: Failure, opened: Place) -> SourceError:
    bracket = here.buffer.after(opened)[:1]
    closing = _CLOSING.get(bracket, "]")
    return here.error(
        Code.YAML_BRACKET,
        f"the bracket `{bracket}` is opened here but not closed",
        opened,
        f"close it with `{closing}`; put a text that begins with `{bracket}` in quotes",
    )


def _colon(here: Failure, previous: Token) -> SourceError:
    text = re.split(r"[,\[\]{}]", here.buffer.after(previous.start))[0].rstrip()
    return here.error(
        Code.YAML_COLON,
        IN_TEXT,
        here.at,
        f"put the whole text in quotes: {in_quotes(text)}",
        edits=(Edit(here.at.line, here.at.column, here.at.column + 1, disarm(":")),),
    )


def _no_comma(here: Failure, opened: Place) -> SourceError:
    closing = _CLOSING.get(here.buffer.after(opened)[:1], "]")
    place, length = here.at, 1
    last = here.progress.last
    if last and last.start.line == last.end.line and last.end <= here.at:
        place, length = last.start, last.end.column - last.start.column
    return here.error(
        Code.YAML_BRACKET,
        f"a comma or the closing `{closing}` is missing after this",
        place,
        "between brackets, commas separate the items",
        length=length,
    )
