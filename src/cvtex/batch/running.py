"""Runs a batch: the files that are not unchanged, a few at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from cvtex.batch.jobs import Request
from cvtex.batch.outcomes import Outcome, Status, known_outcome
from cvtex.batch.pools import Pool
from cvtex.batch.tree import Shard, Tree


@dataclass
class Batch:
    """The run of a batch. `counts` has the number of outcomes so far by their status.

    `lost` are the outcomes that could not be kept, by the names of their files; `is_done` is
    whether no file waits any more.
    """

    request: Request
    tree: Tree
    shard: Shard
    counts: Counter[Status] = field(default_factory=Counter)
    lost: dict[str, Outcome] = field(default_factory=dict)
    is_done: bool = False

    def run(self, pool: Pool, tell: Callable[[Outcome], None]) -> None:
        """Build what has changed, and tell the outcome of each file as soon as it is known.

        BrokenError: the rest can't be built.
        """
        under_way = set[Future[Outcome]]()
        for name in self.tree.names(self.shard):
            job = self.request.job(name)
            if known := known_outcome(job):
                self._note(known, tell)
                continue
            while len(under_way) >= pool.most():
                under_way = self._collect(under_way, tell)
            under_way.add(pool.submit(job))
        while under_way:
            under_way = self._collect(under_way, tell)
        self.is_done = True

    def _collect(
        self, under_way: set[Future[Outcome]], tell: Callable[[Outcome], None]
    ) -> set[Future[Outcome]]:
        """Wait for an outcome, and return what is still under way."""
        done, rest = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            self._note(future.result(), tell)
        return rest

    def _note(self, outcome: Outcome, tell: Callable[[Outcome], None]) -> None:
        self.counts[outcome.status] += 1
        if not outcome.is_kept:
            self.lost[outcome.name] = outcome
        tell(outcome)
