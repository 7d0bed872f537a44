"""Findings (`Diagnostic`) with their positions (`Span`), and results with findings (`Checked`)."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from cvtex.diagnostics.codes import WARNINGS, Code

T = TypeVar("T")

LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""A line end (YAML 1.1, section 5.4)."""


class Severity(StrEnum):
    """The severity of a diagnostic: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of characters in one line of a file.

    `line` and `column` count from 1, `length` in characters; line 0 is the file as a whole.
    """

    file: Path
    line: int = 0
    column: int = 0
    length: int = 1


SECRET = Path("$CVTEX_PRIVATE")
"""The file of a Span in the environment variable, whose contents are secret."""
PRIVATE = "private.yaml"
"""The name of a file whose contents are secret on a CI service."""

_NOT_SHOWN = f"the value is not shown here: put it into {PRIVATE} on your own machine to see more"

FINDINGS_MAX = 500
"""The limit of findings shown for a content file; no one reads more."""

SOUGHT_MAX = 4 * FINDINGS_MAX
"""The number of findings after which a check of a file stops."""


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """An edit of the source: a text for the characters of a span.

    The span is within one line; with length 0 it is the place before its column.
    """

    span: Span
    text: str


class Fix(NamedTuple):
    """The edits of the source that remove a finding; they do not overlap.

    A `certain` fix can't be wrong about what was meant: `cvtex check --fix` applies it. Others are
    offered in editors.
    """

    edits: tuple[Replacement, ...]
    certain: bool = False


def replacing(span: Span | None, text: str, *, certain: bool) -> tuple[Fix, ...]:
    """Return the fix that puts a text in the place of a span; () without a span."""
    return (Fix((Replacement(span, text),), certain),) if span else ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, a message, its place, a hint how to fix it, and possible fixes.

    Quotations of the content are in backticks. For a secret they are masked at once, and the hint
    is replaced, because a finding may be printed to a public log. A `tolerated` finding is a
    warning.
    """

    code: Code
    message: str
    span: Span | None = None
    hint: str = ""
    tolerated: bool = False
    fixes: tuple[Fix, ...] = ()

    def __post_init__(self) -> None:
        """Mask a secret."""
        if self.span and is_secret(self.span.file):
            object.__setattr__(self, "message", masked(self.message))
            object.__setattr__(self, "hint", _NOT_SHOWN)
            object.__setattr__(self, "fixes", ())

    @property
    def severity(self) -> Severity:
        """The severity of its code; a warning if it is tolerated."""
        return Severity.WARNING if self.tolerated or self.code in WARNINGS else Severity.ERROR

    @property
    def certain_fix(self) -> Fix | None:
        """The fix that `cvtex check --fix` applies, or None."""
        return next((fix for fix in self.fixes if fix.certain), None)


def is_secret(file: Path) -> bool:
    """Return whether no word of a file may be shown: the log of a CI service may be public."""
    return file == SECRET or (file.name == PRIVATE and bool(os.environ.get("CI")))


def masked(text: str) -> str:
    """Return a message without the part from its first backtick to its last.

    The quotation itself may have backticks. The reason after a following colon is cut too, because
    it may quote the secret.
    """
    before, quote, rest = text.partition("`")
    _, last, after = rest.rpartition("`")
    reasonless = after.partition(":")[0] if last else ""
    return f"{before}`…`{reasonless}" if quote else text


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The outcome of a phase: its result, or None, and its findings."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether there is a result and no error."""
        return self.value is not None and not any(
            finding.severity is Severity.ERROR for finding in self.diagnostics
        )


def failed(*diagnostics: Diagnostic) -> Checked[T]:
    """Return an outcome without a result."""
    return Checked(None, diagnostics)


def tolerate(findings: Iterable[Diagnostic], codes: Collection[Code]) -> tuple[Diagnostic, ...]:
    """Return findings, with those of some codes as warnings."""
    return tuple(
        replace(finding, tolerated=True) if finding.code in codes else finding
        for finding in findings
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings in the order of their spans; those without a span come last.

    The sort is stable.
    """

    def place(finding: Diagnostic) -> tuple[bool, tuple[str, ...], Span]:
        span = finding.span or Span(Path())
        # By parts, because Python 3.12 and newer compare paths in another way.
        return finding.span is None, span.file.parts, span

    return sorted(diagnostics, key=place)


def bounded(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the first `FINDINGS_MAX` findings, errors first, and one with the number of others.

    The number is a minimum, because a check stops after `SOUGHT_MAX`.
    """
    if len(findings) <= FINDINGS_MAX:
        return findings
    errors_first = sorted(in_order(findings), key=lambda found: found.severity is Severity.WARNING)
    shown, rest = errors_first[:FINDINGS_MAX], errors_first[FINDINGS_MAX:]
    message = f"at least {len(rest):,} more findings are not shown; this is the first of them"
    more = Diagnostic(Code.FINDINGS_MORE, message, rest[0].span, "fix the others, and check again")
    return (*shown, more)


def counted(number: int, thing: str) -> str:
    """Return a number of things as in a message: `1 page`, `1,200 words`."""
    return f"{number:,} {thing}{'s' if number != 1 else ''}"
