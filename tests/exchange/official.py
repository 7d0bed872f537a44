"""Holds the restated schema, our exports and the official samples against JSON Resume's package.

It is no test but a program, which `.ci/official-schema` runs where there is the package.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cvtex.build.check import check_content
from cvtex.diagnostics import Severity
from cvtex.exchange.export.exporting import export_file
from cvtex.importing.importing import import_file
from cvtex.report.text import render

from .json_resume_schema import SCHEMA, bare, faults

ROOT = Path(__file__).parents[2]


def main(package: Path) -> int:
    """Print what does not hold, or that all does; return 1 if there is anything."""
    found = [*_schema(package), *_exports(package), *_samples(package)]
    for line in found or ["JSON Resume's own schema and samples: all holds"]:
        sys.stdout.write(f"{line}\n")
    return 1 if found else 0


def _official(package: Path) -> dict[str, object]:
    schema: dict[str, object] = json.loads((package / "schema.json").read_text(encoding="utf-8"))
    return schema


def _schema(package: Path) -> Iterator[str]:
    if bare(_official(package)) != SCHEMA:
        yield "tests/exchange/json_resume_schema.py is not the official schema"


def _exports(package: Path) -> Iterator[str]:
    files = [*ROOT.glob("content/resume.*.yaml"), *ROOT.glob("tests/people/*.yaml")]
    if not files:
        yield "there is nothing to export"
    for file in files:
        exported = export_file(file)
        if exported.value is None:
            yield render(exported.diagnostics)
            continue
        for fault in faults(json.loads(exported.value), _official(package)):
            yield f"{file.name}: {fault}"


def _samples(package: Path) -> Iterator[str]:
    samples = sorted(package.rglob("*.resume.json"))
    if not samples:
        yield "the package has no samples"
    for sample in samples:
        written = sample.with_suffix(".yaml")
        imported = import_file(sample)
        written.write_text(imported.value.text if imported.value else "", encoding="utf-8")
        for file in (sample, written):
            errors = [
                finding
                for finding in (*imported.diagnostics, *check_content(file).diagnostics)
                if finding.severity is Severity.ERROR
            ]
            if errors:
                yield render(errors)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
