"""Compares one person's résumés in two languages and reports where they disagree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypeVar, cast

from cvtex.content.resume import Ignored, Resume
from cvtex.diagnostics import Diagnostic, in_order
from cvtex.diagnostics.codes import Code
from cvtex.lint.numbers import numbers
from cvtex.lint.pairs import EntryPair, pairs
from cvtex.lint.rules import alone, contacts, dates, highlights
from cvtex.schema.fields import Record
from cvtex.schema.tags import Tagged
from cvtex.source.typed import cited

T = TypeVar("T")

RULES = (alone, dates, numbers, highlights)
"""What is compared of each pair of entries."""


def compare(one: Resume, *others: Resume) -> tuple[Diagnostic, ...]:
    """Return where a résumé disagrees with others, without what any of them ignores.

    All that an edition may print is compared, whomever it is for; what is hidden is not.
    """
    one, *others = map(_visible, (one, *others))  # type: ignore[assignment]  # a tuple of them
    wanted = [item for resume in (one, *others) if resume.lint for item in resume.lint.ignore]
    used: set[int] = set()
    left = [
        finding
        for other in others
        for pair, finding in _findings(one, other)
        if not _is_ignored(finding, pair, wanted, used)
    ]
    left += [_unused(item) for item in wanted if id(item) not in used]
    return tuple(in_order(dict.fromkeys(left)))


def _visible(value: T) -> T:
    """Return a value without the parts of it that are hidden."""
    made: object = value
    if isinstance(value, list):
        kept = (item for item in value if not (isinstance(item, Tagged) and item.hidden))
        made = [_visible(item) for item in kept]
    elif isinstance(value, Record):
        made = value.model_copy(update={name: _visible(inner) for name, inner in value})
    return cast("T", made)


def _findings(one: Resume, other: Resume) -> Iterator[tuple[EntryPair | None, Diagnostic]]:
    yield from ((None, finding) for finding in contacts(one, other))
    for pair in pairs(one, other):
        yield from ((pair, one) for one in chain.from_iterable(rule(pair) for rule in RULES))


def _is_ignored(
    finding: Diagnostic, pair: EntryPair | None, wanted: list[Ignored], used: set[int]
) -> bool:
    items = [
        item
        for item in wanted
        if item.code == finding.code.value
        and (item.entry is None or (pair and any(item.entry in name for name in pair.names)))
    ]
    used.update(map(id, items))
    return bool(items)


def _unused(item: Ignored) -> Diagnostic:
    where = f" of an entry with {cited(item.entry)} in its heading" if item.entry else ""
    return Diagnostic(
        Code.LINT_UNUSED,
        f"there is no {cited(item.code)}{where} to ignore",
        item.code.span,
        "correct it, or remove it",
    )
