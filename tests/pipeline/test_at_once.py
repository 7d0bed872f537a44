"""Runs at once in one project, and a run that something happens to while TeX is at work."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from running import Project

from .shop import Shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from running import Site


def test_two_runs_at_once(new_project: Project) -> None:
    """Two runs at once in one project don't spoil each other.

    The run that ended first may have the other's work proven once more.
    """
    text = new_project.editions.read_text(encoding="utf-8")
    new_project.editions.write_text(text.partition("zh:")[0], encoding="utf-8")
    runs = [
        subprocess.Popen(
            new_project.command(),
            cwd=new_project.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], said
    assert all(pdf.startswith(b"%PDF-") for pdf in new_project.pdfs().values())
    before = new_project.pdfs()
    assert new_project.doit().status == 0
    assert new_project.pdfs() == before
    assert new_project.doit().out == "nothing to do: all is up to date\n"


@dataclass(frozen=True)
class Parked:
    """A run of doit whose TeX stands still: the theme opens a pipe that the test keeps shut."""

    project: Project
    theme: Path
    gate: Path
    run: subprocess.Popen[bytes]
    keeper: subprocess.Popen[bytes]

    def open(self) -> None:
        """Let TeX go on, and any later run not wait."""
        self.gate.unlink()
        self.gate.touch()
        self.keeper.communicate()


@pytest.fixture
def parked(site: Site, project: Project) -> Iterator[Parked]:
    """Begin to build a PDF again, with another theme, and stand still while TeX is at work."""
    project = type(project)(project.folder, site.uncached.environment)
    gate, theme = site.latex / "gate.tex", site.latex / "themes/classic/theme.sty"
    os.mkfifo(gate)
    with theme.open("a", encoding="utf-8") as end:
        end.write("\\AtBeginDocument{\\newread\\gate\\openin\\gate=gate.tex\\closein\\gate}\n")
    with subprocess.Popen(
        project.command("pdf:en"),
        cwd=project.folder,
        env=os.environ | project.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as run:
        keeper = subprocess.Popen(
            ["sh", "-c", 'exec 3>"$0"; echo open; read release', gate],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == b"open\n"
        yield Parked(project, theme, gate, run, keeper)
        keeper.communicate()


@pytest.mark.long  # by day test_killed.py kills runs at some moments
def test_killed_run(parked: Parked) -> None:
    """A run that is killed leaves the old PDFs as they were, and the next builds what is due."""
    before = parked.project.pdfs()
    parked.run.kill()
    parked.run.wait()

    assert parked.project.pdfs() == before
    parked.open()
    assert parked.project.rebuilt("pdf:en") == {"en"}
    assert parked.project.rebuilt("pdf:en") == set()


@pytest.mark.long
def test_theme_saved_while_tex_reads(parked: Parked) -> None:
    """A theme that is saved during a build is in the next one."""
    text = parked.theme.read_text(encoding="utf-8")
    parked.theme.write_text(text.replace("1F4E79", "7F0000"), encoding="utf-8")
    parked.open()

    assert parked.run.wait(timeout=600) == 0
    assert parked.project.rebuilt("pdf:en") == {"en"}
    assert parked.project.rebuilt("pdf:en") == set()


@pytest.mark.long  # by day two runs with something to do
def test_idle_runs_at_once(project: Project) -> None:
    """Many runs with nothing to do get along with each other."""
    runs = [
        subprocess.Popen(project.command(), cwd=project.folder, stderr=subprocess.PIPE)
        for _ in range(3)
    ]

    assert {(run.communicate()[1], run.returncode) for run in runs} == {(b"", 0)}


@pytest.mark.long  # by day test_two_runs_at_once
def test_doit_and_cvtex_at_once(shop: Shop) -> None:
    """`doit` and `cvtex build` may write one PDF at once: each succeeds, and it is whole."""
    build = "from cvtex.__main__ import main; main()"
    runs = [
        subprocess.Popen(command, cwd=shop.folder, stdout=subprocess.DEVNULL)
        for command in (
            shop.command,
            [shop.command[0], "-c", build, "build", "content/resume.en.yaml", "-o", "out/en.pdf"],
        )
    ]

    assert [run.wait(timeout=600) for run in runs] == [0, 0]
    assert shop.pdf == shop.new
