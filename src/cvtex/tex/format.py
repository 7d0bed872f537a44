"""Dumps the class with a theme and a script as a TeX format, which halves the time of a run.

Formats depend only on the class and on TeX, so they are kept in the person's cache for all résumés.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cvtex.document import Document
from cvtex.files import cache_folder, clean, delete_unused
from cvtex.paths import latex_dir
from cvtex.tex.process import run_limited

TIME_LIMIT = 60.0
"""Seconds of CPU time after which the dump is stopped; it takes one."""

MOST = 16
"""Formats that are kept, 32 MB each: those that were used last."""

_MAKING = "making-"

# The errors of a full disk, of a read-only folder, and of another process that deletes files.
_TROUBLE = (OSError, EOFError, zlib.error)

TICK = 20_000_000
"""The resolution of a file's time stamp in the kernel, in nanoseconds, with a margin."""


class Format(NamedTuple):
    """A format, and the files that TeX read to make it, with their time, size and inode then."""

    path: Path
    stamps: Mapping[str, list[int]]

    @property
    def is_current(self) -> bool:
        """Whether it is still this one, made of these files."""
        return _current(self.path) == self


def find_format(document: Document, environment: Mapping[str, str], folder: Path) -> Format | None:
    """Return the format for a Document's theme and script; make it if necessary.

    It is in the person's cache, or in `folder` if the cache is off or can't be written: a run
    without a format gives other bytes. None if the class does not load or TeX is missing; the run
    reports why.
    """
    themes = ",".join(document.design.themes)
    origin = f"{latex_dir()}\n{shutil.which('xelatex')}\n{document.design.home}\n{themes}"
    theme, made_by = document.design.themes[-1], hashlib.sha256(origin.encode()).hexdigest()
    name = f"{theme}-{document.script}-{made_by[:12]}"
    try:
        cache = cache_folder()
        path = (cache or folder) / f"{name}.fmt"
        return _current(path) or _make(path, document, environment)
    except (*_TROUBLE, RuntimeError):
        try:
            return _make(folder / f"{name}.fmt", document, environment)
        except _TROUBLE:
            return None


def _current(path: Path) -> Format | None:
    """Return a format if it is complete and its source files are unchanged, otherwise None.

    A new file that TeX would now find first is not noticed.
    """
    record = path.with_suffix(".json")
    if not path.is_file() or not record.is_file():
        return None
    try:
        size, made_of = json.loads(record.read_bytes())
        stamps = dict(made_of)
    except (ValueError, TypeError):
        return None
    if path.stat().st_size != size:
        return None
    if any(not os.path.exists(name) or _stamp(name) != stamp for name, stamp in stamps.items()):  # noqa: PTH110 - 200 files: faster
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return Format(path, stamps)


def _make(path: Path, document: Document, environment: Mapping[str, str]) -> Format | None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _delete_unused(path.parent)
    started = time.time_ns() - TICK
    options = f"themes = {'+'.join(document.design.themes)}, script = {document.script}"
    with tempfile.TemporaryDirectory(
        dir=path.parent, prefix=_MAKING, ignore_cleanup_errors=True
    ) as folder:
        command = [
            *("xelatex", "-ini", "-recorder", "-interaction=batchmode", "-halt-on-error"),
            *("-no-shell-escape", "-jobname=format", "&xelatex"),
            rf"\def\cvtexoptions{{{options}}}\input{{format}}",
        ]
        ended = run_limited(command, Path(folder), environment, TIME_LIMIT)
        if ended.status:
            return None
        made = Path(folder, "format.fmt")
        inputs = sorted(read_inputs(Path(folder, "format.fls")))
        if any(os.stat(name).st_ctime_ns >= started for name in inputs):  # noqa: PTH116 - as below
            return None  # saved while TeX may have been reading it
        # XeTeX reads an uncompressed format 0.1 s faster.
        unpacked = Path(folder, "unpacked.fmt")
        with gzip.open(made) as packed, unpacked.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
        record = Path(folder, "inputs.json")
        stamps = {name: _stamp(name) for name in inputs}
        record.write_text(json.dumps([unpacked.stat().st_size, stamps]), encoding="utf-8")
        unpacked.replace(path)
        record.replace(path.with_suffix(".json"))
    return Format(path, stamps)


def read_inputs(record: Path) -> set[str]:
    """Return the absolute paths of the files that TeX read, from its record (`-recorder`)."""
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    names = (line.removeprefix("INPUT ") for line in lines if line.startswith("INPUT "))
    return {name for name in names if Path(name).is_absolute()}


def _stamp(name: str) -> list[int]:
    """Return time, size and inode of a file; packages may keep old times."""
    status = os.stat(name)  # noqa: PTH116 - 200 files: faster
    return [status.st_mtime_ns, status.st_size, status.st_ino]


def _delete_unused(cache: Path) -> None:
    """Delete formats that are unused for long or too many, and the leftovers of killed runs."""
    delete_unused(cache, "*.fmt", MOST - 1)
    clean(cache.glob(f"{_MAKING}*"), 10 * TIME_LIMIT)
