"""`doit` in a project: what it builds, what it builds again, what it prints."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cvtex.live.events import Proven
from cvtex.live.watching import Watch
from running import Project, on_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from running import Program, Ran, Site

LONG = "CVTEX_LONG" in os.environ
PAPER = "@article{{a, title = {{{}}}, author = {{Ada Sample}}, journal = {{J}}, year = 2020}}\n"
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


def test_second_run(project: Project) -> None:
    """With nothing changed `doit` runs nothing, and prints that in one line."""
    before = project.states()
    ran = project.doit()

    assert (ran.status, ran.said) == (0, "nothing to do: all is up to date\n")
    assert project.states() == before


def test_one_edition(new_project: Project) -> None:
    """`doit pdf:zh` builds the Chinese PDF and no other."""
    ran = new_project.doit("pdf:zh")

    assert ran.status == 0, ran.said
    assert new_project.pdfs().keys() == {"zh"}
    assert ran.out.startswith("zh  1 page, ")


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


def test_two_broken(project: Project) -> None:
    """Complaints about both editions come in one run, and both old PDFs stay as they were."""
    before = project.pdfs(), project.states()
    for name in ("en", "zh"):
        project.content(name).write_text(BROKEN)
    ran = project.doit()

    assert ran.status == 1
    for name in ("en", "zh"):
        assert f"content/resume.{name}.yaml:2:7: error[yaml-bracket]: " in ran.said
    assert "Traceback" not in ran.said
    assert (project.pdfs(), project.states()) == before


def test_one_broken(project: Project) -> None:
    """An edition that is broken does not keep the other from being built."""
    before = project.pdfs()
    project.content("en").write_text(BROKEN)
    path = project.content("zh")
    path.write_text(path.read_text(encoding="utf-8").replace("九", "十"))
    ran = project.doit()

    assert ran.status == 1
    assert "content/resume.en.yaml:2:7: error" in ran.said
    assert "zh  1 page, " in ran.out
    after = project.pdfs()
    assert after["en"] == before["en"]
    assert after["zh"] != before["zh"]


@pytest.mark.long  # by day test_broken_since
def test_mended(project: Project) -> None:
    """A failed step is tried again, fails again, and succeeds as soon as it is fixed."""
    good = project.content("en").read_text(encoding="utf-8")
    project.content("en").write_text(BROKEN)

    assert [project.doit().status for _ in range(2)] == [1, 1]
    project.content("en").write_text(good.replace("nine", "ten"))
    assert project.rebuilt() == {"en"}


@pytest.mark.parametrize(
    ("editions", "place", "code"),
    [
        ("en: [\n", "content/editions.yaml:1:5", "yaml-bracket"),
        ("", "content/editions.yaml", "editions-empty"),
        ("en: {content: nobody.yaml}\n", "content/editions.yaml:1:15", "file-missing"),
        ("en: {}\n", "content/editions.yaml:1:1", "key-missing"),
        ("../en: {content: resume.en.yaml}\n", "content/editions.yaml:1:1", "edition-name"),
        (
            "en: {content: resume.en.yaml, theme: baroque}\n",
            "content/editions.yaml:1:38",
            "theme-unknown",
        ),
        ("en: {content: resume.en.yaml, page: 2}\n", "content/editions.yaml:1:31", "key-unknown"),
    ],
)
def test_bad_editions(project: Project, editions: str, place: str, code: str) -> None:
    """What is wrong with the editions is said with its place, and the old PDFs stay."""
    before = project.pdfs()
    project.editions.write_text(editions)
    ran = project.doit()

    assert ran.status == 1
    assert f"{place}: error[{code}]: " in ran.said
    assert "hint: " in ran.said
    assert "Traceback" not in ran.said
    assert project.pdfs() == before


def test_all_of_a_broken_project(project: Project) -> None:
    """With editions that are wrong, what is wrong with the contents that they name is said too."""
    with project.editions.open("a", encoding="utf-8") as editions:
        editions.write("  paegs: 1\n")
    project.content("en").write_text(BROKEN)
    ran = project.doit()

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("error[") == 2
    assert "content/editions.yaml:7:3: error[key-unknown]: " in ran.err
    assert "content/resume.en.yaml:2:7: error[yaml-bracket]: " in ran.err


def test_told_once(project: Project) -> None:
    """What is wrong with a content file that two editions share is said once."""
    with project.editions.open("a", encoding="utf-8") as editions:
        editions.write("short: {content: resume.en.yaml}\n")
    project.content("en").write_text(BROKEN)
    ran = project.doit()

    assert ran.status == 1
    assert ran.said.count("content/resume.en.yaml:2:7: error[yaml-bracket]: ") == 1


def test_check(new_project: Project) -> None:
    """`doit check` says what is wrong with all content, each time, and builds nothing."""
    good = [new_project.doit("check") for _ in range(2)]
    for name in ("en", "zh"):
        new_project.content(name).write_text(BROKEN)
    bad = new_project.doit("check")

    assert [(ran.status, ran.said) for ran in good] == [(0, "3 files: nothing to fix\n")] * 2
    assert bad.status == 1
    for name in ("en", "zh"):
        assert f"content/resume.{name}.yaml:2:7: error[yaml-bracket]: " in bad.out
    assert bad.out.endswith("\n3 files: 2 errors\n")
    assert not (new_project.folder / "out").exists()


def test_colours(new_project: Project) -> None:
    """On a terminal findings are in colour, as those of the command line are; in a pipe not."""
    new_project.content("en").write_text(BROKEN)
    command, folder = new_project.command("check"), new_project.folder
    shown = on_terminal(command, folder)

    assert shown.status == 1
    assert "\x1b[1;31merror[yaml-bracket]\x1b[0m: " in shown.out
    assert "\x1b" not in new_project.doit("check").out
    assert "\x1b" not in new_project.doit("check", "-r", "json").out


def test_warning(new_project: Project) -> None:
    """What a build only warns of is told with the PDF."""
    path = new_project.content("en")
    text = path.read_text(encoding="utf-8")
    two_lines = "Works " * 20
    path.write_text(text.replace("Tidewater ", f"Tidewater {two_lines}"), encoding="utf-8")
    ran = new_project.doit("pdf:en")

    assert ran.status == 0, ran.said
    assert "content/resume.en.yaml:" in ran.out
    assert ": warning[words-interleaved]: " in ran.out
    assert ran.out.splitlines()[-1].startswith("en  1 page, ")


def test_other_tasks(new_project: Project) -> None:
    """A task of the person's own that fails is told as doit tells it."""
    with (new_project.folder / "dodo.py").open("a", encoding="utf-8") as dodo:
        dodo.write('\n\ndef task_mine():\n    return {"actions": ["exit 7"]}\n')
    ran = new_project.doit("mine")

    assert ran.status == 1
    assert "exit 7" in ran.said


def test_terminal_of_another_encoding(project: Project) -> None:
    """A terminal that can't show what is to be said does not turn it into a traceback."""
    project.content("zh").write_text("language: zh\nname: [张样例\n", encoding="utf-8")
    ran = project.doit(PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ran.status == 1
    assert "content/resume.zh.yaml:2:7: error" in ran.said
    assert "Traceback" not in ran.said


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


@pytest.mark.long  # by day test_faults.py kills runs at some moments
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


def test_output_is_no_folder(new_project: Project) -> None:
    """Where nothing can be written that is said, status 1, without a traceback."""
    (new_project.folder / "out").write_text("a file")
    ran = new_project.doit()

    assert ran.status == 1
    assert ran.said.count("error[output]: can't write `out/.build/") == 2
    assert "Traceback" not in ran.said
