"""A tree of résumés, and what a batch makes of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cvtex.batch.jobs import Request, program_digest, wish_of
from cvtex.design.looks import PLAIN
from cvtex.editions.tailoring import WHOLE
from running import Program

Fill = Callable[[Path], None]


@dataclass(frozen=True)
class Office:
    """The folder of an office: résumés in `in`, and what is made of them in `out`."""

    program: Program

    @property
    def tree(self) -> Path:
        """The folder of the résumés."""
        return self.program.folder / "in"

    @property
    def out(self) -> Path:
        """The folder of the PDFs."""
        return self.program.folder / "out"

    def made(self) -> set[str]:
        """Return the paths of what is in the folder of the PDFs, but for records."""
        files = (Path(folder, name) for folder, _, names in os.walk(self.out) for name in names)
        below = (file.relative_to(self.out) for file in files)
        return {file.as_posix() for file in below if file.parts[0] != ".batch"}

    def add(self, name: str, text: str) -> Path:
        """Write a file of the tree."""
        file = self.tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


@pytest.fixture
def office(program: Program) -> Office:
    """Return an office without a résumé."""
    return Office(program)


@pytest.fixture(scope="session")
def small(people: Path) -> str:
    """Return the text of a small résumé."""
    return (people / "small.en.yaml").read_text(encoding="utf-8")


@pytest.fixture
def asked(office: Office) -> Request:
    """Return a request for the files of an office."""
    program = program_digest()
    known = (office.tree, office.out, wish_of(program, ()), program, "run")
    return Request(*known, PLAIN, WHOLE, 600, shared=None)


def stub(folder: Path, program: str, script: str) -> dict[str, str]:
    """Return a PATH on which a shell script stands before a program, which it has as `$real`."""
    folder.mkdir()
    file = folder / program
    file.write_text(f'#!/bin/sh\nreal="{shutil.which(program)}"\n{script}\n')
    file.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
