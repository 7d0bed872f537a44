"""Where the time of `doit` goes: `python benchmarks/build.py [RUNS] [RENDERCV]`.

It builds the English and the Chinese résumé of this project: after an edit of one word of the
English one, from clean, and with nothing to do. The first table has the processor time of each
phase in milliseconds, without that of `python -c pass`. The second compares whole runs, pair by
pair, with bare `xelatex` on the same sources, with `doit` on a file without our tasks, and, with
the path of a `rendercv` program, with RenderCV: both make the PDF of RenderCV's own sample after an
edit of a word. Medians are printed; the processor time depends less on what else the machine does.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cvtex.paths import latex_dir

PROJECT = Path(__file__).parents[1]
DOIT = [sys.executable, "-m", "doit"]
PYTHON = [sys.executable, "-c", "pass"]
NOTHING = "def task_nothing():\n    return {'actions': [], 'uptodate': [True]}\n"
# What RenderCV makes besides the PDF is left out.
RENDER = ("render", "-nomd", "-nohtml", "-nopng")

Spent = tuple[float, float]
"""Seconds by the clock, and of processor time."""


def main(runs: int, rendercv: str) -> None:
    """Measure in copies of the project, so that its own `out/` stays as it is."""
    print(f"{os.cpu_count()} cores, medians of {runs} runs")
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder, "project"))
        for edition in ("en", "zh"):
            shutil.copy(PROJECT / f"content/resume.{edition}.yaml", project / "content")
        content, empty = project / "content/resume.en.yaml", Path(folder, "empty")
        empty.mkdir()
        (empty / "dodo.py").write_text(NOTHING, encoding="utf-8")
        spent(DOIT, project)
        bare = [_bare_folder(project, edition) for edition in ("en", "zh")]
        before: dict[str, Callable[[], object]] = {
            "edit": lambda: _edit(content),
            "clean": lambda: spent([*DOIT, "clean"], project),
            "nothing": lambda: None,
        }
        phases = {name: _phases(ready, project, runs) for name, ready in before.items()}
        _print_phases(phases, runs)
        tell = {
            "edit / bare xelatex": (before["edit"], DOIT, project, bare[:1]),
            "both from clean / bare xelatex": (before["clean"], DOIT, project, bare),
            "nothing to do / doit itself": (before["nothing"], DOIT, project, [empty]),
        }
        print("\n| run | clock: ratio | s | processor time: ratio | s |\n|---|---|---|---|---|")
        for name, (ready, command, where, others) in tell.items():
            beside = DOIT if others == [empty] else [*_XELATEX]
            _compare(name, runs, (ready, command, where), (beside, others))
        if rendercv:
            _beside_rendercv(rendercv, Path(folder), before["clean"], project, runs)


def _project(folder: Path) -> Path:
    """Return a new project, which has all content files as editions."""
    (folder / "content").mkdir(parents=True)
    shutil.copy(PROJECT / "src/cvtex/scaffold/dodo", folder / "dodo.py")
    return folder


def _edit(content: Path) -> None:
    """Write another letter behind the first area of study."""
    text = content.read_text(encoding="utf-8")
    last = re.search(r"(?m)^ +area: .*?(?: ([a-m]))?$", text)
    letter = "abcdefghijklm"[(ord(last[1]) - ord("a") + 1) % 13] if last and last[1] else "a"
    text = re.sub(r"(?m)^( +area: .*?)( [a-m])?$", rf"\1 {letter}", text, count=1)
    content.write_text(text, encoding="utf-8")


def spent(command: list[str], where: Path, **environment: str) -> Spent:
    """Run a command, and return what it took with all the programs that it started."""
    start = time.perf_counter()
    run = subprocess.Popen(
        command, cwd=where, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def _phases(ready: Callable[[], object], project: Path, runs: int) -> list[dict[str, float]]:
    """Return the milliseconds of processor time of each phase, in each run."""
    tables = []
    for _ in range(runs):
        ready()
        ran = subprocess.run(
            [*DOIT, "--timings"], cwd=project, check=True, capture_output=True, encoding="utf-8"
        )
        rows = map(str.split, ran.stdout.rpartition("phase ")[2].splitlines()[1:])
        tables.append({row[0]: float(row[-1]) for row in rows})
    return tables


def _print_phases(phases: dict[str, list[dict[str, float]]], runs: int) -> None:
    python = 1000 * statistics.median(spent(PYTHON, PROJECT)[1] for _ in range(runs))
    # An edit has a phase of its own, as has a build from clean.
    named = dict.fromkeys(
        name for runs_of in phases.values() for name in runs_of[0] if name not in {"rest", "all"}
    )
    print(f"\n`python -c pass`: {python:.0f} ms")
    print(f"\n| phase | {' | '.join(phases)} |\n|---{'|---' * len(phases)}|")
    for phase in (*named, "rest", "all"):
        cells = []
        for tables in phases.values():
            own = [table[phase] for table in tables if phase in table]
            less = python if phase in {"start", "all"} else 0
            cells.append(f"{statistics.median(own) - less:.0f}" if own else "")
        print(f"| {phase} | {' | '.join(cells)} |")


def _compare(
    name: str,
    runs: int,
    ours: tuple[Callable[[], object], list[str], Path],
    theirs: tuple[list[str], list[Path]],
) -> None:
    """Print what our runs take, over others in turn; those in several folders run side by side."""
    ready, command, where = ours
    pairs = []
    for _ in range(runs):
        ready()
        one = spent(command, where)
        pairs.append((one, _side_by_side(*theirs)))
    clock, cpu = (statistics.median(one[at] / other[at] for one, other in pairs) for at in (0, 1))
    cells = [
        f"{statistics.median(one[at] for one, _ in pairs):.2f}"
        f" / {statistics.median(other[at] for _, other in pairs):.2f}"
        for at in (0, 1)
    ]
    print(f"| {name} | {clock:.2f} | {cells[0]} | {cpu:.2f} | {cells[1]} |")


_XELATEX = ("xelatex", "-interaction=batchmode", "resume.tex")


def _side_by_side(command: list[str], folders: list[Path]) -> Spent:
    """Run a command in each folder at once."""
    start, used = time.perf_counter(), 0.0
    environment = os.environ | {"TEXINPUTS": f".:{latex_dir()}//:"}
    runs = [
        subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        for folder in folders
    ]
    for run in runs:
        _, status, usage = os.wait4(run.pid, 0)
        used += usage.ru_utime + usage.ru_stime
        if status:
            raise SystemExit(f"{command} failed")
    return time.perf_counter() - start, used


def _bare_folder(project: Path, edition: str) -> Path:
    """Copy an edition's source to a folder where nothing else is."""
    folder = project / "bare" / edition
    folder.mkdir(parents=True)
    shutil.copy(project / "out" / ".build" / edition / "resume.tex", folder)
    return folder


def _beside_rendercv(
    rendercv: str, folder: Path, clean: Callable[[], object], project: Path, runs: int
) -> None:
    """Compare with RenderCV, which makes one PDF of its sample."""
    subprocess.run([rendercv, "new", "Ada Sample"], cwd=folder, check=True, capture_output=True)
    sample = folder / "Ada_Sample_CV.yaml"
    same = _project(folder / "same")
    copy = same / "content/resume.en.yaml"
    shutil.copy(sample, copy)
    spent(DOIT, same)
    render = [rendercv, *RENDER, sample.name]

    def edit() -> None:
        _edit(copy)
        _edit(sample)

    _compare("edit / RenderCV, its sample", runs, (edit, DOIT, same), (render, [folder]))
    _compare("both from clean / RenderCV", runs, (clean, DOIT, project), (render, [folder]))


if __name__ == "__main__":
    count, program = [*sys.argv[1:], "", ""][:2]
    main(int(count or 9), program)
