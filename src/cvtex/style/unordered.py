"""Finds entries that are sorted neither newest first nor oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cvtex.content.chronology import out_of_order
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.schema.records import Dated
from cvtex.sections.section_type import Sorted
from cvtex.style.manuscript import Manuscript, first_text


def unordered(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each entry or part that is out of order."""
    for section in manuscript.resume.sections:
        if isinstance(section, Sorted) and not section.sort:
            dated = [entry for entry in section.records() if isinstance(entry, Dated)]
            yield from _unordered(dated, "entry")
            for entry in dated:
                yield from _unordered(getattr(entry, "parts", ()), "part")


def _unordered(entries: Sequence[Dated], what: str) -> Iterator[Diagnostic]:
    for entry in out_of_order(entries):
        yield Diagnostic(
            Code.STYLE_UNORDERED,
            f"this {what} is out of order: the others are sorted by their dates",
            first_text(entry),
            "move it, or add `sort: newest` (or `oldest`) to the section",
        )
