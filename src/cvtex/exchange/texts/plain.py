"""Converts between plain text and our markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvtex.document import CodeSpan, Inline, Link, Text
from cvtex.markup import escape_marks, parse_markup
from cvtex.unicode.han import ideograph

# The separator of paragraphs.
_BLANK = re.compile(r"\n[ \t]*\n\s*")
# An escaped star that is the bullet of a list.
_BULLET = re.compile(r"^([ \t]*)\\\*(?=[ \t])", re.MULTILINE)


def escaped(text: str) -> str:
    """Return plain text as markup, with delimiters escaped only if needed."""
    if all(parse_markup(line) == (Text(line),) for line in (text, *_BLANK.split(text)) if line):
        return text
    return _BULLET.sub(r"\1*", escape_marks(text))


def one_line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def plain(content: Iterable[Inline]) -> str:
    """Return inline content as plain text, with a link's URL after its text."""
    return "".join(_plain(part) for part in content)


def _plain(part: Inline) -> str:
    if isinstance(part, Text | CodeSpan):
        return part.text
    inner = plain(part.content)
    if not isinstance(part, Link) or part.url.removeprefix("mailto:") == inner:
        return inner
    return f"{inner} ({part.url})"


def is_han(text: str) -> bool:
    """Return whether a text has a Han character."""
    return bool(ideograph().search(text))
