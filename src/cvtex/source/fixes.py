"""Fixes of a content file: a scalar in other words, and repairs of the syntax."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cvtex.diagnostics import Fix, Replacement, replacing
from cvtex.diagnostics.codes import Code
from cvtex.source.buffer import Buffer, Edit, Place, restore
from cvtex.source.typed import Typed

# What was meant by a wrong indentation or a tag is likely, but not certain.
_UNCERTAIN = frozenset({Code.YAML_INDENT, Code.YAML_TAG})


def quoted(text: str) -> str:
    """Return a text in the quotes that need the fewest escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def instead_of(typed: Typed, text: str, *, certain: bool) -> tuple[Fix, ...]:
    """Return the fix that writes a text instead of a scalar in one line, in its quotes if any.

    Without quotes, the text has to be a scalar of YAML; in quotes, it needs no escape.
    """
    source = typed.source
    if typed.span.length != len(source) or source[:1] in ("|", ">"):
        return ()  # it takes several lines, or is not in the file
    quote = source[0] if typed.quoted else ""
    return replacing(typed.span, f"{quote}{text}{quote}", certain=certain)


def text_in_quotes(buffer: Buffer, start: Place, length: int, text: str = "") -> tuple[Fix, ...]:
    """Return the fix that puts the characters from a place on in quotes.

    `text` is another text for these; that fix is certain, because typographic quotes surround them.
    """
    typed = buffer.after(start)[:length]
    span = replace(buffer.span(start), length=length)
    return replacing(span, quoted(text or typed), certain=bool(text))


def repair(buffer: Buffer, edits: Iterable[Edit], code: Code) -> tuple[Fix, ...]:
    """Return the fix of a syntax error by the edits of its repair.

    It is () if they only stand for a change of the file, as indicators that are meant as text do.
    """
    found = [*edits]
    if any(restore(edit.text) != edit.text for edit in found):
        return ()
    replacements = (
        Replacement(
            replace(buffer.span(Place(edit.line, edit.start)), length=edit.end - edit.start),
            edit.text,
        )
        for edit in found
    )
    return (Fix(tuple(replacements), code not in _UNCERTAIN),) if found else ()
