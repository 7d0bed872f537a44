"""A project whose content has changed since it was built, for what may go wrong with a build."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from running import Project


# Root may write everywhere; without these powers a folder is as closed to it as to anybody.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@dataclass(frozen=True)
class Shop:
    """A project whose English PDF is built, and whose content has changed since."""

    project: Project
    old: bytes
    new: bytes

    @property
    def folder(self) -> Path:
        """The person's folder."""
        return self.project.folder

    @property
    def out(self) -> Path:
        """The folder of the PDFs."""
        return self.folder / "out"

    @property
    def pdf(self) -> bytes:
        """The PDF that is there."""
        return (self.out / "en.pdf").read_bytes()

    @property
    def command(self) -> list[str | Path]:
        """The command that builds it."""
        return self.project.command("pdf:en")

    def forget(self) -> None:
        """Take away the draft of before, after which latexmk typesets the next."""
        (self.out / ".build/en/draft.pdf").unlink()

    def run(self, *before: str, **environment: str) -> tuple[int, str]:
        """Build it behind another command, and return how that ended and what was said.

        Whatever happens, there are no tracebacks, and a PDF is there as a whole.
        """
        ran = self.project.doit("pdf:en", before=before, **environment)
        assert "Traceback" not in ran.said, ran.said
        assert self.pdf in {self.old, self.new}
        return ran.status, ran.said

    def recover(self) -> None:
        """Build it with nothing in the way: all is as if nothing had ever been."""
        status, said = self.run()
        assert status == 0, said
        assert self.pdf == self.new
        there = {path.name for path in self.out.iterdir()}
        assert there == {".build", "en.pdf", "zh.pdf", "verdict.json"}
        assert self.run() == (0, "nothing to do: all is up to date\n")


def stand_before(folder: Path, **programs: str) -> dict[str, str]:
    """Return a PATH on which shell scripts stand before the programs of the machine."""
    folder.mkdir()
    for name, script in programs.items():
        (folder / name).write_text(f'#!/bin/sh\nreal="{which(name)}"\n{script}\n')
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
