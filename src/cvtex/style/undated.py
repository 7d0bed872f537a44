"""An entry without dates: a reader asks when, and a hiring system sorts by it."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.schema.records import Dated
from cvtex.style.manuscript import Manuscript, first_text


def undated(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Yield each entry without dates; where an entry has parts, each part that has none either.

    An entry that has a date has one for its parts too.
    """
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
