"""Rewrites the schema's hints, which are for YAML, for foreign formats and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.exchange.detection import FileFormat

_NAME = "add a line `name: ...`"
_NAMED_IN = {
    FileFormat.JSON_RESUME: "basics",
    FileFormat.RENDERCV: "cv",
    FileFormat.YAML_RESUME: "basics",
}

# Patterns in hints for YAML, and their replacements for JSON.
_IN_JSON = (
    (r"put `- ` before each line: .*", "put each in double quotes, in `[` and `]`"),
    (r"put `- ` before .*: `- (.*)`", r"put each between `{` and `}`: `{\1}`"),
    (r"begin each item with `-`.*", "put its items between `[` and `]`"),
    (r"write each as a separate item with its own `-`", "put each between `{` and `}`"),
    (r", or remove the `-`", ", or remove it"),
    (r"put a text that begins .*", "put it in double quotes"),
    (r"; put other words in quotes", ""),
    (r"add a line ", "add "),
)
_CODE = re.compile("`[^`]*`")
_PAIR = re.compile(r"(\w+): ([^`{},]+)")


def for_format(
    findings: Iterable[Diagnostic], path: Path, file_format: FileFormat | None
) -> tuple[Diagnostic, ...]:
    """Return findings with hints for the format of the file `path`."""
    return tuple(
        replace(finding, hint=_hint(finding, path, file_format))
        if finding.hint and finding.span and finding.span.file == path
        else finding
        for finding in findings
    )


def _hint(finding: Diagnostic, path: Path, file_format: FileFormat | None) -> str:
    hint = finding.hint
    if finding.code is Code.KEY_MISSING and hint == _NAME and file_format in _NAMED_IN:
        hint += f" below `{_NAMED_IN[file_format]}`"
    if path.suffix.lower() != ".json":
        return hint
    for yaml, json in _IN_JSON:
        hint = re.sub(yaml, json, hint)
    return _CODE.sub(lambda code: _PAIR.sub(r'"\1": "\2"', code[0]), hint)
