"""Rewrites the content streams: marked content with MCIDs, artifacts, spaces.

All content is either marked content in the structure tree, or an artifact (ISO 14289-1, 7.1). A
marked-content sequence is wholly inside or wholly outside a text object (ISO 32000-1, 14.6.1):
inside if its leaf has several parts, otherwise outside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name

from cvtex.finish.contents import LEAF, PICTURES, LeafMark, PageOperators, Show
from cvtex.finish.spaces import RESOURCE, Spaces
from cvtex.finish.text_writer import TextWriter, number

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Pdf

    from cvtex.finish.matching import Part

_MARKS = frozenset({"BDC", "BMC", "EMC"})


@dataclass(slots=True)
class Painted:
    """The marked content of each part of a leaf, each bullet and the photo: page index and MCID."""

    parts: dict[tuple[LeafMark, int], list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # The owners of each page's marked content, by MCID.
    owners: list[list[tuple[LeafMark, int]]] = field(default_factory=list)
    # The box of a picture on its page, in points: left, bottom, right, top.
    boxes: dict[LeafMark, tuple[float, float, float, float]] = field(default_factory=dict)


def rewrite(pdf: Pdf, pages: list[PageOperators], parts: dict[int, list[Part]]) -> Painted:
    """Rewrite all pages; return their marked content."""
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
        self, page: PageOperators, painted: Painted, spaces: Spaces, parts: dict[int, list[Part]]
    ) -> None:
        self.page, self.painted, self.spaces, self.parts = page, painted, spaces, parts
        self.number = len(painted.owners) - 1
        self.out: list[bytes] = []
        # Operators that stay as they are, to be written at once.
        self.kept: list[ContentStreamInstruction | ContentStreamInlineImage] = []
        self.runs = {text.begin for text in page.texts if text.run is not None}
        self.in_run = False
        # The move that remains for the next operator.
        self.rest = (0.0, 0.0)
        # The mark that is open inside of a text object.
        self.open: tuple[LeafMark, int] | None = None

    def write(self) -> bytes:
        begins, ends, inside = self.ranges()
        mark: LeafMark | None = None
        page = self.page
        for at, name in enumerate(page.names):
            if at in begins:
                self.put(self.begin(begins[at]).encode())
            if name in _MARKS:
                continue
            mark = inside.get(at, mark)
            if show := page.shows.get(at):
                self.shown(at, show, mark)
                continue
            if name == "BT":
                self.in_run, self.rest = at in self.runs, (0.0, 0.0)
            if name == "ET":
                if self.open:
                    self.put(b"EMC")
                self.open = mark = None
            if name == "Td" and at + 1 in page.shows:
                self.move(at, page.shows[at + 1])
            else:
                self.same(at)
            if at in ends:
                self.put(b"EMC")
        self.flush()
        return b"\n".join(self.out)

    def same(self, at: int) -> None:
        """Write an operator as it is."""
        self.kept.append(self.page.instructions[at])

    def put(self, written: bytes) -> None:
        """Write what is not the same."""
        self.flush()
        self.out.append(written)

    def flush(self) -> None:
        """Write the operators that stay as they are."""
        if self.kept:
            self.out.append(pikepdf.unparse_content_stream(self.kept))
            self.kept = []

    def shown(self, at: int, show: Show, mark: LeafMark | None) -> None:
        """Write a text-showing operator, unless nothing of it is left.

        Parts of composed glyphs are left out, and a space's glyph that stands for other text too.
        """
        is_no_space = show in self.page.spaces and self.spaces.of(show.font) is None
        if show.is_empty:
            return
        if mark or show.is_changed:
            self.show(show, mark)
        elif not is_no_space:
            self.same(at)

    def move(self, at: int, show: Show) -> None:
        """Move the pen to shown text, past codes that other operators show.

        pypdf takes a move within the operator as a space.
        """
        dx, dy = map(float, self.page.instructions[at].operands)
        x, y = dx + self.rest[0], dy + self.rest[1]
        passed = show.passed * show.size / 1000
        if show.is_empty:
            self.rest = x, y
        else:
            self.rest = -passed, 0.0
            self.put(f"{number(x + passed)} {number(y)} Td".encode())

    def ranges(self) -> tuple[dict[int, LeafMark | None], set[int], dict[int, LeafMark]]:
        """Return where marks open and close around text objects, and those opened inside."""
        spans: list[tuple[int, int, LeafMark | None]] = []
        inside: dict[int, LeafMark] = {}
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
        self.painted.boxes |= {item.mark: item.box for item in self.page.figures if item.mark}
        return {begin: mark for begin, _, mark in spans}, {end for _, end, _ in spans}, inside

    def begin(self, mark: LeafMark | None, part: int = 0) -> str:
        """Return the operator that opens a mark, and record its MCID."""
        if mark is None:
            return "/Artifact BMC"
        owners = self.painted.owners[self.number]
        self.painted.parts[mark, part].append((self.number, len(owners)))
        owners.append((mark, part))
        kind = "Figure" if mark.kind in PICTURES else "Span"
        return f"/{kind} <</MCID {len(owners) - 1}>> BDC"

    def show(self, show: Show, mark: LeafMark | None) -> None:
        """Show text with its spaces, each part of a leaf in its own mark."""
        line = TextWriter(show)
        line.kern(show.lead)
        ends = show.kerns.keys() | show.spaces.keys() | {len(show.codes) - 1}
        ends |= {at for item in show.composed for at in (item - 1, item) if at >= 0}
        if show.fonts:
            ends |= {at for at in range(len(show.codes) - 1) if _changes_font(show, at)}
        if mark:
            ends |= {at for at, (one, then) in enumerate(pairwise(show.parts)) if one != then}
        start = 0
        for at in sorted(ends):
            self.enter(line, mark, show.parts[at] if mark else 0)
            kern = show.kerns.get(at, 0.0)
            composed = show.composed.get(at)
            if composed:
                if composed.shown:
                    line.code(composed.shown)
                # Behind the last glyph, another operator moves the pen.
                kern += composed.back if at + 1 < len(show.codes) or at in show.spaces else 0.0
            else:
                line.font(show.fonts.get(at))
                line.codes(start, at + 1)
            if at in show.spaces:
                gap, part = show.spaces[at]
                self.enter(line, mark, part)
                if composed and composed.space:
                    line.code(composed.space)
                    kern += gap
                else:
                    line.font(show.fonts.get(at))
                    kern += self.space(line, show, gap)
            line.kern(kern)
            start = at + 1
        line.font(None)
        self.put(line.bytes())

    def space(self, line: TextWriter, show: Show, gap: float) -> float:
        """Show a space of the operator's own font, or a borrowed one; return its width."""
        own = self.spaces.of(show.font)
        space = own or self.spaces.borrowed
        if space is None:
            return 0.0
        width = line.space(space, gap, borrowed=own is None)
        if self.in_run:
            # pypdf reverses text at each Tf operator, so there is one after each word.
            line.repeat_font()
        return width

    def enter(self, line: TextWriter, mark: LeafMark | None, part: int) -> None:
        """Open the mark of a part of a leaf, if it is not open."""
        if mark and self.open != (mark, part):
            if self.open:
                line.operator("EMC")
            self.open = mark, part
            line.operator(self.begin(mark, part))


def _changes_font(show: Show, at: int) -> bool:
    """Return whether the next code is shown in another font."""
    return show.fonts.get(at) != show.fonts.get(at + 1)
