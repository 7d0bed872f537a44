"""Markup in text: `**bold**`, `*italic*`, `` `code` ``, `[text](url)`, backslash escapes.

It is Markdown's inline subset, parsed here and not by a Markdown library, because CommonMark's
flanking rule looks at punctuation and leaves `**用户价值（LTV）**预估` unbold. Here stars open
where no space follows them, and close where no space is before them. Whatever does not pair up is
literal text: nothing that is typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvtex.document import Code, Emphasis, Inline, Link, Strong, Text

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<fence>`+)
  | (?P<stars>\*+)
  | (?P<bracket>\[)
    """,
    re.VERBOSE,
)
_TARGET = re.compile(r"\]\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")


@dataclass(slots=True)
class _Stars:
    """A run of stars that are not paired yet."""

    count: int
    opens: bool
    closes: bool


def parse_markup(text: str) -> tuple[Inline, ...]:
    """Return a text's inline content; no text is an error."""
    return tuple(_merged(_paired(_tokens(text))))


def _tokens(text: str) -> Iterator[Inline | _Stars]:
    at = 0
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            yield Text(text[at : match.start()])
        at = match.end()
        if match["escaped"]:
            yield Text(match["escaped"])
        elif match["stars"]:
            after, before = text[at : at + 1], text[: match.start()][-1:]
            yield _Stars(len(match["stars"]), bool(after.strip()), bool(before.strip()))
        else:
            parse = _code if match["fence"] else _link
            inline, at = parse(text, match)
            yield inline
    yield Text(text[at:])


def _code(text: str, opening: re.Match[str]) -> tuple[Inline, int]:
    fence = opening["fence"]
    closing = re.compile(f"(?<!`){fence}(?!`)").search(text, opening.end())
    if closing is None:
        return Text(fence), opening.end()
    inner = text[opening.end() : closing.start()]
    if inner.strip() and inner[0] == inner[-1] == " ":
        inner = inner[1:-1]
    return Code(inner), closing.end()


def _link(text: str, opening: re.Match[str]) -> tuple[Inline, int]:
    closing = _matching_bracket(text, opening.start())
    target = _TARGET.match(text, closing) if closing else None
    if closing is None or target is None or closing == opening.end():
        return Text("["), opening.end()
    return Link(parse_markup(text[opening.end() : closing]), target["url"]), target.end()


def _matching_bracket(text: str, at: int) -> int | None:
    depth = 0
    for match in re.compile(r"\\.|[\[\]]", re.DOTALL).finditer(text, at):
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return None


def _paired(tokens: Iterable[Inline | _Stars]) -> list[Inline]:
    """Pair stars from the inside out, two by two where both sides have two."""
    done: list[Inline | _Stars] = []
    open_at: list[int] = []
    for token in tokens:
        if not isinstance(token, _Stars):
            done.append(token)
            continue
        while token.closes and token.count and open_at:
            opener = done[open_at[-1]]
            assert isinstance(opener, _Stars)  # noqa: S101 - said for the type checker
            width = min(2, opener.count, token.count)
            content = tuple(_merged(_settled(done[open_at[-1] + 1 :])))
            if not content:
                break
            del done[open_at[-1] + 1 :]
            opener.count -= width
            token.count -= width
            if not opener.count:
                done.pop()
                open_at.pop()
            done.append(Strong(content) if width > 1 else Emphasis(content))
        if token.count:
            if token.opens:
                open_at.append(len(done))
            done.append(token)
    return list(_settled(done))


def _settled(parts: Iterable[Inline | _Stars]) -> Iterator[Inline]:
    """Take stars that found no partner as the characters they are."""
    for part in parts:
        yield Text("*" * part.count) if isinstance(part, _Stars) else part


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    pending = ""
    for part in parts:
        if isinstance(part, Text):
            pending += part.text
            continue
        if pending:
            yield Text(pending)
            pending = ""
        yield part
    if pending:
        yield Text(pending)
