"""Writes findings as a JSON document (`schema/diagnostics.schema.json`)."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps
from typing import Any

from cvtex.diagnostics import Diagnostic, Severity, in_order
from cvtex.diagnostics.codes import Code

VERSION = 1
"""Incremented if tools that read the document have to change."""


def render(findings: Iterable[Diagnostic]) -> str:
    """Return a document of findings in the order of their places; also if there are none."""
    document = {
        "version": VERSION,
        "diagnostics": [record(finding) for finding in in_order(findings)],
    }
    return dumps(document, ensure_ascii=False, indent=2)


def record(finding: Diagnostic) -> dict[str, str | int | None]:
    """Return a finding as values for JSON."""
    span = finding.span
    line = span.line if span and span.line else None
    return {
        "file": str(span.file) if span else None,
        "line": line,
        "column": span.column if span and line else None,
        "length": span.length if span and line else None,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint or None,
    }


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cvtex diagnostics",
        "description": "What `cvtex check --format json` prints.",
        **object_of(
            {
                "version": {"const": VERSION},
                "diagnostics": {
                    "type": "array",
                    "description": "all findings, in the order of files, lines and columns",
                    "items": record_schema(),
                },
            }
        ),
    }


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a finding."""
    return object_of(
        {
            "file": maybe("string", "the file; null if the finding has none"),
            "line": maybe("integer", "the line, from 1; null for the file as a whole"),
            "column": maybe("integer", "the column, in characters from 1"),
            "length": maybe("integer", "the length in characters, within the line"),
            "severity": {
                "enum": list(Severity),
                "description": "an error stops the build, a warning does not",
            },
            "code": {"enum": list(Code), "description": "the kind of finding; codes are stable"},
            "message": {"type": "string", "description": "what is wrong, for a person"},
            "hint": maybe("string", "how to fix it, for a person"),
        }
    )


def object_of(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def maybe(kind: str, description: str) -> dict[str, Any]:
    """Return the JSON Schema of a value that may be null."""
    least = {"minimum": 1} if kind == "integer" else {}
    return {"type": [kind, "null"], **least, "description": description}
