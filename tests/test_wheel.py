"""The wheel: an installed cvtex has all that it needs."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from email import message_from_bytes
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.commands.shared.distribution import wheel as wheel_of
from cvtex.paths import PACKAGE, docs_dir, latex_dir

if TYPE_CHECKING:
    from conftest import Once
    from running import Program, Project


@pytest.fixture(scope="module")
def wheel(once: Once, checkout: Path) -> zipfile.ZipFile:
    """Return the wheel, built from the checkout without a network."""

    def make(folder: Path) -> None:
        build("wheel", checkout, folder)

    return zipfile.ZipFile(next(once("wheel", make).glob("cvtex-*.whl")))


def build(target: str, source: Path, folder: Path, remote: str = "") -> None:
    """Build the wheel or the source archive into a folder, from a repository with a remote."""
    configured = {"KEY_0": "remote.origin.url", "VALUE_0": remote, "COUNT": "1"}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder],
        cwd=source,
        env={**os.environ, **{f"GIT_CONFIG_{key}": value for key, value in configured.items()}},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, once: Once) -> dict[str, str]:
    """Return the environment in which what the wheel has is the program."""
    return {"PYTHONPATH": str(once("installed", wheel.extractall))}


def test_contents(wheel: zipfile.ZipFile) -> None:
    """Every module, locale, form and every file that TeX reads is in it, each page, and no test."""
    names = {name for name in wheel.namelist() if not name.endswith("/")}
    package = {
        f"cvtex/{path.relative_to(PACKAGE)}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    shipped = {
        f"cvtex/{folder.name}/{path.relative_to(folder)}"
        for folder in (latex_dir(), docs_dir())
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".png"
    }

    assert {"cvtex/latex/cvtex.cls", "cvtex/docs/schema.md"} <= shipped
    assert package | shipped == {name for name in names if name.startswith("cvtex/")}
    assert {name.split("/")[0] for name in names if not name.startswith("cvtex/")} == {
        name.split("/")[0] for name in names if ".dist-info/" in name
    }


def test_copy(wheel: zipfile.ZipFile) -> None:
    """What `cvtex new` puts into a project, where it has to, is the same wheel."""
    _, copy = wheel_of(distribution("cvtex"))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        names = {name for name in archive.namelist() if name.startswith("cvtex/")}
        assert names == {name for name in wheel.namelist() if name.startswith("cvtex/")}
        assert all(archive.read(name) == wheel.read(name) for name in names)


@pytest.mark.long  # by day tests/commands/test_cli.py builds with a copy
def test_build(installed: dict[str, str], program: Program, people: Path, tmp_path: Path) -> None:
    """Unpacked anywhere, it builds a résumé with nothing of the checkout."""
    ran = replace(program, environment=installed).run(
        "build", people / "small.zh.yaml", "-o", "me.pdf", TMPDIR=str(tmp_path)
    )
    where = subprocess.run(
        [sys.executable, "-c", "from cvtex.paths import latex_dir; print(latex_dir())"],
        env=installed,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()

    assert (ran.status, ran.err) == (0, "")
    assert where == str(Path(installed["PYTHONPATH"], "cvtex", "latex"))
    assert (program.folder / "me.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.long  # by day test_build, and tests/commands/test_new.py from the checkout
def test_new(installed: dict[str, str], program: Program, new_project: Project) -> None:
    """The folder that it makes builds at once, each sample within its pages and without a word."""
    program = replace(program, environment=installed)
    made = program.run("new", "cv", "--language", "en")
    project = replace(new_project, folder=program.folder / "cv", environment=installed)
    built = project.doit()

    assert (made.status, made.err) == (0, "")
    assert (built.status, built.err) == (0, "")
    assert sorted(line[:12] for line in built.out.splitlines()) == [
        "en  1 page, ",
        "en-public  1",
    ]
    assert project.pdfs().keys() == {"en", "en-public"}
    assert project.doit().said == "nothing to do: all is up to date\n"
    checked = program.run("check", "cv")
    assert (checked.status, checked.err) == (0, "")
    assert "warning" not in checked.out


@pytest.mark.long
def test_source_archive(wheel: zipfile.ZipFile, checkout: Path, tmp_path: Path) -> None:
    """A wheel from the source archive has the same files, and the addresses of the repository."""
    build("sdist", checkout, tmp_path, remote="git@git.example.org:ada/cvtex.git")
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    build("wheel", next(tmp_path.glob("cvtex-*/")), tmp_path)

    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as second:
        names = second.namelist()
        metadata = next(name for name in names if name.endswith("/METADATA"))
        urls = message_from_bytes(second.read(metadata)).get_all("Project-URL")
    assert sorted(names) == sorted(wheel.namelist())
    assert urls is not None
    assert urls[0] == "Source, https://git.example.org/ada/cvtex"


@pytest.mark.parametrize(
    ("remote", "page"),
    [
        ("https://example.org/ada/cvtex.git", "https://example.org/ada/cvtex"),
        ("https://example.org/ada/cvtex/", "https://example.org/ada/cvtex"),
        ("https://ada:secret@example.org/ada/cvtex", "https://example.org/ada/cvtex"),
        ("git@example.org:ada/tools/cvtex.git", "https://example.org/ada/tools/cvtex"),
        ("ssh://git@example.org:2222/ada/cvtex.git", "https://example.org/ada/cvtex"),
        ("", ""),
        ("/srv/git/cvtex.git", ""),
        ("file:///srv/git/cvtex.git", ""),
        ("../cvtex", ""),
    ],
)
def test_address(remote: str, page: str, checkout: Path) -> None:
    """The page of a repository is made from its remote, without a password; a folder has none."""
    assert runpy.run_path(str(checkout / "hatch_build.py"))["repository"](remote) == page
