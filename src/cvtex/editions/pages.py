"""How many pages an edition may have, and how full the last one has to be."""

from __future__ import annotations

import re

from cvtex.design.kinds import NumberBetween
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.typed import Empty, Typed, TypedMapping, Value, cited

SPARSE = 0.2
"""How much of its page the last one has to fill, for the sheet to be worth it."""

FILL = NumberBetween(SPARSE, 0.95)
"""How much of the last page an edition may ask to be filled."""

PAGES = "[1-9][0-9]{0,3}"
"""A number of pages, as a pattern."""

_EXAMPLE = "as in `pages: 2` or `pages: {max: 2, fill: 0.7}`"


def read_pages(given: Value | None, findings: list[Diagnostic]) -> tuple[int | None, float | None]:
    """Return the maximum number of pages and the least share of the last one, as far as given.

    What is wrong is added to the findings.
    """
    if given is None:
        return None, None
    if not isinstance(given, TypedMapping):
        return _most(given, findings), None
    for key in given:
        if key not in ("max", "fill"):
            message, hint = f"`pages` has no key {cited(key)}", "the keys are max, fill"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
    most, fill = (
        None if isinstance(value, Empty) else value
        for value in (given.value("max"), given.value("fill"))
    )
    return (
        _most(most, findings) if most is not None else None,
        _fill(fill, findings) if fill is not None else None,
    )


def _most(given: Value, findings: list[Diagnostic]) -> int | None:
    if isinstance(given, Typed) and re.fullmatch(PAGES, given):
        return int(given)
    message = "`pages` is a whole number, from 1"
    findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, _EXAMPLE))
    return None


def _fill(given: Value, findings: list[Diagnostic]) -> float | None:
    try:
        return float(FILL.read(given))
    except ValueError as error:
        message = f"`fill` is a share of the last page: {error}"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, _EXAMPLE))
    return None
