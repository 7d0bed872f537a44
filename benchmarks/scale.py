"""How fast a batch is, and its memory: `python benchmarks/scale.py [FILES] [SINGLE] [JOBS]`.

The files are résumés of invented people in several languages, no two the same. SINGLE of them are
built by `cvtex batch` with JOBS processes, and by `cvtex build`, one process for each file, JOBS at
a time. Parts of both take turns, so that both see the same machine. The processor time is that of
all programs that they start.

Then a batch builds all FILES. Memory is the resident set of the program itself and of its largest
builder, on the way (on Linux). Last, the same command runs again.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from timing import in_project, timed

PROJECT = Path(__file__).parents[1]
CVTEX = (sys.executable, "-m", "cvtex")
LANGUAGES = ("en", "de", "fr", "es", "pl", "zh", "ja", "ar")
PER_FOLDER = 50

TURNS = 3
"""Parts of the comparison."""


@dataclass
class Measured:
    """The seconds that a file took, on the clock and of processor time."""

    seconds: float
    busy: float

    @classmethod
    def of(cls, call: Callable[[], None], size: int) -> Measured:
        """Measure what builds so many files."""
        before = processor_time()
        seconds = timed(call)
        return cls(seconds / size, (processor_time() - before) / size)

    def __str__(self) -> str:
        """Return it as a rate."""
        return f"{60 / self.seconds:.0f} a minute, {self.busy:.2f} s of processor time each"


def main(count: int, single: int, jobs: int) -> None:
    """Measure in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "in")
        write_tree(Path(folder), tree, count)
        print(f"{os.cpu_count()} cores, {jobs} processes, {count} résumés", flush=True)
        compare(tree, Path(folder, "parts"), single, jobs)
        follow(tree, count, jobs)


def write_tree(folder: Path, tree: Path, count: int) -> None:
    """Write so many résumés: samples in several languages, with another name each time."""
    in_project(*CVTEX, "new", "samples", *(f"-l{one}" for one in LANGUAGES), cwd=folder)
    samples = sorted((folder / "samples/content").glob("resume.*.yaml"))
    samples += [PROJECT / "content/resume.en.yaml", PROJECT / "content/resume.zh.yaml"]
    for number in range(count):
        text = samples[number % len(samples)].read_text(encoding="utf-8")
        text = re.sub(r"(?m)^(name: .*)$", rf"\1 {spelt(number)}", text, count=1)
        file = tree / f"class-{number // PER_FOLDER:03}" / f"student-{number:06}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def spelt(number: int) -> str:
    """Return a number in letters."""
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))


def compare(tree: Path, parts: Path, single: int, jobs: int) -> None:
    """Build some files by both in turn, and print what a file takes."""
    files, size = sorted(tree.rglob("*.yaml")), single // TURNS
    batches, builds = list[Measured](), list[Measured]()
    for turn in range(TURNS):
        part = parts / f"{turn}" / "in"
        part.mkdir(parents=True)
        for file in files[turn * size : (turn + 1) * size]:
            shutil.copy(file, part)
        batches.append(Measured.of(partial(batch, part, jobs), size))
        builds.append(Measured.of(partial(build_each, part, jobs), size))
    for name, found in (("cvtex batch", batches), ("cvtex build", builds)):
        seconds = statistics.median(one.seconds for one in found)
        print(f"{name}: {Measured(seconds, statistics.median(one.busy for one in found))}")
    for what in ("seconds", "busy"):
        pairs = zip(builds, batches, strict=True)
        ratio = statistics.median(getattr(one, what) / getattr(two, what) for one, two in pairs)
        print(f"build / batch, {what}: {ratio:.2f}", flush=True)


def build_each(folder: Path, jobs: int) -> None:
    """Build each file of a folder by a process of its own, so many at a time."""
    names = sorted(file.name for file in folder.glob("*.yaml"))
    with ThreadPoolExecutor(jobs) as threads:
        made = threads.map(lambda name: in_project(*CVTEX, "build", name, cwd=folder), names)
        deque(made, maxlen=0)


def batch(tree: Path, jobs: int) -> None:
    """Build a tree."""
    in_project(*CVTEX, "batch", tree.name, "-o", "out", "--jobs", f"{jobs}", cwd=tree.parent)


def follow(tree: Path, count: int, jobs: int) -> None:
    """Build the whole tree, and print the memory on the way."""
    out = tree.with_name("out")
    command = [*CVTEX, "batch", tree.name, "-o", out.name, "--jobs", f"{jobs}"]

    def build_all() -> None:
        with subprocess.Popen(command, cwd=tree.parent, stdout=subprocess.DEVNULL) as run:
            over = threading.Event()
            sampler = threading.Thread(target=sample, args=(run.pid, out, count, over))
            sampler.start()
            run.wait()
            over.set()
            sampler.join()

    print(f"all: {Measured.of(build_all, count)}")
    for what, ending in (("PDFs", "*.pdf"), ("records", "*.json")):
        sizes = [file.stat().st_size for file in out.rglob(ending)]
        print(f"{len(sizes)} {what} of {sum(sizes) / len(sizes) / 1000:.1f} kB")
    print(f"again, with nothing changed: {timed(lambda: batch(tree, jobs)):.1f} s")


def sample(process: int, out: Path, count: int, over: threading.Event) -> None:
    """Print the memory of a batch and of its builders, which stay, each tenth of the way."""
    print("PDFs | cvtex batch, MB | largest builder, MB")
    told = 0
    while not over.wait(0.5):
        done = sum(1 for _ in out.rglob("*.pdf"))
        if done >= told:
            largest = max(map(memory, builders(process)), default=0)
            print(f"{done} | {memory(process):.0f} | {largest:.0f}", flush=True)
            told += count // 10


def builders(process: int) -> Iterator[int]:
    """Yield the builders of a batch."""
    for task in Path(f"/proc/{process}/task").iterdir():
        yield from map(int, (task / "children").read_text(encoding="ascii").split())


def memory(process: int) -> float:
    """Return the resident megabytes of a process, 0 if it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_time() -> float:
    """Return the seconds of processor time of all programs that were started and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    main(*given, *(1000, 90, os.cpu_count() or 1)[len(given) :])
