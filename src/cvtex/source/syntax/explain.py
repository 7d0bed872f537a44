"""Which slip a complaint of libyaml's comes from.

libyaml says where it was stuck, which is often behind the slip. The text around that place, and
what was read before it, tell what was meant.
"""

from __future__ import annotations

import yaml

from cvtex.diagnostics.codes import Code
from cvtex.source.characters import ODD_INDENT
from cvtex.source.mending import Edit, Place, Sheet
from cvtex.source.syntax.brackets import closes_nothing, in_brackets
from cvtex.source.syntax.colons import colon_in_text
from cvtex.source.syntax.complaint import ComplaintError, brief, in_quotes
from cvtex.source.syntax.indentation import misplaced, tabs
from cvtex.source.syntax.keyline import is_glued, is_glued_item, key_line, odd_indent
from cvtex.source.syntax.plaintext import as_text, mark_first, text_at
from cvtex.source.syntax.quotes import bad_escape, text_behind, unclosed
from cvtex.source.syntax.stuck import Stuck, begins_line, stuck
from cvtex.source.syntax.trail import Seen, Trail


def explain(  # noqa: C901, PLR0911 - a list of libyaml's complaints, the surest first
    error: yaml.MarkedYAMLError, sheet: Sheet, trail: Trail
) -> ComplaintError:
    """Return what a complaint of libyaml's is about, and its mend where that is certain."""
    here = stuck(error, sheet, trail)
    problem, context = here.problem, here.context
    if "tab character" in problem or here.char == "\t":
        return tabs(here)
    if "parsing" not in context:
        begins = here.opened if context else here.at
        if complete := here.ended_before(begins):
            return _behind(here, complete)
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
        return _behind(here, previous) if previous and not previous.plain else colon_in_text(here)
    if "are not allowed" in problem:
        return misplaced(here, here.at) if begins_line(sheet, here.at) else _mark(here, here.at)
    if "simple key" in context:
        return _no_key(here)
    if "flow" in context:
        previous = here.previous()
        return in_brackets(here) or (
            _behind(here, previous) if previous and not previous.plain else _mark(here, here.at)
        )
    return _no_entry(here)


def _mark(here: Stuck, place: Place) -> ComplaintError:
    """Explain a text that begins with a mark."""
    if here.sheet.after(place)[:1] == "%" and not place.column:
        return here.complain(
            Code.YAML_MARK,
            "a line can't begin with `%`, which begins a directive in YAML",
            place,
            "remove the line; put a text that begins with `%` in quotes",
        )
    return mark_first(here.sheet, place, in_brackets=here.in_brackets(place))


def _tag(here: Stuck) -> ComplaintError:
    text = text_at(here.sheet, here.opened)
    tag = text.split()[0]
    return here.complain(
        Code.YAML_TAG,
        f"YAML reads `{brief(tag)}` as a tag",
        here.opened,
        f"put the whole text in quotes: {in_quotes(text)}",
        length=len(tag),
        edits=as_text(here.sheet, here.opened, in_brackets=here.in_brackets(here.opened)),
    )


def _no_key(here: Stuck) -> ComplaintError:
    """Explain a line without a colon."""
    if quote := here.runaway_quote(here.opened.line):
        return unclosed(here, quote)
    if odd := ODD_INDENT.match(here.sheet.lines[here.opened.line]):
        start = Place(here.opened.line, 0)
        return ComplaintError(*odd_indent(here.sheet, start, odd.group()))
    return ComplaintError(*key_line(here.sheet, here.opened))


def _behind(here: Stuck, previous: Seen) -> ComplaintError:
    """Explain what follows something that was complete."""
    if text_at(here.sheet, here.at) == ",":
        return here.complain(
            Code.YAML_SYNTAX,
            "there is a comma after the value",
            here.at,
            "remove the comma",
            edits=(Edit(here.at.line, here.at.column, here.at.column + 1, " "),),
        )
    if previous.quoted:
        return text_behind(here, previous)
    if previous.kind is yaml.AliasEvent:
        return _mark(here, previous.start)
    if here.char in ("]", "}"):
        return closes_nothing(here)
    return _rest(here) if previous.plain else _mark(here, previous.start)


def _no_entry(here: Stuck) -> ComplaintError:
    """Explain what stands where a key, an item or the end of the file is expected."""
    at = here.at
    previous = here.previous()
    if previous and "node" not in here.context:
        return _behind(here, previous)
    if here.char in ("]", "}"):
        return closes_nothing(here)
    if "node" in here.context:
        return _mark(here, at)
    if quote := here.runaway_quote(at.line):
        return unclosed(here, quote)
    if not begins_line(here.sheet, at):
        return _rest(here)
    return _line(here)


def _line(here: Stuck) -> ComplaintError:
    """Explain a line that begins with what fits nothing above it."""
    at = here.at
    if here.char == ":":
        hint = "write `key: value`"
        return here.complain(Code.YAML_KEY, "there is no key before the colon", at, hint)
    if odd := ODD_INDENT.match(here.sheet.lines[at.line]):
        return ComplaintError(*odd_indent(here.sheet, Place(at.line, 0), odd.group()))
    above = Place(at.line - 1, 0)
    if at.line and here.sheet.lines[above.line].startswith("..."):
        message, hint = "`...` ends the file in YAML, but more follows", "remove the line"
        return here.complain(Code.YAML_DOCUMENTS, message, above, hint, length=3)
    if at.line and here.sheet.lines[above.line].startswith("%"):
        return _mark(here, above)
    last = here.trail.last
    for place in (last.start if last and last.plain else at, at):
        glued = is_glued(here.sheet.after(place)) or is_glued_item(here.sheet.after(place))
        if glued and begins_line(here.sheet, place):
            return ComplaintError(*key_line(here.sheet, place))
    return misplaced(here, at)


def _rest(here: Stuck) -> ComplaintError:
    message = here.problem or "this is not YAML"
    hint = "put a text that contains `: ` or ` #`, or begins with a mark, in quotes"
    return here.complain(Code.YAML_SYNTAX, message, here.at, hint)
