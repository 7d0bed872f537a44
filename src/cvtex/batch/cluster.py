"""Builds on a Dask cluster, whose machines share the folders and have the same cvtex.

Each thread of a Dask worker has a builder of its own, so that a file that hangs or crashes takes no
worker with it. What a killed worker was building, the scheduler gives to another.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cvtex.batch.builders import BrokenError, Builders
from cvtex.batch.jobs import Job, Request
from cvtex.batch.outcomes import Outcome, stopped
from cvtex.batch.pools import Pool
from cvtex.build.places import unwritable
from cvtex.diagnostics.codes import Code

if TYPE_CHECKING:
    from distributed import Client, Worker

_PATIENCE = 10
"""Seconds in which the scheduler has to answer."""

_STEADY = 5.0
"""Seconds for which the number of threads counts as the same."""


@contextmanager
def dask_pool(address: str, request: Request) -> Iterator[Pool]:
    """Yield the pool of a cluster for a request.

    BrokenError: the cluster does not answer, has no workers, or `distributed` is not installed.
    """
    try:
        from distributed import Client, WorkerPlugin  # noqa: PLC0415 - optional, and heavy
    except ImportError:
        message = "--dask needs the package `distributed`: pip install 'cvtex[dask]'"
        raise BrokenError(message) from None

    class BuildersPlugin(WorkerPlugin):
        """Gives a worker its builders, also one that joins later."""

        name = f"cvtex-batch-{request.run}"

        def setup(self, worker: Worker) -> None:  # noqa: ARG002 - as Dask calls it
            self.builders = Builders()

        def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - the same
            self.builders.close()

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is an outcome
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BrokenError(f"there is no Dask scheduler at {address}: {error}") from None
    with client, _shared(request):
        if not client.nthreads():
            raise BrokenError(f"the Dask cluster at {address} has no workers")
        client.register_plugin(BuildersPlugin())
        try:
            yield Pool(_submit(client, BuildersPlugin.name), _twice_the_threads(client))
        finally:
            client.unregister_worker_plugin(BuildersPlugin.name)


@contextmanager
def _shared(request: Request) -> Iterator[None]:
    """Put a file into the folder of the results, by which another machine recognises it."""
    assert request.shared  # noqa: S101 - a request for a cluster has one
    try:
        request.shared.parent.mkdir(parents=True, exist_ok=True)
        request.shared.touch()
    except OSError as error:
        raise BrokenError(unwritable(request.shared, error).message) from None
    try:
        yield
    finally:
        request.shared.unlink(missing_ok=True)


def _submit(client: Client, plugin: str) -> Callable[[Job], Future[Outcome]]:
    from distributed import KilledWorker  # noqa: PLC0415 - optional

    executor = client.get_executor(pure=False)

    def submit(job: Job) -> Future[Outcome]:
        outcome: Future[Outcome] = Future()

        def pass_on(done: Future[Outcome]) -> None:
            try:
                outcome.set_result(done.result())
            except KilledWorker:
                message = "each worker that tried to build it was killed: is memory short?"
                outcome.set_result(stopped(job, Code.BUILD_STOPPED, message))
            except CancelledError:
                outcome.set_exception(BrokenError("the connection to the Dask cluster was lost"))
            except Exception as error:  # noqa: BLE001 - whoever waits for the outcome gets it
                outcome.set_exception(error)

        executor.submit(_build_there, job, plugin).add_done_callback(pass_on)
        return outcome

    return submit


def _build_there(job: Job, plugin: str) -> Outcome:
    """Build a file, in a worker of the cluster."""
    from distributed import get_worker  # noqa: PLC0415 - optional

    worker = get_worker()
    try:
        outcome: Outcome = worker.plugins[plugin].builders.build(job)  # type: ignore[attr-defined]  # of our plugin
    except BrokenError as error:
        raise BrokenError(f"the Dask worker {worker.address} can't build: {error}") from None
    return outcome


def _twice_the_threads(client: Client) -> Callable[[], int]:
    """Return a function for the number of jobs at a time, so that no thread waits for one."""
    known, until = 0, 0.0

    def most() -> int:
        nonlocal known, until
        if time.monotonic() >= until:
            known, until = 2 * max(1, sum(client.nthreads().values())), time.monotonic() + _STEADY
        return known

    return most
