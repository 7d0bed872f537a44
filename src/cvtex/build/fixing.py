"""Applies the certain fixes of findings to the files that they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from cvtex.build.check import check_files
from cvtex.diagnostics import Checked, Diagnostic, Span, in_order
from cvtex.diagnostics.codes import Code
from cvtex.files import rewrite
from cvtex.source.buffer import Buffer
from cvtex.source.encoding import unicode_of
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
    edits they keep all bytes. A file that can't be written is an error among the findings. What
    one edition would fix so and another one otherwise, in a file that both include, stays as it is.
    """
    given = tuple(paths)
    files: dict[Path, _FixedFile] = {}
    for rounds in range(ROUNDS + 1):
        checked = check_files(given, language, verbose=verbose)
        checked = Checked(checked.value, _without_disputes(checked.diagnostics, files))
        by_file: defaultdict[Path, list[Diagnostic]] = defaultdict(list)
        for finding in in_order(checked.diagnostics):
            if finding.certain_fix and finding.span:
                by_file[finding.span.file.resolve()].append(finding)
        if not by_file or rounds == ROUNDS:
            break
        for file, findings in by_file.items():
            try:
                files.setdefault(file, _FixedFile(file)).fix(findings)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                message = f"can't write the file: {reason}"
                failure = Diagnostic(Code.OUTPUT, message, Span(file))
                return _done(files), Checked(checked.value, (*checked.diagnostics, failure))
    return _done(files), checked


class _FixedFile:
    """A file that is fixed: its bytes after each round, and what was fixed in each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._versions: list[bytes] = []
        self.rounds: list[list[Fixed]] = []
        self.disputed: set[Code] = set()

    def fix(self, findings: list[Diagnostic]) -> None:
        """Apply the certain fixes of findings. OSError: the file can't be written.

        If that leads back to what the file was before, fixes contradict each other: the file
        becomes what it was at first, and their codes are disputed.
        """
        content = self._path.read_bytes()
        self._versions = self._versions or [content]
        encoding = unicode_of(content)
        text = FixedText(Buffer(self._path, encoding.decode(content)))
        fixed = [
            Fixed(finding, text.describe(fix) or finding.hint)
            for finding in findings
            if (fix := finding.certain_fix) and text.apply(fix)
        ]
        version = encoding.encode(text.read())
        if version == content:
            return
        self.rounds.append(fixed)
        if version in self._versions:
            circle = self.rounds[self._versions.index(version) :]
            self.disputed |= {one.finding.code for one in chain.from_iterable(circle)}
            version, self._versions, self.rounds = self._versions[0], [], []
        rewrite(self._path, version)
        self._versions.append(version)


def _done(files: Mapping[Path, _FixedFile]) -> list[Fixed]:
    """Return what was fixed, by file."""
    return [one for file in files.values() for fixed in file.rounds for one in fixed]


def _without_disputes(
    findings: Iterable[Diagnostic], files: Mapping[Path, _FixedFile]
) -> tuple[Diagnostic, ...]:
    """Return findings, those whose fixes contradict others without any."""
    disputed = {(path, code) for path, file in files.items() for code in file.disputed}
    return tuple(
        replace(finding, fixes=())
        if disputed and finding.span and (finding.span.file.resolve(), finding.code) in disputed
        else finding
        for finding in findings
    )
