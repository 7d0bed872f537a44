"""The finishing pass, step by step."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from pikepdf import Name, ObjectStreamMode, Pdf

from cvtex.document import Document
from cvtex.finish import links, parsing, reading
from cvtex.finish.bookmarks import bookmark
from cvtex.finish.composed import compose
from cvtex.finish.faces import name_bold
from cvtex.finish.metadata import describe
from cvtex.finish.rewriting import rewrite
from cvtex.finish.sequence import in_reading_order
from cvtex.finish.tounicode import mend
from cvtex.finish.tree import Tree

if TYPE_CHECKING:
    from pathlib import Path


def finish(raw: Path, document: Document, target: Path) -> None:
    """Make the PDF that XeLaTeX wrote a PDF/UA-1 and PDF/A-2a file.

    The same input gives the same bytes.
    """
    with Pdf.open(raw) as pdf:
        pages = in_reading_order(pdf, document.leaves()) if document.rtl else parsing.read(pdf)
        found = reading.read(pages, document, _followed(document))
        name_bold({font for page in pages for font in page.bold})
        compose(pdf, found.clusters)
        mend(pdf, pages)
        painted = rewrite(pdf, pages, found.parts)
        tree = Tree(pdf, document, painted, found.parts, links.make(pdf, pages, found.parts))
        tree.build()
        bookmark(pdf, document, pages, tree.elements)
        describe(pdf, document)
        # The first half would be kept, and it depends on TeX's job name.
        if Name.ID in pdf.trailer:
            del pdf.trailer[Name.ID]
        # In memory first: qpdf ends the whole program where a disk is full.
        made = io.BytesIO()
        pdf.save(
            made,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
    target.write_bytes(made.getvalue())


def _followed(document: Document) -> set[int]:
    """Return the leaves after which the line goes on: a space parts them from the next.

    A full-width mark, such as the colon of a Chinese label, has its space in itself.
    """
    return {
        one.number
        for line in document.lines()
        for one, _ in pairwise(line)
        if not (category(one.text[-1]).startswith("P") and east_asian_width(one.text[-1]) in "FW")
    }
