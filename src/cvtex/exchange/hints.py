"""What would mend a foreign file, in words for its format: the hints of the schema are for YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.exchange.shapes import Shape

_NAME = "add a line `name: ...`"
_NAMED_IN = {Shape.JSON_RESUME: "basics", Shape.RENDERCV: "cv", Shape.YAML_RESUME: "basics"}

# What is said of a list items, of quotes and of lines, and what JSON has in their place.
_IN_JSON = (
    (r"put `- ` before each line: .*", "put each in double quotes, in `[` and `]`"),
    (r"put `- ` before .*: `- (.*)`", r"put each between `{` and `}`: `{\1}`"),
    (r"begin each item with -.*", "put its items between `[` and `]`"),
    (r"begin with `-` for each: ", "put each between `{` and `}`: "),
    (r", or remove the `-`", ", or remove it"),
    (r"put it in quotes, if .*", "put it in double quotes"),
    (r"; put other words in quotes", ""),
    (r"add a line ", "add "),
)
_CODE = re.compile("`[^`]*`")
_PAIR = re.compile(r"(\w+): ([^`{},]+)")


def in_its_words(
    findings: Iterable[Diagnostic], path: Path, shape: Shape | None
) -> tuple[Diagnostic, ...]:
    """Return findings, those in a file with hints for its format."""
    return tuple(
        replace(finding, hint=_hint(finding, path, shape))
        if finding.hint and finding.span and finding.span.file == path
        else finding
        for finding in findings
    )


def _hint(finding: Diagnostic, path: Path, shape: Shape | None) -> str:
    hint = finding.hint
    if finding.code is Code.KEY_MISSING and hint == _NAME and shape in _NAMED_IN:
        hint += f" below `{_NAMED_IN[shape]}`"
    if path.suffix.lower() != ".json":
        return hint
    for yaml, json in _IN_JSON:
        hint = re.sub(yaml, json, hint)
    return _CODE.sub(lambda code: _PAIR.sub(r'"\1": "\2"', code[0]), hint)
