"""Warnings that a file does not want."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import IGNORED, Code

CONTENT = """\
language: en
name: Ada "Sample"
ignore: [{ignored}]
sections:
  - type: awards
    entries:
      - title: Golden Sluice
        highlights: ["on GitHub", "on Github"]
"""


def _check(folder: Path, ignored: str) -> tuple[Diagnostic, ...]:
    path = folder / "resume.yaml"
    path.write_text(CONTENT.format(ignored=ignored), encoding="utf-8")
    return check_content(path).diagnostics


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("", {Code.STYLE_UNDATED, Code.STYLE_SPELLING, Code.STYLE_STRAIGHT_QUOTE}),
        ("style-undated", {Code.STYLE_SPELLING, Code.STYLE_STRAIGHT_QUOTE}),
        ("style-undated, style-spelling, style-straight-quote", set()),
        ("style-long", {Code.STYLE_UNDATED, Code.STYLE_SPELLING, Code.STYLE_STRAIGHT_QUOTE}),
    ],
)
def test_ignored(tmp_path: Path, ignored: str, left: set[Code]) -> None:
    """A warning whose code is listed is not told, and a code that finds nothing is none."""
    assert {finding.code for finding in _check(tmp_path, ignored)} == left


def test_any_warning(tmp_path: Path) -> None:
    """Any warning can be listed."""
    assert _check(tmp_path, ", ".join(sorted(IGNORED))) == ()


@pytest.mark.parametrize(
    ("ignored", "message", "hint"),
    [
        ("style-lnog", "there is no warning `style-lnog`", "did you mean `style-long`?"),
        ("xyz", "there is no warning `xyz`", "the warnings are "),
        ("date-invalid", "`date-invalid` is an error, which can't be ignored", "fix "),
    ],
)
def test_unknown(tmp_path: Path, ignored: str, message: str, hint: str) -> None:
    """What is no warning is an error at its place."""
    finding = _check(tmp_path, f"style-long, {ignored}")[0]

    assert (finding.code, finding.message) == (Code.VALUE_UNKNOWN, message)
    assert finding.hint.startswith(hint)
    assert finding.span
    assert (finding.span.line, finding.span.column) == (3, 22)
    assert finding.span.length == len(ignored)
