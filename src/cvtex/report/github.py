"""Writes findings as GitHub Actions workflow commands, which are shown beside their lines.

Reference: https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the
escapes are those of the runner's toolkit (`actions/toolkit`, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterable

from cvtex.diagnostics import Diagnostic, in_order

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(findings: Iterable[Diagnostic]) -> str:
    """Return a command for each finding, in the order of their places."""
    return "\n".join(_command(finding) for finding in in_order(findings))


def _command(finding: Diagnostic) -> str:
    span = finding.span
    properties: dict[str, object] = {}
    if span:
        properties["file"] = span.file
    if span and span.line:
        # endColumn is inclusive: its default in the toolkit is col.
        end = span.column + max(1, span.length) - 1
        properties |= {"line": span.line, "col": span.column, "endColumn": end}
    properties["title"] = finding.code
    escaped = ",".join(f"{key}={_escaped(value)}" for key, value in properties.items())
    message = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{finding.severity} {escaped}::{message.translate(_DATA)}"


def _escaped(value: object) -> str:
    return str(value).translate(_PROPERTY)
