"""Compares the texts of two PDFs of any program, word by word in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvtex.diff.comparing import Change, GroupChange, RowChange
from cvtex.diff.outline import OutlineRow
from cvtex.diff.pdf import PDF_LEAF, PdfText
from cvtex.diff.words import DiffPiece, How, compare_words, tokens

_BESIDE = 10
"""Words that are shown before and after a change."""

_MORE = "…"


def compare_texts(old: PdfText, new: PdfText) -> tuple[GroupChange, ...]:
    """Return the changed words of two PDFs, by the page that they are on, with some around them."""
    ours, theirs = (OutlineRow(one.text, leaves=((PDF_LEAF, 0),)) for one in (old, new))
    pages = dict[str, list[RowChange]]()
    for pieces in _hunks(compare_words(old.text, new.text, folded=True)):
        changed = next(piece for piece in pieces if piece.how is not How.KEPT)
        text = old if changed.how is How.REMOVED else new
        spot = text.spots[PDF_LEAF][changed.start]
        change = RowChange(Change.CHANGED, pieces, ours, theirs)
        pages.setdefault(f"page {spot.page + 1 if spot else 1}", []).append(change)
    return tuple(GroupChange((page,), Change.CHANGED, tuple(rows)) for page, rows in pages.items())


def elided(pieces: tuple[DiffPiece, ...], beside: int = _BESIDE) -> tuple[DiffPiece, ...]:
    """Return pieces with so many words of what was kept beside each change, and no others."""
    shown = list[DiffPiece]()
    for at, piece in enumerate(pieces):
        if piece.how is How.KEPT:
            before = beside if at or len(pieces) == 1 else 0
            after = beside if at + 1 < len(pieces) else 0
            piece = replace(piece, text=_cut(piece.text, before, after))  # noqa: PLW2901
        shown.append(piece)
    return tuple(shown)


def _cut(text: str, before: int, after: int) -> str:
    ranges = [*tokens(text)]
    if len(ranges) <= before + after + 2:
        return text
    start = text[: ranges[before - 1][1]] + " " if before else ""
    end = " " + text[ranges[-after][0] :] if after else ""
    return f"{start}{_MORE}{end}"


def _hunks(pieces: tuple[DiffPiece, ...]) -> Iterator[tuple[DiffPiece, ...]]:
    """Yield the changes, those together that have few words between them."""
    hunk = list[DiffPiece]()
    for at, piece in enumerate(pieces):
        if piece.how is not How.KEPT:
            hunk.append(piece)
            continue
        words = [*tokens(piece.text)]
        if not hunk and at + 1 < len(pieces):
            hunk.append(_tail(piece, words))
        elif at + 1 == len(pieces) or len(words) > 2 * _BESIDE:
            if hunk:
                end = words[min(_BESIDE, len(words)) - 1][1]
                more = f" {_MORE}" if end < len(piece.text) else ""
                yield (*hunk, replace(piece, text=piece.text[:end] + more))
            hunk = [_tail(piece, words)] if at + 1 < len(pieces) else []
        else:
            hunk.append(piece)
    if any(piece.how is not How.KEPT for piece in hunk):
        yield tuple(hunk)


def _tail(piece: DiffPiece, words: list[tuple[int, int]]) -> DiffPiece:
    start = words[-min(_BESIDE, len(words))][0]
    more = f"{_MORE} " if start else ""
    return replace(piece, text=more + piece.text[start:], space="")
