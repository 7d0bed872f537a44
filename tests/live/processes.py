"""Finds the processes that a test has started."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest

_PATIENCE = 600.0
"""Seconds after which a test that waits for the end of a process fails."""


def inside(folder: Path, program: str = "") -> list[int]:
    """Return the processes that work in a folder, or those of a program."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended
            where = (process / "cwd").readlink()
            if where.is_relative_to(folder) and program in (process / "comm").read_text():
                found.append(int(process.name))
    return found


def started(folder: Path) -> list[int]:
    """Return the processes that work in a folder and lead a session.

    Others, such as guards, begin and end a moment later than the program that they belong to.
    """
    found = []
    for process in inside(folder):
        with contextlib.suppress(OSError):
            found += [process] if os.getsid(process) == process else []
    return found


def running(folder: Path, program: str) -> int:
    """Return the only process of a program that works in a folder; wait until it has begun.

    A shell sets the limits of a program, and then becomes the program.
    """
    last = time.monotonic() + _PATIENCE
    while not (found := inside(folder, program)):
        if time.monotonic() > last:
            pytest.fail(f"no {program} at work in {folder}")
    (process,) = found
    return process


def ended(folder: Path, program: str = "") -> None:
    """Wait until no process works in a folder, or none of a program."""
    last = time.monotonic() + _PATIENCE
    while left := inside(folder, program):
        if time.monotonic() > last:
            pytest.fail(f"still at work in {folder}: {left}")
