"""Whether lines begin and end with characters that may stand there."""

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

# Text of another line is this far away or more, in type sizes: more than marks above a letter.
_DOWN = 0.8
# So many characters of two lines, from their end and their beginning, tell where they were typed.
_SEEN = 12


def check_line_ends(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find lines that begin with a closing mark, or end with an opening one.

    A mark with which a text begins or ends was put there by who typed it.
    """
    if document is None:
        return
    lines = _lines(opened)
    for leaf in document.leaves():
        ends = [
            (end, begin)
            for line, then in pairwise(lines.get(leaf.number, ()))
            if _may_be_marks(end := line[-_SEEN:], begin := then[:_SEEN])
        ]
        text, tied = _typed(leaf) if ends else ("", set())
        for end, begin in ends:
            at = text.find(end + begin)
            if at >= 0 and at + len(end) in tied:
                yield _finding(end[-1], begin[0], leaf)


def _may_be_marks(end: str, begin: str) -> bool:
    """Return whether a line may end where it should not.

    Most lines end between letters, which may stand beside each other. Where text runs from right to
    left, what is painted last is not the end of a line.
    """
    return not ((end[-1] + begin[0]).isalnum() or has_strong_right(end + begin))


def _lines(opened: Opened) -> dict[int, list[str]]:
    """Return the lines of each leaf without spaces, as they were painted, by its number."""
    lines: dict[int, list[str]] = {}
    last: dict[int, tuple[int, float]] = {}
    for number, page in enumerate(opened.pages):
        for word in page.words:
            leaf, text = opened.leaves.get(word.mark) if word.mark else None, squeezed(word.text)
            if not leaf or not text:
                continue
            at, bottom = last.get(leaf, (-1, 0.0))
            if at != number or abs(word.box.bottom - bottom) > _DOWN * word.size:
                lines.setdefault(leaf, []).append("")
            lines[leaf][-1] += text
            last[leaf] = number, word.box.bottom
    return lines


def _typed(leaf: Leaf) -> tuple[str, set[int]]:
    """Return the text of a leaf without spaces, and where no line may end in it."""
    text, tied, held = "", set[int](), ties(leaf.text)
    for at, char in enumerate(leaf.text):
        if at in held:
            tied.add(len(text))
        text += squeezed(char)
    return text, tied


def _finding(before: str, after: str, leaf: Leaf) -> Diagnostic:
    return Diagnostic(
        Code.LINE_EDGE,
        f"a line ends between `{before}` and `{after}`, which belong together",
        leaf.span,
        "change the text a little, so that the line ends elsewhere",
    )
