"""`./bootstrap` installs what a command needs, tried with small packages in place of the real."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

# Each makes two or three virtual environments, and `./bootstrap pytest` itself is run each day.
pytestmark = pytest.mark.long

# What pip calls to install the project, as hatchling does for the real one (PEP 660).
BACKEND = """\
import shutil
def build_editable(folder, config_settings=None, metadata_directory=None):
    return shutil.copy("wheels/cvtex-1-py3-none-any.whl", folder).rpartition("/")[2]
"""
PYPROJECT = """\
build-system = {requires = [], build-backend = "backend", backend-path = ["."]}
project = {name = "cvtex", version = "1"}
"""

BUILD = "bootstrap: installing the packages of requirements-build.lock"
COMMANDS = "bootstrap: installing the packages of requirements.lock"
TOOLS = "bootstrap: installing the packages of requirements-dev.lock"


def _wheel(folder: Path, name: str) -> Path:
    """Write a wheel of one module, with a command of that name."""
    wheel = folder / f"{name}-1-py3-none-any.whl"
    about = f"{name}-1.dist-info"
    files = {
        f"{name}.py": f"import os\ndef main(): print('{name} runs', os.getcwd())\nmain()\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
        f"{about}/RECORD": "",
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return wheel


@dataclass(frozen=True)
class Clone:
    """A folder with the real `bootstrap`, and locks that name small packages."""

    folder: Path

    def lock(self, file: str, *packages: str) -> None:
        """Write a lock."""
        wheels = [_wheel(self.folder / "wheels", name) for name in packages]
        digests = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels]
        lines = zip(packages, digests, strict=True)
        text = "".join(f"{name}==1 --hash=sha256:{digest}\n" for name, digest in lines)
        (self.folder / file).write_text(text)

    def run(self, *command: str, inside: str = "", runs_in: str = "") -> list[str]:
        """Run a command by `bootstrap` in a folder, and return what that says on its way."""
        ran = subprocess.run(
            [f"{'../' if inside else './'}bootstrap", *command],
            cwd=self.folder / inside,
            env=os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.folder / "wheels")},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert f"{command[-1]} runs {self.folder / runs_in}\n" in ran.stdout
        lines = [line for line in ran.stderr.splitlines() if "making .venv" not in line]
        if lines:  # a person sees when the installation ends
            assert lines.pop() == f"bootstrap: all is installed; now running {' '.join(command)}"
        return lines

    def has(self, module: str) -> bool:
        """Return whether a module is installed."""
        return any(self.folder.glob(f".venv/lib/*/site-packages/{module}.py"))


@pytest.fixture
def clone(checkout: Path, tmp_path: Path) -> Clone:
    """Return a clone in which nothing is installed."""
    shutil.copy(checkout / "bootstrap", tmp_path)
    (tmp_path / "backend.py").write_text(BACKEND)
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "src/cvtex").mkdir(parents=True)
    (tmp_path / "src/cvtex/__init__.py").touch()
    (tmp_path / "wheels").mkdir()
    _wheel(tmp_path / "wheels", "cvtex")
    clone = Clone(tmp_path)
    clone.lock("requirements-build.lock", "doit")
    clone.lock("requirements.lock", "doit", "uvicorn")
    clone.lock("requirements-dev.lock", "pytest")
    return clone


def test_what_a_command_needs(clone: Clone) -> None:
    """What other commands need is installed for them alone, beside what a build needs."""
    assert clone.run("doit") == [BUILD]
    assert not clone.has("uvicorn")
    assert clone.run("doit") == []

    assert clone.run("cvtex") == [COMMANDS]
    assert clone.has("uvicorn")
    assert not clone.has("pytest")

    assert clone.run("python", "-m", "pytest") == [TOOLS]
    assert clone.run("pytest") == clone.run("cvtex") == clone.run("doit") == []

    # What a `./bootstrap pytest` that is killed leaves behind does not hinder a build.
    (clone.folder / ".venv/from-requirements-dev.lock").write_text("")
    assert clone.run("doit") == []
    assert clone.run("pytest") == [BUILD, COMMANDS, TOOLS]


def test_from_another_folder(clone: Clone) -> None:
    """`cvtex` runs where it is called, for the files there, and other commands in the clone."""
    clone.run("cvtex", inside="src", runs_in="src")
    clone.run("doit", inside="src")


def test_made_anew(clone: Clone) -> None:
    """A .venv is made anew, with all that it had, once a lock that it is from has changed."""
    clone.run("doit")
    clone.lock("requirements-build.lock", "doit", "added")
    assert clone.run("doit") == [BUILD]
    assert clone.has("added")
    assert not clone.has("pytest")

    clone.run("pytest")
    clone.lock("requirements-build.lock", "doit")
    assert clone.run("doit") == [BUILD, COMMANDS, TOOLS]
    assert clone.has("pytest")
    assert not clone.has("added")

    clone.lock("requirements-dev.lock", "pytest", "more")
    assert clone.run("doit") == []
    assert clone.run("pytest") == [BUILD, COMMANDS, TOOLS]
    assert clone.has("more")
