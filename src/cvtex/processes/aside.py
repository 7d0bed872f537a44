"""Runs functions in copies of another process, which has imported what they need."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from typing import ParamSpec, TypeVar

from cvtex.processes.phases import announce

P = ParamSpec("P")
T = TypeVar("T")


class Aside:
    """A process that imports modules, while this one does something else.

    It has a session of its own: Ctrl-C is for the program that started it, with which it ends.
    """

    def __init__(self, *modules: str) -> None:
        """Start it. OSError: it can't be started."""
        self._asking, theirs = socket.socketpair()
        command = ["-P", "-m", "cvtex.processes.template", str(theirs.fileno()), *modules]
        self._answered = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function of a module returns, which a copy of the process runs.

        If that gives no answer, for whatever reason, the function is run here. Threads may call
        this at the same time.
        """
        ours, theirs = Pipe()
        with ours:
            try:
                with theirs:
                    socket.send_fds(self._asking, [b"\0"], [theirs.fileno()])
                ours.send((function, args, kwargs))
                phases, result = ours.recv()
            except (OSError, EOFError):
                return function(*args, **kwargs)
        self._answered = True
        for one in phases:
            announce(*one)
        value: T = result
        return value

    def close(self) -> None:
        """End it; what it took is then part of what this process took."""
        self._asking.close()
        if not self._answered:  # it may still import
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        self._process.wait()
