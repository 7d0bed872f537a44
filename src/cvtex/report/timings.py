"""Shows where the time of a run went."""

from __future__ import annotations

import os
import time
from threading import Lock

from cvtex.processes.phases import on_phase, since_start

_HEAD = ("phase", "times", "waited ms", "processor ms")


class Timings:
    """The phases of a run, added up by name.

    Phases run at the same time, so what was waited for all of them is less than the sum.
    """

    def __init__(self) -> None:
        """Begin; what this process did before is the phase `start`."""
        self._spent = {"start": (1, since_start(), time.process_time())}
        self._lock = Lock()
        on_phase(self._add)

    def _add(self, name: str, wall: float, cpu: float) -> None:
        with self._lock:
            times, before, used = self._spent.get(name, (0, 0.0, 0.0))
            self._spent[name] = times + 1, before + wall, used + cpu

    def table(self) -> str:
        """Return a row for each phase, in the order of their first ends; ends with a line break."""
        used = sum(os.times()[:4])
        with self._lock:
            known = sum(cpu for _, _, cpu in self._spent.values())
            rows = [
                (name, f"{times}", f"{1000 * wall:.0f}", f"{1000 * cpu:.0f}")
                for name, (times, wall, cpu) in self._spent.items()
            ]
        rows = [
            _HEAD,
            *rows,
            ("rest", "", "", f"{1000 * max(0.0, used - known):.0f}"),
            ("all", "", f"{1000 * since_start():.0f}", f"{1000 * used:.0f}"),
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            "  ".join([row[0].ljust(widths[0]), *(map(str.rjust, row[1:], widths[1:]))])
            for row in rows
        )
        return "".join(f"{line.rstrip()}\n" for line in lines)
