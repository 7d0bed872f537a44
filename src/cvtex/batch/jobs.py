"""What a batch is asked for: the files of a tree, and where each result of one goes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cvtex.content.overlay import variable_digest
from cvtex.design.looks import Looks
from cvtex.doit.freshness import program_of_steps
from cvtex.editions.tailoring import Tailoring
from cvtex.paths import PACKAGE, latex_dir

RECORDS = ".batch"
"""The folder below that of the PDFs with what is known of each."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for all files of a tree, `root`; the PDFs go into `out`.

    `wish` is a digest of all that a PDF depends on besides files of its own; `program` is the part
    of it that says which cvtex this is. `run` names this run. A build is given up after `seconds`
    of wall-clock time: TeX and each step of our own are stopped after 120 seconds of processor
    time, and this is for what waits or sleeps. `shared` is a file by which another machine
    recognises `out`, if one is to build.
    """

    root: Path
    out: Path
    wish: str
    program: str
    run: str
    looks: Looks
    tailoring: Tailoring
    seconds: float
    shared: Path | None

    @property
    def tree(self) -> str:
        """The path of the tree from the folder of the PDFs."""
        return os.path.relpath(self.root, self.out)

    def job(self, name: str) -> Job:
        """Return the job for a file of the tree."""
        return Job(self, name)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be built; `name` is its path in the tree, with `/`."""

    request: Request
    name: str

    @property
    def content(self) -> Path:
        """The file."""
        return self.request.root / self.name

    @property
    def pdf(self) -> Path:
        """The PDF that is made of it."""
        return self.request.out / pdf_name(self.name)

    @property
    def findings(self) -> Path:
        """Where its findings go, if it has any."""
        return self.pdf.with_suffix(".findings.txt")

    @property
    def log(self) -> Path:
        """Where TeX's log goes, if a finding names it."""
        return self.pdf.with_suffix(".log")

    @property
    def record(self) -> Path:
        """What is known of it."""
        return self.request.out / RECORDS / f"{self.name}.json"


def pdf_name(name: str) -> str:
    """Return the path of the PDF of a file, both in their trees."""
    return Path(name).with_suffix(".pdf").as_posix()


def wish_of(program: str, options: Iterable[object]) -> str:
    """Return the digest of what all PDFs depend on: the program, options, the private variable."""
    return sha256(json.dumps([program, *options, variable_digest()]).encode()).hexdigest()


def program_digest() -> str:
    """Return the digest of the files of cvtex that make and prove a PDF."""
    homes = (PACKAGE, latex_dir())
    files = (Path(file) for file in program_of_steps()["verify"])
    known = {_name(file, PACKAGE): file for file in files}
    for folder, folders, names in os.walk(latex_dir()):
        folders.sort()
        known |= {_name(Path(folder, name), homes[1]): Path(folder, name) for name in names}
    made = sha256()
    for name, file in sorted(known.items()):
        made.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()


def _name(file: Path, home: Path) -> str:
    return f"{home.name}/{file.relative_to(home).as_posix()}"
