"""Whether PDF/A-2a and PDF/UA-1 are kept: what a theme can break, and what a validator finds.

The finishing pass writes what both ask of the file as a whole; the tests let a validator prove it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
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
"""Each standard with the name that page-validation has for it."""

MISREAD = ("GLYPH-WIDTH", "STREAM-LENGTH")
"""Rules that page-validation misreads.

It takes fonts with several private dictionaries (Noto CJK) to have other widths, and the last byte
of a packed stream for the end of a line where it is 0D.
"""

# It takes some 0.02 s for two pages.
_PATIENCE = 30
_VALIDATE = """
import json, page, sys
found = page.validate_pdf(sys.argv[1], profile=sys.argv[2]).failures
print(json.dumps([(one.rule_id, one.message) for one in found]))
"""
# The components of a profile for the colours of printing inks.
_INKS = 4


def check_contents(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find operators that a theme may have written and no archive takes, each kind once."""
    for fault in dict.fromkeys(fault for page in opened.pages for fault in page.faults):
        yield Diagnostic(Code.STANDARD_BROKEN, fault)
    profiles = (
        entry(intent, "/DestOutputProfile")
        for intent in items(entry(opened.pdf.Root, "/OutputIntents"))
    )
    inks = any(isinstance(one, Stream) and integer(one.get("/N")) == _INKS for one in profiles)
    if not inks and any(page.cmyk for page in opened.pages):
        yield Diagnostic(
            Code.STANDARD_BROKEN,
            "no output intent says what its colours of CMYK are (ISO 19005-2, 6.2.4.3)",
            hint="use colours of RGB",
        )


def breaches(pdf: Path) -> tuple[Diagnostic, ...] | None:
    """Return what page-validation finds, each rule once; None if it is missing, or fails."""
    try:
        version("page-validation")
    except PackageNotFoundError:
        return None
    found = dict[tuple[str, str], list[str]]()
    for standard, profile in PROFILES.items():
        # It has threads of its own, which a process that is forked from this one would wait for.
        command = [sys.executable, "-I", "-c", _VALIDATE, str(pdf), profile]
        given = ask(command, seconds=_PATIENCE, most=STREAM_MAX, cpu=CPU_MAX)
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
