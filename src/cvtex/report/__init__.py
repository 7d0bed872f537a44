"""How findings and verdicts are shown: to a person, as JSON for a tool, as annotations for GitHub.

A format is a module with a function `render`, and its line in the table.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TextIO

from cvtex.diagnostics import Diagnostic
from cvtex.report import github, json, text
from cvtex.report.screen import screen_of


class Format(StrEnum):
    """The names of the formats."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


FOR_TOOLS: dict[Format, Callable[[Iterable[Diagnostic]], str]] = {
    Format.JSON: json.render,
    Format.GITHUB: github.render,
}
"""The formats that no person reads: always UTF-8, the same on every stream."""


def show(findings: Iterable[Diagnostic], form: Format, stream: TextIO) -> None:
    """Write findings to a stream."""
    if form is Format.TEXT:
        said = text.render(findings, screen_of(stream))
    else:
        said = FOR_TOOLS[form](findings)
        if isinstance(stream, io.TextIOWrapper):
            # A file name may have bytes that are no UTF-8; JSON reads the escape as it is meant.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if said:
        stream.write(f"{said}\n")
