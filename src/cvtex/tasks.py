"""The pipeline as doit tasks, and what doit prints.

Nothing heavy is imported before a task runs: a run with nothing to do takes as long as doit does.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeAlias

from doit import get_var
from doit.exceptions import DependencyError, TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter

from cvtex.ahead import Ahead
from cvtex.content.overlay import overlay_files, variable_digest
from cvtex.diagnostics import Checked, Diagnostic, Severity, failed
from cvtex.editions.settings import Edition, read_editions
from cvtex.record import Digests
from cvtex.reports import Format, show
from cvtex.reports.screen import screen_of
from cvtex.reports.text import render, summary
from cvtex.resources import (
    BUILD,
    DOCUMENT,
    DRAFT,
    EDITIONS,
    INPUTS,
    PACKAGE,
    PHOTO,
    REPORT,
    SOURCE,
    TYPESET,
    VERDICT,
    digest,
    latex_dir,
)
from cvtex.run import KEEP_GOING
from cvtex.signals import end_at_once

if TYPE_CHECKING:
    from doit.exceptions import BaseFail
    from doit.task import Task

OUT = Path("out")
WORK = OUT / BUILD

# What a task leaves in its `meta` for the reporter.
FOUND = "found"
LINE = "line"

STEPS = {
    "tex": "write the LaTeX source of each edition",
    "typeset": "typeset each edition, to a draft",
    "verify": "prove the draft of each edition: only then it becomes its PDF",
    "pdf": "build the PDF of each edition (the default)",
}
REPORT_TASK = "report"

# Rooms of the program that a step does not ask: a change to them does not take it again. What TeX
# reads is followed file by file.
_PROVES = frozenset({"verify", "verdicts"})
_AROUND = frozenset({"commands", "scaffold", "latex"})
_PRINTS = frozenset({"tex", "finish", "pdf"})

TaskDict = dict[str, Any]
Outcome: TypeAlias = TaskFailed | None


class Reporter(ConsoleReporter):  # type: ignore[misc]  # doit has no types
    """Prints a line for each PDF, and all that was found, each thing once."""

    desc = "a line for each PDF"

    def __init__(self, outstream: TextIO, options: dict[str, Any]) -> None:
        """Begin with exit status 0, on a stream that takes every character."""
        super().__init__(outstream, options)
        end_at_once()
        self.status = 0
        self.screen = screen_of(outstream)
        self.told: set[Diagnostic] = set()
        if isinstance(outstream, io.TextIOWrapper):
            outstream.reconfigure(errors="backslashreplace")

    def execute_task(self, task: Task) -> None:
        """Say nothing of a task that begins."""

    def skip_uptodate(self, task: Task) -> None:
        """Say nothing of a task that has nothing to do."""

    def add_success(self, task: Task) -> None:
        """Print what a task has to tell: doit runs tasks in threads, so they don't print.

        Where it goes on in spite of errors, that is no success.
        """
        self._tell(task)
        found = (task.meta or {}).get(FOUND, ())
        if any(finding.severity is Severity.ERROR for finding in found):
            self.status = max(self.status, 1)

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Print what a failed task has to tell at once; one that waited for it is silent."""
        if isinstance(fail, TaskFailed | DependencyError):
            self.status = max(self.status, 1)
            if not self._tell(task):
                self.write(f"{fail.message}\n")
        elif not isinstance(fail, UnmetDependency):
            self.status = 3
            super().add_failure(task, fail)

    def _tell(self, task: Task) -> bool:
        """Print what was found and not told yet, and the line below; False for a task not ours."""
        if FOUND not in (task.meta or {}):
            return False
        new = [finding for finding in task.meta[FOUND] if finding not in self.told]
        self.told.update(new)
        for said in filter(None, (render(new, self.screen), task.meta[LINE])):
            self.write(f"{said}\n")
        return True

    def complete_run(self) -> None:
        """End with 1 for what a person can mend, 3 for a bug; doit's own is 2 for both."""
        self.failures: list[dict[str, Any]] = []
        super().complete_run()
        if self.status:
            raise SystemExit(self.status)


DOIT_CONFIG = {
    "default_tasks": ["pdf", REPORT_TASK],
    "continue": True,
    "num_process": os.cpu_count() or 1,
    "par_type": "thread",
    # Ours, by the entry point in pyproject.toml.
    "backend": "cvtex",
    "check_file_uptodate": Digests,
    "dep_file": ".doit.db",
    "reporter": Reporter,
    "verbosity": 0,
}


def task_pdf() -> Iterator[TaskDict]:
    """Build the PDF of each edition (the default).

    A PDF takes steps, so that a change to what one reads does not take those before it again.
    """
    editions, keep_going = _editions(), get_var(KEEP_GOING) == "yes"
    whole = _program()
    program = {
        "tex": _without(whole, _PROVES | _AROUND | _PRINTS),
        "typeset": _without(whole, _PROVES | _AROUND),
        "verify": _without(whole, _AROUND),
    }
    works = {edition.name: WORK / edition.name for edition in editions}
    yield _report_task(works)
    for step, doc in STEPS.items():
        yield {"basename": step, "name": None, "doc": doc}
    for edition, work in zip(editions, works.values(), strict=True):
        target, ahead = OUT / f"{edition.name}.pdf", Ahead()
        overlays = overlay_files(edition.content)
        yield {
            "basename": "tex",
            "name": edition.name,
            "doc": f"write the LaTeX source of {edition.content.name}",
            "actions": [(_write_source, [edition, works])],
            "file_dep": [
                edition.content,
                *filter(os.path.isfile, overlays),  # doit stops at a folder, or a link to nothing
                *program["tex"],
                *(latex_dir() / "templates").iterdir(),
            ],
            "targets": [work / SOURCE, work / DOCUMENT, work / PHOTO],
            # The content's digests are those from before it is read: it may be saved meanwhile.
            "uptodate": [
                _same(
                    f"{edition.theme} {variable_digest()} "
                    f"{' '.join(map(_digest, (edition.content, *overlays)))}"
                ),
                _same_made(work / SOURCE, work / DOCUMENT, work / PHOTO),
                (_same_photo, [work / PHOTO]),
            ],
        }
        yield {
            "basename": "typeset",
            "name": edition.name,
            "doc": f"typeset {edition.content.name}, to a draft",
            "actions": [(_typeset, [edition, works, ahead])],
            "file_dep": [
                work / SOURCE,
                work / DOCUMENT,
                latex_dir() / "latexmkrc",
                latex_dir() / "fontmaps" / "pdftex.map",
                *program["typeset"],
            ],
            "targets": [work / DRAFT, work / TYPESET],
            "uptodate": [
                (_same_tex_files, [work / INPUTS]),
                _same_made(work / DRAFT, work / TYPESET),
            ],
        }
        yield {
            "basename": "verify",
            "name": edition.name,
            "doc": f"prove what {target} is to be",
            "actions": [(_verify, [edition, works, ahead], {"keep_going": keep_going})],
            "file_dep": [work / DRAFT, work / TYPESET, work / DOCUMENT, *program["verify"]],
            "targets": [target, work / VERDICT],
            "uptodate": [
                _same(f"{edition.pages} {sorted(edition.warn)}"),
                (_is_proven, [target, work / VERDICT]),
                (OUT / REPORT).is_file() and (OUT / VERDICT).is_file(),
            ],
        }
        yield {
            "basename": "pdf",
            "name": edition.name,
            "doc": f"build {target}",
            "actions": None,
            "task_dep": [f"verify:{edition.name}"],
            "clean": [(_remove, [target, work, OUT / VERDICT, OUT / REPORT])],
        }


def task_reproduce() -> Iterator[TaskDict]:
    """Build each PDF again, as on another machine, and compare the bytes."""
    for edition in _editions():
        work, target = WORK / edition.name, OUT / f"{edition.name}.pdf"
        yield {
            "basename": "reproduce",
            "name": edition.name,
            "doc": f"build {target} again, as on another machine, and compare",
            "actions": [(_reproduce, [edition, work, target])],
            "task_dep": [f"pdf:{edition.name}"],
        }


def task_check() -> TaskDict:
    """Say what is wrong with all content, without TeX."""
    return {"actions": [(_check, [])]}


def _editions() -> tuple[Edition, ...]:
    """Return the project's editions, or end the program with what is wrong with the project."""
    read = read_editions(EDITIONS)
    if not read.ok or read.value is None:
        from cvtex.check import check_editions  # noqa: PLC0415 - heavy, and seldom so

        show(check_editions(EDITIONS).diagnostics, Format.TEXT, sys.stderr)
        if (OUT / VERDICT).is_file():
            from cvtex.verdicts.report import outdate_report  # noqa: PLC0415 - the same

            with contextlib.suppress(OSError):  # it was made before, and is told of above
                outdate_report(OUT, read.diagnostics)
        raise SystemExit(1)
    return read.value


def _program() -> list[Path]:
    """Return the files of the program itself: what they make changes with them."""
    files = (Path(folder, name) for folder, _, names in os.walk(PACKAGE) for name in names)
    return sorted(path for path in files if path.suffix in {".py", ".yaml", ".j2", ".css"})


def _without(program: list[Path], rooms: frozenset[str]) -> list[Path]:
    """Return the files of the program that are not in some rooms."""
    return [path for path in program if path.relative_to(PACKAGE).parts[0] not in rooms]


def _report_task(works: dict[str, Path]) -> TaskDict:
    """Make a task of what no edition's own does: one was taken out, or stands elsewhere."""
    return {
        "basename": REPORT_TASK,
        "doc": f"gather what is proven in {OUT / VERDICT} and {OUT / REPORT}",
        "actions": [(_gather, [works])],
        "uptodate": [(_is_gathered, [works])],
    }


def _gather(works: dict[str, Path], task: Task) -> Outcome:
    from cvtex.pipeline import gather  # noqa: PLC0415 - heavy, and only a build needs it

    return _outcome(task, gather(OUT, works))


def _write_source(edition: Edition, works: dict[str, Path], task: Task) -> Outcome:
    from cvtex.pipeline import write_source  # noqa: PLC0415 - the same

    written = write_source(edition, works[edition.name])
    return _outcome(task, _given_up(edition, works, written))


def _typeset(edition: Edition, works: dict[str, Path], ahead: Ahead, task: Task) -> Outcome:
    from cvtex.pipeline import typeset_source  # noqa: PLC0415 - the same

    typeset = typeset_source(works[edition.name], ahead)
    return _outcome(task, _given_up(edition, works, typeset))


def _given_up(edition: Edition, works: dict[str, Path], made: Checked[Path]) -> Checked[Path]:
    """Let the verdict know of a step that failed."""
    from cvtex.pipeline import give_up  # noqa: PLC0415 - the same

    if made.ok:
        return made
    return failed(*give_up(edition, works, OUT / f"{edition.name}.pdf", made.diagnostics))


def _verify(
    edition: Edition,
    works: dict[str, Path],
    ahead: Ahead,
    task: Task,
    *,
    keep_going: bool,
) -> Outcome:
    from cvtex.pipeline import judge  # noqa: PLC0415 - the same

    judged = judge(edition, works, OUT / f"{edition.name}.pdf", ahead, keep_going=keep_going)
    return _outcome(task, judged, judged.value or "", goes_on=keep_going)


def _reproduce(edition: Edition, work: Path, target: Path, task: Task) -> Outcome:
    from cvtex.reproduce import reproduce  # noqa: PLC0415 - the same

    same = reproduce(edition, work, target)
    return _outcome(task, same, same.value.describe(edition.name) if same.value else "")


def _check(task: Task) -> Outcome:
    from cvtex.check import check_editions  # noqa: PLC0415 - the same

    checked = check_editions(EDITIONS)
    return _outcome(task, checked, summary(len(checked.value or ()), checked.diagnostics))


def _outcome(
    task: Task, checked: Checked[Any], line: str = "", *, goes_on: bool = False
) -> Outcome:
    """Leave what a phase found to the reporter, and tell doit whether there are errors.

    Another reporter of doit's has the findings as the message of the failure.
    """
    task.meta = {FOUND: checked.diagnostics, LINE: line}
    if checked.ok or (goes_on and checked.value is not None):
        return None
    return TaskFailed(render(checked.diagnostics))


def _remove(*paths: Path) -> None:
    try:
        for path in paths:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for folder in (WORK, OUT):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        reason = f"can't remove `{error.filename}`: {(error.strerror or '').lower()}"
        # doit keeps back what goes to `sys.stderr` here.
        print(reason, file=sys.__stderr__)
        raise SystemExit(1) from error


def _same(setting: str) -> Callable[..., bool]:
    """Make a task run again when a setting of its edition has changed."""

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"setting": setting})
        return values.get("setting") == setting

    return check


def _same_made(*made: Path) -> Callable[..., bool]:
    """Make a task run again when what it made is not that of its last success.

    A run that was killed may have left what another content gave.
    """

    def now() -> str:
        return " ".join(map(_digest, made))

    def check(task: Task, values: dict[str, str]) -> bool:
        task.value_savers.append(lambda: {"made": now()})
        return values.get("made") == now()

    return check


def _digest(path: Path) -> str:
    try:
        return digest(path)
    except OSError:  # the task that reads it says why it can't
        return ""


def _is_proven(target: Path, verdict: Path) -> bool:
    """Tell whether a PDF is the one of its last verdict, and that was that all is proven.

    What is not is told at each run.
    """
    try:
        told = json.loads(verdict.read_bytes())["verdicts"][0]
        return bool(told["proven"]) and told["sha256"] == digest(target)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _is_gathered(works: dict[str, Path]) -> bool:
    """Tell whether the report has the verdicts of all editions, in their order."""
    files = [work / VERDICT for work in works.values() if (work / VERDICT).is_file()]
    try:
        told = json.loads((OUT / VERDICT).read_bytes())["verdicts"]
        return bool(told == [json.loads(file.read_bytes())["verdicts"][0] for file in files])
    except (OSError, ValueError, LookupError, TypeError):
        return not files


def _same_tex_files(record: Path) -> bool:
    """Tell whether the files of `latex/` that TeX read are still those that it read.

    A build records them, so that a change to a theme or a script rebuilds the editions that use
    it, and no other; also one that is saved while TeX reads.
    """
    try:
        lines = [line.partition("  ") for line in record.read_text("utf-8").splitlines()]
    except (OSError, ValueError):  # it is not there, or damaged
        return False
    return bool(lines) and all(
        recorded and recorded == _digest(Path(name)) for recorded, _, name in lines
    )


def _same_photo(record: Path) -> bool:
    """Tell whether the photo is still the one that was read, or there is still none.

    Only the content says which file it is, and to read that takes longer than all else here.
    """
    try:
        recorded, _, name = os.fsdecode(record.read_bytes()).partition("  ")
    except OSError:  # it is not there
        return False
    return recorded == _digest(Path(name))
