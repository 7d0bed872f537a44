"""Imports a foreign file as the text of a content file."""

from __future__ import annotations

from pathlib import Path

from cvtex.content.load import check_schema
from cvtex.diagnostics import Checked, Diagnostic, Span, bounded, failed
from cvtex.diagnostics.codes import Code
from cvtex.exchange.detection import FileFormat
from cvtex.exchange.grouping import grouped
from cvtex.exchange.hints import for_format
from cvtex.exchange.loading import Converted, convert, not_ignored, read_values, repair
from cvtex.exchange.yaml_writer import write_yaml
from cvtex.wording.locale import locale_of

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/resume.schema.json"
"""The comment that names the JSON Schema for editors."""


def import_file(path: Path, language: str = "", *, verbose: bool = False) -> Checked[str]:
    """Return the text of a content file made from a foreign file, and the findings.

    Errors in values are repaired with a warning; `verbose` reports each. A file with syntax errors
    has no result.
    """
    read, _ = read_values(path)
    if read.value is None:
        return failed(*bounded(read.diagnostics))
    converted = convert(read.value, language)
    foreign = converted.value
    if foreign is None:
        return failed(*bounded(read.diagnostics + converted.diagnostics))
    findings = read.diagnostics + converted.diagnostics
    content = foreign.content
    if foreign.file_format is FileFormat.OWN:
        if path.suffix.lower() != ".json":
            message = "this is a content file already"
            return failed(Diagnostic(Code.IMPORT_SHAPE, message, Span(path)))
        checked = check_schema(foreign.content)
        checked = Checked(checked.value, findings + checked.diagnostics)
    else:
        content, checked = repair(foreign, path, Checked(foreign.content, findings))
    found = for_format(checked.diagnostics, path, foreign.file_format)
    if checked.value is not None:
        found += locale_of(checked.value.language).diagnostics
        found = not_ignored(found, checked.value)
    if foreign.file_format is not FileFormat.OWN and not verbose:
        found = grouped(found, path)
    found = bounded(found)
    if not read.ok:
        return failed(*found)
    return Checked(f"{_header(path, foreign)}\n{write_yaml(content)}", found)


def _header(path: Path, foreign: Converted) -> str:
    """Return the comments at the head of the file: its schema and its origin."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in path.name)
    lines = [SCHEMA_LINE, f"# Taken over from {name} ({foreign.file_format}) by `cvtex import`."]
    if foreign.guessed:
        lines.append("# The language was guessed from the texts: check it.")
    return "\n".join(lines) + "\n"
