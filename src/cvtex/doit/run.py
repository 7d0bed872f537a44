"""Extends doit's own commands, by entry points.

`run` has the options --keep-going, --no-cache and --timings. `list`, `info` and `help` end without
a traceback if their output is closed, as in `doit list | head`.
"""

from __future__ import annotations

import difflib
import errno
import io
import os
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from doit.cmd_clean import Clean as DoitClean
from doit.cmd_help import Help as DoitHelp
from doit.cmd_info import Info as DoitInfo
from doit.cmd_list import List as DoitList
from doit.cmd_run import Run as DoitRun
from doit.cmdparse import DefaultUpdate
from doit.doit_cmd import get_var, set_var
from doit.exceptions import InvalidCommand, InvalidDodoFile

from cvtex.files import NO_CACHE
from cvtex.processes.shortage import (
    NO_MEMORY,
    NO_ROOM,
    is_out_of_memory,
    nowhere,
    open_closed_streams,
)
from cvtex.processes.start import start_fast

if TYPE_CHECKING:
    from doit.task import Task

start_fast()  # doit imports this module before the tasks

EDITIONS_TASK = "pdf"
"""The task whose parts are the editions."""

KEEP_GOING = "keep_going"
"""The variable for the tasks, as in `doit keep_going=yes`."""

_COMMANDS = ("list", "clean", "info", "help")
"""The commands of doit that people of this project need."""

TIMINGS = "timings"
"""The same, for the table of phases."""


def _option(name: str, meaning: str) -> dict[str, Any]:
    long = name.replace("_", "-")
    return {"name": name, "long": long, "type": bool, "default": False, "help": meaning}


UNCACHED = "no_cache"

_ACTION = " - executing 'Python: function "
"""What `doit clean` prints before it calls a function."""

_OPTIONS = (
    _option(KEEP_GOING, "also publish PDFs that fail a check, marked as unproven"),
    _option(UNCACHED, "use nothing from your cache"),
    _option(TIMINGS, "show at the end how long each phase took"),
)


class _Loading:
    """A command that loads dodo.py."""

    def execute(self, params: DefaultUpdate, args: list[str]) -> int:
        """Execute the command; a missing file, or module of this version of cvtex, is reported."""
        try:
            status: int = super().execute(params, args)  # type: ignore[misc]  # of a command of doit
        except InvalidCommand as error:
            if error.not_found is None:
                raise
            tasks = {task.name for task in self.task_list}  # type: ignore[attr-defined]  # the same
            raise InvalidCommand(_unknown(error.not_found, tasks)) from error
        except InvalidDodoFile:
            name = params["dodoFile"]
            if os.path.exists(name):  # noqa: PTH110 - the name is a text
                raise
            hint = "run it in the folder of your project; `cvtex new NAME` makes one"
            sys.stderr.write(f"{name}: there is no such file\n  hint: {hint}\n")
            return 1
        except ImportError as error:
            if not (error.name or "").startswith("cvtex."):
                raise
            message = f"dodo.py: made for another version of cvtex: {error.msg}"
            sys.stderr.write(f"{message}\n  hint: the tasks are in `cvtex.doit.tasks`\n")
            return 1
        return status


def _unknown(name: str, tasks: Collection[str]) -> str:
    """Return the message for the name of a task that is none, with its hint."""
    editions = [task.partition(":")[2] for task in tasks if task.startswith(f"{EDITIONS_TASK}:")]
    near = difflib.get_close_matches(name, [*editions, *tasks, *_COMMANDS], n=1)
    hints = [f"did you mean `{'build:' if one in editions else ''}{one}`?" for one in near]
    if ":" in name or not near:
        hints.append(f"The editions are {', '.join(sorted(editions))}; `doit list` names all tasks")
    return f"there is no task `{name}`\n  hint: {' '.join(hints)}"


class Run(_Loading, DoitRun):  # type: ignore[misc]  # doit has no types
    """Runs tasks, with the options --keep-going, --no-cache and --timings."""

    cmd_options = (*DoitRun.cmd_options, *_OPTIONS)

    def execute(self, params: DefaultUpdate, args: list[str]) -> int:
        """Run the tasks; the options may also be behind their names."""
        flags = {f"--{option['long']}": option["name"] for option in _OPTIONS}
        for flag, name in flags.items():
            if params[name] or flag in args:
                set_var(name, "yes")
        if get_var(UNCACHED) == "yes":
            os.environ[NO_CACHE] = "1"
        try:
            status = super().execute(params, [arg for arg in args if arg not in flags])
        except (MemoryError, RuntimeError, OSError) as error:
            if not is_out_of_memory(error):
                raise
            sys.stderr.write(NO_MEMORY)
            return 1
        return status


class _Printing(_Loading):
    """A command that prints and exits."""

    def execute(self, params: DefaultUpdate, args: list[str]) -> int:
        """Print; a closed pipe is not a failure, a full disk is."""
        open_closed_streams()
        self.outstream = sys.stdout
        try:
            status = super().execute(params, args)
            sys.stdout.flush()
        except OSError as error:
            if error.errno not in (errno.EPIPE, errno.ENOSPC):
                raise
            # Otherwise the rest of its buffer would fail again when Python ends.
            with nowhere() as void:
                os.dup2(void.fileno(), sys.stdout.fileno())
            if error.errno == errno.EPIPE:
                return 0
            sys.stderr.write(NO_ROOM)
            return 1
        return status


class Clean(_Loading, DoitClean):  # type: ignore[misc]  # doit has no types
    """Removes what was built; the tasks say what that is."""

    def execute(self, params: DefaultUpdate, args: list[str]) -> int:
        """Remove it; each file is named once, and our functions, which doit names, are not."""
        self.outstream = io.StringIO()
        status = super().execute(params, args)
        lines = dict.fromkeys(self.outstream.getvalue().splitlines())
        sys.stdout.writelines(f"{line}\n" for line in lines if _ACTION not in line)
        return status


class List(_Printing, DoitList):  # type: ignore[misc]  # doit has no types
    """Lists the tasks, and the editions among them."""

    def _list_all(self, include_subtasks: bool) -> list[Task]:  # noqa: FBT001 - doit's own
        wanted = (None, EDITIONS_TASK)
        return [item for item in self.task_list if include_subtasks or item.subtask_of in wanted]


class Info(_Printing, DoitInfo):  # type: ignore[misc]  # the same
    """Shows the dependencies of a task."""


class Help(_Printing, DoitHelp):  # type: ignore[misc]  # the same
    """Explains doit."""
