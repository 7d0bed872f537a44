"""Whether lines begin and end with characters that may stand there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document, Leaf
from cvtex.glyphs.bidi import has_strong_right
from cvtex.glyphs.breaks import ties
from cvtex.verify.opened import Opened
from cvtex.verify.painted import ARTIFACT, Page
from cvtex.verify.spots import squeezed

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
    lines = [line for page in opened.pages for line in _lines(page)]
    edges = [(line[-_SEEN:], then[:_SEEN]) for line, then in pairwise(lines) if line and then]
    # Most lines end between letters, which may stand beside each other. Where text runs from right
    # to left, what is painted last is not the end of a line.
    marked = {
        end + begin: len(end)
        for end, begin in edges
        if not (end[-1] + begin[0]).isalnum() and not has_strong_right(end + begin)
    }
    if not marked:
        return
    text, tied, starts = _typed(document)
    for seen, end in marked.items():
        at = text.find(seen)
        if at >= 0 and at + end in tied:
            leaf = starts[max(start for start in starts if start <= at)]
            yield _finding(seen[end - 1], seen[end], leaf)


def _lines(page: Page) -> Iterator[str]:
    """Yield the lines of a page without spaces, as they were painted."""
    line, bottom = "", None
    for word in page.words:
        if word.mark == ARTIFACT:
            continue
        if bottom is not None and abs(word.box.bottom - bottom) > _DOWN * word.size:
            yield line
            line = ""
        line, bottom = line + squeezed(word.text), word.box.bottom
    yield line


def _typed(document: Document) -> tuple[str, set[int], dict[int, Leaf]]:
    """Return all leaves as one text, where no line may end in it, and where each begins."""
    text, tied, starts = list[str](), set[int](), dict[int, Leaf]()
    length = 0
    for leaf in document.leaves():
        starts[length] = leaf
        tied_here = ties(leaf.text)
        for at, char in enumerate(f"{leaf.text}\n"):
            if at in tied_here:
                tied.add(length)
            text.append(squeezed(char) or "\0" * (char == "\n"))
            length += len(text[-1])
    return "".join(text), tied, starts


def _finding(before: str, after: str, leaf: Leaf) -> Diagnostic:
    return Diagnostic(
        Code.LINE_MARK,
        f"a line ends between `{before}` and `{after}`, which belong together",
        leaf.span,
        "change the text a little, so that the line ends elsewhere",
    )
