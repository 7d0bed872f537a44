"""Markup in text: `**bold**`, `*italic*`, `` `code` ``, `[text](url)`, backslash escapes.

It is Markdown's inline subset, parsed here and not by a Markdown library, because CommonMark's
flanking rule looks at punctuation: it leaves `**用户价值（LTV）**预估` unbold, and makes
`8*A100 and 16*V100` italic. Here a mark inside a word, number or formula marks nothing, and
whatever does not pair up is literal text: nothing that is typed is lost. `docs/schema.md` has the
rule.

One pass over a text does it, and how deep marks nest is bounded, so that no text takes forever.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from cvtex.diagnostics.origin import Origin
from cvtex.document import (
    Code,
    Emphasis,
    Inline,
    Link,
    Strong,
    Text,
    origins,
    plain,
)

ESCAPABLE = "*`[]&%#$"
"""The marks, and the signs that LaTeX users escape: a backslash before one of them is markup."""

# What words and numbers are made of in scripts that part words by spaces, with accents (U+0300).
_IN_WORD = (
    "0-9A-Za-z_\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    "\u0300-\u036f\u0370-\u037d\u037f-\u0386\u0388-\u052f\u1e00-\u1fff"
)
_WORD = re.compile(f"[{_IN_WORD}]")
# A backslash before a star that stands for the names of files (`C:\temp\*.log`): no escape.
_WILDCARD = rf"(?<=[{_IN_WORD})\]}}])|(?<=\b[A-Za-z]:)"
_TOKEN = re.compile(
    rf"""
    (?:{_WILDCARD})(?P<wildcard>\\\*(?=\.[\w*]|\\\w))
  | (?P<backslashes>\\+)(?P<escaped>[*`\[\]&%\#$])?
  | (?P<fence>`+)
  | (?P<stars>\*+)
  | (?P<opening>\[)
  | (?P<closing>\])
    """,
    re.VERBOSE,
)
TARGET = r"\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)"
"""The pattern of a link's target: a URL in parentheses, which has balanced ones itself."""

_TARGET = re.compile(TARGET)
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")

_STARS_MAX = 3
"""Stars that stand together: bold and italic. A longer run marks nothing."""

_OPEN_MAX = 8
"""Runs of stars that are open at once; before them, they are taken as characters."""

# Behind these a star belongs to a product, a name or a pattern: `8*`, `f(x)*`, `.*`, `C:*`.
_TIGHT = re.compile(rf"[{_IN_WORD}.)\]}}]|(?<=\b[A-Za-z]):")
# Behind these a double one does, where ASCII or a word follows.
_TIED = re.compile(rf"[{_IN_WORD})\]}}]")
# A file's ending behind a star, as in `*.py`.
_ENDING = re.compile(r"\.\w")
# What closes or goes on, and begins no stressed text; `.NET`, `!x` and `>90%` do.
_CLOSING = re.compile(r"[,;:?)\]}，。、；：！？）］｝」』》〉】〕]|[.!>](?!\w)")
_OPENING = frozenset("([{<（［｛「『《〈【〔")
# Between two of these a star stands for itself: "*", /**/, -*-, |*|.
_SIGNS = frozenset("/-|\"'“”„‘’‚«»‹›")


@dataclass(slots=True)
class _Stars:
    """A run of stars that are not paired yet, and where it begins."""

    start: int
    count: int
    opens: bool
    closes: bool


def parse_markup(text: str) -> tuple[Inline, ...]:
    """Return a text's inline content; no text is an error."""
    tokens: list[Inline | _Stars] = []
    brackets: list[tuple[int, bool]] = []  # where among the tokens one is open; whether in a word
    fences = _fences(text)
    at = 0
    while match := _TOKEN.search(text, at):
        if match.start() > at:
            tokens.append(_text(text, at, match.start()))
        at = match.end()
        if match["backslashes"]:
            inline, at = _escaped(match)
            tokens.append(inline)
        elif match["fence"]:
            inline, at = _code(text, match, fences[len(match["fence"])])
            tokens.append(inline)
        elif match["stars"]:
            tokens.append(_stars(text, match))
        elif match["opening"]:
            brackets.append((len(tokens), bool(_WORD.match(text[at - 2 : at - 1]))))
            tokens.append(_text(text, at - 1, at))
        elif match["closing"]:
            at = _close(tokens, brackets, text, at)
        else:
            tokens.append(_text(text, *match.span()))
    if at < len(text):
        tokens.append(_text(text, at, len(text)))
    return tuple(_paired(tokens))


def escape_marks(text: str) -> str:
    """Return plain text as markup that prints it as it is."""
    return _TOKEN.sub(_literal, text)


def joined(texts: Sequence[Text]) -> Text:
    """Return texts as one."""
    if len(texts) == 1:
        return texts[0]
    starts = [*accumulate((len(part.text) for part in texts), initial=0)]
    placed = [*zip(starts, texts, strict=False)]
    return Text(
        "".join(part.text for part in texts),
        tuple((start + at, form) for start, part in placed for at, form in part.forms),
        tuple(
            replace(origin, start=start + origin.start)
            for start, part in placed
            for origin in part.origins
        ),
    )


def first_lost(text: str, content: tuple[Inline, ...]) -> int | None:
    """Return the first character of a text that is neither printed at its place nor a mark."""
    printed = dict(_placed(content))
    at = 0
    while at < len(text):
        if at in printed:
            if printed[at] != text[at]:
                return at
            at += 1
        elif text[at] == "(" and text[at - 1 : at] == "]" and (target := _TARGET.match(text, at)):
            at = target.end()
        elif _is_mark(text, at):
            at += 1
        else:
            return at
    return None


def _is_mark(text: str, at: int) -> bool:
    if text[at] == "\\":
        return text[at + 1 : at + 2] in (*ESCAPABLE, "\\")
    return text[at] in "*`[]" or (text[at] == " " and "`" in text[max(0, at - 1) : at + 2])


def _placed(content: tuple[Inline, ...]) -> Iterator[tuple[int, str]]:
    """Yield what is printed: the place of each character in the text that was read, and it."""
    offsets = chain.from_iterable(origin.offsets for origin in origins(content))
    return zip(offsets, plain(content), strict=False)


def _text(text: str, start: int, end: int) -> Text:
    return Text(text[start:end], origins=(Origin(0, range(start, end)),))


def _literal(match: re.Match[str]) -> str:
    """Return markup that prints the characters of a token."""
    if backslashes := match["backslashes"]:
        mark = match["escaped"]
        if mark is None:
            return str(backslashes)
        return backslashes * 2 + (f"\\{mark}" if mark in "*`[" else mark)
    marks = match["fence"] or match["opening"] or match["stars"]
    tight = marks == "*" and _TIGHT.match(match.string, match.start() - 1)
    if not marks or tight:
        return match.group()
    return "".join(f"\\{mark}" for mark in marks)


def _escaped(match: re.Match[str]) -> tuple[Inline, int]:
    r"""Return what backslashes print, and where the text goes on.

    Before a mark two of them are one, and a single one makes the mark a character. Before anything
    else they are characters: `\\server`, `C:\new`.
    """
    backslashes, mark = match["backslashes"], match["escaped"]
    start = match.start()
    if mark is None:
        return _text(match.string, *match.span()), match.end()
    half, odd = divmod(len(backslashes), 2)
    offsets = (*range(start + 1, start + 2 * half, 2), *([match.end() - 1] if odd else []))
    printed = "\\" * half + (mark if odd else "")
    return Text(printed, origins=(Origin(0, offsets),)), match.end() - (not odd)


def _stars(text: str, match: re.Match[str]) -> Inline | _Stars:
    """Return a run of stars, and whether it may open and close: a text's ends are as spaces."""
    start, end = match.span()
    stars = match["stars"]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if len(stars) > _STARS_MAX or {before, after} <= _SIGNS:
        return _text(text, start, end)
    ascii_follows = after.isascii() and bool(after.strip())
    in_word = bool(_WORD.match(after))
    if len(stars) == 1:
        is_tied = bool(start and _TIGHT.match(text, start - 1))
        is_cut = in_word or bool(_ENDING.match(text, end))
    else:
        is_tied = bool(_TIED.match(before)) and (ascii_follows or in_word)
        is_cut = in_word and bool(_WORD.match(before))
    opens = bool(after.strip()) and not is_tied and not _CLOSING.match(text, end)
    is_path = before == "/" and (ascii_follows or len(stars) == 1)
    closes = bool(before.strip()) and not is_cut and before not in _OPENING and not is_path
    return _Stars(start, len(stars), opens, closes)


def _fences(text: str) -> defaultdict[int, list[int]]:
    """Return where runs of backticks begin in a text, by how many they are."""
    starts = defaultdict(list)
    for run in re.finditer("`+", text):
        starts[len(run.group())].append(run.start())
    return starts


def _code(text: str, opening: re.Match[str], fences: list[int]) -> tuple[Inline, int]:
    """Return code up to the next of some fences, or the characters of one that does not close.

    None opens inside a word, as in ``Kaua`i``, and none closes before one, as in ````more''``.
    """
    fence, start = opening["fence"], opening.end()
    before = text[max(0, opening.start() - 1) : opening.start()]
    following = bisect_left(fences, start)
    in_word = _WORD.match(before) and _WORD.match(text, start)
    if following == len(fences) or in_word:
        return _text(text, *opening.span()), start
    end = fences[following]
    if _WORD.match(text, end + len(fence)):
        return _text(text, *opening.span()), start
    inner = text[start:end]
    padded = bool(inner.strip()) and inner[0] == inner[-1] == " "
    first, last = start + padded, end - padded
    return Code(text[first:last], (Origin(0, range(first, last)),)), end + len(fence)


def _close(
    tokens: list[Inline | _Stars],
    brackets: list[tuple[int, bool]],
    text: str,
    at: int,
) -> int:
    """Make a link of what stands in brackets, if a target follows; return where that ends.

    A link holds no link: when one is made, the brackets that are still open are characters. In a
    word, as in `f[i](x)`, only what has a scheme is a target.
    """
    target = _TARGET.match(text, at)
    opening, in_word = brackets.pop() if brackets else (len(tokens), False)
    is_empty = opening + 1 >= len(tokens)
    if target is None or is_empty or (in_word and not _SCHEME.match(target["url"])):
        tokens.append(_text(text, at - 1, at))
        return at
    tokens[opening:] = [Link(tuple(_paired(tokens[opening + 1 :])), target["url"])]
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
            token.start += width
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
        if isinstance(part, _Stars):
            places = range(part.start, part.start + part.count)
            yield Text("*" * part.count, origins=(Origin(0, places),))
        else:
            yield part


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Run neighbouring texts together."""
    pending: list[Text] = []
    for part in parts:
        if isinstance(part, Text):
            pending.append(part)
            continue
        if pending:
            yield joined(pending)
            pending.clear()
        yield part
    if pending:
        yield joined(pending)
