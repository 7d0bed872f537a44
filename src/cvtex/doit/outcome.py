"""Passes the findings of a task to the reporter, and removes files that are no longer true."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeAlias, cast

from doit.exceptions import TaskFailed

from cvtex.diagnostics import Checked
from cvtex.doit.freshness import says_proven
from cvtex.doit.reporter import FOUND, LINE
from cvtex.paths import BUILD, COMPARED, OUT, PUBLIC, REPORT, SITE, VERDICT
from cvtex.processes.shortage import LEAST_TO_BUILD, require_address_space
from cvtex.report.text import render

if TYPE_CHECKING:
    from doit.task import Task

    from cvtex.editions.settings import Edition

P = ParamSpec("P")
Outcome: TypeAlias = TaskFailed | None

OF_ALL = (OUT / PUBLIC, OUT / SITE, OUT / VERDICT, OUT / REPORT, OUT / BUILD / COMPARED)
"""What is made of several editions, and removed with any of them."""


def outcome(task: Task, checked: Checked[Any], line: str = "", *, goes_on: bool = False) -> Outcome:
    """Pass the findings of a phase to the reporter; return a failure if there are errors.

    Other reporters of doit get the findings as the message of the failure.
    """
    task.meta = {**(task.meta or {}), FOUND: checked.diagnostics, LINE: line}
    if checked.ok or (goes_on and checked.value is not None):
        return None
    return TaskFailed(render(checked.diagnostics))


def remove(*paths: Path) -> None:
    """Remove files and folders, and those above them that are empty then."""
    try:
        for path in paths:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for folder in (OUT / BUILD, OUT):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        reason = f"can't remove `{error.filename}`: {(error.strerror or '').lower()}"
        # doit captures `sys.stderr` here.
        print(reason, file=sys.__stderr__)
        raise SystemExit(1) from error


def clean(*paths: Path, dryrun: bool) -> None:
    """Remove what is there of files and folders, and say so; with `dryrun` only say so."""
    there = [path for path in paths if os.path.lexists(path)]
    if not dryrun:
        remove(*there)
    for path in there:
        sys.stdout.write(f"{'would remove' if dryrun else 'removed'} {path}\n")


def leaving_no_false_proof(action: Callable[P, Outcome]) -> Callable[P, Outcome]:
    """Return the action of an edition, after which no verdict says that earlier content is proven.

    Without memory, not even the modules that record a failure can be loaded. MemoryError: a build
    needs more than there may be.
    """

    @wraps(action)
    def act(*args: P.args, **kwargs: P.kwargs) -> Outcome:
        try:
            require_address_space(LEAST_TO_BUILD)
            return action(*args, **kwargs)
        except Exception:
            edition, works = cast("tuple[Edition, dict[str, Path]]", args[:2])
            if says_proven(verdict := works[edition.name] / VERDICT):
                remove(verdict, OUT / VERDICT, OUT / REPORT)
            raise

    return act
