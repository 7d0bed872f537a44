"""Has files built by processes that stay; one that dies takes no more than its file with it."""

from __future__ import annotations

import contextlib
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
from multiprocessing import Pipe
from pathlib import Path

from cvtex.batch.builder import NO_MEMORY, READY, RefusedError
from cvtex.batch.jobs import Job
from cvtex.batch.outcomes import Outcome, stopped
from cvtex.diagnostics.codes import Code
from cvtex.files import clean

_FOLDER = "cvtex-batch-"
_ABANDONED = 24 * 3600.0
"""Seconds after which the folder of a killed run is deleted; a run writes there with each file."""

_START = 120.0
"""Seconds of wall-clock time in which a process has to be ready."""


class BrokenError(Exception):
    """No file can be built; the message says why."""


class _StoppedError(Exception):
    """The process of a builder ended before its file was built, or had to be ended."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Builder:
    """A process that builds one file after the other.

    It has a session of its own: Ctrl-C is for the program that started it.
    """

    def __init__(self, folder: Path) -> None:
        """Start it; it works in `folder`. BrokenError: it does not start."""
        self._pipe, theirs = Pipe()
        command = [sys.executable, "-P", "-m", "cvtex.batch.builder", str(theirs.fileno())]
        try:
            self._process = subprocess.Popen(
                [*command, folder],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            self._pipe.close()
            raise BrokenError(f"no process can be started: {error.strerror}") from None
        finally:
            theirs.close()
        try:
            if self._answer(_START) != READY:
                raise BrokenError("a process of the batch gave an invalid answer")
        except _StoppedError as error:
            self.end()
            raise BrokenError(f"no file can be built: {error.message}") from None

    @property
    def is_over(self) -> bool:
        """Whether its process has ended."""
        return self._process.poll() is not None

    def build(self, job: Job) -> Outcome:
        """Return the outcome of a file. RefusedError: this machine can't build it."""
        with contextlib.suppress(OSError):  # it has ended, which the answer tells
            self._pipe.send(job)
        answer = self._answer(job.request.seconds)
        if isinstance(answer, RefusedError):
            raise answer
        if not isinstance(answer, Outcome):
            raise _StoppedError(Code.BUILD_EXCEPTION, NO_MEMORY)
        return answer

    def end(self) -> None:
        """End the process; the programs that it started end with it. Any thread may call this."""
        self._process.kill()
        self._process.wait()

    def _answer(self, seconds: float) -> object:
        try:
            if not self._pipe.poll(seconds):
                message = f"it was not done after {seconds:g} s, and was stopped"
                raise _StoppedError(Code.BUILD_TIMEOUT, message, "give it more time with --timeout")
            return self._pipe.recv()
        except (EOFError, OSError):
            self._process.kill()  # whoever closed a pipe is about to end
            raise _StoppedError(Code.BUILD_STOPPED, _ending(self._process.wait())) from None


def _ending(status: int) -> str:
    if status == -signal.SIGKILL:
        return "its process was killed by signal 9: is memory short?"
    if status < 0:
        return f"its process was killed by signal {-status}"
    return f"its process ended with status {status}"


class Builders:
    """Builders for several threads: each thread has one for as long as it builds a file."""

    def __init__(self) -> None:
        """Begin without a process. BrokenError: there is no room to work in."""
        self._free = queue.LifoQueue[Builder]()
        self._all = set[Builder]()
        self._closed = False
        folders = Path(tempfile.gettempdir()).glob(f"{_FOLDER}*")
        clean(folders, _ABANDONED)
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
        except OSError as error:
            raise BrokenError(f"no temporary folder can be made: {error.strerror}") from None

    def build(self, job: Job) -> Outcome:
        """Return the outcome of a file; any thread may call this.

        BrokenError: no file can be built.
        """
        builder = self._taken()
        try:
            outcome = builder.build(job)
        except RefusedError as error:
            self._free.put(builder)
            raise BrokenError(str(error)) from None
        except _StoppedError as error:
            builder.end()
            self._all.discard(builder)
            if self._closed:
                raise BrokenError("the batch is over") from None
            hint = error.hint or f"build it alone to see more: cvtex build {job.content}"
            return stopped(job, error.code, error.message, hint)
        self._free.put(builder)
        return outcome

    def close(self) -> None:
        """End all processes, also those that work for other threads."""
        self._closed = True
        for builder in [*self._all]:
            builder.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _taken(self) -> Builder:
        """Return a builder that is free, or a new one."""
        while True:
            try:
                builder = self._free.get_nowait()
            except queue.Empty:
                return self._started()
            if not builder.is_over:
                return builder
            self._all.discard(builder)

    def _started(self) -> Builder:
        builder = Builder(self._folder)
        self._all.add(builder)
        if self._closed:  # by another thread, which has not seen this builder
            builder.end()
        return builder
