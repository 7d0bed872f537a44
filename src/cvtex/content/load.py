"""A content file, read and checked against the schema, with every complaint at its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cvtex.content.checks import check_values
from cvtex.content.overlay import overlaid
from cvtex.content.rest import without
from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.typed import Empty, TypedMapping, Value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# To take away what is wrong may leave a list empty, which is wrong in turn.
_ROUNDS = 4


def settle(
    read: Checked[Value], path: Path, today: date | None = None, *, private: bool = True
) -> Checked[Resume]:
    """Return the résumé in what was read of a file; what is private is merged over it, if asked."""
    if private:
        read = overlaid(read, path)
    if read.value is None:
        return failed(*read.diagnostics)
    resume = check_schema(read.value, today)
    told = _Told(finding.span for finding in read.diagnostics if finding.span)
    of_schema = (one for one in resume.diagnostics if not (one.span and told.meets(one.span)))
    # What YAML misread may be mended as nobody meant it: too little is sure for matters of style.
    return Checked(resume.value if read.ok else None, (*read.diagnostics, *of_schema))


class _Told:
    """The places that were told of already: what YAML misread there, the schema misjudges."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Hold for each line the stretches that the spans in it make up, from column to column."""
        self._stretches: dict[tuple[Path, int], list[tuple[int, int]]] = defaultdict(list)
        for span in sorted(spans):
            line = self._stretches[span.file, span.line]
            end = span.column + span.length
            if line and span.column <= line[-1][1]:
                start, before = line.pop()
                line.append((start, max(before, end)))
            else:
                line.append((span.column, end))

    def meets(self, span: Span) -> bool:
        """Return whether some of a span's characters were told of."""
        line = self._stretches.get((span.file, span.line), [])
        last = bisect_left(line, (span.column + span.length, 0)) - 1
        return last >= 0 and line[last][1] > span.column


def check_schema(value: Value, today: date | None = None, country: str = "") -> Checked[Resume]:
    """Return the résumé that a value is, and all that the schema has against it, as of a day.

    `country` (ISO 3166) is where the person lives, if that is known.

    Where something is wrong, what is left without it is returned, so that more can be told in the
    same run; it is no résumé to print.
    """
    if not isinstance(value, TypedMapping):
        return failed(
            Diagnostic(
                Code.CONTENT_EMPTY if isinstance(value, Empty) else Code.CONTENT_TYPE,
                "a content file is a mapping of keys to values",
                value.span,
                "begin with `language: en` and `name: ...`",
            )
        )
    resume, findings = _read(value)
    if resume is None:
        return failed(*findings)
    now = today or date.today()  # noqa: DTZ011 - the day that the person's calendar shows
    return Checked(resume, (*findings, *check_values(resume, now, country)))


def _read(value: Value) -> tuple[Resume | None, tuple[Diagnostic, ...]]:
    """Return the résumé that a value is, or what is left of it without its faults, and these.

    Where a fault has a meaning that can be guessed, what stands inside is read with it.
    """
    resume, faults = validated(value)
    if not faults:
        return resume, ()
    from cvtex.content.explain import explain  # noqa: PLC0415 - most files have no faults
    from cvtex.content.meant import Meanings, read_as  # noqa: PLC0415 - the same

    meanings, told = Meanings(), []
    while guesses := meanings.guesses(faults, value):
        told += [guess.finding for guess in guesses]
        value = read_as(value, guesses)
        resume, faults = validated(value)
    rest = resume or _without_faults(value, faults)
    return rest, (*told, *explain(faults, value))


def validated(value: Value) -> tuple[Resume | None, list[ErrorDetails]]:
    """Return the résumé that a value is, or what pydantic has against it."""
    try:
        return Resume.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _without_faults(value: Value, faults: list[ErrorDetails]) -> Resume | None:
    from cvtex.content.keys import in_file  # noqa: PLC0415 - most files have no faults

    for _ in range(_ROUNDS):
        value = without(value, (in_file(fault["loc"]) for fault in faults))
        if isinstance(value, Empty):
            return None
        resume, faults = validated(value)
        if resume:
            return resume
    return None
