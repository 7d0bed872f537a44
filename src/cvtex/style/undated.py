"""Finds entries without dates, by which hiring systems sort."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.schema.records import Dated
from cvtex.style.manuscript import Manuscript, first_text


def undated(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield a finding for each entry without dates, or for each of its parts without dates."""
    for section in manuscript.resume.sections:
        for entry in section.records():
            if not isinstance(entry, Dated) or _has_date(entry):
                continue
            parts: list[Dated] = [*getattr(entry, "parts", ())]
            for dated in parts or [entry]:
                if not _has_date(dated):
                    yield Diagnostic(
                        Code.STYLE_UNDATED,
                        f"this {'part' if parts else 'entry'} has no date",
                        first_text(dated) or first_text(entry),
                        "add a `date`, or a `start_date` and an `end_date`, as `2023-09`",
                    )


def _has_date(dated: Dated) -> bool:
    return bool(dated.date or dated.start_date or dated.end_date)
