"""Findings for GitHub Actions, which shows them beside their lines: workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions names them; the
escapes are those of the runner's own toolkit (`actions/toolkit`, packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterable

from cvtex.diagnostics import Diagnostic, in_order

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(findings: Iterable[Diagnostic]) -> str:
    """Return findings in the order of their places, a command each."""
    return "\n".join(_command(finding) for finding in in_order(findings))


def _command(finding: Diagnostic) -> str:
    span = finding.span
    properties: dict[str, object] = {}
    if span:
        properties["file"] = span.file
    if span and span.line:
        # endColumn is the last one: the toolkit gives it the value of col where it is left out.
        end = span.column + max(1, span.length) - 1
        properties |= {"line": span.line, "col": span.column, "endColumn": end}
    properties["title"] = finding.code
    given = ",".join(f"{key}={_escaped(value)}" for key, value in properties.items())
    said = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{finding.severity} {given}::{said.translate(_DATA)}"


def _escaped(value: object) -> str:
    return str(value).translate(_PROPERTY)
