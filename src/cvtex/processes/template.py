"""The process behind `Aside`: `python -m cvtex.processes.template DESCRIPTOR MODULE...`.

It has one thread, so that a copy of it (`fork`) is whole. It imports the modules, then waits at
the socket for pipes. For each, a copy reads a function from the pipe, and writes what that returns.
It ends when the other end of the socket is closed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import NoReturn

from cvtex.processes.phases import on_phase, phase
from cvtex.processes.start import start_fast

Phase = tuple[str, float, float]
"""The name of a phase, its seconds by the clock, and those of processor time."""


def serve(descriptor: int, modules: Sequence[str]) -> NoReturn:
    """Import modules, and have a copy of this process answer each pipe that comes in; end then."""
    start_fast()
    phases = list[Phase]()
    on_phase(lambda *one: phases.append(one))
    with socket.socket(fileno=descriptor) as asked:
        with phase("import"):
            for module in modules:
                importlib.import_module(module)
        gc.freeze()
        # Ended copies are waited for at once, so that their time counts as that of this process.
        signal.signal(signal.SIGCHLD, lambda *_: _wait(os.WNOHANG))
        while pipes := socket.recv_fds(asked, 1, 1)[1]:
            if not os.fork():
                asked.close()
                _answer(Connection(pipes[0]), phases)
            os.close(pipes[0])
            phases.clear()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _wait(0)
    os._exit(0)  # Python would free all that was imported


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


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2:])
