"""Runs functions in copies of another process, which has imported what they need."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn, ParamSpec, TypeVar

from cvtex.processes.phases import announce, on_phase, phase

P = ParamSpec("P")
T = TypeVar("T")
Phase = tuple[str, float, float]
"""The name of a phase, its seconds by the clock, and those of processor time."""


class Aside:
    """A copy of this process (`fork`), which imports modules while this one does something else.

    It has one thread, so that a copy of it is whole: each function runs in one. It has a session of
    its own: Ctrl-C is for this process, with which it ends.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        """Make it; it waits. RuntimeError: this process has other threads. OSError: no memory."""
        if threading.active_count() > 1:
            raise RuntimeError("a process with other threads can't be copied")
        self._asking, theirs = socket.socketpair()
        self._answered = False
        self._process = os.fork()
        if not self._process:
            try:
                self._asking.close()
                _serve(theirs, modules)
            finally:
                os._exit(1)
        theirs.close()

    def begin(self) -> None:
        """Have it import the modules, once."""
        with contextlib.suppress(OSError):  # it has ended, which a call notices
            self._asking.send(b"\0")

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
        """End it. Its processor time then counts as that of this process."""
        self._asking.close()
        if not self._answered:  # it may still import
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _serve(asked: socket.socket, modules: Sequence[str]) -> NoReturn:
    """Import modules when asked to, and have a copy of this process answer each pipe that comes in.

    End when the other end of the socket is closed.
    """
    os.setsid()
    void = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(void, stream)
    phases = list[Phase]()
    on_phase(lambda *one: phases.append(one))
    # Ended copies are waited for at once, so that their time counts as that of this process.
    signal.signal(signal.SIGCHLD, lambda *_: _wait(os.WNOHANG))
    while (message := socket.recv_fds(asked, 1, 1))[0]:
        if modules:
            with phase("import"):
                for module in modules:
                    importlib.import_module(module)
            modules = ()
        for pipe in message[1]:
            gc.freeze()
            if not os.fork():
                asked.close()
                _answer(Connection(pipe), phases)
            os.close(pipe)
            phases.clear()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _wait(0)
    os._exit(0)


def _wait(how: int) -> None:
    with contextlib.suppress(ChildProcessError):  # there are no more
        while os.waitpid(-1, how)[0]:
            pass


def _answer(pipe: Connection, phases: list[Phase]) -> NoReturn:
    """Run the function that comes through a pipe, and end; the answer has the phases until then.

    After an exception there is no answer: it is raised again where the function runs then.
    """
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        function, args, kwargs = pipe.recv()
        threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
        pipe.send((phases, function(*args, **kwargs)))
    finally:
        os._exit(0)


def _end_with(pipe: Connection) -> NoReturn:
    """End when nobody waits for the answer any more, who would send nothing else."""
    pipe.poll(None)
    os._exit(0)
