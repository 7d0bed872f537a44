"""Checks what a theme can break in PDF/A-2a and PDF/UA-1, and runs a validator if installed.

The finishing pass guarantees the rest, which is tested with a validator.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pikepdf import Stream

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry, integer, items
from cvtex.processes.programs import ask
from cvtex.verify.isolated import CPU_MAX, STREAM_MAX
from cvtex.verify.opened import Opened

PROFILES = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}
"""Each standard with its name in page-validation."""

MISREAD = ("GLYPH-WIDTH", "STREAM-LENGTH")
"""Rules that page-validation gets wrong.

It reads other widths in fonts with several private dictionaries (Noto CJK), and takes a last byte
0D of compressed data as an end of line.
"""
_SECONDS = 300  # of wall-clock time, for what sleeps; two pages take 0.02
_VALIDATE = """
import json, page, sys
found = page.validate_pdf(sys.argv[1], profile=sys.argv[2]).failures
print(json.dumps([(one.rule_id, one.message) for one in found]))
"""
_CMYK = 4  # components


def check_contents(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find operators of a theme that PDF/A forbids, each kind once."""
    for fault in dict.fromkeys(fault for page in opened.pages for fault in page.faults):
        yield Diagnostic(Code.STANDARD_BROKEN, fault)
    profiles = (
        entry(intent, "/DestOutputProfile")
        for intent in items(entry(opened.pdf.Root, "/OutputIntents"))
    )
    has_cmyk = any(isinstance(p, Stream) and integer(p.get("/N")) == _CMYK for p in profiles)
    if not has_cmyk and any(page.cmyk for page in opened.pages):
        yield Diagnostic(
            Code.STANDARD_BROKEN,
            "no output intent defines its CMYK colours (ISO 19005-2, 6.2.4.3)",
            hint="use RGB colours",
        )


def breaches(pdf: Path) -> tuple[Diagnostic, ...] | None:
    """Return the findings of page-validation, each rule once; None if it is missing or fails."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - no build asks

    try:
        version("page-validation")
    except PackageNotFoundError:
        return None
    found = dict[tuple[str, str], list[str]]()
    for standard, profile in PROFILES.items():
        # It starts threads, for which a forked process would wait.
        command = [sys.executable, "-I", "-c", _VALIDATE, str(pdf), profile]
        given = ask(command, seconds=_SECONDS, most=STREAM_MAX, cpu=CPU_MAX)
        if given.status or not given.whole:
            return None
        for rule, message in json.loads(given.output):
            if not any(misread in rule for misread in MISREAD):
                found.setdefault((standard, rule), []).append(message)
    return tuple(
        Diagnostic(Code.STANDARD_BROKEN, f"{standard}: {messages[0]}{_more(messages)} ({rule})")
        for (standard, rule), messages in found.items()
    )


def _more(messages: list[str]) -> str:
    return f", and {len(messages) - 1} more of the kind" if len(messages) > 1 else ""
