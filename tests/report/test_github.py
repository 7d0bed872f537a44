"""Findings for GitHub Actions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.report.github import render

CV = Path("cv.yaml")


@pytest.mark.parametrize(
    ("finding", "command"),
    [
        (
            Diagnostic(Code.KEY_UNKNOWN, "`naem` is none", Span(CV, 3, 5, 4), "so"),
            "::error file=cv.yaml,line=3,col=5,endColumn=8,title=key-unknown::`naem` is none%0Aso",
        ),
        (
            Diagnostic(Code.STYLE_LONG, "too long", Span(CV, 3, 5, 0)),
            "::warning file=cv.yaml,line=3,col=5,endColumn=5,title=style-long::too long",
        ),
        (
            Diagnostic(Code.FILE_MISSING, "there is no such file", Span(CV)),
            "::error file=cv.yaml,title=file-missing::there is no such file",
        ),
        (Diagnostic(Code.OUTPUT, "it is wrong"), "::error title=output::it is wrong"),
        (
            Diagnostic(Code.OUTPUT, "50%: a, b\r\n::error::", Span(Path("a,b:50%\n.yaml"))),
            "::error file=a%2Cb%3A50%25%0A.yaml,title=output::50%25: a, b%0D%0A::error::",
        ),
    ],
)
def test_command(finding: Diagnostic, command: str) -> None:
    """A finding is a workflow command, escaped as the runner's toolkit does it."""
    assert render([finding]) == command


def test_order() -> None:
    """Findings come in the order of their places, a line each; no findings are no text."""
    findings = [Diagnostic(Code.OUTPUT, f"{line}", Span(CV, line, 1)) for line in (10, 2)]

    assert [line[-1] for line in render(findings).splitlines()] == ["2", "0"]
    assert render([]) == ""


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text(message: str, hint: str, name: str) -> None:
    """Whatever a finding says, it is one line, and begins no command of its own."""
    said = render([Diagnostic(Code.OUTPUT, message, Span(Path(name)), hint)])

    assert "\n" not in said
    assert "\r" not in said
    assert said.startswith("::error file=")
