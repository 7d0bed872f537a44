"""Writes the pages anew: marked content by number, artifacts, spaces.

Everything a page paints is either marked content that the structure tree knows, or an
artifact (ISO 14289-1, 7.1). Pairs of marks stand wholly inside or wholly outside of a text
object (ISO 32000-1, 14.6.1): inside where a leaf is cut by its links, else outside.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from cvtex.finish import spaces
from cvtex.finish.contents import LEAF, Mark, Page, Show
from cvtex.finish.spaces import SpaceFont

if TYPE_CHECKING:
    from pikepdf import Pdf

    from cvtex.finish.reading import Part

_MARKS = frozenset({"BDC", "BMC", "EMC"})
_BMC, _BDC, _EMC, _TF, _TJ = (Operator(name) for name in ("BMC", "BDC", "EMC", "Tf", "TJ"))


@dataclass(slots=True)
class Painted:
    """Where each part of each leaf, and each bullet, was painted: page and number."""

    parts: dict[tuple[Mark, int], list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # The owners of a page's marked content, by their number.
    owners: list[list[tuple[Mark, int]]] = field(default_factory=list)


def rewrite(pdf: Pdf, pages: list[Page], parts: dict[int, list[Part]]) -> Painted:
    """Write all pages and tell what is where."""
    painted = Painted()
    font = SpaceFont()
    targets = [page.obj for page in pdf.pages]
    for page, target in zip(pages, targets, strict=True):
        painted.owners.append([])
        writer = _Writer(page, painted, font, parts)
        writer.write()
        target[Name.Contents] = pdf.make_stream(pikepdf.unparse_content_stream(writer.out))
    if font.used:
        made = font.font(pdf)
        for target in targets:
            target[Name.Resources][Name.Font][spaces.RESOURCE] = made
    return painted


class _Writer:
    def __init__(
        self, page: Page, painted: Painted, font: SpaceFont, parts: dict[int, list[Part]]
    ) -> None:
        self.page, self.painted, self.font, self.parts = page, painted, font, parts
        self.number = len(painted.owners) - 1
        self.out: list[Any] = []
        self.open: tuple[Mark, int] | None = None

    def write(self) -> None:
        begins, ends, inside = self.ranges()
        mark: Mark | None = None
        for at, (instruction, name) in enumerate(
            zip(self.page.instructions, self.page.names, strict=True)
        ):
            if at in begins:
                self.begin(begins[at])
            if name in _MARKS:
                continue
            if at in inside:
                mark = inside[at]
            show = self.page.shows.get(at)
            if show and (mark or show.spaces):
                self.show(show, mark)
            else:
                if name == "ET":
                    self.close()
                    mark = None
                self.out.append(instruction)
            if at in ends:
                self.out.append(([], _EMC))

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
            (begin, end, None)
            for begin, end in self.page.figures
            if not any(first < begin < last for first, last in covered)
        ]
        return {begin: mark for begin, _, mark in spans}, {end for _, end, _ in spans}, inside

    def begin(self, mark: Mark | None, part: int = 0) -> None:
        if mark is None:
            self.out.append(([Name.Artifact], _BMC))
            return
        owners = self.painted.owners[self.number]
        self.out.append(([Name.Span, Dictionary(MCID=len(owners))], _BDC))
        self.painted.parts[mark, part].append((self.number, len(owners)))
        owners.append((mark, part))

    def close(self) -> None:
        if self.open:
            self.out.append(([], _EMC))
        self.open = None

    def show(self, show: Show, mark: Mark | None) -> None:
        """Show text with its spaces; in a leaf with links, each part for itself."""
        line = _Line(self.out)
        line.kern(show.lead)
        for at, code in enumerate(show.codes):
            self.enter(line, mark, show.parts[at] if mark else 0)
            line.codes += code.to_bytes(show.font.size, "big")
            kern = show.kerns[at]
            if at in show.spaces:
                gap, part = show.spaces[at]
                line.flush()
                self.enter(line, mark, part)
                space, width = self.font.code(gap)
                self.out += [
                    ([spaces.RESOURCE, show.size], _TF),
                    ([Array([String(space)])], _TJ),
                    ([show.resource, show.size], _TF),
                ]
                kern += width
            line.kern(kern)
        line.flush()

    def enter(self, line: _Line, mark: Mark | None, part: int) -> None:
        """Go on in a part of a leaf that is cut by its links."""
        if mark and self.open != (mark, part):
            line.flush()
            self.close()
            self.open = mark, part
            self.begin(mark, part)


class _Line:
    """Gathers codes and kerns into one TJ (ISO 32000-1, 9.4.3)."""

    def __init__(self, out: list[Any]) -> None:
        self.out, self.codes = out, bytearray()
        self.array: list[Any] = []

    def kern(self, kern: float) -> None:
        if kern:
            self.gather()
            self.array.append(kern)

    def gather(self) -> None:
        if self.codes:
            self.array.append(String(bytes(self.codes)))
            self.codes = bytearray()

    def flush(self) -> None:
        self.gather()
        if self.array:
            self.out.append(([Array(self.array)], _TJ))
            self.array = []
