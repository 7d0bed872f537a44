"""Every file in `tests/broken/` is wrong, and what is found in it is what is written beside it.

`#! COLUMN CODE[, COLUMN CODE]` stands at the end of the line that causes a finding, or `#!^` with
the same on a line of its own below it. `NAME.yaml.expected` has lines of `LINE:COLUMN CODE` where
neither can stand in the file; 0:0 is the file as a whole. There is nothing else to be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_files
from cvtex.diagnostics import Diagnostic, Severity, in_order
from cvtex.diagnostics.codes import LINT, Code
from cvtex.report.text import render

if TYPE_CHECKING:
    from running import Program

BROKEN = Path(__file__).parent / "broken"
FILES = sorted([*BROKEN.rglob("*.yaml"), *BROKEN.rglob("*.json")])
# Findings that no file here can have: an unreadable file, a large one, a picture, a theme, a lint.
NO_FILES = {
    *(Code.FILE_UNREADABLE, Code.FILE_TOO_LARGE, Code.FINDINGS_MORE, Code.PHOTO_SMALL),
    Code.THEME_FILE,
    *LINT,
}
# The codes stand in the order of the work: behind these come those of writing, TeX and the PDF.
CHECKED = [*Code][: [*Code].index(Code.IMPORT_LEFT_OUT) + 1]
_NOTE = re.compile(r"#!(\^?)((?: \d+ [a-z-]+,?)+)\s*$")


def _noted(source: str) -> Iterator[str]:
    """Yield what a file says that is wrong with it."""
    for number, line in enumerate(source.splitlines(), 1):
        if note := _NOTE.search(line):
            for finding in note[2].split(","):
                yield f"{number - bool(note[1])}:{finding.strip()}"


def _expected(path: Path) -> list[str]:
    beside = path.with_name(f"{path.name}.expected")
    if beside.exists():
        return beside.read_text(encoding="utf-8").splitlines()
    return list(_noted(path.read_text(encoding="utf-8")))


def _place(finding: Diagnostic) -> str:
    at = finding.span
    return f"{at.line}:{at.column} {finding.code}" if at else str(finding.code)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BROKEN)))
def test_broken(path: Path) -> None:
    """All that is wrong with a file is found at its place, and nothing else.

    A finding says what is wrong, in words of a person, and an error what to write instead.
    """
    findings = in_order(check_files([path]).diagnostics)
    assert _expected(path)
    assert sorted(map(_place, findings)) == sorted(_expected(path)), render(findings)
    for finding in findings:
        # A joiner of emoji may be cited.
        said = f"{finding.message} {finding.hint}".replace("\u200d", "")

        assert finding.message
        assert finding.hint or finding.severity is Severity.WARNING
        assert not re.search(
            r"(?i)pydantic|validation|\bdict\b|\bstr\b|traceback|while parsing", said
        )
        assert said.isprintable()


def test_every_code_of_a_check() -> None:
    """Each thing that a check can find wrong, a file here has."""
    expected = {place.split(" ")[1] for path in FILES for place in _expected(path)}

    assert set(CHECKED) - NO_FILES <= expected


def test_notes() -> None:
    """A note is read as it is meant: beside its line, and below it."""
    source = "a: b\nc: d #! 4 one-code, 1 other\ne: |\n#!^ 2 third\nf: g #! no note\n"

    assert list(_noted(source)) == ["2:4 one-code", "2:1 other", "3:2 third"]


@pytest.mark.parametrize("name", ["yaml/marks.yaml", "yaml/tabs.yaml", "file/gbk.yaml"])
def test_program(program: Program, name: str) -> None:
    """The program prints each finding with its place and its code, and exits with 1."""
    path = BROKEN / name
    ran = program.run("check", path)

    assert ran.status == 1
    assert "Traceback" not in ran.said
    for place in _expected(path):
        where, code = place.split(" ")
        assert f"{path}:{where}: error[{code}]" in ran.out.replace(f"{path}: ", f"{path}:0:0: ")
