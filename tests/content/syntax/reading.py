"""What is read of a file, and what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.report.text import render
from cvtex.source.typed import Typed, Value
from cvtex.source.yaml import read_yaml

# A section with an entry, which ends in a list of texts.
ENTRY = "- type: a\n  entries:\n    - name: b\n      highlights:\n        - c\n"


def read(path: Path) -> Value:
    """Return what a file holds, in which nothing is wrong."""
    found = read_yaml(path)
    assert found.value is not None, render(found.diagnostics)
    assert not found.diagnostics
    return found.value


def finding_in(path: Path) -> Diagnostic:
    """Return the one thing that is wrong with a file."""
    (finding,) = read_yaml(path).diagnostics
    return finding


def place_of(finding: Diagnostic) -> str:
    """Return the line, the column and the code of a finding."""
    assert finding.span is not None
    return f"{finding.span.line}:{finding.span.column} {finding.code}"


def scalars_in(value: Value) -> Iterator[Typed]:
    """Yield each key and each text inside a value, in the order of the file."""
    if isinstance(value, Typed):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from scalars_in(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from scalars_in(inner)
