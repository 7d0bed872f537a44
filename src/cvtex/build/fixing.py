"""Applies the certain fixes of findings to the files that they are in."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cvtex.build.check import check_files
from cvtex.diagnostics import Checked, Diagnostic, Span, in_order
from cvtex.diagnostics.codes import Code
from cvtex.files import rewrite
from cvtex.source.buffer import Buffer
from cvtex.source.fixed_text import FixedText

ROUNDS = 10
"""The limit of checks and fixes one after the other: a fix may bring more to light."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding that was fixed, and what was done."""

    finding: Diagnostic
    done: str


def fix_files(
    paths: Iterable[Path], language: str = "", *, verbose: bool = False
) -> tuple[list[Fixed], Checked[tuple[Path, ...]]]:
    """Apply the certain fixes to the files of some paths; see `check_files` for the arguments.

    Return what was fixed, and the outcome of another check. Files are written whole; but for the
    edits they keep all bytes. A file that can't be written is an error among the findings.
    """
    given = tuple(paths)
    done: list[Fixed] = []
    for _ in range(ROUNDS):
        checked = check_files(given, language, verbose=verbose)
        by_file: defaultdict[Path, list[Diagnostic]] = defaultdict(list)
        for finding in in_order(checked.diagnostics):
            if finding.certain_fix and finding.span:
                by_file[finding.span.file.resolve()].append(finding)
        if not by_file:
            return done, checked
        for file, findings in by_file.items():
            try:
                done += _fix(file, findings)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                message = f"can't write the file: {reason}"
                failure = Diagnostic(Code.OUTPUT, message, Span(file))
                return done, Checked(checked.value, (*checked.diagnostics, failure))
    return done, check_files(given, language, verbose=verbose)


def _fix(file: Path, findings: list[Diagnostic]) -> list[Fixed]:
    """Apply the certain fixes of findings to a file. OSError: it can't be written."""
    content = file.read_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = FixedText(Buffer(file, content.removeprefix(mark).decode()))
    done = [
        Fixed(finding, text.describe(fix) or finding.hint)
        for finding in findings
        if (fix := finding.certain_fix) and text.apply(fix)
    ]
    rewrite(file, mark + text.read().encode())
    return done
