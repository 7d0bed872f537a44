"""Runs the steps of the finishing pass."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from pikepdf import Name, ObjectStreamMode, Pdf

from cvtex.document import Document
from cvtex.finish import parsing
from cvtex.finish.bookmarks import bookmark
from cvtex.finish.composed import compose, drawn
from cvtex.finish.font_names import name_bold
from cvtex.finish.links import add_links
from cvtex.finish.matching import match_leaves
from cvtex.finish.metadata import describe
from cvtex.finish.reading_order import in_reading_order
from cvtex.finish.rewriting import rewrite
from cvtex.finish.tounicode import map_codes
from cvtex.finish.tree import StructureTree
from cvtex.finish.wide_blank import paint_wide_blank

if TYPE_CHECKING:
    from pathlib import Path


def finish(raw: Path, document: Document, target: Path) -> None:
    """Write XeLaTeX's PDF as a PDF/UA-1 and PDF/A-2a file; the same input gives the same bytes."""
    with Pdf.open(raw) as pdf:
        pages = in_reading_order(pdf, document.leaves()) if document.rtl else parsing.read(pdf)
        matches = match_leaves(pages, document, _followed(document))
        name_bold({font for page in pages for font in page.bold})
        compose(pdf, [*matches.clusters, *drawn(pages)])
        map_codes(pdf, pages)
        painted = rewrite(pdf, pages, matches.parts)
        if document.rtl:
            paint_wide_blank(pdf)
        tree = StructureTree(
            pdf, document, painted, matches.parts, add_links(pdf, pages, matches.parts)
        )
        tree.build()
        bookmark(pdf, document, pages, tree.elements)
        describe(pdf, document)
        # qpdf would keep the first half, which depends on TeX's job name.
        if Name.ID in pdf.trailer:
            del pdf.trailer[Name.ID]
        # In memory first: qpdf aborts the process if the disk is full.
        file = io.BytesIO()
        pdf.save(
            file,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
    target.write_bytes(file.getvalue())


def _followed(document: Document) -> set[int]:
    """Return the numbers of the leaves that are separated by a space from the next on their line.

    Full-width punctuation, such as the colon of a Chinese label, includes its space.
    """
    return {
        leaf.number
        for line in document.lines()
        for leaf in line[:-1]
        if not (category(leaf.text[-1]).startswith("P") and east_asian_width(leaf.text[-1]) in "FW")
    }
