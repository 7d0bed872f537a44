"""What is said of a person's input: the order it comes in, and whether a phase can go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.diagnostics import Checked, Diagnostic, Span, failed, in_order
from cvtex.diagnostics.codes import Code

WRONG = Diagnostic(Code.OUTPUT, "it is wrong")
DOUBTFUL = Diagnostic(Code.STYLE_LONG, "it is doubtful")


def test_order() -> None:
    """Findings come by file, line and column, however they were found; those of no place last."""
    spans = [
        Span(Path("a.yaml")),
        Span(Path("a.yaml"), 2, 1),
        Span(Path("a.yaml"), 2, 10),
        Span(Path("a.yaml"), 10, 1),
        Span(Path("b.yaml"), 1, 1),
        None,
    ]
    findings = [Diagnostic(Code.OUTPUT, "", span) for span in spans]

    assert in_order(reversed(findings)) == findings


@pytest.mark.parametrize(
    ("checked", "ok"),
    [
        (Checked("done"), True),
        (Checked("done", (DOUBTFUL,)), True),
        (Checked("done", (DOUBTFUL, WRONG)), False),
        (Checked(""), True),
        (Checked(None), False),
        (Checked(None, (DOUBTFUL,)), False),
    ],
)
def test_ok(checked: Checked[str], ok: bool) -> None:  # noqa: FBT001 - it is what is expected
    """The next phase goes on with a result and no error; warnings don't stop it."""
    assert checked.ok is ok


def test_failed() -> None:
    """A phase that failed hands on what it found, and no result."""
    outcome: Checked[str] = failed(DOUBTFUL, WRONG)

    assert (outcome.value, outcome.diagnostics, outcome.ok) == (None, (DOUBTFUL, WRONG), False)
