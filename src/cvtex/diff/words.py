"""Compares two texts word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from cvtex.unicode.clusters import clusters
from cvtex.verify.readback.gap_rules import EAST
from cvtex.verify.readback.words import words_in

# Thai, Lao, Burmese and Khmer are written without spaces too, in clusters of a letter and its signs.
_CLUSTERED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Combining marks and variation selectors, which belong to the character before them.
_SIGNS = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Marks of a sentence; some of them may be inside a word, as in `e.g.` and `3,588`.
_MARKS = re.escape(".,:;!?'\"()[]{}") + "‘’“”«»‹›…–—、。，：；！？（）「」『』《》【】،؛؟।"
_INSIDE = re.escape(".,:'") + "’"
_LETTERS = rf"[^\s{EAST}{_CLUSTERED}{_MARKS}]+"
_TOKEN = re.compile(
    rf"[{EAST}][{_SIGNS}]*|[{_CLUSTERED}]+|{_LETTERS}(?:[{_INSIDE}]+{_LETTERS})*|\S"
)

# Letters of a kept text between two replaced ones up to which it is shown as replaced too:
# words such as `a` or `the` stay by chance where a sentence was rewritten.
_CHANCE = 3
_CHANCE_EAST = re.compile(rf"[{EAST}{_CLUSTERED}]")


class How(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: what became of it, and its offset in the old text if removed, or the new.

    `space` is the white space before it.
    """

    how: How
    text: str
    start: int
    space: str = ""

    @property
    def words(self) -> int:
        """The number of its words, as word processors count them."""
        return len(words_in(self.text))


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the words and marks of a text.

    Each Han character or kana is a word, and each cluster of a script that has no spaces.
    """
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if re.match(f"[{_CLUSTERED}]", found[0]):
            yield from ((start + one, start + other) for one, other in clusters(found[0]))
        else:
            yield start, end


def words_of(text: str) -> Counter[str]:
    """Return the words of a text that count for its likeness to others."""
    return Counter(text[start:end] for start, end in tokens(text) if text[start].isalnum())


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def compare_words(old: str, new: str, *, folded: bool = False) -> tuple[Piece, ...]:
    """Return the pieces of two texts in order, each removed one before what replaces it.

    If `folded`, ligatures and hyphens don't count, which differ between two typesetters.
    """
    ours, theirs = [*tokens(old)], [*tokens(new)]
    keys = [[_key(old[start:end], folded=folded) for start, end in ours]]
    keys += [[_key(new[start:end], folded=folded) for start, end in theirs]]
    pieces = list[Piece]()
    for kind, *ranges in _without_chance(SequenceMatcher(None, *keys).get_opcodes(), keys[1]):
        if kind == "equal":
            kept = _piece(How.KEPT, new, theirs[ranges[2] : ranges[3]])
            if pieces and pieces[-1].how is How.REMOVED:  # the gap is that of the old text
                kept = replace(kept, space=_space(old, ours[ranges[0]][0]))
            pieces.append(kept)
            continue
        if ranges[0] < ranges[1]:
            pieces.append(_piece(How.REMOVED, old, ours[ranges[0] : ranges[1]]))
        if ranges[2] < ranges[3]:
            pieces.append(_piece(How.ADDED, new, theirs[ranges[2] : ranges[3]]))
    return tuple(pieces)


def whole(how: How, text: str) -> tuple[Piece, ...]:
    """Return a text as one piece."""
    return (Piece(how, text, 0),) if text else ()


def _key(word: str, *, folded: bool) -> str:
    if not folded:
        return word
    import unicodedata  # noqa: PLC0415 - for PDFs alone

    return unicodedata.normalize("NFKC", word).replace("-", "").replace("\u00ad", "") or word


def _piece(how: How, text: str, ranges: Sequence[tuple[int, int]]) -> Piece:
    start, end = ranges[0][0], ranges[-1][1]
    return Piece(how, text[start:end], start, _space(text, start))


def _space(text: str, at: int) -> str:
    """Return the white space before a place in a text."""
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:at]


def _without_chance(
    codes: Sequence[tuple[str, int, int, int, int]], words: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield opcodes with what is kept by chance between two replaced texts joined to them."""
    held: tuple[str, int, int, int, int] | None = None
    for at, code in enumerate(codes):
        after = codes[at + 1][0] if at + 1 < len(codes) else ""
        if held and code[0] == "equal" and after == "replace" and _is_chance(words, code):
            held = (held[0], held[1], code[2], held[3], code[4])
        elif held and code[0] == "replace" and held[2] == code[1] and held[4] == code[3]:
            held = (held[0], held[1], code[2], held[3], code[4])
        else:
            if held:
                yield held
            held = code if code[0] == "replace" else None
            if not held:
                yield code
    if held:
        yield held


def _is_chance(words: Sequence[str], code: tuple[str, int, int, int, int]) -> bool:
    kept = "".join(words[code[3] : code[4]])
    return len(kept) <= (1 if _CHANCE_EAST.search(kept) else _CHANCE)
