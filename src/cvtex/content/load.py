"""Validates the values of a content file against the schema."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from cvtex.content.checks import check_values
from cvtex.content.includes import with_includes
from cvtex.content.overlay import overlaid
from cvtex.content.pruning import pruned, without
from cvtex.content.resume import Resume
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Resume)

# Removing an error may leave a list empty, which is another error.
_ROUNDS = 8


def settle(
    read: Checked[Value], path: Path, today: date | None = None, *, private: bool = True
) -> Checked[Resume]:
    """Return the résumé in the values of the file `path`, merged with its overlays if `private`."""
    read = with_includes(read, path)
    if private:
        read = overlaid(read, path)
    return settle_as(Resume, read, today)


def settle_as(model: type[R], read: Checked[Value], today: date | None = None) -> Checked[R]:
    """Return the résumé in values, without errors that only follow from those in reading them."""
    if read.value is None:
        return failed(*read.diagnostics)
    resume = _check(model, read.value, today)
    reported = _Spans(finding.span for finding in read.diagnostics if finding.span)
    # Errors of the schema in a text with a syntax error are only consequences.
    others = (found for found in resume.diagnostics if not reported.overlaps(found.span))
    return Checked(resume.value, (*read.diagnostics, *others))


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
    return _check(Resume, value, today, country)


def _check(model: type[R], value: Value, today: date | None, country: str = "") -> Checked[R]:
    if not isinstance(value, TypedMapping):
        return failed(
            Diagnostic(
                Code.CONTENT_EMPTY if isinstance(value, Empty) else Code.CONTENT_TYPE,
                "a content file is a mapping of keys to values",
                value.span,
                "begin with `language: en` and `name: ...`",
            )
        )
    resume, findings = _read(value, model)
    if resume is None:
        return failed(*findings)
    now = today or date.today()  # noqa: DTZ011 - the person's local date
    return Checked(resume, (*findings, *check_values(resume, now, country)))


def _read(value: Value, model: type[R]) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """Return the résumé of a value, repaired or without its invalid parts, and the findings."""
    resume, errors = _validated(value, model)
    if not errors:
        return resume, ()
    from cvtex.content.explain import explain  # noqa: PLC0415 - most files have no errors
    from cvtex.content.repairs.columns import in_wrong_columns  # noqa: PLC0415 - the same
    from cvtex.content.repairs.forms import Repairer, apply  # noqa: PLC0415 - the same

    repairer, findings = Repairer(), list[Diagnostic]()
    if misplaced := in_wrong_columns(errors, value):
        findings += misplaced.values()
        value = without(value, misplaced.keys())
        resume, errors = _validated(value, model)
    while repairs := repairer.repairs(errors, value):
        findings += [repair.finding for repair in repairs]
        value = apply(value, repairs)
        resume, errors = _validated(value, model)
    return resume or _without_errors(value, errors, model), (*findings, *explain(errors, value))


def validated(value: Value) -> tuple[Resume | None, list[ErrorDetails]]:
    """Return the résumé of a value, or pydantic's errors."""
    return _validated(value, Resume)


def _validated(value: Value, model: type[R]) -> tuple[R | None, list[ErrorDetails]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _with_required(value: TypedMapping) -> TypedMapping:
    """Return the values of a file with all that is required, so that the rest can be checked."""
    made = _with(value, name=Typed("Name", value.span), sections=TypedList([], value.span))
    if isinstance(letter := value.value("letter"), TypedMapping):
        text = TypedList([Typed("Text", value.span)], value.span)
        letter = _with(letter, date=Typed("2000", value.span), paragraphs=text)
        made = TypedMapping({**made, Typed("letter", value.span): letter}, value.span)
    return made


def _with(value: TypedMapping, **required: Value) -> TypedMapping:
    added: dict[Typed, Value] = {Typed(key, value.span): of for key, of in required.items()}
    return TypedMapping(added | value, value.span)


def _without_errors(value: Value, errors: list[ErrorDetails], model: type[R]) -> R | None:
    from cvtex.content.keys import in_file  # noqa: PLC0415 - most files have no errors

    for _ in range(_ROUNDS):
        value = pruned(value, (in_file(error["loc"]) for error in errors))
        if not isinstance(value, TypedMapping):
            return None
        value = _with_required(value)
        resume, errors = _validated(value, model)
        if resume:
            return resume
    return None
