"""Whether what a task reads and what it made are still those of its last success."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.files import recorded_digests
from cvtex.paths import PACKAGE, VERDICT, digest

if TYPE_CHECKING:
    from doit.task import Task

# Rooms of the program that a step does not ask. What TeX reads is followed file by file.
_AROUND = frozenset({"commands", "scaffold", "latex"})
_PROVES = frozenset({"verify", "ats", "report"})
_PRINTS = frozenset({"tex", "finish", "pdf"})
_UNASKED = {
    "tex": _AROUND | _PROVES | _PRINTS,
    "typeset": _AROUND | _PROVES,
    "verify": _AROUND,
}


def program_of_steps() -> dict[str, list[str]]:
    """Return for each step the files of the program that it asks, whose change takes it again."""
    root, files = str(PACKAGE), list[tuple[str, str]]()
    for folder, folders, names in os.walk(root):  # a Path for each of some hundred files takes long
        folders[:] = [one for one in folders if one != "__pycache__"]
        room = folder[len(root) + 1 :].partition(os.sep)[0]
        files += ((room or name, f"{folder}{os.sep}{name}") for name in names)
    program = sorted(one for one in files if one[1].endswith((".py", ".yaml", ".j2", ".css")))
    return {
        step: [file for room, file in program if room not in rooms]
        for step, rooms in _UNASKED.items()
    }


def same_program(files: Sequence[str]) -> Callable[..., bool]:
    """Make a task run again when a file of the program has changed.

    What a file holds counts. It is read only when its time or size is another, and all are looked
    at once for all editions.
    """
    stamp = _sha256(f"{file} {(one := os.stat(file)).st_mtime_ns} {one.st_size}" for file in files)  # noqa: PTH116 - as above
    held = functools.cache(lambda: _sha256(digest_or_none(Path(file)) for file in files))

    def check(task: Task, values: dict[str, list[str]]) -> bool:
        known_stamp, known = values.get("program", ("", ""))
        now = known if known_stamp == stamp else held()
        task.value_savers.append(lambda: {"program": [stamp, now]})
        return known == now

    return check


def _sha256(lines: Iterable[str]) -> str:
    from hashlib import sha256  # noqa: PLC0415 - doit has imported it, others need not

    return sha256("\n".join(lines).encode()).hexdigest()


def same(setting: str) -> Callable[..., bool]:
    """Make a task run again when a setting of its edition has changed."""

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"setting": setting})
        return values.get("setting") == setting

    return check


def same_made(*made: Path) -> Callable[..., bool]:
    """Make a task run again when what it made is not that of its last success.

    A run that was killed may have left what another content gave.
    """

    def now() -> str:
        return " ".join(map(digest_or_none, made))

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"made": now()})
        return values.get("made") == now()

    return check


def digest_or_none(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, "" where it is not there or can't be read."""
    try:
        return digest(path)
    except OSError:  # the task that reads it says why it can't
        return ""


def is_proven(target: Path, verdict: Path) -> bool:
    """Return whether a PDF is the one of its last verdict, and that was that all is proven.

    What is not is told at each run.
    """
    try:
        told = json.loads(verdict.read_bytes())["verdicts"][0]
        return bool(told["proven"]) and told["sha256"] == digest(target)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def is_gathered(gathered: Path, works: dict[str, Path]) -> bool:
    """Return whether the verdicts in a file are those of all editions, in their order."""
    files = [work / VERDICT for work in works.values() if (work / VERDICT).is_file()]
    try:
        told = json.loads(gathered.read_bytes())["verdicts"]
        return bool(told == [json.loads(file.read_bytes())["verdicts"][0] for file in files])
    except (OSError, ValueError, LookupError, TypeError):
        return not files


def same_tex_files(record: Path) -> bool:
    """Return whether the files of `latex/` that TeX read are still those that it read.

    A build records them, so that a change to a theme or a script rebuilds the editions that use
    it, and no other; also one that is saved while TeX reads.
    """
    return bool(recorded_digests(record)) and _same_files(record)


def same_photo(record: Path) -> bool:
    """Return whether the photo is still the one that was read, or there is still none.

    Only the content says which file it is, and to read that takes longer than all else here.
    """
    return _same_files(record)


def _same_files(record: Path) -> bool:
    """Return whether files are those whose digests were recorded; False if none could be read."""
    recorded = recorded_digests(record)
    return recorded is not None and all(
        known and known == digest_or_none(Path(name)) for name, known in recorded.items()
    )
