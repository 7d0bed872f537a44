"""The command line beside doit: what it makes, what it says, how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from running import Program, Project, Site

USAGE = 2
BUG = 3


def test_build_beside(program: Program, people: Path) -> None:
    """`cvtex build FILE` puts the PDF beside the file and says so in a line."""
    shutil.copy(people / "small.en.yaml", program.folder / "ada.yaml")
    ran = program.run("build", "ada.yaml")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("ada  1 page, ")
    assert ran.out.endswith(" s  ada.pdf\n")
    assert sorted(path.name for path in program.folder.iterdir()) == ["ada.pdf", "ada.yaml"]
    assert (program.folder / "ada.pdf").read_bytes().startswith(b"%PDF-")


def test_build_elsewhere(program: Program, people: Path) -> None:
    """`-o` names the PDF, and nothing is put elsewhere."""
    source = program.folder / "source"
    source.mkdir()
    shutil.copy(people / "small.en.yaml", source)
    (program.folder / "new folder").mkdir()
    ran = program.run("build", source / "small.en.yaml", "-o", "new folder/me.pdf")

    assert (ran.status, ran.err) == (0, "")
    assert (program.folder / "new folder/me.pdf").is_file()
    assert [path.name for path in source.iterdir()] == ["small.en.yaml"]


def test_any_folder(program: Program, people: Path) -> None:
    """Spaces, Chinese and signs in the names of files and folders do no harm."""
    folder = program.folder / "我的 简历 (50%) #1 & $HOME ~x"
    folder.mkdir()
    shutil.copy(people / "small.zh.yaml", folder / "张 样例.yaml")
    ran = program.run("build", folder / "张 样例.yaml", TMPDIR=str(folder))

    assert (ran.status, ran.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["张 样例.pdf", "张 样例.yaml"]


def test_installed_anywhere(site: Site, people: Path, tmp_path: Path) -> None:
    """The program itself may lie in a folder with spaces and Chinese in its name."""
    odd = tmp_path / "程序 folder"
    odd.symlink_to(site.package.parent)
    ran = site.run("build", people / "small.zh.yaml", "-o", "me.pdf", PYTHONPATH=str(odd))

    assert (ran.status, ran.err) == (0, "")


@pytest.mark.long  # by day doit has one: tests/pipeline/test_mistakes.py
def test_terminal_of_another_encoding(program: Program, people: Path) -> None:
    """A terminal that can't show a name or a message does not break a build."""
    shutil.copy(people / "small.zh.yaml", program.folder / "Ådá样例.yaml")
    ran = program.run("build", "Ådá样例.yaml", PYTHONIOENCODING="gbk", PYTHONUTF8="0")

    assert (ran.status, ran.err) == (0, "")
    assert (program.folder / "Ådá样例.pdf").is_file()


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (None, "me.yaml", "error[file-missing]: there is no such file"),
        (
            b"language: zh\nname: \xd5\xc5\n",
            "me.yaml",
            "error[file-encoding]: the file is not UTF-8",
        ),
        (b"", "me.yaml", "error[content-empty]"),
        (b"\x00\x01\x02", "me.yaml", "error[content-type]"),
        (b"language: en\nname: [Ada\n", "me.yaml:2:7", "error[yaml-bracket]"),
        (b"language: en\nname: A\nsections: []\nnmae: B\n", "me.yaml:4:1", "error[key-unknown]"),
        (b"language: en\nsections: []\n", "me.yaml:1:1", "error[key-missing]"),
        (b"language: xx\nname: A\nsections: []\n", "me.yaml:1:11", "error[language-unknown]"),
        (
            b"language: en\nname: A\nname: B\nsections: []\n",
            "me.yaml:3:1",
            "error[yaml-duplicate-key]",
        ),
    ],
)
def test_bad_content(program: Program, content: bytes | None, place: str, message: str) -> None:
    """Bad input is a message with its place and a hint, status 1, and the old PDF stays."""
    pdf = program.folder / "me.pdf"
    pdf.write_bytes(b"the PDF from before")
    if content is not None:
        (program.folder / "me.yaml").write_bytes(content)
    ran = program.run("build", "me.yaml")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"{place}: {message}")
    assert "hint: " in ran.err
    assert "Traceback" not in ran.err
    assert pdf.read_bytes() == b"the PDF from before"


@pytest.mark.parametrize("verb", ["build", "check", "export", "import"])
def test_another_file(program: Program, verb: str) -> None:
    """No line is shown of a file that is no YAML or JSON."""
    (program.folder / "passwd").write_text("root:x:0:0:a canary:/:/bin/sh\n")
    ran = program.run(verb, "passwd")

    assert ran.status == 1
    assert (
        "passwd: error[content-type]: the name of a content file ends in .yaml" in ran.out + ran.err
    )
    assert "canary" not in ran.out + ran.err


def test_folder_for_a_file(program: Program) -> None:
    """A folder that is given for a file is a message, status 1."""
    (program.folder / "me.yaml").mkdir()
    ran = program.run("build", "me.yaml")

    assert ran.status == 1
    assert ran.err.startswith("me.yaml: error[file-unreadable]: ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("output", ["me.yaml", "./me.yaml", "../somewhere/me.yaml", "link.pdf"])
def test_never_over_the_content(program: Program, people: Path, output: str) -> None:
    """A PDF never takes the place of the content that it is made of, by whatever name."""
    content = program.folder / "me.yaml"
    shutil.copy(people / "small.en.yaml", content)
    (program.folder / "link.pdf").symlink_to("me.yaml")
    ran = program.run("build", "me.yaml", "-o", output)

    assert ran.status == 1
    assert "error[output]: the PDF would overwrite `me.yaml`" in ran.err
    assert content.read_bytes() == (people / "small.en.yaml").read_bytes()


@pytest.mark.parametrize("output", ["me.odt", "me", "me.pdf.odt"])
def test_unknown_ending(program: Program, people: Path, output: str) -> None:
    """A name with an unknown ending is an error that lists the endings, and nothing is written."""
    ran = program.run("build", people / "small.en.yaml", "-o", output)

    assert ran.status == 1
    assert ".pdf, .docx, .html, .md, .tex, .txt" in ran.err
    assert ran.err.startswith(f"{output}: error[output]: ")
    assert "hint: write -o me" in ran.err
    assert list(program.folder.iterdir()) == []


def test_unwritable(program: Program, people: Path) -> None:
    """Where no PDF can be written, that is said, status 1."""
    output = "file/new/out.pdf"
    (program.folder / "file").write_text("a file, not a folder")
    ran = program.run("build", people / "small.en.yaml", "-o", output)

    assert ran.status == 1
    assert f"error[output]: can't write `{output}`: " in ran.err
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in program.folder.iterdir()) == ["file"]


@pytest.mark.parametrize(
    "arguments", [["build"], ["biuld", "x"], ["build", "x", "--fast"], ["build", "x", "-o", "."]]
)
def test_usage(program: Program, arguments: list[str]) -> None:
    """A command line that makes no sense ends with status 2."""
    ran = program.run(*arguments)

    assert ran.status == USAGE
    assert "usage: " in ran.err


def test_help(program: Program) -> None:
    """`--help` names each command with what it does."""
    ran = program.run("--help")

    assert ran.status == 0
    assert "Build the PDF of one content file" in ran.out
    assert "doctor" in ran.out


def test_doctor(program: Program) -> None:
    """`cvtex doctor` names the TeX engine and, where builds work, reports no problem."""
    ran = program.run("doctor")

    assert (ran.status, ran.err) == (0, "")
    assert "xelatex" in ran.out


def _redirected(command: list[str | Path], how: str, **environment: str) -> tuple[int, str]:
    """Run a command as a shell does that sends its output somewhere; return status and errors."""
    ended = subprocess.run(
        ["bash", "-c", f'"$@" {how}', "bash", *command],
        stderr=subprocess.PIPE,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.long)])
@pytest.mark.parametrize("arguments", ["check small.en.yaml", "--help"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_full_output(program: Program, people: Path, arguments: str, unbuffered: str) -> None:
    """Where what is printed has no room, that is said, and is no bug."""
    verb, *rest = arguments.split()
    command = program.command(verb, *(people / one if "." in one else one for one in rest))
    ended = _redirected(command, ">/dev/full", PYTHONUNBUFFERED=unbuffered)

    assert ended == (1, "cvtex: could not write the output: the disk is full\n")


@pytest.mark.parametrize(
    "how",
    [
        "| head -c 0",
        *(pytest.param(one, marks=pytest.mark.long) for one in (">&-", ">&- <&-", "| true")),
    ],
)
@pytest.mark.parametrize("verb", ["check", pytest.param("export", marks=pytest.mark.long)])
def test_closed_output(program: Program, people: Path, verb: str, how: str) -> None:
    """Where nobody takes what is printed, a command ends without a traceback."""
    _, errors = _redirected(program.command(verb, people / "small.en.yaml"), how)

    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


@pytest.mark.long  # by day test_closed_output
@pytest.mark.parametrize(
    "verb", ["list", *(pytest.param(one, marks=pytest.mark.long) for one in ("help", "info check"))]
)
def test_closed_output_of_doit(project: Project, verb: str) -> None:
    """Where nobody reads, or the disk is full, commands of doit's own print no traceback either."""
    command = ["env", "-C", str(project.folder), *project.command(*verb.split())]
    full = ">/dev/full" if Path("/dev/full").exists() else ">&-"

    assert _redirected(command, "| head -c 0")[1] == ""
    assert "Traceback" not in _redirected(command, full)[1]


def test_missing_folder(program: Program, people: Path) -> None:
    """No folder is made for an output: a name of one that is not there may be a slip."""
    (program.folder / "r.json").write_text('{"basics": {"name": "Ada Sample"}}')
    small = people / "small.en.yaml"
    for arguments in (
        ("build", small, "-o", "no/me.pdf"),
        ("export", small, "-o", "no/me.json"),
        ("import", "r.json", "-o", "no/me.yaml"),
    ):
        ran = program.run(*arguments)
        assert ran.status == 1
        assert "error[output]: there is no folder `no`" in ran.err
        assert "mkdir -p no" in ran.err
    assert not (program.folder / "no").exists()


def test_bug(site: Site, people: Path) -> None:
    """A bug of ours is told apart: the traceback, a request to report it, status 3."""
    site.change(
        "latex/templates/resume.tex.j2", "<< document.name | leaf >>", "<< document.title >>"
    )
    ran = site.run("build", people / "small.en.yaml", "-o", "me.pdf")

    assert ran.status == BUG
    assert "Traceback" in ran.err
    assert ran.err.rstrip().splitlines()[-1].startswith("cvtex: this is a bug")
    assert not (site.folder / "me.pdf").exists()


def test_script() -> None:
    """The installed script `cvtex` runs."""
    script = Path(sys.executable).with_name("cvtex")
    ran = subprocess.run([script, "--help"], capture_output=True, encoding="utf-8", check=True)

    assert "usage: cvtex" in ran.stdout


def test_leaves_no_work(program: Program, people: Path, tmp_path: Path) -> None:
    """The folder of the work is gone after a build, and after one whose content is wrong."""
    work = tmp_path / "work"
    work.mkdir()
    (program.folder / "bad.yaml").write_text("language: en\n")
    good = program.run("build", people / "small.en.yaml", "-o", "me.pdf", TMPDIR=str(work))
    bad = program.run("build", "bad.yaml", TMPDIR=str(work))

    assert (good.status, bad.status) == (0, 1)
    assert list(work.iterdir()) == []


@pytest.mark.parametrize(
    "output", [pytest.param("loop.pdf", marks=pytest.mark.long), "x" * 300 + ".pdf"]
)
def test_no_such_output(program: Program, people: Path, output: str) -> None:
    """A name that no file can have is a message, whoever writes to it."""
    (program.folder / "loop.pdf").symlink_to("loop.pdf")
    (program.folder / "r.json").write_text('{"basics": {"name": "Ada Sample"}}')
    built = program.run("build", people / "small.en.yaml", "-o", output)
    imported = program.run("import", "r.json", "-o", f"{'x' * 300}.yaml")

    assert (imported.status, "error[output]" in imported.err) == (1, True)
    assert "Traceback" not in built.err + imported.err


ABSENT = "import sys; sys.modules[{!r}] = None; from cvtex.__main__ import main; main()"


@pytest.mark.parametrize(
    ("verb", "package"),
    [
        ("preview", "uvicorn"),
        pytest.param("lsp", "lsprotocol", marks=pytest.mark.long),
        pytest.param("watch", "watchfiles", marks=pytest.mark.long),
    ],
)
def test_missing_package(verb: str, package: str, tmp_path: Path) -> None:
    """A command whose Python package is not installed names it, in place of a traceback."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "resume.en.yaml").write_text("name: Ada Sample\nlanguage: en\n")
    ran = subprocess.run(
        [sys.executable, "-c", ABSENT.format(package), verb],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert f"package `{package}` is not installed" in ran.stderr
    assert "Traceback" not in ran.stderr
