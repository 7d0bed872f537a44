"""What no build can be faster than: `python benchmarks/floors.py [RUNS]`.

The two résumés of this project are built, and then the same programs run on what the build left,
without cvtex around them: doit on an empty dodo.py, Python with the libraries that a build needs,
XeLaTeX from the format, xdvipdfmx, and both readers. A build from clean can't be faster than doit,
the libraries, and then the larger of the two editions; an edit in `cvtex watch` can't be faster
than the body in an engine that waits, and xdvipdfmx. Medians by the clock and of processor time, in
milliseconds.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cvtex.files import kept
from cvtex.paths import DOCUMENT, DRAFT, SOURCE
from cvtex.tex.environment import environment_of, format_environment, room_for
from cvtex.tex.format import find_format

PROJECT = Path(__file__).parents[1]
LIBRARIES = "import pydantic, yaml, phonenumbers, babel, pikepdf, pypdfium2, jinja2"
NOTHING = "def task_nothing():\n    return {'actions': [], 'uptodate': [True]}\n"
BEGIN = r"\begin{document}"
WAIT = r"\errorstopmode\read-1 to\body\batchmode\input{\body}"
READ = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_range()
"""
READY = 0.5
"""Seconds without processor time after which an engine waits."""

Spent = tuple[float, float]


def main(runs: int) -> None:
    """Measure in a copy of the project, so that its own `out/` stays as it is."""
    print(
        f"{os.cpu_count()} cores, medians of {runs} runs, in ms\n\n| program | clock | processor |"
    )
    print("|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty"
        empty.mkdir()
        (empty / "dodo.py").write_text(NOTHING, encoding="utf-8")
        _tell("doit, an empty task", runs, lambda: _spent([sys.executable, "-m", "doit"], empty))
        _tell(
            "Python and libraries", runs, lambda: _spent([sys.executable, "-c", LIBRARIES], empty)
        )
        project = folder / "project"
        (project / "content").mkdir(parents=True)
        shutil.copy(PROJECT / "src/cvtex/scaffold/dodo", project / "dodo.py")
        for edition in ("en", "zh"):
            shutil.copy(PROJECT / f"content/resume.{edition}.yaml", project / "content")
        _spent([sys.executable, "-m", "doit"], project)
        for edition in ("en", "zh"):
            _edition(edition, project / "out" / ".build" / edition, folder / edition, runs)


def _edition(name: str, work: Path, folder: Path, runs: int) -> None:
    """Tell what the programs take for an edition, in a new folder."""
    folder.mkdir()
    document, source = kept(work / DOCUMENT, tuple) or sys.exit("nothing was built")
    form = find_format(document, environment_of(), folder) or sys.exit("there is no format")
    environment = environment_of() | format_environment(form) | room_for(len(source.encode()))
    preamble, _, body = source.partition(BEGIN)
    (folder / SOURCE).write_text(source, encoding="utf-8")
    (folder / "parked.tex").write_text(f"{preamble}{BEGIN}{WAIT}", encoding="utf-8")
    (folder / "body.tex").write_text(body, encoding="utf-8")
    tex = [*("xelatex", "-no-pdf", "-interaction=batchmode", f"-fmt={form.path.stem}")]
    _tell(
        f"{name}: XeLaTeX from the format",
        runs,
        lambda: _spent([*tex, SOURCE], folder, environment),
    )
    _tell(f"{name}: its body alone", runs, lambda: _waited(tex, folder, environment))
    xdvipdfmx = ["xdvipdfmx", "-q", "-E", "-o", "resume.pdf"]
    _tell(
        f"{name}: xdvipdfmx", runs, lambda: _spent([*xdvipdfmx, "resume.xdv"], folder, environment)
    )
    pdf = str(work / DRAFT)
    _tell(f"{name}: pdftotext", runs, lambda: _spent(["pdftotext", pdf, "-"], folder))
    _tell(f"{name}: PDFium", runs, lambda: _spent([sys.executable, "-c", READ, pdf], folder))


def _tell(name: str, runs: int, run: Callable[[], Spent]) -> None:
    run()
    made = [run() for _ in range(runs)]
    clock, processor = (1000 * statistics.median(one[at] for one in made) for at in (0, 1))
    print(f"| {name} | {clock:.0f} | {processor:.0f} |", flush=True)


def _spent(command: list[str], where: Path, environment: Mapping[str, str] | None = None) -> Spent:
    """Run a command, and return what it took with all the programs that it started."""
    start = time.perf_counter()
    run = subprocess.Popen(command, cwd=where, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def _waited(tex: list[str], folder: Path, environment: Mapping[str, str]) -> Spent:
    """Return what an engine that waits behind the preamble takes for the body."""
    run = subprocess.Popen(
        [*tex, "-jobname=resume", "parked.tex"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    before = -1.0
    while before < (now := _processor_time(run.pid)):
        before = now
        time.sleep(READY)
    start = time.perf_counter()
    with run.stdin or sys.exit("it reads nothing") as body:
        body.write(b"body.tex\n")
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        raise SystemExit("the engine that waited failed")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime - before


def _processor_time(process: int) -> float:
    """Return the seconds of processor time of a process (schedstat of the kernel)."""
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


if __name__ == "__main__":
    main(int([*sys.argv[1:], "9"][0]))
