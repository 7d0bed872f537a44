"""Shows findings as text, JSON or GitHub annotations, and verdicts as JSON or a page.

A format of findings is a module with a function `render`, and an entry in the table.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TextIO

from cvtex.diagnostics import Diagnostic
from cvtex.report import github, json, text
from cvtex.report.screen import screen_of


class ReportFormat(StrEnum):
    """The names of the formats."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


FOR_TOOLS: dict[ReportFormat, Callable[[Iterable[Diagnostic]], str]] = {
    ReportFormat.JSON: json.render,
    ReportFormat.GITHUB: github.render,
}
"""The formats for tools: always UTF-8, the same on every stream."""


def show(findings: Iterable[Diagnostic], form: ReportFormat, stream: TextIO) -> None:
    """Write findings to a stream."""
    if form is ReportFormat.TEXT:
        output = text.render(findings, screen_of(stream))
    else:
        output = FOR_TOOLS[form](findings)
        if isinstance(stream, io.TextIOWrapper):
            # A file name may have bytes that are not UTF-8; the escape is valid JSON.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if output:
        stream.write(f"{output}\n")
