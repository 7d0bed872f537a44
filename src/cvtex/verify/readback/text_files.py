"""Checks that a file of another format has all words of the Document, in order, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import CodeSpan, Document, Inline, Leaf, Link, Text, plain
from cvtex.schema.addresses import is_shown
from cvtex.verify.masking import guarded

# The text that may be between two leaves.
_LAYOUT = re.compile(r"[\s•–]*")
# A character in a pattern, and the end of a line, with the indent of the next one.
_CHARACTER = re.compile(r"\\?.", re.DOTALL)
_LINE_END = r"(?:\n *)?"
# White space around a leaf; the full-width colon of a label includes it.
_ALONE = r"(?<![^\s：]){}(?:(?<=：)|(?!\S))"


def check_text(
    text: str, document: Document, target: Path, *, is_wrapped: bool = False
) -> tuple[Diagnostic, ...]:
    """Compare the text of a file with the Document, and return what is lost or added.

    Each leaf must be complete, with its white space and the addresses of its links, behind the one
    before it and with white space around it. Only bullets may be between leaves. In a text that
    is wrapped, a line end may be in place of a space, and between any two characters.
    """
    return guarded(_compare(text, document, target, is_wrapped=is_wrapped), document)


def _compare(
    text: str, document: Document, target: Path, *, is_wrapped: bool
) -> Iterator[Diagnostic]:
    at = 0
    for leaf in document.leaves():
        pattern = _pattern(leaf.content)
        if is_wrapped:
            pattern = _LINE_END.join(map(_wrappable, _CHARACTER.findall(pattern)))
        found = re.compile(_ALONE.format(pattern)).search(text, at)
        if not found:
            yield _lost(leaf, target)
            continue
        yield from _added(text[at : found.start()], target)
        at = found.end()
    yield from _added(text[at:], target)


def _wrappable(char: str) -> str:
    return r"(?:\ |\n *)" if char == r"\ " else char


def _pattern(content: tuple[Inline, ...]) -> str:
    """Return a pattern of the printed text, each link with its address behind it."""
    return "".join(map(_part, content))


def _part(part: Inline) -> str:
    if isinstance(part, Text | CodeSpan):
        return re.escape(part.text)
    inner = _pattern(part.content)
    if not isinstance(part, Link) or is_shown(part.url, plain(part.content)):
        return inner
    return rf"{inner}\ {re.escape(f'({part.url})')}"


def _lost(leaf: Leaf, target: Path) -> Diagnostic:
    message = f"this text is incomplete or out of order in `{target}`: `{leaf.text}`"
    return Diagnostic(Code.WORDS_LOST, message, leaf.span)


def _added(between: str, target: Path) -> Iterator[Diagnostic]:
    if not _LAYOUT.fullmatch(between):
        message = f"`{target}` has text that was not typed: `{between.strip()}`"
        yield Diagnostic(Code.WORDS_ADDED, message, Span(target))
