"""How fast a build is, as ratios between commands run in turn: `python benchmarks/build.py [RUNS]`.

A machine's speed drifts, so only pairs are compared, and medians told: `doit` from clean against
bare `xelatex` on the same sources, the editions side by side in both. Memory is the largest
process's resident set, by the system's own account. `start.py` has `doit` with nothing to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import in_project, tell, timed

from cvtex.paths import latex_dir

PROJECT = Path(__file__).parents[1]
DOIT = [sys.executable, "-m", "doit"]


def main(runs: int) -> None:
    """Measure in a copy of the project, so that its own `out/` stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(PROJECT / "content", project / "content")
        shutil.copy(PROJECT / "src/cvtex/scaffold/dodo", project / "dodo.py")
        in_project(*DOIT, cwd=project)
        editions = sorted(path.stem for path in (project / "out").glob("*.pdf"))
        bare = [bare_folder(project, edition) for edition in editions]

        clean, xelatex = [], []
        for _ in range(runs):
            in_project(*DOIT, "clean", cwd=project)
            clean.append(timed(lambda: in_project(*DOIT, cwd=project)))
            xelatex.append(timed(lambda: side_by_side(bare)))
        in_project(*DOIT, "clean", cwd=project)
        memory = peak_memory(DOIT, project)

    print(f"{len(editions)} editions, {os.cpu_count()} cores, medians of {runs} pairs")
    tell("doit from clean / bare xelatex", clean, xelatex)
    print(f"peak memory of doit from clean: {memory:.0f} MB (its largest process)")


def bare_folder(project: Path, edition: str) -> Path:
    """Copy an edition's source to a folder where nothing else is."""
    folder = project / "bare" / edition
    folder.mkdir(parents=True)
    shutil.copy(project / "out" / ".build" / edition / "resume.tex", folder)
    return folder


def side_by_side(folders: list[Path]) -> None:
    """Run bare xelatex in each folder at once."""
    command = ["xelatex", "-interaction=batchmode", "resume.tex"]
    environment = os.environ | {"TEXINPUTS": f".:{latex_dir()}//:"}
    runs = [
        subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        for folder in folders
    ]
    if any(run.wait() for run in runs):
        raise SystemExit("xelatex failed")


def peak_memory(command: list[str], cwd: Path) -> float:
    """Return the resident megabytes of a command's largest process, itself or one it started."""
    run = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(run.pid, 0)
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
