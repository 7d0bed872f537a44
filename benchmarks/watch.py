"""How fast a saved edit is a PDF: `python benchmarks/watch.py [EDITS] [RENDERCV]`.

`cvtex watch` runs on the content of this project, one edition at a time, and a word of it is
edited. The time counts from the save until the finished draft, and the proven PDF, take the place
of those before. With the path of a `rendercv` program, its watch does the same with its own sample
in the same run, an edit of each in turn. Medians are told, and the processor time of the watcher
itself, without the programs that it starts, until the first of its PDFs (on Linux).
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
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).parents[1]
CVTEX = (sys.executable, "-m", "cvtex")
# What RenderCV makes besides the PDF is left out.
RENDER = ("render", "--watch", "-nomd", "-nohtml", "-nopng")

QUIET = 3.0
"""Seconds between two edits, in which the next engine gets ready."""

PATIENCE = 120.0
"""Seconds after which a PDF is given up."""


@dataclass
class Watched:
    """A content file that a program watches, and the PDFs that it makes of it."""

    name: str
    file: Path
    pdfs: dict[str, Path]
    process: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)

    def edit(self, number: int) -> None:
        """Save another letter behind the first area of study, and time each PDF."""
        before = {what: _stamp(pdf) for what, pdf in self.pdfs.items()}
        text = self.file.read_text(encoding="utf-8")
        letter = "abcdefghijklm"[number % 13]
        text = re.sub(r"(?m)^( +area: .*?)( [a-m])?$", rf"\1 {letter}", text, count=1)
        start, busy = time.perf_counter(), _processor_time(self.process)
        self.file.write_text(text, encoding="utf-8")
        for what, pdf in self.pdfs.items():
            _wait(pdf, before[what])
            if what == next(iter(self.pdfs)):
                spent = _processor_time(self.process) - busy
                self.times.setdefault("processor time", []).append(spent)
            self.times.setdefault(what, []).append(time.perf_counter() - start)


def _processor_time(process: int) -> float:
    """Return the seconds of processor time of a process (proc(5))."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _stamp(pdf: Path) -> tuple[int, int]:
    status = pdf.stat()
    return status.st_ino, status.st_mtime_ns


def _wait(pdf: Path, before: tuple[int, int] | None) -> None:
    """Wait until a PDF is there, and another one than before."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if pdf.exists() and pdf.stat().st_size and _stamp(pdf) != before:
            return
        time.sleep(0.001)
    raise SystemExit(f"{pdf} was not made")


def main(edits: int, rendercv: str) -> None:
    """Measure in a copy of the project, so that its own `out/` stays as it is."""
    print(f"{os.cpu_count()} cores, medians of {edits} edits, in seconds")
    for edition in ("en", "zh"):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            project = Path(folder) / "project"
            shutil.copytree(PROJECT / "content", project / "content")
            out = project / "out"
            pdfs = {
                "draft": out / ".build" / edition / "live.pdf",
                "proven": out / f"{edition}.pdf",
            }
            content = project / "content" / f"resume.{edition}.yaml"
            watched = [Watched(f"cvtex watch {edition}", content, pdfs)]
            watched[0].process = _start(stack, [*CVTEX, "watch", edition], project)
            if rendercv:
                sample = _sample(rendercv, Path(folder))
                command = [rendercv, *RENDER, sample.file.name]
                sample.process = _start(stack, command, Path(folder))
                watched.append(sample)
            for one in watched:
                for pdf in one.pdfs.values():
                    _wait(pdf, None)
            for number in range(edits):
                for one in watched:
                    time.sleep(QUIET)
                    one.edit(number)
            for one in watched:
                for what, times in one.times.items():
                    print(f"{one.name}, {what}: {statistics.median(times):.3f}")


def _start(stack: ExitStack, command: list[str], folder: Path) -> int:
    run = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(run.wait)
    stack.callback(run.terminate)
    return run.pid


def _sample(rendercv: str, folder: Path) -> Watched:
    """Return RenderCV's own sample of a résumé."""
    subprocess.run([rendercv, "new", "Ada Sample"], cwd=folder, check=True, capture_output=True)
    pdf = folder / "rendercv_output" / "Ada_Sample_CV.pdf"
    return Watched("rendercv render --watch", folder / "Ada_Sample_CV.yaml", {"PDF": pdf})


if __name__ == "__main__":
    edits, rendercv = [*sys.argv[1:], "", ""][:2]
    main(int(edits or 30), rendercv)
