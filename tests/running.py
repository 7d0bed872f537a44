"""cvtex and doit as people run them: in processes of their own, in folders of their own."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cvtex.paths import PACKAGE

TESTS = Path(__file__).parent


@dataclass(frozen=True)
class Ran:
    """How a program ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All that it printed."""
        return self.out + self.err


def _run(command: list[str | Path], folder: Path, environment: dict[str, str]) -> Ran:
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=600,
    )
    return Ran(ended.returncode, ended.stdout, ended.stderr)


# What Python itself looks at when it starts.
_AT_START = re.compile("PYTHON.*|LANG|LC_.*|TZ")


_NURSERIES: dict[str, subprocess.Popen[str]] = {}
"""The processes to copy, by the folder of the copy of cvtex that each has imported, if any."""


def _nursery(copy: str) -> subprocess.Popen[str]:
    if copy not in _NURSERIES or _NURSERIES[copy].poll() is not None:
        _NURSERIES[copy] = subprocess.Popen(
            [sys.executable, TESTS / "nursery.py", *filter(None, [copy])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ({"PYTHONPATH": copy} if copy else {}),
            encoding="utf-8",
        )
    return _NURSERIES[copy]


def _modules(package: Path) -> dict[Path, tuple[int, int]]:
    stats = {path.relative_to(package): path.stat() for path in package.rglob("*.py")}
    return {name: (status.st_mtime_ns, status.st_size) for name, status in stats.items()}


def _run_copy(nursery: subprocess.Popen[str], asked: dict[str, object], program: str) -> Ran:
    """Run cvtex or doit in a process that need not import them."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    with tempfile.TemporaryDirectory() as files:
        out, err = (Path(files, name) for name in ("out", "err"))
        out.touch()
        err.touch()
        asked |= {"program": program, "out": str(out), "err": str(err)}
        nursery.stdin.write(json.dumps(asked) + "\n")
        nursery.stdin.flush()
        if not select.select([nursery.stdout], [], [], 600)[0]:
            nursery.kill()
            pytest.fail(f"{program} was not done after 600 seconds")
        status = int(nursery.stdout.readline())
        said = (path.read_text(encoding="utf-8", errors="replace") for path in (out, err))
        return Ran(status, *said)


@dataclass(frozen=True)
class _Place:
    """A folder, and the environment of what runs in it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def _run(
        self,
        program: str,
        command: list[str | Path],
        arguments: tuple[str | Path, ...],
        more: dict[str, str],
    ) -> Ran:
        """Run cvtex or doit; in a process that need not import them, unless that would differ."""
        environment = self.environment | more
        copy = self.environment.get("PYTHONPATH", "")
        is_changed = copy and _modules(Path(copy, "cvtex")) != _modules(PACKAGE)
        if is_changed or any(map(_AT_START.fullmatch, more)):
            return _run(command, self.folder, environment)
        asked: dict[str, object] = {
            "arguments": [*map(str, arguments)],
            "folder": str(self.folder),
            "environment": os.environ | environment,
        }
        return _run_copy(_nursery(copy), asked, program)


@dataclass(frozen=True)
class Program(_Place):
    """Runs cvtex in a folder, as people do: in a process of its own."""

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """Return the command line."""
        return [sys.executable, "-c", "from cvtex.__main__ import main; main()", *arguments]

    def run(self, *arguments: str | Path, **environment: str) -> Ran:
        """Run `cvtex` with arguments."""
        return self._run("cvtex", self.command(*arguments), arguments, environment)


@dataclass(frozen=True)
class Site(Program):
    """A copy of the program that a test may change, as if it were installed."""

    @property
    def package(self) -> Path:
        """The folder of the Python modules."""
        return Path(self.environment["PYTHONPATH"]) / "cvtex"

    @property
    def latex(self) -> Path:
        """The folder of the class, themes, scripts and templates."""
        return self.package / "latex"

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a piece of one of the program's files."""
        path = self.package / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} any more"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def begin(self, tex: str) -> None:
        """Have TeX read something before a document begins, and the class stay as it is."""
        begin = r"\begin{document}"
        self.change("latex/templates/resume.tex.j2", begin, f"{tex}\n{begin}")

    def set_bold(self, tex: str) -> None:
        """Have bold text, `#1`, typeset by other TeX, and the class stay as it is."""
        self.begin(rf"\renewcommand\cvstrong[1]{{{tex}}}")

    @property
    def uncached(self) -> Site:
        """The same program without a cache: where a test changes the class, TeX's format too."""
        return Site(self.folder, self.environment | {"XDG_CACHE_HOME": "/dev/null/cache"})


@dataclass(frozen=True)
class Project(_Place):
    """A person's folder: dodo.py, content, and what doit makes of it."""

    def command(self, *arguments: str) -> list[str | Path]:
        """Return the command line of doit."""
        return [sys.executable, "-m", "doit", *arguments]

    def doit(self, *arguments: str, before: tuple[str, ...] = (), **environment: str) -> Ran:
        """Run doit, behind another command if there is one."""
        command = self.command(*arguments)
        if before:
            return _run([*before, *command], self.folder, self.environment | environment)
        return self._run("doit", command, arguments, environment)

    @property
    def editions(self) -> Path:
        """The file that names the editions."""
        return self.folder / "content" / "editions.yaml"

    def content(self, name: str) -> Path:
        """Return an edition's content file."""
        return self.folder / "content" / f"resume.{name}.yaml"

    def pdfs(self) -> dict[str, bytes]:
        """Return the PDFs that are there, by edition."""
        return {pdf.stem: pdf.read_bytes() for pdf in (self.folder / "out").glob("*.pdf")}

    def states(self) -> dict[str, tuple[int, int]]:
        """Return what distinguishes a rebuilt PDF from one that was left alone."""
        stats = {pdf.stem: pdf.stat() for pdf in (self.folder / "out").glob("*.pdf")}
        return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}

    def rebuilt(self, *arguments: str) -> set[str]:
        """Run doit, which has to succeed, and return the editions whose PDFs are new."""
        before = self.states()
        ran = self.doit(*arguments)
        assert ran.status == 0, ran.said
        after = self.states()
        return {name for name in after if after[name] != before.get(name)}

    def due(self) -> set[str]:
        """Return the steps of editions that doit would take, as `typeset:en`."""
        listed = self.doit("list", "--all", "--status").out.splitlines()
        return {line.split()[1] for line in listed if re.match(r"R (tex|typeset|verify):", line)}


def on_terminal(
    command: list[str | Path], folder: Path, columns: int = 80, /, **environment: str
) -> Ran:
    """Run a command in a folder on a terminal of its own, with so many columns."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    unset = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"), "")
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | unset | {"TERM": "xterm-256color"} | environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as run:
        os.close(theirs)
        said = b""
        # Reading fails when nobody has the terminal open any more.
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 4096):
                said += piece
        os.close(ours)
    return Ran(run.wait(), said.decode().replace("\r\n", "\n"), "")


def end_nurseries() -> None:
    """End the processes that the runs of this process were copies of."""
    while _NURSERIES:
        with _NURSERIES.popitem()[1]:  # ends it
            pass
