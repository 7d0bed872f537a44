"""Markup in text: `**bold**`, `*italic*`, `` `code` ``, `[text](url)`, backslash escapes.

It is Markdown's inline subset, parsed here and not by a Markdown library, because CommonMark's
flanking rule looks at punctuation and leaves `**用户价值（LTV）**预估` unbold. Here stars open
where no space follows them, and close where no space is before them. Whatever does not pair up is
literal text: nothing that is typed is lost.

One pass over a text does it, and how deep marks nest is bounded, so that no text takes forever.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cvtex.document import Code, Emphasis, Inline, Link, Strong, Text

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<fence>`+)
  | (?P<stars>\*+)
  | (?P<opening>\[)
  | (?P<closing>\])
    """,
    re.VERBOSE,
)
_TARGET = re.compile(r"\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")

_STARS_MAX = 3
"""Stars that stand together: bold and italic. A longer run marks nothing."""

_OPEN_MAX = 8
"""Runs of stars that are open at once; before them, they are taken as characters."""


@dataclass(slots=True)
class _Stars:
    """A run of stars that are not paired yet."""

    count: int
    opens: bool
    closes: bool


def parse_markup(text: str) -> tuple[Inline, ...]:
    """Return a text's inline content; no text is an error."""
    tokens: list[Inline | _Stars] = []
    brackets: list[int] = []  # where among the tokens a bracket is open
    fences = _fences(text)
    at = 0
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            tokens.append(Text(text[at : match.start()]))
        at = match.end()
        match match.lastgroup:
            case "escaped":
                tokens.append(Text(match["escaped"]))
            case "fence":
                inline, at = _code(text, match, fences[len(match["fence"])])
                tokens.append(inline)
            case "stars":
                tokens.append(_stars(text, match))
            case "opening":
                brackets.append(len(tokens))
                tokens.append(Text("["))
            case _:
                at = _close(tokens, brackets, _TARGET.match(text, at)) or at
    if at < len(text):
        tokens.append(Text(text[at:]))
    return tuple(_paired(tokens))


def _stars(text: str, match: re.Match[str]) -> Inline | _Stars:
    if len(match["stars"]) > _STARS_MAX:
        return Text(match["stars"])
    after = text[match.end() : match.end() + 1]
    before = text[max(0, match.start() - 1) : match.start()]
    return _Stars(len(match["stars"]), bool(after.strip()), bool(before.strip()))


def _fences(text: str) -> defaultdict[int, list[int]]:
    """Return where runs of backticks begin in a text, by how many they are."""
    starts = defaultdict(list)
    for run in re.finditer("`+", text):
        starts[len(run.group())].append(run.start())
    return starts


def _code(text: str, opening: re.Match[str], fences: list[int]) -> tuple[Inline, int]:
    """Return code up to the next of some fences, or the characters of one that does not close."""
    fence, start = opening["fence"], opening.end()
    following = bisect_left(fences, start)
    if following == len(fences):
        return Text(fence), start
    end = fences[following]
    inner = text[start:end]
    if inner.strip() and inner[0] == inner[-1] == " ":
        inner = inner[1:-1]
    return Code(inner), end + len(fence)


def _close(
    tokens: list[Inline | _Stars], brackets: list[int], target: re.Match[str] | None
) -> int | None:
    """Make a link of what stands in brackets, if a target follows; return where that ends.

    A link holds no link: when one is made, the brackets that are still open are characters.
    """
    opening = brackets.pop() if brackets else len(tokens)
    content = tokens[opening + 1 :] if target else []
    if target is None or not content:
        tokens.append(Text("]"))
        return None
    tokens[opening:] = [Link(tuple(_paired(content)), target["url"])]
    brackets.clear()
    return target.end()


def _paired(tokens: Iterable[Inline | _Stars]) -> Iterator[Inline]:
    """Pair stars from the inside out, two by two where both sides have two."""
    done: list[Inline | _Stars] = []
    open_at: deque[int] = deque(maxlen=_OPEN_MAX)
    for token in tokens:
        if not isinstance(token, _Stars):
            done.append(token)
            continue
        while token.closes and token.count and open_at:
            opener = done[open_at[-1]]
            assert isinstance(opener, _Stars)  # noqa: S101 - said for the type checker
            width = min(2, opener.count, token.count)
            content = tuple(_merged(_settled(done[open_at[-1] + 1 :])))
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
    return _merged(_settled(done))


def _settled(parts: Iterable[Inline | _Stars]) -> Iterator[Inline]:
    """Take stars that found no partner as the characters they are."""
    for part in parts:
        yield Text("*" * part.count) if isinstance(part, _Stars) else part


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Run neighbouring texts together."""
    pending: list[str] = []
    for part in parts:
        if isinstance(part, Text):
            pending.append(part.text)
            continue
        if pending:
            yield Text("".join(pending))
            pending.clear()
        yield part
    if pending:
        yield Text("".join(pending))
