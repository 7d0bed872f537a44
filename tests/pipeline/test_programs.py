"""Other programs, asked within limits."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.build import reproduce
from cvtex.fonts.coverage import installed
from cvtex.processes.programs import ask
from cvtex.tex.doctor import examine
from cvtex.tex.requirements import REQUIREMENTS

MOST = 100


def _program(place: Path, script: str) -> str:
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)
    return str(place)


@pytest.mark.parametrize(
    ("script", "seconds", "cpu", "given"),
    [
        ("echo said", 600, None, (0, b"said\n", False, True)),
        ("echo why >&2; exit 3", 600, 9, (3, b"", False, True)),
        ("yes", 600, None, (-9, b"y\n" * 50, False, False)),
        ("while :; do :; done", 600, 1, (-24, b"", True, True)),
        ("sleep 1.1", 600, 1, (0, b"", False, True)),
    ],
)
def test_limits(
    tmp_path: Path,
    script: str,
    seconds: float,
    cpu: int | None,
    given: tuple[int, bytes, bool, bool],
) -> None:
    """A program gives what it has, until its time is over or it has given enough."""
    got = ask([_program(tmp_path / "asked", script)], seconds=seconds, most=MOST, cpu=cpu)

    assert (got.status, got.output, got.late, got.whole) == given


def test_late(tmp_path: Path) -> None:
    """What a program has said is there when its time is over.

    On a busy machine it may take long until it has begun.
    """
    program = _program(tmp_path / "asked", "echo said; exec sleep 600")
    tries = (ask([program], seconds=seconds, most=MOST) for seconds in (0.2, 2, 20, 200))
    got = next(got for got in tries if got.output)

    assert (got.status, got.output, got.late, got.whole) == (-9, b"said\n", True, True)


ASKED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "ask": ("asked", lambda bin_: ask([str(bin_ / "asked")], seconds=0.2, most=MOST)),
    "fonts": ("fc-list", lambda _: installed.__wrapped__()),
    "doctor": ("kpsewhich", lambda _: examine(REQUIREMENTS)),
    "locales": ("locale", lambda _: reproduce._other_locale()),  # noqa: SLF001 - no build for this
}


LEADERS = {"gone": "exit 1", "waiting": "wait", "of another session": "wait"}


@pytest.mark.parametrize(
    ("case", "leader"),
    [
        (case, leader)
        for case in ASKED
        for leader in LEADERS
        if case == "ask" or leader != "waiting"
    ],
)
def test_what_it_started_ends(
    case: str, leader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child of a program, asleep with the output open, ends with it and holds up nobody.

    On Linux, so does one that has made a session of its own.
    """
    name, call = ASKED[case]
    bin_, alive, begun = tmp_path / "bin", tmp_path / "alive", tmp_path / "begun"
    bin_.mkdir()
    os.mkfifo(alive)
    os.mkfifo(begun)
    sleeper = f'exec 5>"{alive}"; echo >"{begun}"; exec sleep 600'
    session = "setsid " if leader == "of another session" else ""
    child = f"{session}sh -c '{sleeper}' & read -r _ <'{begun}'"
    _program(bin_ / name, f"{child}; {LEADERS[leader]}")
    monkeypatch.setenv("PATH", str(bin_), prepend=os.pathsep)
    for module in ("fonts.coverage", "tex.doctor", "build.reproduce"):
        monkeypatch.setattr(f"cvtex.{module}._SECONDS", 0.5)
    reading = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    signal = os.open(begun, os.O_RDWR)
    try:
        call(bin_)
        os.close(os.open(alive, os.O_WRONLY))  # where time was up before the child had begun
        assert select.select([reading], [], [], 600)[0], "the child lives on"
        assert os.read(reading, 1) == b""
    finally:
        os.close(reading)
        os.close(signal)
