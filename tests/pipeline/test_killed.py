"""Runs and engines that are killed, or vanish: nothing is lost, and no program goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from .shop import Shop, stand_before

if TYPE_CHECKING:
    from running import Program


LONG = bool(os.environ.get("CVTEX_LONG"))


MOMENTS = 100 if LONG else 4


A_DAY = 24 * 3600


def test_killed_at_any_moment(shop: Shop) -> None:
    """A run that is killed, whenever, leaves whole PDFs, and the next builds what is due."""
    before = shutil.copytree(shop.folder, shop.folder.with_name("before"))
    start = time.perf_counter()
    shop.recover()
    length = time.perf_counter() - start
    for number in range(MOMENTS):
        if LONG or number == 0:
            shutil.rmtree(shop.folder)
            shutil.copytree(before, shop.folder)
        run = subprocess.Popen(
            shop.command,
            cwd=shop.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            # The idle run in `recover` is longer than nothing: the last moments are after the end.
            run.wait(timeout=length * number / MOMENTS)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
        assert shop.pdf in {shop.old, shop.new}
        if LONG:
            shop.recover()
    shop.recover()


@pytest.mark.parametrize(
    ("program", "script"),
    [
        pytest.param("latexmk", "kill -KILL $$", marks=pytest.mark.long),
        pytest.param("xelatex", "kill -KILL $$", marks=pytest.mark.long),
        ("xdvipdfmx", '"$real" "$@"; truncate -s 2000 resume.pdf; kill -KILL $$'),
    ],
)
def test_killed_engine(shop: Shop, tmp_path: Path, program: str, script: str) -> None:
    """A killed engine is reported, and what it wrote until then is not taken for a PDF."""
    shop.forget()
    status, said = shop.run(**stand_before(tmp_path / "bin", **{program: script}))

    assert status == 1
    assert "error[tex-killed]: TeX was killed by signal 9: is memory short?" in said
    assert shop.pdf == shop.old


def test_engine_ahead(shop: Shop, tmp_path: Path) -> None:
    """After an edit, the engine that was started ahead makes the PDF, without latexmk."""
    assert shop.run(**stand_before(tmp_path / "bin", latexmk="exit 1"))[0] == 0
    assert shop.pdf == shop.new
    assert not [*(shop.out / ".build/en").glob("parked-*")]


@pytest.mark.long
@pytest.mark.parametrize("killed", ["xelatex", "xdvipdfmx"])
def test_killed_engine_ahead(shop: Shop, tmp_path: Path, killed: str) -> None:
    """If the engine that was started ahead is killed, latexmk makes the same PDF."""
    first = tmp_path / "first"
    script = f'mkdir "{first}" && kill -KILL $$; exec "$real" "$@"'
    status, said = shop.run(**stand_before(tmp_path / "bin", **{killed: script}))

    assert (status, shop.pdf) == (0, shop.new), said


def test_killed_proof(shop: Shop, tmp_path: Path) -> None:
    """If the process that proves a draft is killed, doit proves it itself."""
    first = tmp_path / "first"
    script = f'mkdir "{first}" && kill -KILL $PPID; exec "$real" "$@"'
    status, said = shop.run(**stand_before(tmp_path / "bin", pdftotext=script))

    assert (status, shop.pdf) == (0, shop.new), said
    assert first.is_dir()


@pytest.mark.long
def test_other_preamble(shop: Shop, tmp_path: Path) -> None:
    """After a change of the looks, latexmk makes the PDF."""
    text = shop.project.editions.read_text(encoding="utf-8")
    looks = "content: resume.en.yaml\n  design: {accent: B00020}"
    shop.project.editions.write_text(text.replace("content: resume.en.yaml", looks, 1))
    seen = tmp_path / "seen"
    programs = stand_before(tmp_path / "bin", latexmk=f'touch "{seen}"; exec "$real" "$@"')
    ran = shop.project.doit("pdf:en", before=(), **programs)

    assert (ran.status, seen.exists()) == (0, True), ran.said


def test_half_a_pdf(shop: Shop, tmp_path: Path) -> None:
    """A PDF that was not written to its end counts for nothing, though all seemed well."""
    script = '"$real" "$@" && truncate -s 2000 resume.pdf'
    status, said = shop.run(**stand_before(tmp_path / "bin", xdvipdfmx=script))

    assert status == 1
    assert "error[tex-failed]: TeX made no PDF: " in said
    assert shop.pdf == shop.old


@pytest.mark.long  # by day test_half_a_pdf
def test_half_the_pages(shop: Shop, tmp_path: Path) -> None:
    """Pages that were not written to their end count for nothing either."""
    script = '"$real" "$@" && truncate -s 900 resume.xdv'
    status, said = shop.run(**stand_before(tmp_path / "bin", xelatex=script))

    assert status == 1
    assert "error[tex-failed]: TeX made no PDF: of its pages, the file is cut off" in said


# What a build starts, and what those start.
PROGRAMS = ("sh", "rm", "perl", "latexmk", "xelatex", "xdvipdfmx", "pdftotext", "kpsewhich")


@pytest.mark.long  # by day tests/tex/test_engine.py has one missing from the start
@pytest.mark.parametrize(
    "gone",
    ["xelatex", "xdvipdfmx", "pdftotext"],
)
def test_program_vanishes(shop: Shop, tmp_path: Path, gone: str) -> None:
    """A program that vanishes during a build is named, with a hint how to install it."""
    shop.forget()
    folder = tmp_path / "bin"
    stand_before(folder, latexmk=f'rm "{folder}/{gone}"; exec "$real" "$@"')
    for name in PROGRAMS:
        if name != "latexmk":
            (folder / name).symlink_to(str(which(name)))
    status, said = shop.run(PATH=str(folder))

    assert status == 1
    assert f"error[program-missing]: the program `{gone}` is not installed" in said
    assert "hint: " in said
    assert shop.pdf == shop.old


@dataclass(frozen=True)
class Endless:
    """A run whose engine does not end by itself, and what tells when it has ended."""

    run: subprocess.Popen[str]
    engine: Path

    def end(self, number: signal.Signals) -> str:
        """Send a signal to the run alone when its engine is at work; return what it said.

        Returns when the engine is no more, and no program that it started.
        """
        with self.engine.open() as alive:
            assert alive.readline() == "at work\n"
            self.run.send_signal(number)
            said, _ = self.run.communicate(timeout=600)
            assert alive.read() == ""
        return said


def _endless(command: list[str | Path], folder: Path, tmp_path: Path) -> Endless:
    engine = tmp_path / "engine"
    os.mkfifo(engine)
    (tmp_path / "tmp").mkdir()
    script = f'exec 3>"{engine}"; echo at work >&3; sleep 60 & wait'
    run = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ
        | stand_before(tmp_path / "bin", xelatex=script)
        | {"TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return Endless(run, engine)


# A signal that can be taken by day, and one that can't; the others by night.
SIGNALS = (
    *(signal.SIGINT, signal.SIGKILL),
    *(pytest.param(other, marks=pytest.mark.long) for other in (signal.SIGTERM, signal.SIGHUP)),
)


@pytest.mark.parametrize("number", SIGNALS)
def test_ended_doit(shop: Shop, tmp_path: Path, number: signal.Signals) -> None:
    """However doit is ended, its engine ends, nothing is printed, and the shell gets the signal."""
    endless = _endless(shop.command, shop.folder, tmp_path)

    assert endless.end(number) == ""
    assert endless.run.returncode == -number
    assert shop.pdf == shop.old


@pytest.mark.parametrize("number", SIGNALS[:1] + SIGNALS[2:] if not LONG else SIGNALS)
def test_ended_cvtex(
    program: Program, people: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """However `cvtex build` is ended, no engine goes on; it cleans up if it is let."""
    command = program.command("build", people / "small.en.yaml", "-o", "me.pdf")
    endless = _endless(command, program.folder, tmp_path)

    assert endless.end(number) == ""
    killed = number == signal.SIGKILL
    assert endless.run.returncode == (-number if killed else 128 + number)
    assert list(program.folder.iterdir()) == []
    assert killed or list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.long
def test_left_over(shop: Shop, program: Program, people: Path, tmp_path: Path) -> None:
    """Leftovers of killed runs are deleted by a later one; what is in use is not."""
    tmp = tmp_path / "tmp"
    old = [shop.out / ".build/en/run-old", tmp / "cvtex-build-old"]
    new = [shop.out / ".build/en/run-new", tmp / "cvtex-build-new", tmp / "other"]
    theirs = tmp / "cvtex-build-mine"  # of somebody else's
    for folder in old + new:
        folder.mkdir(parents=True)
        (folder / "resume.document").write_text("x")
    theirs.mkdir()
    (theirs / "thesis.tex").write_text("mine")
    os.utime(theirs, (time.time() - 2 * A_DAY,) * 2)
    drafts = [shop.out / ".cvtex-draft-1", shop.out / ".build/en/.cvtex-draft-2"]
    for draft in drafts:
        draft.write_text("half a")
    for path in old + drafts:
        os.utime(path, (time.time() - 2 * A_DAY,) * 2)
    shop.run()
    ran = program.run("build", people / "small.en.yaml", "-o", "me.pdf", TMPDIR=str(tmp))

    assert ran.status == 0
    assert [path for path in old + drafts if path.exists()] == []
    assert all((path / "resume.document").exists() for path in new)
    assert (theirs / "thesis.tex").exists()
    assert len(list(tmp.iterdir())) == 3
