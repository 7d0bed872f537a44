"""Lines that should be `key: value` or `- item`, but are neither in YAML."""

from __future__ import annotations

import re
from itertools import chain

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place
from cvtex.source.characters import ODD_INDENT, ODD_SPACE, odd_space, ordinary
from cvtex.source.synonyms import KEYS
from cvtex.source.syntax.error import SourceError, brief
from cvtex.source.syntax.plain_text import text_at

# A key followed by a colon without a space, a full-width colon, or an equals sign.
_KEY = r"""(?P<key>[^\W\d][\w-]*(?:[ ][\w-]+)?|"[^"]*"|'[^']*')"""
_GLUED = re.compile(_KEY + r"\s*:(?![ \t]|$)(?P<value>.*)")
_WIDE = re.compile(_KEY + r"\s*：\s*(?P<value>.*)")
_EQUALS = re.compile(_KEY + r"\s*=>?\s*(?P<value>.+)")
# A colon or a dash, then a character that looks like a space.
_GAP = re.compile(rf"(?:{_KEY}:|-)({ODD_SPACE.pattern}+)".replace("?P<key>", "?:"))
_PROPER = re.compile(r"""(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*'):(?:[ \t]|$)""")
_DASH = re.compile(r"-(?P<value>[^\s-].*)")


GLUED_ITEM = re.compile(rf"-(?:[^\W\d]|{ODD_SPACE.pattern})")
"""A list item without a space after its dash; `-5` is a number."""


def key_line(buffer: Buffer, place: Place) -> SourceError:
    """Return what is wrong with a line that should be a key or an item, and its repair if any."""
    source, line, column = text_at(buffer, place), place.line, place.column
    before = buffer.before(place)

    def repaired(code: Code, message: str, at: int, hint: str, edit: Edit) -> SourceError:
        return SourceError(Diagnostic(code, message, buffer.span(Place(line, at)), hint), (edit,))

    if odd := ODD_INDENT.match(source):
        return odd_indent(buffer, place, odd.group())
    if gap := _GAP.match(source):
        start, end = column + gap.start(1), column + gap.end(1)
        finding = odd_space(gap[1][0], buffer.span(Place(line, start), end - start))
        return SourceError(finding, (Edit(line, start, end, " "),))
    if glued := _GLUED.match(source):
        start = column + glued.start("value")
        message = f"there is no space after the colon of `{brief(glued['key'])}`"
        edit = Edit(line, start, start, " ")
        hint = f"write {_written(glued, before)}"
        return repaired(Code.YAML_COLON, message, start - 1, hint, edit)
    for form, mark in ((_WIDE, "："), (_EQUALS, "=")):
        if found := form.match(source):
            start, end = column + found.end("key"), column + found.start("value")
            message = f"a colon is expected after `{brief(found['key'])}`"
            hint = f"write {_written(found, before)}"
            if form is _WIDE:
                message = (
                    f"the colon after `{brief(found['key'])}` is full-width, and a letter to YAML"
                )
                hint = f"write an ordinary colon and a space: {_written(found, before)}"
            at = buffer.lines[line].index(mark, start)
            return repaired(Code.YAML_COLON, message, at, hint, Edit(line, start, end, ": "))
    if dash := _DASH.match(source):
        message = "there is no space after the `-` of a list item"
        hint = f"write `- {brief(dash['value'])}`"
        edit = Edit(line, column + 1, column + 1, " ")
        return repaired(Code.YAML_SYNTAX, message, column, hint, edit)
    message = f"`{brief(source)}` has no colon, and a key is expected here"
    hint = "write `key: value`; to continue the text above, indent the line further than its key"
    span = buffer.span(place, len(source))
    return SourceError(Diagnostic(Code.YAML_COLON, message, span, hint))


def is_glued(source: str) -> bool:
    """Return whether a line looks like a key whose colon YAML does not recognise."""
    return any(form.match(source) for form in (_GLUED, _WIDE, _EQUALS)) and "://" not in source


def is_word(text: str) -> bool:
    """Return whether a text may be a key: a known key, or a word in lower case."""
    return is_known(text) or (text.islower() and text.isidentifier()) or text[:1] in "\"'"


def is_known(text: str) -> bool:
    """Return whether a text is a key of the schema or a synonym of one."""
    words = {*KEYS, *chain.from_iterable(KEYS.values())}
    return text.strip().lower().replace(" ", "_") in words


def is_key(source: str) -> bool:
    """Return whether a line begins with a key of one word, also in a list item."""
    return bool(_PROPER.match(source))


def odd_indent(buffer: Buffer, place: Place, indent: str) -> SourceError:
    """Return the error for indentation with characters that are not spaces in YAML."""
    char = indent.strip(" \t")[0]
    finding = odd_space(char, buffer.span(Place(place.line, place.column + indent.index(char))))
    end = place.column + len(indent)
    return SourceError(finding, (Edit(place.line, place.column, end, ordinary(indent)),))


def _written(match: re.Match[str], before: str) -> str:
    """Return a key and its value for a hint, without what follows in brackets."""
    value = match["value"].rstrip(",")
    value = re.split(r"[,\[\]{}]", value)[0] if re.search(r"[\[{]", before) else value
    return f"`{brief(match['key'])}: {brief(value) or '...'}`"
