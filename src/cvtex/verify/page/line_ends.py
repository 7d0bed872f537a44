"""Checks the characters at line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.unicode.bidi import has_strong_right
from cvtex.unicode.breaks import ties
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed

_LOWER = 0.8  # the least distance of lines, in type sizes; marks are nearer
_CONTEXT = 12  # characters on each side of a break, to find it in the typed text


def check_line_ends(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find lines of a leaf that begin with a closing mark, or end with an opening one."""
    if document is None:
        return
    lines = _lines(opened)
    for leaf in document.leaves():
        ends = [
            (end, begin)
            for line, then in pairwise(lines.get(leaf.number, ()))
            if _may_be_marks(end := line[-_CONTEXT:], begin := then[:_CONTEXT])
        ]
        text, tied = _typed(leaf) if ends else ("", set())
        for end, begin in ends:
            at = text.find(end + begin)
            if at >= 0 and at + len(end) in tied:
                yield _finding(end[-1], begin[0], leaf)


def _may_be_marks(end: str, begin: str) -> bool:
    """Return whether a break may be forbidden.

    Breaks between letters are allowed. In right-to-left text, the last painted character is not at
    the end of the line.
    """
    return not ((end[-1] + begin[0]).isalnum() or has_strong_right(end + begin))


def _lines(opened: Opened) -> dict[int, list[str]]:
    """Return the painted lines of each leaf without spaces, by its number."""
    lines: dict[int, list[str]] = {}
    last: dict[int, tuple[int, float]] = {}
    for number, page in enumerate(opened.pages):
        for word in page.words:
            leaf, text = opened.leaves.get(word.mark) if word.mark else None, squeezed(word.text)
            if not leaf or not text:
                continue
            at, bottom = last.get(leaf, (-1, 0.0))
            if at != number or abs(word.box.bottom - bottom) > _LOWER * word.size:
                lines.setdefault(leaf, []).append("")
            lines[leaf][-1] += text
            last[leaf] = number, word.box.bottom
    return lines


def _typed(leaf: Leaf) -> tuple[str, set[int]]:
    """Return the text of a leaf without spaces, and the offsets where lines may not be broken."""
    text, tied, unbreakable = "", set[int](), ties(leaf.text)
    for at, char in enumerate(leaf.text):
        if at in unbreakable:
            tied.add(len(text))
        text += squeezed(char)
    return text, tied


def _finding(before: str, after: str, leaf: Leaf) -> Diagnostic:
    return Diagnostic(
        Code.LINE_EDGE,
        f"a line ends between `{before}` and `{after}`, which belong together",
        leaf.span,
        "change the text slightly, so that the line breaks elsewhere",
    )
