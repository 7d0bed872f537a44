"""Parses inline markup: `**bold**`, `*italic*`, `` `code` ``, `[text](url)`, backslash escapes.

It is a subset of Markdown. CommonMark's flanking rule does not suit résumés: it leaves
`**用户价值（LTV）**预估` unbold, and makes `8*A100 and 16*V100` italic. Here a delimiter inside a
word, number or formula is literal, and so is one without a partner. `docs/schema.md` has the rules.

The parser takes one pass, and bounds the nesting, so its time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby

from cvtex.diagnostics.origin import Origin
from cvtex.document import CodeSpan, Emphasis, Inline, Link, Strong, Text, origins, plain

ESCAPABLE = "*`[]&%#$"
"""The characters that a backslash escapes: the delimiters, and those that LaTeX users escape."""

# Letters, digits and combining accents (U+0300) of scripts with spaces between words.
_IN_WORD = (
    "0-9A-Za-z_\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    "\u0300-\u036f\u0370-\u037d\u037f-\u0386\u0388-\u052f\u1e00-\u1fff"
)
_WORD = re.compile(f"[{_IN_WORD}]")
# A backslash before a wildcard (`C:\temp\*.log`) is not an escape.
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
"""The pattern of a link's target: a URL in parentheses, with balanced parentheses in it."""

_TARGET = re.compile(TARGET)
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")

_STARS_MAX = 3
"""The longest run of stars that is markup: bold and italic."""

_OPEN_MAX = 8
"""The limit of open runs of stars; older ones become literal."""

# After these a star is part of a product, a name or a pattern: `8*`, `f(x)*`, `.*`, `C:*`.
_TIGHT = re.compile(rf"[{_IN_WORD}.)\]}}]|(?<=\b[A-Za-z]):")
# After these a double star is too, if ASCII or a word follows.
_TIED = re.compile(rf"[{_IN_WORD})\]}}]")
# A file suffix after a star, as in `*.py`.
_ENDING = re.compile(r"\.\w")
# Punctuation that can't begin emphasis; `.NET`, `!x` and `>90%` can.
_CLOSING = re.compile(r"[,;:?)\]}，。、；：！？）］｝」』》〉】〕]|[.!>](?!\w)")
_OPENING = frozenset("([{<（［｛「『《〈【〔")
# Between two of these a star is literal: "*", /**/, -*-, |*|.
_SIGNS = frozenset("/-|\"'“”„‘’‚«»‹›")


@dataclass(slots=True)
class _Stars:
    """A run of stars without a partner yet."""

    start: int
    count: int
    opens: bool
    closes: bool


def parse_markup(text: str) -> tuple[Inline, ...]:
    """Return the inline content of a text; any text is valid."""
    tokens: list[Inline | _Stars] = []
    brackets: list[tuple[int, bool]] = []  # the index of each open one; whether it is in a word
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
    """Return a plain text with its delimiters escaped."""
    return _TOKEN.sub(_literal, text)


def joined(texts: Sequence[Text]) -> Text:
    """Return the concatenation of texts."""
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
    """Return the offset of the first character that is neither printed nor markup, or None."""
    if len(content) == 1 and isinstance(content[0], Text) and content[0].text == text:
        return None
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
    """Yield each printed character with its offset in the parsed text."""
    offsets = chain.from_iterable(origin.offsets for origin in origins(content))
    return zip(offsets, plain(content), strict=False)


def _text(text: str, start: int, end: int) -> Text:
    return Text(text[start:end], origins=(Origin(0, range(start, end)),))


def _literal(match: re.Match[str]) -> str:
    """Return a token with its delimiters escaped."""
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
    r"""Return the text of backslashes, and the offset after them.

    Before an escapable character, two are one, and a single one makes the character literal. Before
    others they are literal: `\\server`, `C:\new`.
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
    """Return a run of stars that may open or close; the ends of a text count as spaces."""
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
    """Return the offsets of the runs of backticks by length."""
    starts = defaultdict(list)
    for run in re.finditer("`+", text):
        starts[len(run.group())].append(run.start())
    return starts


def _code(text: str, opening: re.Match[str], fences: list[int]) -> tuple[Inline, int]:
    """Return the code up to the next fence, or an unclosed fence as text, and the offset after it.

    A fence does not open inside a word, as in ``Kaua`i``, or close before one, as in ````more''``.
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
    return CodeSpan(text[first:last], (Origin(0, range(first, last)),)), end + len(fence)


def _close(
    tokens: list[Inline | _Stars], brackets: list[tuple[int, bool]], text: str, at: int
) -> int:
    """Replace the tokens in brackets with a link if a target follows; return the offset after it.

    Links do not nest: brackets still open are literal. In a word, as in `f[i](x)`, a target needs a
    scheme.
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
    """Pair stars from the inside out, two at a time where both sides have two."""
    done: list[Inline | _Stars] = []
    open_at: deque[int] = deque(maxlen=_OPEN_MAX)
    for token in tokens:
        if not isinstance(token, _Stars):
            done.append(token)
            continue
        while token.closes and token.count and open_at:
            opener = done[open_at[-1]]
            assert isinstance(opener, _Stars)  # noqa: S101 - for the type checker
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
    """Replace stars without a partner with text."""
    for part in parts:
        if isinstance(part, _Stars):
            places = range(part.start, part.start + part.count)
            yield Text("*" * part.count, origins=(Origin(0, places),))
        else:
            yield part


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Join adjacent texts."""
    for is_text, run in groupby(parts, key=lambda part: isinstance(part, Text)):
        if is_text:
            yield joined([part for part in run if isinstance(part, Text)])
        else:
            yield from run
