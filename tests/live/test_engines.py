"""An engine that waits makes the page that a build makes, or a build makes it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cvtex.build.engines import Engines
from cvtex.build.pipeline import typeset_source, write_source
from cvtex.design.looks import Looks
from cvtex.diagnostics.codes import LAYOUT, Code
from cvtex.editions.settings import Edition
from cvtex.live.building import Live, build
from cvtex.paths import LIVE
from cvtex.tex import parked
from cvtex.tex.parked import Parked
from live.processes import ended, inside, running, started

LONG = "CVTEX_LONG" in os.environ


def _cold(edition: Edition, work: Path) -> bytes:
    """Return the draft of a build."""
    assert write_source(edition, work).ok
    draft = typeset_source(edition, work)
    assert draft.value, draft.diagnostics
    return draft.value.read_bytes()


def _warm(edition: Edition, work: Path, engines: Engines) -> Live:
    """Return the draft of an engine, and have one wait for the next."""
    built = build(edition, work, engines, {})
    assert built.value, built.diagnostics
    engines.park(edition.name, (built.value.document, built.value.source), work)
    engines.tidy({edition.name: work})
    return built.value


@pytest.fixture
def engines() -> Iterator[Engines]:
    """Return engines that end with the test."""
    engines = Engines()
    yield engines
    engines.close()


def _edits(text: str, number: int) -> str:
    """Return a text with another name, and another entry."""
    name = re.sub("(?m)^name: .*$", f"name: Ada {'Sample ' * (number % 3)}{number}", text)
    line = f"- A line, *{number}*, 100% of `R&D` {'and on ' * (number % 40)}\\o/ No.{number}"
    return re.sub(
        r"(?m)^( +)highlights:\n", lambda found: f"{found[0]}{found[1]}  {line}\n", name, count=1
    )


@pytest.mark.parametrize(
    "person", [pytest.param("all_sections.en", marks=pytest.mark.long), "small.zh"]
)
def test_same_bytes(person: str, people: Path, tmp_path: Path, engines: Engines) -> None:
    """After each edit, the PDF of the waiting engine is that of a build, byte for byte."""
    edition = Edition("me", tmp_path / "me.yaml", warn=LAYOUT)
    text = (people / f"{person}.yaml").read_text(encoding="utf-8")
    for number in range(100 if LONG else 1):
        edition.content.write_text(_edits(text, number), encoding="utf-8")
        warm = _warm(edition, tmp_path / "work", engines)
        assert warm.cold == ""
        assert warm.pdf == _cold(edition, tmp_path / "cold")


@pytest.fixture
def small(people: Path, tmp_path: Path) -> Edition:
    """Return an edition of a small person, for which nothing else is tried."""
    shutil.copy(people / "small.en.yaml", tmp_path / "me.yaml")
    return Edition("me", tmp_path / "me.yaml", warn=LAYOUT)


def test_other_preamble(small: Edition, tmp_path: Path, engines: Engines) -> None:
    """An engine is not used for another look, and another one waits for that."""
    _warm(small, tmp_path / "work", engines)
    red = replace(small, looks=Looks(options=(("accent", "B00020"),)))
    first, second = (_warm(red, tmp_path / "work", engines) for _ in range(2))

    assert (first.cold, second.cold) == ("the look or the fonts have changed", "")
    assert first.pdf == second.pdf == _cold(red, tmp_path / "cold")


@pytest.mark.long
def test_fitted(small: Edition, tmp_path: Path, engines: Engines) -> None:
    """A text that was fitted to its pages is fitted again when a save changes nothing of it."""
    point = "          - Kept a mill turning through a winter of floods, with a crew of nine\n"
    text = small.content.read_text(encoding="utf-8")
    long = re.sub(r"( +highlights:\n)", lambda found: found[0] + 50 * point, text, count=1)
    small.content.write_text(long, encoding="utf-8")
    edition = replace(small, pages=1)
    first = _warm(edition, tmp_path / "work", engines)
    small.content.write_text(f"{long}# a comment\n", encoding="utf-8")
    second = _warm(edition, tmp_path / "work", engines)

    assert first.typeset.fitted.setting.changes
    assert second.pdf == first.pdf
    assert second.cold == "it was fitted to its pages"


@pytest.mark.parametrize(
    "when", [pytest.param("while it waits", marks=pytest.mark.long), "while it works"]
)
def test_killed(
    small: Edition,
    tmp_path: Path,
    engines: Engines,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    """If an engine is killed, a build makes the same PDF, and says so."""
    work = tmp_path / "work"
    first = _warm(small, work, engines)
    engine = running(work, "xelatex")
    if when == "while it waits":
        os.kill(engine, signal.SIGKILL)
        ended(work, "xelatex")
    else:
        os.kill(engine, signal.SIGSTOP)
        take = Parked.typeset

        def killed(self: Parked, *given: Any) -> Any:  # noqa: ANN401 - whatever it gets
            os.kill(engine, signal.SIGKILL)
            return take(self, *given)

        monkeypatch.setattr(Parked, "typeset", killed)
    second = _warm(small, work, engines)
    monkeypatch.undo()

    assert second.pdf == first.pdf
    assert second.cold == f"the engine that waited {'was ended' if 'waits' in when else 'failed'}"
    assert _warm(small, work, engines).cold == ""


@pytest.mark.long  # by day test_killed
def test_stopped(
    small: Edition, tmp_path: Path, engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that was stopped, and reads nothing of many pages, is ended after its time."""
    work, pages = tmp_path / "work", tmp_path / "pages.xdv"
    pages.write_bytes(bytes(1 << 20))
    made = _warm(small, work, engines)
    engines.close()
    with contextlib.closing(Parked(made.source, made.document, work)) as engine:
        program = running(work, "xdvipdfmx")
        os.kill(program, signal.SIGSTOP)
        monkeypatch.setattr(parked, "TIME_LIMIT", 0.1)
        _, ended = engine.make_pdf(pages, {})

    assert ended.late
    assert inside(work) == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a small file system."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can be made by root alone")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.long  # by day tests/pipeline/test_faults.py fills one
def test_full_disk(small: Edition, disk: Path, engines: Engines) -> None:
    """A full disk is reported; when there is room again, the next build succeeds."""
    first = _warm(small, disk, engines)
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"\0" * 4096):
            pass
    full = build(small, disk, engines, {})
    filler.unlink()

    assert full.value is None
    assert {finding.code for finding in full.diagnostics} == {Code.OUTPUT}
    assert _warm(small, disk, engines).pdf == first.pdf


def test_findings_stay(small: Edition, tmp_path: Path, engines: Engines) -> None:
    """If the draft can't be written, what was found in the content is reported too."""
    text = small.content.read_text(encoding="utf-8")
    small.content.write_text(text.replace("nine mills", "it's mills"), encoding="utf-8")
    (tmp_path / "work" / LIVE).mkdir(parents=True)
    built = build(small, tmp_path / "work", engines, {})
    engines.close()

    codes = [finding.code for finding in built.diagnostics]
    assert codes == [Code.STYLE_STRAIGHT_QUOTE, Code.OUTPUT]


def test_nothing_is_left(small: Edition, tmp_path: Path) -> None:
    """After many builds there are no more processes, files and open files than after some.

    Memory grows while caches fill, and no further.
    """
    work, engines, seen = tmp_path / "work", Engines(), []
    text = small.content.read_text(encoding="utf-8")
    some, many = (300, 999) if LONG else (1, 4)
    for number in range(many + 1):
        small.content.write_text(_edits(text, number), encoding="utf-8")
        _warm(small, work, engines)
        if number in (some, many):
            ours = Path("/proc/self/fd")
            size = int(Path("/proc/self/statm").read_text().split()[1])
            files = sorted(re.sub("-.*", "-", path.name) for path in work.iterdir())
            seen.append((files, len([*ours.iterdir()]), len(started(work)), size))
    engines.close()
    print(*seen, sep="\n")  # noqa: T201 - `pytest -rP` shows the figures

    first, last = seen
    assert first[:3] == last[:3]
    assert last[3] < 1.1 * first[3]
    assert inside(work) == []
    assert not [*work.glob("parked-*")]
