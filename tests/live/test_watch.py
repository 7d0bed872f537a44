"""A watched project is built whenever a file of it is saved."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from cvtex.commands.watch import Findings
from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.editions.settings import Edition
from cvtex.live.changes import Changes
from cvtex.live.events import Built, Event, Failed, Proven, Unchanged
from cvtex.live.inputs import folders_of
from live.processes import ended, inside
from made import pdftotext

Begin = Callable[..., Any]


def test_edit(watched: Begin) -> None:
    """A saved word is in the draft at once, then in the proven PDF; other editions stay."""
    project = watched("en", "zh")
    project.until(Proven, "zh")

    project.edit("en", "nine mills", "eleven mills")
    built, proven = project.until(Proven, "en")

    assert isinstance(built, Built)
    assert "eleven mills" in pdftotext(built.pdf)
    assert project.pdf("en") == built.pdf.read_bytes()
    assert proven.record["proven"]
    assert proven.seconds > built.seconds > 0


def test_mistake(watched: Begin) -> None:
    """A mistake is reported while the PDF stays, and its correction is built."""
    project = watched("en")
    project.until(Proven, "en")
    before = project.pdf("en")

    project.edit("en", "name: Ada", "nam: Ada")
    (failed,) = project.until(Failed, "en")
    after = project.pdf("en")
    project.edit("en", "nam: Ada", "name: Ida")
    built = project.until(Built, "en")

    assert {finding.code for finding in failed.findings} == {Code.KEY_UNKNOWN}
    assert after == before
    assert "Ida Sample" in pdftotext(built[-1].pdf)


def test_bibliography(watched: Begin) -> None:
    """A bibliography that the content names is watched, also one that is not there yet."""
    project = watched("en")
    project.until(Proven, "en")
    papers = project.folder / "content" / "papers.bib"

    with project.content("en").open("a", encoding="utf-8") as file:
        file.write("  - {type: publications, source: papers.bib}\n")
    (failed,) = project.until(Failed, "en")
    papers.write_text("@article{a, title={On mills}, author={Ada Sample}, journal={J}, year=2020}")
    built, _ = project.until(Proven, "en")

    assert [finding.code for finding in failed.findings] == [Code.FILE_MISSING]
    assert "On mills" in pdftotext(built.pdf)


@pytest.mark.long  # by day test_mistake
def test_what_is_new(watched: Begin, project: Any) -> None:  # noqa: ANN401 - as above
    """A warning is printed once, an error after each save, each for all editions of a content.

    A comment, in the content or in `editions.yaml`, and a theme that an edition does not use build
    nothing.
    """
    text = project.editions.read_text(encoding="utf-8") + "two:\n  content: resume.en.yaml\n"
    project.editions.write_text(text, encoding="utf-8")
    own = project.folder / "themes" / "unused"
    own.mkdir(parents=True)
    (own / "theme.sty").touch()
    made, findings = watched("en", "zh", "two"), Findings()

    def printed(kind: type[Event]) -> list[Code]:
        events = made.until(kind, "two")
        assert {event.edition for event in events} == {"en", "two"}
        return [one.code for event in events for one in findings.new_of(event)]

    made.until(Proven, "two")
    made.edit("en", "nine mills", "nine mill's")
    warned = printed(Proven)
    project.editions.write_text(f"# Mine.\n{text}", encoding="utf-8")
    (own / "theme.sty").write_text("% new", encoding="utf-8")
    made.edit("en", "name: Ada", "# Me.\nname: Ada")
    silent = printed(Unchanged)
    made.edit("en", "name: Ada", "nam: Ada")
    wrong = printed(Failed)
    made.edit("en", "nam: Ada", "nam: Ida")

    assert warned == [Code.STYLE_STRAIGHT_QUOTE]
    assert silent == []
    assert wrong == printed(Failed) == [Code.KEY_UNKNOWN]


def test_errors_of_one_message() -> None:
    """Errors of one message are each printed once for all editions, after each save."""
    wrong = (Diagnostic(Code.KEY_UNKNOWN, "unknown key"),) * 2
    findings = Findings()
    events = [Failed(edition, wrong, 0) for edition in ("en", "public") * 2]

    assert [len(findings.new_of(event)) for event in events] == [2, 0, 2, 0]


def test_ways_to_save(watched: Begin) -> None:
    """A save by a rename is built once; what editors leave beside the file is not."""
    project = watched("en")
    project.until(Proven, "en")
    content = project.content("en")
    text = content.read_text(encoding="utf-8")

    for name in (".resume.en.yaml.swp", "4913", "resume.en.yaml~", "#resume.en.yaml#"):
        content.with_name(name).write_text(text, encoding="utf-8")
    content.write_text(text, encoding="utf-8")
    content.rename(content.with_name("resume.en.yaml~"))
    new = content.with_name("resume.tmp")
    new.write_text(text.replace("nine", "seven"), encoding="utf-8")
    new.rename(content)
    events = project.until(Proven, "en")

    assert [type(event) for event in events] == [Built, Proven]
    assert "seven mills" in pdftotext(events[0].pdf)


@pytest.mark.long  # by day test_mistake
def test_gone(watched: Begin) -> None:
    """Deleted files and a renamed folder are reported; when they are back, all is built.

    Until then no PDF counts as proven in the report.
    """
    project = watched("en")
    project.until(Proven, "en")
    folder, content, other = project.folder / "content", *map(project.content, ("en", "zh"))
    text = content.read_text(encoding="utf-8")

    content.unlink()
    (deleted,) = project.until(Failed, "")
    report = json.loads((project.folder / "out/verdict.json").read_bytes())
    moved = other.rename(project.folder / "elsewhere.yaml")
    (both,) = project.until(Failed, "")
    moved.rename(other)
    content.write_text(text.replace("nine", "six"), encoding="utf-8")
    project.until(Built, "en")
    folder.rename(folder.with_name("elsewhere"))
    renamed = project.until(Failed, "")
    folder.with_name("elsewhere").rename(folder)
    project.until(Built, "en")

    assert [finding.code for finding in deleted.findings] == [Code.FILE_MISSING]
    assert [finding.code for finding in both.findings] == [Code.FILE_MISSING] * 2
    assert not any(verdict["proven"] for verdict in report["verdicts"])
    assert [finding.code for finding in renamed[-1].findings] == [Code.FILE_MISSING]


@pytest.mark.long
def test_many_saves(watched: Begin) -> None:
    """A hundred saves in a row are built in far fewer steps, and the last one is proven."""
    project = watched("en")
    project.until(Proven, "en")
    content = project.content("en")
    text = content.read_text(encoding="utf-8")

    def save() -> None:
        for number in range(100):
            content.write_text(text.replace("nine", f"{number}"), encoding="utf-8")

    saving = Thread(target=save)
    saving.start()
    events = project.until(Proven, "en")
    saving.join()
    while "Kept 99 mills" not in pdftotext(events[-1].pdf):
        events += project.until(Proven, "en")

    assert len(events) < 50


@pytest.mark.long  # by day test_ways_to_save
def test_empty_in_between(watched: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is empty for a moment in the midst of a save is no mistake."""
    project = watched("en")
    project.until(Proven, "en")
    content, wait = project.content("en"), Changes.wait
    editions = content.with_name("editions.yaml")
    same, other = (file.read_text(encoding="utf-8") for file in (editions, content))
    steps = iter(
        [(editions, ""), (editions, same), (content, ""), (content, other.replace("nine", "five"))]
    )

    def save(changes: Changes, seconds: float = 0.5) -> bool:
        file, text = next(steps, (None, ""))
        if file is None:
            return wait(changes, seconds)
        file.write_text(text, encoding="utf-8")
        return True

    monkeypatch.setattr(Changes, "wait", save)
    events = project.until(Proven, "en")

    assert [type(event) for event in events] == [Built, Proven]
    assert "five mills" in pdftotext(events[0].pdf)


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the content is beside all else, hidden folders and results are not watched."""
    monkeypatch.chdir(tmp_path)
    for folder in (".git/hooks", "content", "out/public", "parts/older"):
        (tmp_path / folder).mkdir(parents=True)
    folders = {
        folder.resolve() for folder in folders_of([Edition("me", Path("content/../me.yaml"))])
    }

    ours = {
        folder.relative_to(tmp_path).as_posix()
        for folder in folders
        if tmp_path in (folder, *folder.parents)
    }
    assert ours == {".", "content", "parts", "parts/older"}


def _watch(project: Any, *names: str) -> subprocess.Popen[str]:  # noqa: ANN401 - as below
    """Start `cvtex watch` in a project."""
    return subprocess.Popen(
        [*project.command()[:1], "-m", "cvtex", "watch", *names],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def _proven(run: subprocess.Popen[str]) -> list[str]:
    """Return the lines up to the next one about a proven PDF."""
    assert run.stdout
    lines = []
    for line in run.stdout:
        lines.append(line)
        if "proven in" in line:
            return lines
    pytest.fail(f"it ended with {lines}")


def test_command(project: Any) -> None:  # noqa: ANN401 - the type is in a conftest
    """The command prints a line for each step, and Ctrl-C ends it without another."""
    with _watch(project, "en") as run:
        lines = _proven(run)
        run.send_signal(signal.SIGINT)
        assert run.stdout
        rest = run.stdout.read()

    assert (run.returncode, rest) == (128 + signal.SIGINT, "")
    assert lines[0].startswith("This builds now")
    assert re.fullmatch(r"[\d:]{8}  en  built in [\d.]+ s.*\n", lines[1])
    assert re.fullmatch(
        r"[\d:]{8}  en  proven in [\d.]+ s, 1 page, .* words read back.*\n", lines[2]
    )


@pytest.mark.long
def test_two_watchers(project: Any) -> None:  # noqa: ANN401 - the same
    """Two of them on one project both prove the same PDF, also if one slept during the save."""
    content = project.content("en")
    with _watch(project, "en") as one, _watch(project, "en") as other:
        for run in (one, other):
            _proven(run)
        text = content.read_text(encoding="utf-8").replace("nine", "ninety")
        asleep = [one.pid, *inside(project.folder / "out")]
        for process in asleep:
            os.kill(process, signal.SIGSTOP)
        content.write_text(text, encoding="utf-8")
        for process in asleep:
            os.kill(process, signal.SIGCONT)
        said = [_proven(run) for run in (one, other)]
        for run in (one, other):
            run.send_signal(signal.SIGTERM)

    assert [[line.split()[2] for line in lines] for lines in said] == [["built", "proven"]] * 2
    assert "ninety mills" in pdftotext(project.folder / "out" / "en.pdf")


def test_killed(project: Any) -> None:  # noqa: ANN401 - the same
    """A watcher that is killed leaves no process; what it leaves on the disk goes next time."""
    work = project.folder / "out" / ".build" / "en"
    with _watch(project, "en") as run:
        _proven(run)
        engines = inside(work)
        run.kill()
    ended(work)
    left = [*work.glob("parked-*")]
    with _watch(project, "en") as run:
        _proven(run)
        run.send_signal(signal.SIGTERM)

    assert engines
    assert left
    assert not [*work.glob("parked-*")]


def test_unknown_edition(project: Any) -> None:  # noqa: ANN401 - the same
    """The name of no edition is an error at once."""
    command = [*project.command()[:1], "-m", "cvtex", "watch", "fr"]
    ran = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "there is no edition `fr`" in ran.stderr


@pytest.mark.parametrize("command", ["watch", pytest.param("preview", marks=pytest.mark.long)])
def test_no_project(tmp_path: Path, command: str) -> None:
    """A folder without a project is an error at once, not a wait without an end."""
    ran = subprocess.run(
        [sys.executable, "-m", "cvtex", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "cvtex: there is no project in this folder; `cvtex new` begins one\n"
