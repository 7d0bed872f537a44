"""Writes the pages anew: marked content by number, artifacts, spaces.

Everything a page paints is either marked content that the structure tree knows, or an
artifact (ISO 14289-1, 7.1). Pairs of marks stand wholly inside or wholly outside of a text
object (ISO 32000-1, 14.6.1): inside where a leaf is cut by its links, else outside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name

from cvtex.finish.contents import LEAF, PHOTO, Mark, Page, Show
from cvtex.finish.line import Line
from cvtex.finish.spaces import RESOURCE, Spaces

if TYPE_CHECKING:
    from pikepdf import Pdf

    from cvtex.finish.reading import Part

_MARKS = frozenset({"BDC", "BMC", "EMC"})


@dataclass(slots=True)
class Painted:
    """Where each part of each leaf, each bullet and the photo were painted: page and number."""

    parts: dict[tuple[Mark, int], list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # The owners of a page's marked content, by their number.
    owners: list[list[tuple[Mark, int]]] = field(default_factory=list)
    # The place of a picture on its page: left, bottom, right, top.
    boxes: dict[Mark, tuple[float, float, float, float]] = field(default_factory=dict)


def rewrite(pdf: Pdf, pages: list[Page], parts: dict[int, list[Part]]) -> Painted:
    """Write all pages and tell what is where."""
    painted = Painted()
    spaces = Spaces(show for page in pages for show in page.spaces)
    targets = [page.obj for page in pdf.pages]
    for page, target in zip(pages, targets, strict=True):
        painted.owners.append([])
        written = _Writer(page, painted, spaces, parts).write()
        target[Name.Contents] = pdf.make_stream(written)
        if RESOURCE.encode() in written and spaces.lender:
            target[Name.Resources][Name.Font][RESOURCE] = spaces.lender.source
    return painted


class _Writer:
    def __init__(
        self, page: Page, painted: Painted, spaces: Spaces, parts: dict[int, list[Part]]
    ) -> None:
        self.page, self.painted, self.spaces, self.parts = page, painted, spaces, parts
        self.number = len(painted.owners) - 1
        self.out: list[bytes] = []
        self.runs = {text.begin for text in page.texts if text.run is not None}
        self.in_run = False
        # The mark that is open inside of a text object.
        self.open: tuple[Mark, int] | None = None

    def write(self) -> bytes:
        begins, ends, inside = self.ranges()
        mark: Mark | None = None
        page = self.page
        for at, (instruction, name) in enumerate(zip(page.instructions, page.names, strict=True)):
            if at in begins:
                self.out.append(self.begin(begins[at]).encode())
            if name in _MARKS:
                continue
            mark = inside.get(at, mark)
            if at in page.shows and self.is_no_space(page.shows[at]):
                continue
            if at in page.shows and (mark or page.shows[at].spaces or page.shows[at].fonts):
                self.show(page.shows[at], mark)
                continue
            if name == "BT":
                self.in_run = at in self.runs
            if name == "ET":
                if self.open:
                    self.out.append(b"EMC")
                self.open = mark = None
            self.out.append(pikepdf.unparse_content_stream([instruction]))
            if at in ends:
                self.out.append(b"EMC")
        return b"\n".join(self.out)

    def is_no_space(self, show: Show) -> bool:
        """Tell whether a glyph that was painted for a space is read as something else."""
        return show in self.page.spaces and self.spaces.of(show.font) is None

    def ranges(self) -> tuple[dict[int, Mark | None], set[int], dict[int, Mark]]:
        """Return where marks open around text objects, where they close, what is cut inside."""
        spans: list[tuple[int, int, Mark | None]] = []
        inside: dict[int, Mark] = {}
        for text in self.page.texts:
            mark = text.mark
            if mark and mark.kind == LEAF and len(self.parts.get(mark.number, ())) > 1:
                inside[text.begin] = mark
            elif mark and spans and spans[-1][2] == mark:
                spans[-1] = (spans[-1][0], text.end, mark)
            else:
                spans.append((text.begin, text.end, mark))
        covered = [(begin, end) for begin, end, mark in spans if mark]
        spans += [
            (figure.begin, figure.end, figure.mark)
            for figure in self.page.figures
            if not any(first < figure.begin < last for first, last in covered)
        ]
        self.painted.boxes |= {one.mark: one.box for one in self.page.figures if one.mark}
        return {begin: mark for begin, _, mark in spans}, {end for _, end, _ in spans}, inside

    def begin(self, mark: Mark | None, part: int = 0) -> str:
        """Return the operator that opens a mark, and note its number."""
        if mark is None:
            return "/Artifact BMC"
        owners = self.painted.owners[self.number]
        self.painted.parts[mark, part].append((self.number, len(owners)))
        owners.append((mark, part))
        kind = "Figure" if mark.kind == PHOTO else "Span"
        return f"/{kind} <</MCID {len(owners) - 1}>> BDC"

    def show(self, show: Show, mark: Mark | None) -> None:
        """Show text with its spaces; in a leaf with links, each part for itself."""
        line = Line(show)
        line.kern(show.lead)
        ends = show.kerns.keys() | show.spaces.keys() | {len(show.codes) - 1}
        if show.fonts:
            ends |= {at for at in range(len(show.codes) - 1) if _turns(show, at)}
        if mark:
            ends |= {at for at, (one, then) in enumerate(pairwise(show.parts)) if one != then}
        start = 0
        for at in sorted(ends):
            self.enter(line, mark, show.parts[at] if mark else 0)
            line.font(show.fonts.get(at))
            line.codes(start, at + 1)
            kern = show.kerns.get(at, 0.0)
            if at in show.spaces:
                gap, part = show.spaces[at]
                self.enter(line, mark, part)
                kern += self.space(line, show, gap)
            line.kern(kern)
            start = at + 1
        line.font(None)
        self.out.append(line.bytes())

    def space(self, line: Line, show: Show, gap: float) -> float:
        """Show a space of the operator's own font, or else a borrowed one; return its width."""
        own = self.spaces.of(show.font)
        space = own or self.spaces.borrowed
        if space is None:
            return 0.0
        width = line.space(space, gap, borrowed=own is None)
        if self.in_run:
            # pypdf turns round what it has read where a font is set: let that be a word.
            line.again()
        return width

    def enter(self, line: Line, mark: Mark | None, part: int) -> None:
        """Go on in a part of a leaf that is cut by its links."""
        if mark and self.open != (mark, part):
            if self.open:
                line.operator("EMC")
            self.open = mark, part
            line.operator(self.begin(mark, part))


def _turns(show: Show, at: int) -> bool:
    """Tell whether the code after one is shown by another font."""
    return show.fonts.get(at) != show.fonts.get(at + 1)
