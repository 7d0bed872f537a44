"""Pages: how many there are, and how many there may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.diagnostics import Severity, Span
from cvtex.verify.pages import check_pages, count_pages

if TYPE_CHECKING:
    from conftest import Made

PLACE = Span(Path("editions.yaml"), 4, 1, 2)


@pytest.mark.parametrize(
    ("pages", "limit", "over"),
    [(1, 1, False), (2, 2, False), (1, 2, False), (9, None, False), (2, 1, True), (3, 2, True)],
)
def test_limit(pages: int, limit: int | None, *, over: bool) -> None:
    """More pages than an edition allows are an error where that is said, fewer are not."""
    findings = check_pages(pages, limit, PLACE)

    assert [(one.code, one.span, one.severity) for one in findings] == (
        [("pages-over", PLACE, Severity.ERROR)] if over else []
    )
    assert all(f"{pages} pages" in one.message and str(limit) in one.message for one in findings)


def test_count(sample: Made, long: Made) -> None:
    """The pages of a PDF are counted."""
    assert count_pages(sample.pdf) == 2
    assert count_pages(long.pdf) == 3
