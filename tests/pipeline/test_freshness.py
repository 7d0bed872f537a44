"""What `doit` builds again: what a change makes due, and nothing else."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.live.events import Proven
from cvtex.live.watching import Watch
from running import Project

if TYPE_CHECKING:
    from running import Site


LONG = "CVTEX_LONG" in os.environ


PAPER = "@article{{a, title = {{{}}}, author = {{Ada Sample}}, journal = {{J}}, year = 2020}}\n"


def test_second_run(project: Project) -> None:
    """With nothing changed `doit` runs nothing, and prints that in one line."""
    before = project.states()
    ran = project.doit()

    assert (ran.status, ran.said) == (0, "nothing to do: all is up to date\n")
    assert project.states() == before


def test_touched(project: Project) -> None:
    """A touched file with the same bytes rebuilds nothing."""
    for path in (project.content("en"), project.content("zh"), project.editions):
        os.utime(path, (1, 1))

    assert project.rebuilt() == set()


@pytest.mark.parametrize(
    ("changed", "rebuilt"), [pytest.param("en", {"en"}, marks=pytest.mark.long), ("zh", {"zh"})]
)
def test_changed_content(project: Project, changed: str, rebuilt: set[str]) -> None:
    """A change to one edition's YAML rebuilds that edition's PDF alone."""
    path = project.content(changed)
    path.write_text(path.read_text(encoding="utf-8").replace("nine", "ten").replace("九", "十"))

    assert project.rebuilt() == rebuilt
    assert project.rebuilt() == set()


def test_photo(project: Project) -> None:
    """A new or changed photo rebuilds its edition alone; a missing one is reported.

    Its file is read once: a copy of the same bytes is no change.
    """
    photo, content = project.folder / "content" / "ada.png", project.content("en")
    Image.linear_gradient("L").resize((400, 500)).save(photo)
    content.write_text(content.read_text(encoding="utf-8") + "photo: ada.png\n", encoding="utf-8")
    assert project.rebuilt() == {"en"}

    os.utime(photo, (1, 1))
    assert project.due() == set()
    pdfs = project.pdfs()
    Image.linear_gradient("L").resize((400, 400)).save(photo)
    assert project.due() == {"tex:en"}

    photo.unlink()
    ran = project.doit()
    assert ran.status == 1
    assert "content/resume.en.yaml:14:8: error[file-missing]: there is no file" in ran.out
    assert project.pdfs() == pdfs


def test_bibliography(project: Project) -> None:
    """A change of the bibliography that a content names is a change of its edition alone."""
    papers, content = project.folder / "content" / "papers.bib", project.content("en")
    papers.write_text(PAPER.format("One"), encoding="utf-8")
    text = content.read_text(encoding="utf-8")
    content.write_text(f"{text}  - {{type: publications, source: papers.bib}}\n", encoding="utf-8")
    assert project.doit("tex").status == 0
    made = (project.folder / "out/.build/en/resume.tex").read_text(encoding="utf-8")

    papers.write_text(PAPER.format("Two"), encoding="utf-8")
    ran = project.doit("tex")

    assert (ran.status, ran.err) == (0, "")
    again = (project.folder / "out/.build/en/resume.tex").read_text(encoding="utf-8")
    assert again == made.replace("One", "Two") != made


def test_deleted_pdf(project: Project) -> None:
    """A deleted PDF is built again, and the other is left alone."""
    (project.folder / "out" / "zh.pdf").unlink()

    assert project.rebuilt() == {"zh"}


def test_deleted_work(project: Project) -> None:
    """Without the working folder everything is built again, to the same bytes."""
    before = project.pdfs()
    shutil.rmtree(project.folder / "out" / ".build")

    assert project.due() >= {"tex:en", "tex:zh"}
    assert project.rebuilt("pdf:en") == {"en"}
    assert project.pdfs() == before


@pytest.mark.long
def test_after_a_watch(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a watch has published other content, which is undone after it, doit publishes its own."""
    monkeypatch.chdir(project.folder)
    before, content = project.pdfs(), project.content("en")
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("Ada", "Ida"), encoding="utf-8")
    watch = Watch(["en"])
    assert isinstance([*itertools.islice(watch.events(), 2)][1], Proven)
    watched = project.pdfs()
    content.write_text(text, encoding="utf-8")

    assert watched["en"] != before["en"]
    assert project.rebuilt() == {"en"}
    assert project.pdfs() == before
    assert project.rebuilt() == set()


def test_watch_with_an_exception(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that ends in an exception leaves no verdict of earlier content that is proven."""
    monkeypatch.chdir(project.folder)
    content = project.content("en")
    text = content.read_text(encoding="utf-8")
    content.write_text(text.replace("Ada", "Ida"), encoding="utf-8")
    monkeypatch.setattr("cvtex.live.building.verdict_on", None)

    with pytest.raises(TypeError):
        list(itertools.islice(Watch(["en"]).events(), 2))

    verdicts = json.loads((project.folder / "out" / "verdict.json").read_bytes())["verdicts"]
    assert [(one["edition"], one["proven"]) for one in verdicts] == [("en", False), ("zh", True)]


def test_new_edition(project: Project) -> None:
    """An edition that is added is built, and the others are left alone."""
    with project.editions.open("a", encoding="utf-8") as editions:
        editions.write("short: {content: resume.en.yaml}\n")

    assert project.rebuilt() == {"short"}


BOTH = ("en", "zh")


# By day what one edition asks and what both do, and a module that each number of steps asks.
CHANGES = {
    "cvtex.cls": ("%", "typeset", BOTH),
    "themes/second/theme.sty": ("%", "typeset", ["zh"]),
    "scripts/Latn.def": ("%", "typeset", ["en"]),
    "templates/resume.tex.j2": ("% changed", "tex", BOTH),
    "../content/load.py": ("#", "tex typeset verify", BOTH),
    "../verify/page/boxes.py": ("#", "verify", BOTH),
    "../commands/new.py": ("#", "", BOTH),
}


if LONG:
    CHANGES |= {
        "themes/classic/theme.sty": ("%", "typeset", ["en"]),
        "scripts/Hans.def": ("%", "typeset", ["zh"]),
        "latexmkrc": ("#", "typeset", BOTH),
        "fontmaps/pdftex.map": ("%", "typeset", BOTH),
        "../finish/finishing.py": ("#", "typeset verify", BOTH),
        "../report/page.css": ("", "verify", BOTH),
    }


def test_changed_program(two_themes: tuple[Site, Project]) -> None:
    """A change to a file of the program makes the steps due that ask it, and no other.

    It is one test, so that one worker makes TeX's formats, and doit is asked what it would build;
    it does so at the end with one of the changes, and then this is done with.
    """
    site, project = two_themes
    assert project.rebuilt() == {"en", "zh"}
    assert project.due() == set()
    due = {}
    for file, (comment, _, _) in CHANGES.items():
        path = site.latex / file
        before, status = path.read_bytes(), path.stat()
        path.write_bytes(before + f"{comment}\n".encode())
        due[file] = project.due()
        path.write_bytes(before)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert due == {
        file: {f"{step}:{edition}" for step in steps.split() for edition in editions}
        for file, (_, steps, editions) in CHANGES.items()
    }
    with (site.latex / "latexmkrc").open("a", encoding="utf-8") as changed:
        changed.write("#\n")
    assert project.doit("pdf:en").status == 0
    assert project.due() == {"typeset:zh"}


ASKED = {
    "tex": """
from cvtex.build.check import check_content
from cvtex.writers.tex.latex import write_latex
write_latex(check_content(Path("content/resume.en.yaml")).value)
""",
    "typeset": "import cvtex.finish, cvtex.tex.engine, cvtex.writers.tex.latex",
    "verify": "import cvtex.report.pictures, cvtex.report.files, cvtex.verify.proof",
}


UNKNOWN = """
import sys
from pathlib import Path

step, asked = sys.argv[1:]
exec(asked)
modules = [one for name, one in sys.modules.items() if name.split(".")[0] == "cvtex"]
from cvtex.doit.freshness import program_of_steps

known = {Path(one).resolve() for one in program_of_steps()[step]}
print(*{Path(one.__file__).resolve() for one in modules} - known)
"""


@pytest.mark.parametrize("step", ASKED)
def test_program_of_a_step(project: Project, step: str) -> None:
    """Each step depends on every module that it asks."""
    ran = subprocess.run(
        [sys.executable, "-c", UNKNOWN, step, ASKED[step]],
        cwd=project.folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert ran.stdout.split() == []


def test_changed_theme(project: Project) -> None:
    """An edition with another theme is built again, with its looks."""
    before = project.pdfs()
    text = project.editions.read_text(encoding="utf-8")
    project.editions.write_text(text.replace("zh:", "  theme: modern\nzh:"), encoding="utf-8")

    assert project.rebuilt() == {"en"}
    assert project.pdfs()["en"] != before["en"]
