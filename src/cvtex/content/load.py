"""Validates the values of a content file against the schema."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cvtex.content.checks import check_values
from cvtex.content.includes import with_includes
from cvtex.content.overlay import overlaid
from cvtex.content.pruning import pruned
from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Removing an error may leave a list empty, which is another error.
_ROUNDS = 4


def settle(
    read: Checked[Value], path: Path, today: date | None = None, *, private: bool = True
) -> Checked[Resume]:
    """Return the résumé in the values of the file `path`, merged with its overlays if `private`."""
    read = with_includes(read, path)
    if private:
        read = overlaid(read, path)
    if read.value is None:
        return failed(*read.diagnostics)
    resume = check_schema(read.value, today)
    reported = _Spans(finding.span for finding in read.diagnostics if finding.span)
    # Errors of the schema in a text with a syntax error are only consequences.
    others = (found for found in resume.diagnostics if not reported.overlaps(found.span))
    # A repaired file may not be what the person meant, so it has no value for style checks.
    return Checked(resume.value if read.ok else None, (*read.diagnostics, *others))


class _Spans:
    """A set of spans, merged to ranges of columns by line."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ranges: dict[tuple[Path, int], list[tuple[int, int]]] = defaultdict(list)
        for span in sorted(spans):
            line = self._ranges[span.file, span.line]
            end = span.column + span.length
            if line and span.column <= line[-1][1]:
                start, before = line.pop()
                line.append((start, max(before, end)))
            else:
                line.append((span.column, end))

    def overlaps(self, span: Span | None) -> bool:
        """Return whether a span has characters in common with the set."""
        if span is None:
            return False
        line = self._ranges.get((span.file, span.line), [])
        last = bisect_left(line, (span.column + span.length, 0)) - 1
        return last >= 0 and line[last][1] > span.column


def check_schema(value: Value, today: date | None = None, country: str = "") -> Checked[Resume]:
    """Return the résumé of a value, the errors of the schema, and the warnings about its values.

    With errors, the résumé is what remains without the invalid parts: it serves to find more
    warnings in the same run, not to print. `country` (ISO 3166) is the person's, if known.
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
    now = today or date.today()  # noqa: DTZ011 - the person's local date
    return Checked(resume, (*findings, *check_values(resume, now, country)))


def _read(value: Value) -> tuple[Resume | None, tuple[Diagnostic, ...]]:
    """Return the résumé of a value, repaired or without its invalid parts, and the findings."""
    resume, errors = validated(value)
    if not errors:
        return resume, ()
    from cvtex.content.explain import explain  # noqa: PLC0415 - most files have no errors
    from cvtex.content.repairs import Repairer, apply  # noqa: PLC0415 - the same

    repairer, findings = Repairer(), []
    while repairs := repairer.repairs(errors, value):
        findings += [repair.finding for repair in repairs]
        value = apply(value, repairs)
        resume, errors = validated(value)
    return resume or _without_errors(value, errors), (*findings, *explain(errors, value))


def validated(value: Value) -> tuple[Resume | None, list[ErrorDetails]]:
    """Return the résumé of a value, or pydantic's errors."""
    try:
        return Resume.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _with_required(value: TypedMapping) -> TypedMapping:
    """Return the values of a file with a name and sections, so that the rest can be checked."""
    required: dict[Typed, Value] = {
        Typed("name", value.span): Typed("Name", value.span),
        Typed("sections", value.span): TypedList([], value.span),
    }
    return TypedMapping(required | value, value.span)


def _without_errors(value: Value, errors: list[ErrorDetails]) -> Resume | None:
    from cvtex.content.keys import in_file  # noqa: PLC0415 - most files have no errors

    for _ in range(_ROUNDS):
        value = pruned(value, (in_file(error["loc"]) for error in errors))
        if not isinstance(value, TypedMapping):
            return None
        value = _with_required(value)
        resume, errors = validated(value)
        if resume:
            return resume
    return None
