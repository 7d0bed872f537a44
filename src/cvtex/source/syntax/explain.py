"""Finds the mistake behind an error of libyaml's.

libyaml reports where it failed, which is often after the mistake. The text around that position and
the tokens before it show what was meant.
"""

from __future__ import annotations

import yaml

from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place
from cvtex.source.characters import ODD_INDENT
from cvtex.source.syntax.brackets import closes_nothing, in_brackets
from cvtex.source.syntax.colons import colon_in_text
from cvtex.source.syntax.error import SourceError, brief, in_quotes
from cvtex.source.syntax.failure import Failure, begins_line, failure_at
from cvtex.source.syntax.indentation import misplaced, tabs
from cvtex.source.syntax.key_lines import GLUED_ITEM, is_glued, key_line, odd_indent
from cvtex.source.syntax.plain_text import as_text, bulleted, mark_first, text_at
from cvtex.source.syntax.progress import ParseProgress, Token
from cvtex.source.syntax.quotes import bad_escape, text_after, unclosed


def explain(  # noqa: C901, PLR0911 - a list of libyaml's errors, the most specific first
    error: yaml.MarkedYAMLError, buffer: Buffer, progress: ParseProgress
) -> SourceError:
    """Return the mistake behind an error of libyaml's, and its repair if it is certain."""
    here = failure_at(error, buffer, progress)
    problem, context = here.problem, here.context
    if "tab character" in problem or here.char == "\t":
        return tabs(here)
    if "parsing" not in context:
        begins = here.opened if context else here.at
        if complete := here.ended_before(begins):
            return _after(here, complete)
    if "quoted scalar" in context:
        escape = "escape" in problem or "hexdecimal" in problem  # libyaml's spelling
        return bad_escape(here) if escape else unclosed(here, here.opened)
    if "tag" in context or "tag handle" in problem:
        return _tag(here)
    if any(word in context for word in ("alias", "anchor", "block scalar", "directive")):
        return _mark(here, here.opened)
    if "incompatible" in problem:
        return _mark(here, Place(here.at.line, 0))
    if "start any token" in problem:
        return _mark(here, here.at)
    if "values are not allowed" in problem:
        previous = here.previous()
        return _after(here, previous) if previous and not previous.plain else colon_in_text(here)
    if "are not allowed" in problem:
        return misplaced(here, here.at) if begins_line(buffer, here.at) else _mark(here, here.at)
    if "simple key" in context:
        return _no_key(here)
    if "flow" in context:
        previous = here.previous()
        return in_brackets(here) or (
            _after(here, previous) if previous and not previous.plain else _mark(here, here.at)
        )
    return _no_entry(here)


def _mark(here: Failure, place: Place) -> SourceError:
    """Explain a text that begins with a YAML indicator."""
    if here.buffer.after(place)[:1] == "%" and not place.column:
        return here.error(
            Code.YAML_MARK,
            "a line can't begin with `%`, which begins a directive in YAML",
            place,
            "remove the line; put a text that begins with `%` in quotes",
        )
    return mark_first(here.buffer, place, in_brackets=here.in_brackets(place))


def _tag(here: Failure) -> SourceError:
    text = text_at(here.buffer, here.opened)
    tag = text.split()[0]
    return here.error(
        Code.YAML_TAG,
        f"YAML reads `{brief(tag)}` as a tag",
        here.opened,
        f"put the whole text in quotes: {in_quotes(text)}",
        length=len(tag),
        edits=as_text(here.buffer, here.opened, in_brackets=here.in_brackets(here.opened)),
    )


def _no_key(here: Failure) -> SourceError:
    """Explain a line without a colon."""
    if quote := here.runaway_quote(here.opened.line):
        return unclosed(here, quote)
    if odd := ODD_INDENT.match(here.buffer.lines[here.opened.line]):
        start = Place(here.opened.line, 0)
        return odd_indent(here.buffer, start, odd.group())
    return bulleted(here.buffer, here.opened) or key_line(here.buffer, here.opened)


def _after(here: Failure, previous: Token) -> SourceError:
    """Explain text after a complete value."""
    if text_at(here.buffer, here.at) == ",":
        return here.error(
            Code.YAML_SYNTAX,
            "there is a comma after the value",
            here.at,
            "remove the comma",
            edits=(Edit(here.at.line, here.at.column, here.at.column + 1, " "),),
        )
    if previous.quoted:
        return text_after(here, previous)
    if previous.kind is yaml.AliasEvent:
        return _mark(here, previous.start)
    if here.char in ("]", "}"):
        return closes_nothing(here)
    return _rest(here) if previous.plain else _mark(here, previous.start)


def _no_entry(here: Failure) -> SourceError:
    """Explain an error where a key, an item or the end of the file is expected."""
    at = here.at
    previous = here.previous()
    if previous and "node" not in here.context:
        return _after(here, previous)
    if here.char in ("]", "}"):
        return closes_nothing(here)
    if "node" in here.context:
        return _mark(here, at)
    if quote := here.runaway_quote(at.line):
        return unclosed(here, quote)
    if not begins_line(here.buffer, at):
        return _rest(here)
    return _line(here)


def _line(here: Failure) -> SourceError:
    """Explain a line that does not fit the lines above it."""
    at = here.at
    if here.char == ":":
        hint = "write `key: value`"
        return here.error(Code.YAML_KEY, "there is no key before the colon", at, hint)
    if odd := ODD_INDENT.match(here.buffer.lines[at.line]):
        return odd_indent(here.buffer, Place(at.line, 0), odd.group())
    above = Place(at.line - 1, 0)
    if at.line and here.buffer.lines[above.line].startswith("..."):
        message, hint = "`...` ends the file in YAML, but more follows", "remove the line"
        return here.error(Code.YAML_DOCUMENTS, message, above, hint, length=3)
    if at.line and here.buffer.lines[above.line].startswith("%"):
        return _mark(here, above)
    last = here.progress.last
    for place in (last.start if last and last.plain else at, at):
        source = here.buffer.after(place)
        glued = is_glued(source) or GLUED_ITEM.match(source) or bulleted(here.buffer, place)
        if glued and begins_line(here.buffer, place):
            return bulleted(here.buffer, place) or key_line(here.buffer, place)
    return misplaced(here, at)


def _rest(here: Failure) -> SourceError:
    message = here.problem or "this is not YAML"
    hint = "put a text that contains `: ` or ` #`, or begins with a mark, in quotes"
    return here.error(Code.YAML_SYNTAX, message, here.at, hint)
