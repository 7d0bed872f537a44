"""`doit` in a project: what it builds, what it builds again, what it prints."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from running import Project

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program, Ran

LONG = "CVTEX_LONG" in os.environ
BROKEN = "language: en\nname: [Ada Sample\n"


def test_first_run(first_run: tuple[Ran, Path]) -> None:
    """`doit` builds each edition and prints one line with what is proven."""
    ran, folder = first_run

    assert (ran.status, ran.err) == (0, "")
    assert Project(folder).pdfs().keys() == {"en", "zh"}
    lines = sorted(ran.out.splitlines())
    assert len(lines) == 2
    for name, line in zip(("en", "zh"), lines, strict=True):
        assert re.fullmatch(
            rf"{name}  1 page, (\d+) of \1 words read back, PDF/UA-1, PDF/A-2a, \d+\.\d s", line
        )


def test_one_edition(new_project: Project) -> None:
    """`doit pdf:zh` builds the Chinese PDF and no other."""
    ran = new_project.doit("pdf:zh")

    assert ran.status == 0, ran.said
    assert new_project.pdfs().keys() == {"zh"}
    assert ran.out.startswith("zh  1 page, ")


@pytest.mark.parametrize("command", [(), ("list",)])
def test_dodo_of_another_version(new_project: Project, command: tuple[str, ...]) -> None:
    """A dodo.py that imports what this version of cvtex lacks is an error, not a traceback."""
    dodo = new_project.folder / "dodo.py"
    dodo.write_text("from cvtex.tasks import DOIT_CONFIG, task_pdf\n", encoding="utf-8")
    ran = new_project.doit(*command)

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("dodo.py: made for another version of cvtex: No module named")
    assert "Traceback" not in ran.err


def test_no_dodo(program: Program) -> None:
    """Outside a project, `cvtex doit` says what is missing, as the error of a person."""
    ran = program.run("doit")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("dodo.py: there is no such file\n  hint: ")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pdf:eng", "did you mean `pdf:en`? The editions are en, zh; `doit list`"),
        ("zh", "did you mean `build:zh`?"),
        ("enn", "did you mean `build:en`?"),
    ],
)
def test_unknown_task(project: Project, name: str, hint: str) -> None:
    """A task that does not exist is an error with the task that was probably meant."""
    ran = project.doit(name)

    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"ERROR: there is no task `{name}`\n  hint: {hint}")


def test_list(project: Project) -> None:
    """`doit list` names and explains the tasks, `--all` those of each edition too."""
    tasks = dict(line.split(maxsplit=1) for line in project.doit("list").out.splitlines())
    every = dict(line.split(maxsplit=1) for line in project.doit("list", "--all").out.splitlines())

    assert tasks.keys() == {
        "build",
        "check",
        "docx",
        "html",
        "json",
        "lint",
        "md",
        "pdf",
        "pdf:en",
        "pdf:zh",
        "png",
        "publish",
        "report",
        "reproduce",
        "site",
        "tex",
        "txt",
        "typeset",
        "verdicts",
        "verify",
    }
    single = {"check", "lint", "pdf:en", "pdf:zh", "publish", "report", "site", "verdicts"}
    each = {f"{name}:{edition}" for name in tasks.keys() - single for edition in ("en", "zh")}
    assert every.keys() == tasks.keys() | each
    assert all(len(words.split()) > 2 for words in tasks.values())
    assert every["pdf:zh"] == "resume.zh.yaml; classic; 1 page"


def test_text(project: Project) -> None:
    """`doit txt` writes the text of each edition, private words too, and after each change.

    What is wrong with the content is told as for a PDF, and the text from before stays.
    """
    english, chinese = (project.folder / "out" / f"{name}.txt" for name in ("en", "zh"))
    ran = project.doit("txt")
    lines = sorted(re.sub("[0-9]+", "9", line) for line in ran.out.splitlines())
    assert (ran.status, ran.err) == (0, "")
    assert lines == [f"{name}  9 words read back, out/{name}.txt" for name in ("en", "zh")]
    assert "\n• Kept nine mills turning\n" in english.read_text("utf-8")
    assert project.doit("txt").said == "nothing to do: all is up to date\n"

    english.write_text("another text")
    assert project.doit("txt").out.startswith("en  ")
    private = "contacts: [{phone: +1 202 555 0143}]\n"
    (project.folder / "content" / "private.yaml").write_text(private)
    assert project.doit("txt:en").status == 0
    assert "\n+1 202-555-0143\n" in english.read_text("utf-8")

    before = english.read_bytes()
    project.content("en").write_text(BROKEN)
    ran = project.doit("txt:en")
    assert ran.status == 1
    assert "content/resume.en.yaml:2:7: error[yaml-bracket]: " in ran.said
    assert english.read_bytes() == before

    assert project.doit("clean").status == 0
    assert not english.exists()
    assert not chinese.exists()


def test_clean(project: Project) -> None:
    """`doit clean` removes all that was built, and keeps what the person wrote."""
    files = "dodo.py", "content/editions.yaml", "content/resume.en.yaml", "content/resume.zh.yaml"
    written = {project.folder / file for file in files}
    (project.folder / "out/.build/.diff/old").mkdir(parents=True)
    asked = project.doit("clean", "-n")
    pdfs = project.pdfs()
    ran = project.doit("clean")

    assert (asked.status, ran.status) == (0, 0), ran.said
    assert pdfs.keys() == {"en", "zh"}
    assert asked.said == ran.said.replace("removed", "would remove")
    assert "removed out/en.pdf\n" in ran.said
    assert "function" not in ran.said
    left = {path for path in project.folder.rglob("*") if "__pycache__" not in path.parts}
    assert left - {project.folder / ".doit.db"} == written | {project.folder / "content"}
    assert project.due() >= {"tex:en", "tex:zh"}


def test_clean_keeps_what_is_not_ours(project: Project) -> None:
    """`doit clean` leaves a file in `out/` that it did not make."""
    mine = project.folder / "out" / "letter.txt"
    mine.write_text("Dear Sir or Madam")
    assert project.doit("clean").status == 0

    assert [path.name for path in (project.folder / "out").iterdir()] == ["letter.txt"]


def test_other_tasks(new_project: Project) -> None:
    """A task of the person's own that fails is told as doit tells it."""
    with (new_project.folder / "dodo.py").open("a", encoding="utf-8") as dodo:
        dodo.write('\n\ndef task_mine():\n    return {"actions": ["exit 7"]}\n')
    ran = new_project.doit("mine")

    assert ran.status == 1
    assert "exit 7" in ran.said
