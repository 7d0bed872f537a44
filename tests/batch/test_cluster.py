"""A batch on a Dask cluster."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace

import pytest

from batch.conftest import Office
from cvtex.batch.builders import BrokenError
from cvtex.batch.cluster import dask_pool
from cvtex.batch.jobs import Request
from cvtex.batch.outcomes import Outcome, Status
from cvtex.batch.running import Batch
from cvtex.batch.tree import Shard, Tree


def test_missing(asked: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its package, a cluster is an error that says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(BrokenError, match=r"cvtex\[dask\]"), dask_pool("tcp://127.0.0.1:1", asked):
        pass


@pytest.mark.long
def test_killed_worker(office: Office, asked: Request, small: str) -> None:
    """A worker that is killed loses no file: all are built, by the others."""
    from distributed import LocalCluster  # noqa: PLC0415 - heavy

    for number in range(12):
        office.add(f"{number}.yaml", small.replace("Ada", f"Ada {number}"))
    shared = replace(asked, shared=office.out / "shared")
    batch = Batch(shared, Tree(office.tree, office.out), Shard())
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with cluster.get_client() as client:
            alive = [*client.run(os.getpid).values()]

        def kill_one(_: Outcome) -> None:
            while len(alive) > 1:
                os.kill(alive.pop(), signal.SIGKILL)

        with dask_pool(cluster.scheduler_address, shared) as pool:
            batch.run(pool, kill_one)

    assert batch.counts == {Status.BUILT: 12}
    assert len(alive) == 1
    assert len([name for name in office.made() if name.endswith(".pdf")]) == 12
    assert not (office.out / "shared").exists()
