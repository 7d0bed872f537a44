"""Writes inline content as CommonMark, so that a reader gets back each of its characters.

The rules are those of the specification (0.31.2): backslash escapes (2.4), code spans (6.1),
delimiter runs (6.2) and links (6.3). Also escaped are `$` and `~`, which GitHub reads as
mathematics and as strikethrough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from unicodedata import category

from cvtex.document import CodeSpan, Emphasis, Inline, Leaf, Link, Strong, Text

_ESCAPED = frozenset("\\`*[]~$")
"""The characters that are escaped wherever they are."""

# At the start of a line: a quotation, the line below a heading, an item of a list.
_STARTS = re.compile(r"(?=[->=]|\+(?: |$))|[0-9]{1,9}(?=[.)](?: |$))")
# At the start, a heading; at the end of one, decoration.
_HEADING = re.compile(r"^#+(?: |$)|(?:^| )#+ *$")
_INNER = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
_ENTITY = re.compile(r"&#?\w+;")
_TAG = re.compile(r"<[A-Za-z/!?]")
_IN_ADDRESS = re.compile(r"[\\<>()]|&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class _MarkdownPiece:
    """What is written for a character, a code span or a link; or a delimiter of emphasis.

    `char` is the character, "" for what begins and ends with punctuation.
    """

    written: str
    char: str = ""
    is_delimiter: bool = False
    opens: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it is white space for a delimiter beside it."""
        return self.written.isspace()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation for a delimiter beside it."""
        return len(self.written) > 1 or category(self.written)[0] == "P"

    @property
    def as_entity(self) -> _MarkdownPiece:
        """The same character as an entity, which is punctuation for a delimiter beside it."""
        return replace(self, written=f"&#{ord(self.char)};") if self.char else self


def inline(leaf: Leaf) -> str:
    """Return a leaf as CommonMark that may begin a line."""
    pieces = [*_pieces(leaf.content)]
    for at in (0, -1):
        if pieces and pieces[at].is_blank:  # the reader would strip it
            pieces[at] = pieces[at].as_entity
    written = "".join(piece.written for piece in _flanked(pieces))
    start = _STARTS.match(written)
    return f"{written[: start.end()]}\\{written[start.end() :]}" if start else written


def _pieces(content: tuple[Inline, ...]) -> Iterator[_MarkdownPiece]:
    for part, then in zip_longest(content, content[1:]):
        match part:
            case Text():
                pieces = [*_text(part.text)]
                if part.text.endswith("!") and isinstance(then, Link):  # it would begin a picture
                    pieces[-1] = replace(pieces[-1], written="\\!")
                yield from pieces
            case CodeSpan():
                yield _MarkdownPiece(_code(part.text))
            case Strong() | Emphasis():
                mark = "**" if isinstance(part, Strong) else "*"
                yield _MarkdownPiece(mark, is_delimiter=True, opens=True)
                yield from _pieces(part.content)
                yield _MarkdownPiece(mark, is_delimiter=True)
            case Link():
                shown = "".join(piece.written for piece in _flanked([*_pieces(part.content)]))
                address = _IN_ADDRESS.sub(r"\\\g<0>", part.url)
                yield _MarkdownPiece(f"[{shown}]({address})")


def _text(text: str) -> Iterator[_MarkdownPiece]:
    headings = [found.span() for found in _HEADING.finditer(text)]
    inner = {found.start() for found in _INNER.finditer(text)}
    for at, char in enumerate(text):
        special = (
            char in _ESCAPED
            or (char == "_" and at not in inner)
            or (char == "&" and _ENTITY.match(text, at))
            or (char == "<" and _TAG.match(text, at))
            or (char == "#" and any(start <= at < end for start, end in headings))
        )
        yield _MarkdownPiece(f"\\{char}" if special else char, char)


def _code(text: str) -> str:
    """Return a code span; its reader strips a space from both ends."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = text[:1] + text[-1:]
    gap = " " if "`" in padded or (padded == "  " and text.strip(" ")) else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _flanked(pieces: list[_MarkdownPiece]) -> list[_MarkdownPiece]:
    """Return pieces whose delimiters begin and end emphasis.

    A run of delimiters opens if no white space follows it, and closes if none is before it; beside
    punctuation, only if there is punctuation or white space on the other side.
    """
    runs = groupby(range(len(pieces)), key=lambda at: pieces[at].is_delimiter)
    made = list(pieces)
    for is_delimiter, places in runs:
        run = [*places]
        if not is_delimiter:
            continue
        before, after = run[0] - 1, run[-1] + 1
        has_before, has_after = before >= 0, after < len(made)
        if any(pieces[at].opens for at in run) and has_after:
            _flank(made, after, before if has_before else None)
        if not all(pieces[at].opens for at in run) and has_before:
            _flank(made, before, after if has_after else None)
    return made


def _flank(pieces: list[_MarkdownPiece], inner: int, outer: int | None) -> None:
    """Make the characters on both sides of a run of delimiters such that it opens or closes.

    `inner` is the place of the one inside of the emphasis, `outer` of the one outside, if any.
    """
    kind = category(pieces[inner].char or "(")[0]
    # Symbols are punctuation only since 0.31.
    if pieces[inner].is_blank or (kind == "S" and len(pieces[inner].written) == 1):
        pieces[inner] = pieces[inner].as_entity
    if outer is None or not pieces[inner].is_mark:
        return
    if not (pieces[outer].is_blank or pieces[outer].is_mark):
        pieces[outer] = pieces[outer].as_entity
