"""The processes that build: each stays, is limited, and is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

import pytest

from batch.conftest import Office, stub
from cvtex.batch import builder, building
from cvtex.batch.builders import Builders
from cvtex.batch.jobs import Job, Request
from cvtex.batch.outcomes import Outcome, Status
from cvtex.build.engines import Engines


@pytest.fixture
def builders(office: Office, small: str) -> Iterator[Builders]:
    """Return builders for an office with two files."""
    for name in ("ada", "ida"):
        office.add(f"{name}.yaml", small)
    with closing(Builders()) as made:
        yield made


def _process() -> int:
    """Return the process of the only builder."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    commands = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    (found,) = [int(child) for child in children if b"batch.builder" in commands[child]]
    return found


@pytest.fixture
def one(office: Office, asked: Request, small: str) -> Job:
    """Return the job of the only file of an office."""
    office.add("ada.yaml", small)
    return asked.job("ada.yaml")


def test_folders_of_a_theme(office: Office, small: str) -> None:
    """What a PDF depends on has the files in the folders of a theme of its own."""
    content = office.add("ada.yaml", small)
    below = office.add("themes/mine/pictures/sea.tex", "")

    assert below in building.files_of(content)


def _raises(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def _code(outcome: Outcome) -> str:
    return outcome.first["code"] if outcome.first else ""


@pytest.mark.long
def test_stays(builders: Builders, asked: Request) -> None:
    """One process builds one file after the other; one that was killed between two is replaced.

    A batch may take days, and another one does not take its folder for abandoned.
    """
    first = builders.build(asked.job("ada.yaml"))
    process = _process()
    os.utime(builders._folder, (0, 0))  # noqa: SLF001 - nobody else knows it
    second = builders.build(asked.job("ida.yaml"))
    same = _process()
    Builders().close()
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    third = builders.build(asked.job("ada.yaml"))

    assert {one.status for one in (first, second, third)} == {Status.BUILT}
    assert same == process != _process()


@pytest.mark.long
def test_hanging(
    builders: Builders, asked: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that hangs is given up, with all that was started for it."""
    path = stub(tmp_path / "bin", "pdftotext", "exec sleep 10000")["PATH"]
    monkeypatch.setenv("PATH", path)
    outcome = builders.build(replace(asked, seconds=3).job("ada.yaml"))

    assert (outcome.status, _code(outcome)) == (Status.FAILED, "build-timeout")


def test_bug(one: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of ours fails one file; the lines to report are beside its PDF, without its words."""
    monkeypatch.setattr(building, "build", _raises(KeyError("private words")))
    outcome = building.build_file(one, tmp_path, Engines())

    assert (outcome.status, _code(outcome)) == (Status.FAILED, "build-exception")
    assert "KeyError" in outcome.line()
    assert "raise error" in one.log.read_text(encoding="utf-8")
    assert "private words" not in one.log.read_text(encoding="utf-8") + outcome.line()


def test_memory(one: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lack of memory is answered, and the process takes the next file."""
    monkeypatch.setattr(building, "build", _raises(MemoryError()))
    ours, theirs = Pipe()
    with ThreadPoolExecutor(1) as threads:
        served = threads.submit(builder.serve, theirs, tmp_path)
        answers = [ours.recv()]
        for _ in range(2):
            ours.send(one)
            answers.append(ours.recv())
        ours.close()
        with pytest.raises(EOFError):
            served.result()

    assert answers == [builder.READY, builder.NO_MEMORY, builder.NO_MEMORY]


def test_another_program(one: Job, tmp_path: Path) -> None:
    """A machine with another cvtex, or without the folder of the results, builds nothing."""
    ours, theirs = Pipe()
    answers = []
    with ThreadPoolExecutor(1) as threads:
        threads.submit(builder.serve, theirs, tmp_path)
        assert ours.recv() == builder.READY
        for other in (
            replace(one.request, program="another"),
            replace(one.request, shared=one.request.out / "missing"),
        ):
            ours.send(other.job(one.name))
            answers.append(ours.recv())
        ours.close()

    assert all(isinstance(answer, builder.RefusedError) for answer in answers)
    assert "its cvtex differs" in f"{answers[0]}"
    assert "shared storage" in f"{answers[1]}"
