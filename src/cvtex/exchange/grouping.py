"""Groups similar warnings about a foreign file, whose author wrote it for another program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from cvtex.diagnostics import Diagnostic, Severity, Span
from cvtex.diagnostics.codes import Code

_CITED = re.compile("`[^`]*`")
_LEFT_OUT = re.compile("`(?P<key>[^`]+)` is left out")
_KEYS_MAX = 12
"""The limit of keys named in one message."""


def grouped(findings: Iterable[Diagnostic], file: Path) -> tuple[Diagnostic, ...]:
    """Return findings, with similar warnings about a file as one with their number.

    Style warnings are similar if their codes are equal, others if their messages are.
    """
    kept: list[Diagnostic] = []
    kinds: dict[tuple[Code, str], list[Diagnostic]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR or not finding.span or finding.span.file != file:
            kept.append(finding)
        elif finding.code is Code.IMPORT_LEFT_OUT and _LEFT_OUT.match(finding.message):
            kinds.setdefault((finding.code, ""), []).append(finding)
        else:
            by_code = finding.code.startswith("style-")
            key = "" if by_code else _CITED.sub("`", finding.message)
            kinds.setdefault((finding.code, key), []).append(finding)
    return (*kept, *(_one(found, file) for found in kinds.values()))


def _one(found: list[Diagnostic], file: Path) -> Diagnostic:
    """Return one finding about the file for several similar ones."""
    first = found[0]
    lines = [finding.span.line for finding in found if finding.span and finding.span.line]
    keys = [key for finding in found if (key := _LEFT_OUT.match(finding.message))]
    names = dict.fromkeys(key["key"] for key in keys)
    if len(keys) == len(found) and len(names) > 1:
        named = ", ".join(f"`{name}`" for name in [*names][:_KEYS_MAX])
        more = f" and {len(names) - _KEYS_MAX} more" if len(names) > _KEYS_MAX else ""
        message = f"{named}{more} are left out: a content file has no fields for them"
    else:
        message = first.message
    if lines:
        message += f", line {lines[0]}"
    if len(found) > 1:
        message += f" ({len(found)} times; `--verbose` shows each)"
    hint = first.hint if len(found) == 1 else ""
    return Diagnostic(first.code, message, Span(file), hint, tolerated=first.tolerated)
