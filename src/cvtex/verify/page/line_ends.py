"""Checks the characters at line breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.unicode.bidi import mirrored
from cvtex.unicode.breaks import ties
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed

_LOWER = 0.8  # the least distance of lines, in type sizes; marks are nearer


def check_line_ends(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find lines of a leaf that begin with a closing mark, or end with an opening one.

    The typed text of a line is found by the number of painted characters, which does not depend on
    their direction.
    """
    if document is None:
        return
    lines = _lines(opened)
    for leaf in document.leaves():
        painted = lines.get(leaf.number, [])
        text, tied = _typed(leaf) if len(painted) > 1 else ("", set())
        at = 0
        for line in painted[:-1]:
            start, at = at, at + len(line)
            # Words that are wider than a line are broken between letters.
            is_mark = at in tied and not text[at - 1 : at + 1].isalnum()
            if is_mark and _unordered(text[start:at]) == _unordered(line):
                yield _finding(text[at - 1], text[at], leaf)


def _unordered(line: str) -> Counter[str]:
    """Count the characters of a line; those that are mirrored from right to left are the same."""
    return Counter(min(char, mirrored(char)) for char in line)


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
