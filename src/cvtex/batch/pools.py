"""Who builds the files of a batch: processes of this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from cvtex.batch.builders import Builders
from cvtex.batch.jobs import Job
from cvtex.batch.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Pool:
    """Who builds: `submit` begins a job, of which `most()` are under way at a time."""

    submit: Callable[[Job], Future[Outcome]]
    most: Callable[[], int]


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def local_pool(count: int) -> Iterator[Pool]:
    """Yield a pool of so many processes. BrokenError: they have no room to work in."""
    builders = Builders()
    with ThreadPoolExecutor(count) as threads:
        try:
            # One more waits, so that no builder has to.
            yield Pool(lambda job: threads.submit(builders.build, job), lambda: count + 1)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            builders.close()
