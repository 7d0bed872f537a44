"""What an edition prints of its content: for whom it is, what it hides, in which order it has it.

Read by hand, as all of `editions.yaml` is; what it means for a content is seen when that is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.source.synonyms import closest
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, cited

ALL = "all"
"""The audience of an edition that prints what is for any."""

KEYS = ("audience", "hide", "order", "highlights", "notes")

MOST = "[1-9][0-9]?"
"""How many highlights a list may have, as a pattern."""

_EXAMPLES = {
    "audience": "as in `audience: ml` or `audience: [ml, data]`",
    "hide": "as in `hide: [phone, address]`",
    "order": "as in `order: [experience, education]`",
}
_MOST = "as in `highlights: {most: 3}`"


@dataclass(frozen=True, slots=True)
class Tailoring:
    """What an edition prints of its content: the same for the same values, wherever they stand.

    `audience`, `hide` and `order` are what stands in the edition. `most` is how many highlights of
    a list are printed, `notes` whether the person's notes are. `strict` makes it an error if what
    it hides is printed all the same. `audiences` are those of all editions of the content, if they
    are known.
    """

    audience: tuple[Typed, ...] = ()
    hide: tuple[Typed, ...] = ()
    order: tuple[Typed, ...] = ()
    most: int | None = None
    notes: bool = False
    strict: bool = False
    audiences: frozenset[str] | None = field(default=None, compare=False, repr=False)

    @property
    def hides_dates(self) -> bool:
        """Whether it prints entries without dates, or without one of two."""
        return not {"date", "start_date", "end_date"}.isdisjoint(self.hide)

    def describe(self) -> list[str]:
        """Return in words what it does."""
        told = {"for": self.audience, "without": self.hide}
        named = [f"{word} {', '.join(names)}" for word, names in told.items() if names]
        return [*named, *(["with notes"] if self.notes else [])]


WHOLE = Tailoring()
"""All that is not for an audience, in the order of the content."""


def read_tailoring(given: Mapping[str, Value], findings: list[Diagnostic]) -> Tailoring:
    """Return what the keys of an edition ask for; what is wrong is added to the findings."""
    audience, hide, order = (_names(key, given.get(key), findings) for key in _EXAMPLES)
    most = _most(given.get("highlights"), findings)
    notes = read_flag("notes", given, findings, default=False)
    return Tailoring(audience, hide, order, most, notes)


def read_flag(
    key: str, given: Mapping[str, Value], findings: list[Diagnostic], *, default: bool
) -> bool:
    """Return whether a key of an edition is `true`; what is neither true nor false is a finding."""
    value = given.get(key)
    if value is None or (isinstance(value, Typed) and value in ("true", "false")):
        return default if value is None else value == "true"
    message = f"`{key}` is `true` or `false`"
    findings.append(Diagnostic(Code.FLAG_TYPE, message, value.span, f"as in `{key}: true`"))
    return default


def _names(key: str, given: Value | None, findings: list[Diagnostic]) -> tuple[Typed, ...]:
    """Return the names in a list, or the one that stands there alone."""
    if given is None:
        return ()
    names = []
    for one in given if isinstance(given, TypedList) else [given]:
        if isinstance(one, Typed) and one.strip():
            names.append(one)
            continue
        message = f"`{key}` is a list of names"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, one.span, _EXAMPLES[key]))
    return tuple(names)


def _most(given: Value | None, findings: list[Diagnostic]) -> int | None:
    """Return how many highlights a list may have."""
    if given is None:
        return None
    if not isinstance(given, TypedMapping):
        message = "`highlights` is a mapping, whose key is `most`"
        findings.append(Diagnostic(Code.VALUE_TYPE, message, given.span, _MOST))
        return None
    most: Value | None = given.value("most")
    for key, value in given.items():
        if key != "most":
            meant = closest(key, ["most"], {"max": ("most",), "maximum": ("most",)})
            hint = "did you mean `most`?" if meant else "the key is `most`"
            message = f"`highlights` has no key {cited(key)}"
            findings.append(Diagnostic(Code.KEY_UNKNOWN, message, key.span, hint))
            most = most or (value if meant else None)
    if most is None or isinstance(most, Empty):
        return None
    if isinstance(most, Typed) and re.fullmatch(MOST, most):
        return int(most)
    message = "`most` is a whole number, from 1 to 99"
    findings.append(Diagnostic(Code.VALUE_TYPE, message, most.span, _MOST))
    return None
