"""Reports emoji sequences that the fonts show as their parts."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.unicode.clusters import JOINER, clusters, is_selector, paints


def split_emoji(document: Document) -> tuple[Diagnostic, ...]:
    """Return a finding for each emoji sequence (UTS #51) that is printed as its parts.

    The outline fonts with emoji in Debian join no sequences: no skin tones, ZWJ sequences or flags.
    """
    return tuple(
        _finding(sequence, leaf.place_of(sequence))
        for leaf in document.leaves()
        if not leaf.text.isascii()
        for sequence in dict.fromkeys(_sequences(leaf.text))
    )


def _sequences(text: str) -> Iterator[str]:
    for start, end in clusters(text):
        cluster = text[start:end]
        parts = [char for char in cluster if char != JOINER and not is_selector(char)]
        if len(parts) > 1 and any(_is_part(char) for char in parts[1:]):
            yield cluster


def _is_part(char: str) -> bool:
    """Return whether a character is an emoji, a modifier, a regional indicator or a tag."""
    return "\U0001f1e6" <= char <= "\U0001faff" or "\U000e0020" <= char <= "\U000e007f"


def _finding(sequence: str, span: Span) -> Diagnostic:
    parts = " ".join(filter(paints, sequence))
    return Diagnostic(
        Code.TEXT_SEQUENCE,
        f"`{sequence}` prints as its parts: {parts}",
        span,
        "no font here joins them: write one of them",
    )
