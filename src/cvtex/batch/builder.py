"""The process that builds one file after the other: `python -m cvtex.batch.builder`.

It gets each job from a pipe, and ends when the other end of that is closed.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from cvtex.batch.building import build_file
from cvtex.batch.jobs import Job, program_digest
from cvtex.build.engines import Engines
from cvtex.processes.shortage import is_out_of_memory

READY = "ready"

NO_MEMORY = "there was not enough memory for it"


class RefusedError(Exception):
    """Raised if a machine can't build for a request; the message says why."""


def serve(pipe: Connection, folder: Path) -> None:
    """Build what comes through a pipe in a folder, until the pipe is closed."""
    program, engines = program_digest(), Engines()
    pipe.send(READY)
    while True:
        job: Job = pipe.recv()
        try:
            _check(job, program)
            outcome = build_file(job, folder, engines)
            if not gc.get_freeze_count():
                gc.freeze()  # what is imported by now stays
            pipe.send(outcome)
        except RefusedError as error:
            pipe.send(error)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            pipe.send(NO_MEMORY)


def _check(job: Job, program: str) -> None:
    request = job.request
    if request.program != program:
        raise RefusedError("its cvtex differs from that of the batch")
    if request.shared and not request.shared.is_file():
        raise RefusedError(
            f"it does not see `{request.out}`: the folders must be on shared storage"
        )


def main() -> None:
    """Serve the pipe whose number is the first argument, in the folder that is the second."""
    with (
        Connection(int(sys.argv[1])) as pipe,
        suppress(EOFError, ConnectionError),  # nobody waits for it any more
    ):
        serve(pipe, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
