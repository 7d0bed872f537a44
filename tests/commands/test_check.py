"""`cvtex check`: which files it reads, what it says of them, how it ends."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from cvtex.build.check import check_content
from cvtex.diagnostics import Checked
from cvtex.processes.limited import limited

if TYPE_CHECKING:
    from running import Program, Project

BROKEN = "language: en\nname: [Ada Sample\n"
EDITIONS = """\
en: {content: resume.en.yaml, theme: classic}
short: {content: ./resume.en.yaml}
zh: {content: resume.zh.yaml, paegs: 2}
"""


@pytest.fixture
def home(new_project: Project, program: Program) -> Program:
    """Return cvtex in the folder of a project that was never built."""
    return type(program)(new_project.folder)


def test_project(home: Program) -> None:
    """Without a file it checks the project of the folder: the editions and what they name."""
    ran = home.run("check")

    assert (ran.status, ran.out, ran.err) == (0, "3 files: nothing to fix\n", "")


def test_content_of_this_project(checkout: Path, program: Program) -> None:
    """The résumés in `content/` have no error."""
    ran = type(program)(checkout).run("check")

    assert ran.status == 0, ran.said


@pytest.mark.parametrize(
    ("argument", "files"),
    [
        (".", 3),
        ("content", 3),
        ("content/editions.yaml", 3),
        ("../project", 3),
        ("content/resume.en.yaml", 1),
    ],
)
def test_argument(home: Program, argument: str, files: int) -> None:
    """It takes a content file, the file of the editions, or a folder with it."""
    ran = home.run("check", argument)

    assert ran.status == 0
    assert ran.out.startswith(f"{files} file")


def test_arguments_that_overlap(home: Program) -> None:
    """A file that is named twice is read, counted and reported once."""
    (home.folder / "content/resume.en.yaml").write_text(BROKEN)
    ran = home.run("check", "content/resume.en.yaml", "content", "./content/resume.en.yaml")

    assert ran.status == 1
    assert ran.out.count("error[") == 1
    assert ran.out.endswith("\n3 files: 1 error\n")


def test_all_at_once(home: Program) -> None:
    """All that is wrong with editions and contents comes in one run, in order, each thing once."""
    (home.folder / "content/editions.yaml").write_text(EDITIONS)
    (home.folder / "content/resume.en.yaml").write_text(BROKEN)
    (home.folder / "content/resume.zh.yaml").write_text(BROKEN)
    ran = home.run("check")
    heads = [line.partition(": ")[0] for line in ran.out.splitlines() if ": error[" in line]

    assert ran.status == 1
    assert heads == [
        "content/editions.yaml:3:31",
        "content/resume.en.yaml:2:7",
        "content/resume.zh.yaml:2:7",
    ]
    assert "\n3 files: 3 errors; `cvtex check --fix` fixes 1 of them\n" in ran.out


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("nobody.yaml", "nobody.yaml: error[file-missing]: there is no such file"),
        ("editions.yaml", "editions.yaml: error[file-missing]: there is no such file"),
        ("empty", "empty: error[file-missing]: this folder has neither `content/editions.yaml`"),
        ("x" * 300, "x" * 300 + ": error[file-unreadable]: "),
    ],
)
def test_no_such_thing(program: Program, argument: str, said: str) -> None:
    """What is not there, or is a folder of something else, is named plainly."""
    (program.folder / "empty").mkdir()
    ran = program.run("check", argument)

    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith(said)
    assert ran.out.endswith("\n1 file: 1 error\n")


def test_no_project(program: Program) -> None:
    """Without a file, in a folder that is no project, it says what to name."""
    ran = program.run("check")

    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith(".: error[file-missing]: this folder has neither ")
    assert "\n  hint: name a content file" in ran.out


def test_loop_of_links(program: Program) -> None:
    """A link that leads to itself is a message."""
    (program.folder / "me.yaml").symlink_to("me.yaml")
    ran = program.run("check", "me.yaml")

    assert (ran.status, ran.err) == (1, "")
    assert ran.out.startswith("me.yaml: error[")


def test_json(home: Program, checkout: Path) -> None:
    """`--format json` prints one document, as its schema in the repository says, and no more."""
    schema = json.loads((checkout / "schema" / "diagnostics.schema.json").read_bytes())
    (home.folder / "content/resume.zh.yaml").write_text("language: zh\n姓名: 张样例\n")
    wrong = home.run("check", "--format", "json")
    right = home.run("check", "--format", "json", "content/resume.en.yaml")

    assert (wrong.status, right.status) == (1, 0)
    for ran in (wrong, right):
        Draft202012Validator(schema).validate(json.loads(ran.out))
    assert "姓名" in wrong.out
    assert json.loads(right.out) == {"version": 1, "diagnostics": []}


def test_json_is_utf8(program: Program) -> None:
    """A tool gets UTF-8 whatever the terminal's encoding, and a file name of any bytes."""
    name = "张\udcff.yaml"
    ran = program.run("check", name, "--format", "json", PYTHONIOENCODING="gbk", PYTHONUTF8="0")

    assert ran.status == 1
    assert "张" in ran.out
    assert json.loads(ran.out)["diagnostics"][0]["file"] == name


def test_github(home: Program) -> None:
    """`--format github` prints a workflow command for each finding, and no more."""
    (home.folder / "content/resume.en.yaml").write_text(BROKEN)
    ran = home.run("check", "--format", "github")

    assert ran.status == 1
    assert ran.out.startswith("::error file=content/resume.en.yaml,line=2,col=7,endColumn=7,")
    assert ran.out.count("\n") == 1


def test_build_takes_formats(program: Program) -> None:
    """`cvtex build` shows what it found in each format, beside what it prints of the PDF."""
    (program.folder / "me.yaml").write_text(BROKEN)
    ran = program.run("build", "me.yaml", "--format", "json")

    assert (ran.status, ran.out) == (1, "")
    assert [one["code"] for one in json.loads(ran.err)["diagnostics"]] == ["yaml-bracket"]


def test_more_than_is_told(program: Program) -> None:
    """Of a file that is wrong throughout not all is told, and it is said how much more there is."""
    wrong = "".join(f"      - {{name: N, date: 2024-13, url: 'x{n}'}}\n" for n in range(400))
    head = "language: en\nname: Ada Sample\nsections:\n  - type: projects\n    entries:\n"
    (program.folder / "me.yaml").write_text(head + wrong, encoding="utf-8")
    ran = program.run("check", "me.yaml")

    assert ran.status == 1
    assert ran.out.count("error[") == 500
    assert "warning[findings-more]: at least 300 more findings" in ran.out


def test_usage(program: Program) -> None:
    """A format that there is not is a matter of usage, and those that there are are named."""
    ran = program.run("check", "--format", "xml")

    assert ran.status == 2
    assert all(form in ran.err for form in ("text", "json", "github"))


def test_without_tex(program: Program, people: Path, tmp_path: Path) -> None:
    """A check runs where no TeX is, and writes nothing."""
    (tmp_path / "bin").mkdir()
    shutil.copy(people / "small.zh.yaml", program.folder / "me.yaml")
    ran = program.run("check", "me.yaml", PATH=str(tmp_path / "bin"))

    assert (ran.status, ran.out) == (0, "1 file: nothing to fix\n")
    assert [path.name for path in program.folder.iterdir()] == ["me.yaml"]


def test_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that takes too much of a processor ends with a finding at the text it was at."""
    monkeypatch.setattr("cvtex.processes.limited.CPU_LIMIT", 0.01)
    monkeypatch.setattr("cvtex.processes.limited._INTERVAL", 0.001)
    content = tmp_path / "ada.yaml"
    text = "Turned **nine** mills, and wrote of *it*. " * 9_000
    content.write_text(
        "language: en\nname: Ada Sample\nsections:\n"
        f"  - {{type: text, title: Mills, text: '{text}'}}\n"
    )
    checked = check_content(content)

    assert checked.value is None
    (finding,) = checked.diagnostics
    assert finding.code == "build-timeout"
    assert finding.message == "this step was stopped after 0 s of processor time"
    assert finding.span is not None
    assert finding.span.file == content


def test_time_limit_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that ends as its time does gives its result or a finding, and nothing comes after."""
    monkeypatch.setattr("cvtex.processes.limited.CPU_LIMIT", 0.0005)
    monkeypatch.setattr("cvtex.processes.limited._INTERVAL", 0.0001)
    step = limited(lambda rounds: Checked(sum(range(rounds))))
    before = threading.active_count()
    for rounds in range(0, 40_000, 200):
        checked = step(rounds)

        assert threading.active_count() == before
        assert checked.ok or [one.code for one in checked.diagnostics] == ["build-timeout"]


@pytest.mark.parametrize(
    "rest", ["nmae: Ada\n", "headline: Ada\nsections: []\n", "name: [Ada]\nsections: [1]\n"]
)
def test_language_beside_errors(tmp_path: Path, rest: str) -> None:
    """An unknown language is reported in the same run as what else is wrong."""
    path = tmp_path / "me.yaml"
    path.write_text(f"language: English\n{rest}", encoding="utf-8")

    codes = [finding.code for finding in check_content(path).diagnostics]

    assert "language-unknown" in codes
    assert len(codes) > 1
