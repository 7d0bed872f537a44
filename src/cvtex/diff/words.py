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

# Thai, Lao, Burmese and Khmer have no spaces either; a letter and its signs are a cluster.
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

_BULLETS = frozenset("•◦▪▫‣⁃●○■□–·")

# Letters of a kept text between two replaced ones up to which it is shown as replaced too:
# words such as `a` or `the` stay by chance where a sentence was rewritten.
_CHANCE = 3
_CHANCE_EAST = re.compile(rf"[{EAST}{_CLUSTERED}]")


Code = tuple[str, int, int, int, int]
"""An opcode of difflib: what became of a range of the old words, and the range of the new ones."""


class How(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPiece:
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


def compare_words(old: str, new: str, *, folded: bool = False) -> tuple[DiffPiece, ...]:
    """Return the pieces of two texts in order, each removed one before what replaces it.

    If `folded`, ligatures, hyphens and bullets don't count, which differ between typesetters.
    """
    ours, theirs = (
        [
            (start, end)
            for start, end in tokens(text)
            if not folded or text[start:end] not in _BULLETS
        ]
        for text in (old, new)
    )
    before = [_key(old[start:end], folded=folded) for start, end in ours]
    after = [_key(new[start:end], folded=folded) for start, end in theirs]
    pieces = list[DiffPiece]()
    codes = _from_words(SequenceMatcher(None, before, after).get_opcodes(), before, after)
    for kind, *ranges in _without_chance(codes, after):
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


def whole(how: How, text: str) -> tuple[DiffPiece, ...]:
    """Return a text as one piece."""
    return (DiffPiece(how, text, 0),) if text else ()


def _key(word: str, *, folded: bool) -> str:
    if not folded:
        return word
    import unicodedata  # noqa: PLC0415 - for PDFs alone

    return unicodedata.normalize("NFKC", word).replace("-", "").replace("\u00ad", "") or word


def _piece(how: How, text: str, ranges: Sequence[tuple[int, int]]) -> DiffPiece:
    start, end = ranges[0][0], ranges[-1][1]
    return DiffPiece(how, text[start:end], start, _space(text, start))


def _space(text: str, at: int) -> str:
    """Return the white space before a place in a text."""
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:at]


def _from_words(codes: Sequence[Code], old: Sequence[str], new: Sequence[str]) -> list[Code]:
    """Return opcodes in which what was removed or added begins with a word, and not with a mark.

    Of `a, b, c` and `a, c`, difflib may find that `, b` was removed: it is as true of `b,`.
    """
    shifted = list[Code](codes)
    for at in range(1, len(codes) - 1):
        before, (kind, a, b, c, d), after = shifted[at - 1 : at + 2]
        words, start, end = (old, a, b) if kind == "delete" else (new, c, d)
        if kind not in ("delete", "insert") or words[start][0].isalnum():
            continue
        if before[0] == after[0] == "equal" and end < len(words) and words[start] == words[end]:
            shifted[at - 1] = ("equal", before[1], before[2] + 1, before[3], before[4] + 1)
            shifted[at] = (kind, a + 1, b + 1, c + 1, d + 1)
            shifted[at + 1] = ("equal", after[1] + 1, after[2], after[3] + 1, after[4])
    return [code for code in shifted if code[1] < code[2] or code[3] < code[4]]


def _without_chance(codes: Sequence[Code], words: Sequence[str]) -> Iterator[Code]:
    """Yield opcodes with what is kept by chance between two replaced texts joined to them."""
    held: Code | None = None
    for at, code in enumerate(codes):
        after = codes[at + 1][0] if at + 1 < len(codes) else ""
        is_chance = code[0] == "equal" and after == "replace" and _is_chance(words, code)
        if held and (is_chance or code[0] == "replace"):
            held = (held[0], held[1], code[2], held[3], code[4])
        else:
            if held:
                yield held
            held = code if code[0] == "replace" else None
            if not held:
                yield code
    if held:
        yield held


def _is_chance(words: Sequence[str], code: Code) -> bool:
    kept = "".join(words[code[3] : code[4]])
    return len(kept) <= (1 if _CHANCE_EAST.search(kept) else _CHANCE)
