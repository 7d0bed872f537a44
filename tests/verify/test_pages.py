"""Pages: how many there are, how many there may be, how full the last one is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.diagnostics import Severity, Span
from cvtex.editions.settings import Edition
from cvtex.verify.page.pages import check_pages, count_pages

if TYPE_CHECKING:
    from made import Made

PLACE = Span(Path("editions.yaml"), 4, 1, 2)
EDITION = Edition("me", Path("me.yaml"), span=PLACE)


def test_limit(sample: Made) -> None:
    """More pages than an edition allows are an error that counts the lines and says where."""
    for limit in (None, 2, 3):
        assert check_pages(sample.pdf, sample.document, replace(EDITION, pages=limit), 1) == ()
    (over,) = check_pages(sample.pdf, sample.document, replace(EDITION, pages=1), 1)
    page = "".join(sample.pages[1].split())
    file = sample.document.name.span.file
    typed = {leaf.span.line: leaf.text for leaf in sample.document.leaves()}

    assert (over.code, over.span, over.severity) == ("pages-over", PLACE, Severity.ERROR)
    # The foot is a row too.
    lines = len(sample.rows[1]) - 1
    assert over.message == f"the PDF has 2 pages, and the edition allows 1: {lines} lines too many"
    named = [int(line) for line in re.findall(r"\d+", over.hint.partition(f"{file.name}:")[2])]
    assert named
    for line in named:
        assert "".join(typed[line].split())[-4:] in page


def test_fill(sample: Made) -> None:
    """A last page that is less full than an edition asks is an error, by how much."""
    asked = replace(EDITION, fill=0.7)
    (sparse,) = check_pages(sample.pdf, sample.document, asked, 0.519)

    assert check_pages(sample.pdf, sample.document, asked, 0.7) == ()
    assert (sparse.code, sparse.span) == ("page-sparse", PLACE)
    assert sparse.message == "page 2, the last, is filled to 51%, and the edition asks for 70%"


def test_count(sample: Made, long: Made) -> None:
    """The pages of a PDF are counted."""
    assert count_pages(sample.pdf) == 2
    assert count_pages(long.pdf) == 3
