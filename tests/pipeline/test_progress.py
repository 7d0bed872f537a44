"""What a person sees of a run while it goes on, and of the time that it took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from running import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program, Project


def test_progress(new_project: Project) -> None:
    """In a terminal a first run shows what it is doing, and leaves the lines of the PDFs alone."""
    text = new_project.editions.read_text(encoding="utf-8")
    new_project.editions.write_text(text.partition("zh:")[0], encoding="utf-8")
    new_project.content("zh").unlink()
    ran = on_terminal(new_project.command(), new_project.folder)
    again = on_terminal(new_project.command(), new_project.folder)
    dumb = on_terminal(new_project.command("forget"), new_project.folder, TERM="dumb")

    assert ran.status == 0
    assert re.search(r"(checking|typesetting) en, \d+ s", ran.out)
    assert len(re.findall(r"(?:\n|\x1b\[2K)en  1 page, ", ran.out)) == 1
    assert "\x1b[?25l" not in ran.out
    assert again.out == "nothing to do: all is up to date\n"
    assert "\x1b" not in dumb.out


@pytest.mark.long  # by day those of one file
def test_timings(project: Project) -> None:
    """`--timings` shows each phase; the seconds of an edition are those since the start."""
    content = project.content("en")
    content.write_text(content.read_text(encoding="utf-8").replace("nine", "ten"))
    ran = project.doit("--timings", PYTHONHASHSEED="0")  # in a process of its own
    table = ran.out.partition("\nphase ")[2].splitlines()[1:]
    rows = {row[0]: [*map(int, row[1:])] for row in map(str.split, table)}
    seconds = float(re.findall(r"PDF/A-2a, (\d+\.\d) s", ran.out)[0])

    assert ran.status == 0, ran.said
    # Where too many engines wait already, latexmk starts one.
    engine = "XeLaTeX" if "XeLaTeX" in rows else "latexmk"
    phases = ["start", "import", "check", "write", engine, "xdvipdfmx", "finish", "pdftotext"]
    assert [name for name in rows if name in phases] == phases
    assert {"PDFium", "prove", "rest", "all"} <= rows.keys()
    waited = {name: row[-2] for name, row in rows.items() if name != "rest"}
    spent = [row[-1] for name, row in rows.items() if name != "all"]
    # To a tenth of a second, and rounded once for each row.
    assert waited["start"] + waited[engine] - 100 <= 1000 * seconds <= waited["all"] + 100
    assert abs(sum(spent) - rows["all"][-1]) <= len(spent)


def test_timings_of_one_file(program: Program, people: Path) -> None:
    """`cvtex build --timings` shows the same for a single file."""
    ran = program.run("build", people / "small.en.yaml", "-o", "me.pdf", "--timings")

    assert ran.status == 0, ran.said
    assert re.search(r"^latexmk +1 +\d+ +\d+$", ran.out, re.MULTILINE)
