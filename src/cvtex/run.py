"""doit's own command `run`, with one option more: `doit` comes to it by the entry point."""

from __future__ import annotations

import sys

from doit.cmd_run import Run as DoitRun
from doit.cmdparse import DefaultUpdate
from doit.doit_cmd import set_var

from cvtex.shortage import NO_MEMORY, is_out_of_memory

KEEP_GOING = "keep_going"
"""The variable that tells the tasks, as `doit keep_going=yes` would."""

_OPTION = {
    "name": KEEP_GOING,
    "long": "keep-going",
    "type": bool,
    "default": False,
    "help": "also publish PDFs that fail a check, marked as unproven",
}


class Run(DoitRun):  # type: ignore[misc]  # doit has no types
    """Runs tasks, and tells them whether to go on with what is not proven."""

    cmd_options = (*DoitRun.cmd_options, _OPTION)

    def execute(self, params: DefaultUpdate, args: list[str]) -> int:
        """Take the option also behind the tasks, where it is as often typed."""
        flag = f"--{_OPTION['long']}"
        if params[KEEP_GOING] or flag in args:
            set_var(KEEP_GOING, "yes")
        try:
            status: int = super().execute(params, [arg for arg in args if arg != flag])
        except (MemoryError, RuntimeError, OSError) as error:
            if not is_out_of_memory(error):
                raise
            sys.stderr.write(NO_MEMORY)
            return 1
        return status
