"""Checks whether the inputs and outputs of a task are those of its last success."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex.files import recorded_digests
from cvtex.paths import PACKAGE, PICTURES, VERDICT, digest

if TYPE_CHECKING:
    from doit.task import Task

# Packages of the program that a step does not use. The files that TeX reads are tracked one by one.
_AROUND = frozenset({"batch", "commands", "diff", "scaffold", "latex"})
_PROVES = frozenset({"verify", "ats", "report"})
_PRINTS = frozenset({"tex", "finish", "pdf"})
_UNUSED = {
    "tex": _AROUND | _PROVES | _PRINTS,
    "typeset": _AROUND | _PROVES,
    "verify": _AROUND,
}


def program_of_steps() -> dict[str, dict[str, str]]:
    """Return for each step the files of the program that it uses, with their times and sizes."""
    root, files = str(PACKAGE), list[tuple[str, str]]()
    for folder, folders, names in os.walk(root):  # faster than Path for some hundred files
        folders[:] = [name for name in folders if name != "__pycache__"]
        room = folder[len(root) + 1 :].partition(os.sep)[0]
        files += ((room or name, f"{folder}{os.sep}{name}") for name in names)
    program = [
        (room, file, f"{status.st_mtime_ns} {status.st_size}")
        for room, file in sorted(files)
        if file.endswith((".py", ".yaml", ".csv", ".j2", ".css"))
        if (status := os.stat(file))  # noqa: PTH116 - as above
    ]
    return {
        step: {file: stamp for room, file, stamp in program if room not in rooms}
        for step, rooms in _UNUSED.items()
    }


def same_program(files: Mapping[str, str]) -> Callable[..., bool]:
    """Return a check that runs a task again when the content of a file of the program has changed.

    The files are read once for all editions, and only if the time or size of one has changed.
    """
    stamp = _sha256(f"{file} {stamp}" for file, stamp in files.items())
    content = functools.cache(lambda: _sha256(digest_or_none(Path(file)) for file in files))

    def check(task: Task, values: dict[str, list[str]]) -> bool:
        known_stamp, known = values.get("program", ("", ""))
        now = known if known_stamp == stamp else content()
        task.value_savers.append(lambda: {"program": [stamp, now]})
        return known == now

    return check


def _sha256(lines: Iterable[str]) -> str:
    from hashlib import sha256  # noqa: PLC0415 - doit has imported it, others need not

    return sha256("\n".join(lines).encode()).hexdigest()


def same(setting: str) -> Callable[..., bool]:
    """Return a check that runs a task again when a setting of its edition has changed."""

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"setting": setting})
        return values.get("setting") == setting

    return check


def same_results(*results: Path) -> Callable[..., bool]:
    """Return a check that runs a task again when its results are not those of its last success.

    A killed run may have left the results of other content.
    """

    def now() -> str:
        return " ".join(map(digest_or_none, results))

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"made": now()})
        return values.get("made") == now()

    return check


def same_places(document: Path, verdict: Path) -> Callable[..., bool]:
    """Return a check that runs a task again when texts have moved and its findings have places.

    A new line moves all lines below it without changing the PDF.
    """

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"places": digest_or_none(document)})
        try:
            (record,) = json.loads(verdict.read_bytes())["verdicts"]
            silent = not record["diagnostics"] and not record["failed"]
        except (OSError, ValueError, LookupError, TypeError):
            return True  # without a verdict, another check runs the task
        return silent or values.get("places") == digest_or_none(document)

    return check


def beginning(begin: Callable[[], object], *checks: Callable[..., bool]) -> Callable[..., bool]:
    """Return a check that makes several, and calls a function if the task will have to run."""

    def check(task: Task, values: dict[str, Any]) -> bool:
        same = [one(task, values) for one in checks]
        if not all(same):
            begin()
        return all(same)

    return check


def digest_or_none(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, "" if it can't be read."""
    try:
        return digest(path)
    except OSError:  # the task that reads it reports the error
        return ""


def is_proven(target: Path, verdict: Path) -> bool:
    """Return whether a PDF is the one of its last verdict, and proven; failures are repeated."""
    try:
        record = json.loads(verdict.read_bytes())["verdicts"][0]
        return says_proven(verdict) and record["sha256"] == digest(target)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def says_proven(verdict: Path) -> bool:
    """Return whether the verdict of an edition is that a PDF is proven, whichever it is."""
    try:
        return bool(json.loads(verdict.read_bytes())["verdicts"][0]["proven"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def is_gathered(gathered: Path, works: dict[str, Path]) -> bool:
    """Return whether a file has the verdicts of all editions, in order."""
    files = [work / VERDICT for work in works.values() if (work / VERDICT).is_file()]
    drawn: dict[str, object] = {"reading": None, "missing": []}  # for the report alone
    try:
        records = [one | drawn for one in json.loads(gathered.read_bytes())["verdicts"]]
        return records == [json.loads(file.read_bytes())["verdicts"][0] for file in files]
    except (OSError, ValueError, LookupError, TypeError):
        return not files


def is_reported(report: Path, works: dict[str, Path]) -> bool:
    """Return whether there is a report, and the pictures in it are those of the PDFs."""
    built = (work for work in works.values() if (work / VERDICT).is_file())
    return report.is_file() and all((work / PICTURES).is_file() for work in built)


def same_tex_files(record: Path) -> bool:
    """Return whether the recorded files of `latex/` that TeX read are unchanged.

    So a change to a theme or a script rebuilds only the editions that use it.
    """
    return bool(recorded_digests(record)) and same_files(record)


def same_files(record: Path) -> bool:
    """Return whether the recorded files are unchanged; False if the record can't be read."""
    recorded = recorded_digests(record)
    return recorded is not None and all(
        known and known == digest_or_none(Path(name)) for name, known in recorded.items()
    )
