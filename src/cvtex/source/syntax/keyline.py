"""Lines that were meant as `key: value` or `- item`, and are neither to YAML."""

from __future__ import annotations

import re
from itertools import chain

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.characters import ODD_INDENT, ODD_SPACE, odd_space, ordinary
from cvtex.source.mending import Edit, Place, Sheet
from cvtex.source.synonyms import KEYS
from cvtex.source.syntax.complaint import brief
from cvtex.source.syntax.plaintext import text_at

# A key that is followed by a colon and no space, by another colon, or by what is a colon elsewhere.
_KEY = r"""(?P<key>[^\W\d][\w-]*(?:[ ][\w-]+)?|"[^"]*"|'[^']*')"""
_GLUED = re.compile(_KEY + r"\s*:(?![ \t]|$)(?P<value>.*)")
_WIDE = re.compile(_KEY + r"\s*：\s*(?P<value>.*)")
_EQUALS = re.compile(_KEY + r"\s*=>?\s*(?P<value>.+)")
# A colon or a dash with what looks like a space behind it.
_GAP = re.compile(rf"(?:{_KEY}:|-)({ODD_SPACE.pattern}+)".replace("?P<key>", "?:"))
_PROPER = re.compile(r"""(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*'):(?:[ \t]|$)""")
_DASH = re.compile(r"-(?P<value>[^\s-].*)")


GLUED_ITEM = re.compile(rf"-(?:[^\W\d]|{ODD_SPACE.pattern})")
"""An item whose dash is glued to it; -5 is a number."""


def key_line(  # noqa: PLR0911 - one for each way to miss a key
    sheet: Sheet, place: Place
) -> tuple[Diagnostic, tuple[Edit, ...]]:
    """Return what is wrong with a line where a key or an item was meant, and its mend if any."""
    source, line, column = text_at(sheet, place), place.line, place.column
    if odd := ODD_INDENT.match(source):
        return odd_indent(sheet, place, odd.group())
    if gap := _GAP.match(source):
        start, end = column + gap.start(1), column + gap.end(1)
        finding = odd_space(gap[1][0], sheet.span(Place(line, start), end - start))
        return finding, (Edit(line, start, end, " "),)
    if glued := _GLUED.match(source):
        start = column + glued.start("value")
        return (
            Diagnostic(
                Code.YAML_COLON,
                f"there is no space after the colon of `{brief(glued['key'])}`",
                sheet.span(Place(line, start - 1)),
                _written(glued),
            ),
            (Edit(line, start, start, " "),),
        )
    if wide := _WIDE.match(source):
        start, end = column + wide.end("key"), column + wide.start("value")
        colon = Place(line, sheet.lines[line].index("：", start))
        return (
            Diagnostic(
                Code.YAML_COLON,
                f"the colon after `{brief(wide['key'])}` is full-width, and a letter to YAML",
                sheet.span(colon),
                f"write an ordinary colon and a space: {_written(wide).removeprefix('write ')}",
            ),
            (Edit(line, start, end, ": "),),
        )
    if equals := _EQUALS.match(source):
        start, end = column + equals.end("key"), column + equals.start("value")
        mark = sheet.lines[line].index("=", start)
        return (
            Diagnostic(
                Code.YAML_COLON,
                f"a colon is expected after `{brief(equals['key'])}`",
                sheet.span(Place(line, mark)),
                _written(equals),
            ),
            (Edit(line, start, end, ": "),),
        )
    if dash := _DASH.match(source):
        start = column + 1
        return (
            Diagnostic(
                Code.YAML_SYNTAX,
                "there is no space after the `-` of a list item",
                sheet.span(place),
                f"write `- {brief(dash['value'])}`",
            ),
            (Edit(line, start, start, " "),),
        )
    return (
        Diagnostic(
            Code.YAML_COLON,
            f"`{brief(source)}` has no colon, and a key is expected here",
            sheet.span(place, len(source)),
            "write `key: value`; if it is more of the text above, indent it further than that key",
        ),
        (),
    )


def is_glued(source: str) -> bool:
    """Say whether a line seems to be a key whose colon is not one to YAML."""
    return any(form.match(source) for form in (_GLUED, _WIDE, _EQUALS)) and "://" not in source


def is_glued_item(source: str) -> bool:
    """Say whether a line seems to be an item without a space."""
    return bool(GLUED_ITEM.match(source))


def is_word(text: str) -> bool:
    """Say whether a text may be meant as a key: a word in small letters, or one that is known."""
    words = {*KEYS, *chain.from_iterable(KEYS.values())}
    known = text.strip().lower().replace(" ", "_") in words
    return known or (text.islower() and text.isidentifier()) or text[:1] in "\"'"


def is_key(source: str) -> bool:
    """Say whether a line begins with a key of one word, also in an item."""
    return bool(_PROPER.match(source))


def odd_indent(sheet: Sheet, place: Place, indent: str) -> tuple[Diagnostic, tuple[Edit, ...]]:
    """Return what there is to say of indentation with spaces that are letters to YAML."""
    char = indent.strip(" \t")[0]
    column = place.column + indent.index(char)
    finding = odd_space(char, sheet.span(Place(place.line, column)))
    end = place.column + len(indent)
    return finding, (Edit(place.line, place.column, end, ordinary(indent)),)


def _written(match: re.Match[str]) -> str:
    value = brief(re.split(r"[,\[\]{}]", match["value"])[0]) or "..."
    return f"write `{brief(match['key'])}: {value}`"
