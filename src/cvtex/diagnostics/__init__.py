"""What there is to say about a person's input, and where in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from cvtex.diagnostics.codes import WARNINGS, Code

T = TypeVar("T")

LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line of a file (YAML 1.1, section 5.4)."""


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one line of a file.

    `line` and `column` count from 1, `length` in characters; line 0 is the file as a whole.
    """

    file: Path
    line: int = 0
    column: int = 0
    length: int = 1


SECRET = Path("$CVTEX_PRIVATE")
"""The file of a Span that leads into the environment variable: what stands there is not shown."""

_NOT_SHOWN = "what stands there is not shown here: put it into private.yaml to see more"


FINDINGS_MAX = 500
"""Findings that are told of a content file: nobody reads more, and to show them takes long."""

SOUGHT_MAX = 4 * FINDINGS_MAX
"""Findings after which one that seeks them in a file stops: there is no end to some mistakes."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, a message, its place and what would mend it.

    What was typed stands in backticks, and is masked from the start where it is a secret, as is a
    hint, which may be what was typed in another form: a finding may end in a log that everybody
    can read, by whatever way it is printed. What is `tolerated` weighs no more than a warning.
    """

    code: Code
    message: str
    span: Span | None = None
    hint: str = ""
    tolerated: bool = False

    def __post_init__(self) -> None:
        """Mask what was typed where it is a secret."""
        if self.span and self.span.file == SECRET:
            object.__setattr__(self, "message", masked(self.message))
            object.__setattr__(self, "hint", _NOT_SHOWN)

    @property
    def severity(self) -> Severity:
        """How much it weighs, which its code says, unless it is tolerated."""
        return Severity.WARNING if self.tolerated or self.code in WARNINGS else Severity.ERROR


def masked(text: str) -> str:
    """Return a text without what stands between its first backtick and its last.

    What was typed may have backticks in it, so that those between can't be told apart. What follows
    a colon behind them gives a reason, which may tell of it too.
    """
    before, quote, rest = text.partition("`")
    _, last, after = rest.rpartition("`")
    reasonless = after.partition(":")[0] if last else ""
    return f"{before}`…`{reasonless}" if quote else text


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a phase returns: its result if it has one, and all that it found."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether the next phase can go on."""
        return self.value is not None and not any(
            finding.severity is Severity.ERROR for finding in self.diagnostics
        )


def failed(*diagnostics: Diagnostic) -> Checked[T]:
    """Return the outcome of a phase that has nothing to hand on."""
    return Checked(None, diagnostics)


def tolerate(findings: Iterable[Diagnostic], codes: Collection[Code]) -> tuple[Diagnostic, ...]:
    """Return findings, those of some codes as warnings."""
    return tuple(
        replace(finding, tolerated=True) if finding.code in codes else finding
        for finding in findings
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by file, line and column; those without a place come last.

    Those of one place stay in the order in which they were found.
    """
    return sorted(
        diagnostics, key=lambda finding: (finding.span is None, finding.span or Span(Path()))
    )


def bounded(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return as many findings as are told, errors rather than warnings, and how many more are not.

    Whoever sought them may have stopped before the last.
    """
    if len(findings) <= FINDINGS_MAX:
        return findings
    errors_first = sorted(in_order(findings), key=lambda one: one.severity is Severity.WARNING)
    told, rest = errors_first[:FINDINGS_MAX], errors_first[FINDINGS_MAX:]
    message = f"at least {len(rest):,} more findings are not shown; this is the first of them"
    more = Diagnostic(Code.FINDINGS_MORE, message, rest[0].span, "fix the others, and check again")
    return (*told, more)
