"""How long commands take to start: `python benchmarks/start.py [RUNS]`.

The processor time of `cvtex --version`, of `cvtex check` on the content of this project, and of
`doit` with nothing to do and in a project without tasks of ours, over that of `python -c pass`, run
in turn; medians are printed. Processor time depends less on what else the machine does.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import in_project

PROJECT = Path(__file__).parents[1]
CVTEX = [sys.executable, "-c", "from cvtex.__main__ import main; main()"]
DOIT = [sys.executable, "-m", "doit"]
NOTHING = "def task_nothing():\n    return {'actions': [], 'uptodate': [True]}\n"


def main(runs: int) -> None:
    """Measure in a copy of the project, which is built first."""
    with tempfile.TemporaryDirectory() as folder:
        project, empty = Path(folder, "project"), Path(folder, "empty")
        shutil.copytree(PROJECT / "content", project / "content")
        shutil.copy(PROJECT / "src/cvtex/scaffold/dodo", project / "dodo.py")
        in_project(*DOIT, cwd=project)
        empty.mkdir()
        (empty / "dodo.py").write_text(NOTHING, encoding="utf-8")
        commands = {
            "cvtex --version": ([*CVTEX, "--version"], project),
            "cvtex check FILE": ([*CVTEX, "check", "content/resume.en.yaml"], project),
            "cvtex check": ([*CVTEX, "check"], project),
            "doit with nothing to do": (DOIT, project),
            "doit itself, without cvtex's tasks": (DOIT, empty),
        }
        python = [sys.executable, "-c", "pass"]
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, (command, where) in commands.items():
                spent[name].append((cpu_time(command, where), cpu_time(python, where)))
    print(f"{os.cpu_count()} cores, medians of {runs} pairs")
    for name, pairs in spent.items():
        ratio = statistics.median(one / other for one, other in pairs)
        print(f"{name}: {ratio:.1f}  ({1000 * statistics.median(one for one, _ in pairs):.0f} ms)")


def cpu_time(command: list[str], where: Path) -> float:
    """Return the seconds of processor time that a command takes, with all that it starts."""
    run = subprocess.Popen(command, cwd=where, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
