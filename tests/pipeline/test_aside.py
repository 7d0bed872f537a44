"""Functions that run in copies of another process."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvtex.processes.aside import Aside


@pytest.fixture
def aside() -> Iterator[Aside]:
    """Yield a process that has imported a module."""
    begun = Aside(["cvtex.paths"])
    begun.begin()
    yield begun
    begun.close()


def test_elsewhere(aside: Aside) -> None:
    """Each function runs in a process of its own, which is not ours."""
    ours, first, second = os.getpid(), aside.call(os.getpid), aside.call(os.getpid)

    assert len({ours, first, second}) == 3


def test_exception(aside: Aside) -> None:
    """An exception is raised as if the function had run here."""
    with pytest.raises(ZeroDivisionError):
        aside.call(operator.truediv, 1, 0)


def test_no_process() -> None:
    """If the process ends before it answers, the function runs here."""
    broken = Aside(["cvtex.no_such_module"])

    assert broken.call(os.getpid) == os.getpid()
    broken.close()


def test_threads() -> None:
    """A process with other threads is not copied: a lock that one of them holds would stay."""
    over = threading.Event()
    threading.Thread(target=over.wait).start()
    with pytest.raises(RuntimeError):
        Aside(["cvtex.paths"])
    over.set()


def test_ends_with_its_program(tmp_path: Path) -> None:
    """When the program is killed, what runs for it ends as well."""
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    program = (
        "import sys; from cvtex.processes.aside import Aside;"
        "from cvtex.processes.programs import ask;"
        "Aside(['cvtex.paths']).call(ask, ['/bin/sh', *sys.argv[1:]], seconds=60, most=9)"
    )
    script = 'exec 5>"$0"; echo at work >&5; sleep 60 & wait'
    running = subprocess.Popen([sys.executable, "-c", program, "-c", script, alive])
    with alive.open() as opened:
        assert opened.readline() == "at work\n"
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert opened.read() == ""
