"""The wheel: an installed cvtex has all that it needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.paths import PACKAGE, latex_dir

if TYPE_CHECKING:
    from conftest import Once
    from running import Program, Project


@pytest.fixture(scope="module")
def wheel(once: Once, checkout: Path) -> zipfile.ZipFile:
    """Return the wheel, built from the checkout without a network."""

    def make(folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
            cwd=checkout,
            check=True,
            capture_output=True,
        )

    return zipfile.ZipFile(next(once("wheel", make).glob("cvtex-*.whl")))


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, once: Once) -> dict[str, str]:
    """Return the environment in which what the wheel has is the program."""
    return {"PYTHONPATH": str(once("installed", wheel.extractall))}


def test_contents(wheel: zipfile.ZipFile) -> None:
    """Every module, locale, form and every file that TeX reads is in it, and no test."""
    names = {name for name in wheel.namelist() if not name.endswith("/")}
    package = {
        f"cvtex/{path.relative_to(PACKAGE)}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    latex = {
        f"cvtex/latex/{path.relative_to(latex_dir())}"
        for path in latex_dir().rglob("*")
        if path.is_file()
    }

    assert latex
    assert package | latex == {name for name in names if name.startswith("cvtex/")}
    assert {name.split("/")[0] for name in names if not name.startswith("cvtex/")} == {
        name.split("/")[0] for name in names if ".dist-info/" in name
    }


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


def test_new(installed: dict[str, str], program: Program, new_project: Project) -> None:
    """The folder that it makes builds at once, each sample within its pages and without a word."""
    program = replace(program, environment=installed)
    made = program.run("new", "cv", "--language", "en", "--language", "zh")
    project = replace(new_project, folder=program.folder / "cv", environment=installed)
    built = project.doit()

    assert (made.status, made.err) == (0, "")
    assert (built.status, built.err) == (0, "")
    assert sorted(line[:12] for line in built.out.splitlines()) == ["en  1 page, ", "zh  1 page, "]
    assert project.pdfs().keys() == {"en", "zh"}
    assert project.doit().said == "nothing to do: all is up to date\n"
    checked = program.run("check", "cv")
    assert (checked.status, checked.err) == (0, "")
    assert "warning" not in checked.out
