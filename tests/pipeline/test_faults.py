"""Faults of the machine: nothing is lost, the fault is reported, the next run repairs it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.editions.settings import Edition
from cvtex.files import KEPT, delete_unused

if TYPE_CHECKING:
    from conftest import Once
    from running import Program, Project

LONG = bool(os.environ.get("CVTEX_LONG"))
MOMENTS = 100 if LONG else 4

# Root may write everywhere; without these powers a folder is as closed to it as to anybody.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()

A_DAY = 24 * 3600


@dataclass(frozen=True)
class Shop:
    """A project whose English PDF is built, and whose content has changed since."""

    project: Project
    old: bytes
    new: bytes

    @property
    def folder(self) -> Path:
        """The person's folder."""
        return self.project.folder

    @property
    def out(self) -> Path:
        """The folder of the PDFs."""
        return self.folder / "out"

    @property
    def pdf(self) -> bytes:
        """The PDF that is there."""
        return (self.out / "en.pdf").read_bytes()

    @property
    def command(self) -> list[str | Path]:
        """The command that builds it."""
        return self.project.command("pdf:en")

    def forget(self) -> None:
        """Take away the draft of before, after which latexmk typesets the next."""
        (self.out / ".build/en/draft.pdf").unlink()

    def run(self, *before: str, **environment: str) -> tuple[int, str]:
        """Build it behind another command, and return how that ended and what was said.

        Whatever happens, there are no tracebacks, and a PDF is there as a whole.
        """
        ran = self.project.doit("pdf:en", before=before, **environment)
        assert "Traceback" not in ran.said, ran.said
        assert self.pdf in {self.old, self.new}
        return ran.status, ran.said

    def recover(self) -> None:
        """Build it with nothing in the way: all is as if nothing had ever been."""
        status, said = self.run()
        assert status == 0, said
        assert self.pdf == self.new
        there = {path.name for path in self.out.iterdir()}
        assert there == {".build", "en.pdf", "zh.pdf", "verdict.json"}
        assert self.run() == (0, "nothing to do: all is up to date\n")


@pytest.fixture(scope="session")
def changed(people: Path, once: Once) -> Path:
    """Return a folder with changed content, and its PDF from an undisturbed build."""

    def make(folder: Path) -> None:
        text = (people / "small.en.yaml").read_text(encoding="utf-8").replace("nine", "ten")
        (folder / "en.yaml").write_text(text, encoding="utf-8")
        edition = Edition("en", folder / "en.yaml")
        assert write_source(edition, folder / "work").ok
        assert make_pdf(edition, folder / "work", folder / "en.pdf").ok

    return once("changed", make)


@pytest.fixture
def shop(project: Project, changed: Path) -> Shop:
    """Return a project with something to build."""
    shutil.copy(changed / "en.yaml", project.content("en"))
    new = (changed / "en.pdf").read_bytes()
    return Shop(project, project.pdfs()["en"], new)


def _bin(folder: Path, **programs: str) -> dict[str, str]:
    """Return a PATH on which shell scripts stand before the programs of the machine."""
    folder.mkdir()
    for name, script in programs.items():
        (folder / name).write_text(f'#!/bin/sh\nreal="{which(name)}"\n{script}\n')
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


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
    status, said = shop.run(**_bin(tmp_path / "bin", **{program: script}))

    assert status == 1
    assert "error[tex-killed]: TeX was killed by signal 9: is memory short?" in said
    assert shop.pdf == shop.old


def test_engine_ahead(shop: Shop, tmp_path: Path) -> None:
    """After an edit, the engine that was started ahead makes the PDF, without latexmk."""
    assert shop.run(**_bin(tmp_path / "bin", latexmk="exit 1"))[0] == 0
    assert shop.pdf == shop.new
    assert not [*(shop.out / ".build/en").glob("parked-*")]


@pytest.mark.long
@pytest.mark.parametrize("killed", ["xelatex", "xdvipdfmx"])
def test_killed_engine_ahead(shop: Shop, tmp_path: Path, killed: str) -> None:
    """If the engine that was started ahead is killed, latexmk makes the same PDF."""
    first = tmp_path / "first"
    script = f'mkdir "{first}" && kill -KILL $$; exec "$real" "$@"'
    status, said = shop.run(**_bin(tmp_path / "bin", **{killed: script}))

    assert (status, shop.pdf) == (0, shop.new), said


def test_killed_proof(shop: Shop, tmp_path: Path) -> None:
    """If the process that proves a draft is killed, doit proves it itself."""
    first = tmp_path / "first"
    script = f'mkdir "{first}" && kill -KILL $PPID; exec "$real" "$@"'
    status, said = shop.run(**_bin(tmp_path / "bin", pdftotext=script))

    assert (status, shop.pdf) == (0, shop.new), said
    assert first.is_dir()


@pytest.mark.long
def test_other_preamble(shop: Shop, tmp_path: Path) -> None:
    """After a change of the looks, latexmk makes the PDF."""
    text = shop.project.editions.read_text(encoding="utf-8")
    looks = "content: resume.en.yaml\n  design: {accent: B00020}"
    shop.project.editions.write_text(text.replace("content: resume.en.yaml", looks, 1))
    seen = tmp_path / "seen"
    programs = _bin(tmp_path / "bin", latexmk=f'touch "{seen}"; exec "$real" "$@"')
    ran = shop.project.doit("pdf:en", before=(), **programs)

    assert (ran.status, seen.exists()) == (0, True), ran.said


def test_half_a_pdf(shop: Shop, tmp_path: Path) -> None:
    """A PDF that was not written to its end counts for nothing, though all seemed well."""
    script = '"$real" "$@" && truncate -s 2000 resume.pdf'
    status, said = shop.run(**_bin(tmp_path / "bin", xdvipdfmx=script))

    assert status == 1
    assert "error[tex-failed]: TeX made no PDF: " in said
    assert shop.pdf == shop.old


@pytest.mark.long  # by day test_half_a_pdf
def test_half_the_pages(shop: Shop, tmp_path: Path) -> None:
    """Pages that were not written to their end count for nothing either."""
    script = '"$real" "$@" && truncate -s 900 resume.xdv'
    status, said = shop.run(**_bin(tmp_path / "bin", xelatex=script))

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
    _bin(folder, latexmk=f'rm "{folder}/{gone}"; exec "$real" "$@"')
    for name in PROGRAMS:
        if name != "latexmk":
            (folder / name).symlink_to(str(which(name)))
    status, said = shop.run(PATH=str(folder))

    assert status == 1
    assert f"error[program-missing]: the program `{gone}` is not installed" in said
    assert "hint: " in said
    assert shop.pdf == shop.old


@contextmanager
def _full(folder: Path, size: str) -> Iterator[None]:
    """Put a small file system of its own in place of a folder, with what is in it."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.mkdir()
    sudo = () if os.geteuid() == 0 else ("sudo", "-n")
    mount = [*sudo, "mount", "-t", "tmpfs", "-o", f"size={size},uid={os.getuid()}", "none", folder]
    if (
        not which(str(mount[0]))
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small file system can be made by root alone; test_small_files goes on")
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run([*sudo, "umount", folder], check=True)


def test_full_disk(shop: Shop) -> None:
    """A full or nearly full disk is reported; when there is room again, the next run succeeds."""
    with _full(shop.folder, "4m"):
        filler = shop.folder / "filler"
        for kib in (0, 8, 40, 80) if LONG else (0, 40):
            filler.unlink(missing_ok=True)
            status = os.statvfs(shop.folder)
            with filler.open("wb") as fill:
                fill.write(b"\0" * (status.f_bavail * status.f_frsize - kib * 1024))
            ended, said = shop.run()
            assert ended == 1, (kib, said)
            assert "error[output]: can't write " in said, (kib, said)
            assert said.count("\n") <= 4, said
        filler.unlink()
        shop.recover()


@pytest.mark.parametrize("blocks", [0, 10, 20] if LONG else [0])
def test_small_files(shop: Shop, blocks: int) -> None:
    """A limit of the size of files, in blocks of 512 bytes, is reported."""
    status, said = shop.run("sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh")

    assert status == 1
    assert "error[output]: can't write " in said or "error[tex-file-size]: " in said
    assert blocks or said.startswith("error[output]: can't write `out/.build/en")


@pytest.mark.long  # by day tests/commands/test_cli.py has a full output
@pytest.mark.parametrize(
    ("how", "status"),
    [
        pytest.param("| head -c 1", 0, marks=pytest.mark.long),
        pytest.param("| true", 0, marks=pytest.mark.long),
        pytest.param(">&-", 0, marks=pytest.mark.long),
        (">/dev/full", 1),
    ],
)
def test_output_that_nobody_takes(shop: Shop, how: str, status: int) -> None:
    """The PDF is built also where what is printed is not read, or has no room."""
    script = f'"$@" {how}; exit ${{PIPESTATUS[0]}}'
    ended, said = shop.run("bash", "-c", script, "bash", PYTHONUNBUFFERED="")

    assert ended == status
    assert "Exception ignored" not in said
    assert ("could not write the output: the disk is full" in said) == bool(status)
    assert shop.pdf == shop.new


@pytest.mark.parametrize(
    "kilobytes",
    [250_000, *(pytest.param(one, marks=pytest.mark.long) for one in (524_288, 300_000, 80_000))],
)
def test_little_memory(shop: Shop, kilobytes: int) -> None:
    """Too little address space is reported, and not as a bug or a missing glyph."""
    status, said = shop.run("bash", "-c", f'ulimit -v {kilobytes}; exec "$@"', "bash")

    assert status == 0 or "error[tex-memory]" in said or "not enough memory" in said
    assert status in (0, 1)
    assert "glyph-missing" not in said
    shop.recover()


@pytest.mark.parametrize("folder", ["out", "out/.build", "out/.build/en"] if LONG else ["out"])
def test_read_only(shop: Shop, folder: str) -> None:
    """A folder that can't be written is reported, and nothing else."""
    place = shop.folder / folder
    place.chmod(0o555)
    status, said = shop.run(*BOUND)
    place.chmod(0o755)

    if folder == "out/.build":
        assert (status, shop.pdf) == (0, shop.new)
    else:
        assert status == 1
        assert f"error[output]: can't write `{folder}" in said
        assert "permission denied" in said


@pytest.mark.long  # by day it is read-only from the start
def test_read_only_half_way(shop: Shop, tmp_path: Path) -> None:
    """A folder that becomes read-only while TeX runs is reported, and the old PDF stays."""
    script = f'chmod 555 "{shop.out}"; exec "$real" "$@"'
    status, said = shop.run(*BOUND, **_bin(tmp_path / "bin", xdvipdfmx=script))
    shop.out.chmod(0o755)

    assert status == 1
    assert "error[output]: can't write `out/en.pdf`: permission denied" in said
    shop.recover()


@pytest.mark.long  # by day a folder for the PDFs that can't be written
def test_read_only_record(shop: Shop) -> None:
    """If doit's record can't be written, the PDF is there, with an error and status 1."""
    shop.folder.joinpath(".doit.db").chmod(0o444)
    shop.folder.chmod(0o555)
    status, said = shop.run(*BOUND)

    assert status == 1
    assert "error[output]: can't write `.doit.db`: " in said
    assert shop.pdf == shop.new
    shop.folder.chmod(0o755)


def test_read_only_and_idle(project: Project) -> None:
    """With nothing to do nothing is written, so a read-only folder is no problem."""
    (project.folder / ".doit.db").chmod(0o444)
    project.folder.chmod(0o555)
    ran = subprocess.run(
        [*BOUND, *project.command()], cwd=project.folder, capture_output=True, check=False
    )
    project.folder.chmod(0o755)

    idle = b"nothing to do: all is up to date\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, idle, b"")


def _forge(record: Path, data: str, form: str = "?") -> None:
    with closing(sqlite3.connect(record)) as opened, opened:
        opened.execute(f"update doit set task_data = {form}", (data,) if form == "?" else ())  # noqa: S608 - ours


def _other_table(record: Path) -> None:
    with closing(sqlite3.connect(record)) as opened, opened:
        opened.execute("drop table doit")
        opened.execute("create table doit (x)")


RECORDS: dict[str, Callable[[Path], object]] = {
    "other": lambda record: record.write_text("not a database\n" * 99),
    "cut": lambda record: os.truncate(record, 5000),
    "no JSON": lambda record: _forge(record, "{"),
    "a list": lambda record: _forge(record, "[1]"),
    "no text": lambda record: _forge(record, "x", "cast(x'7bff7d' as text)"),
    "another table": _other_table,
}


def test_damaged_record(shop: Shop) -> None:
    """A damaged record of doit is made again, with a warning."""
    for damage, do in [*RECORDS.items()][:: 1 if LONG else 3]:
        do(shop.folder / ".doit.db")
        ran, again = (shop.project.doit("tex:en") for _ in range(2))
        assert ran.status == 0, (damage, ran.said)
        assert ran.said.startswith(".doit.db: warning[record-lost]: "), (damage, ran.said)
        assert (again.status, again.said) == (0, "nothing to do: all is up to date\n"), damage
    shop.recover()


def test_empty_record(shop: Shop) -> None:
    """An empty record, of a run that was killed at once, counts as missing."""
    (shop.folder / ".doit.db").write_bytes(b"")

    shop.recover()


def test_record_is_no_file(shop: Shop) -> None:
    """A folder in the place of the record is reported."""
    (shop.folder / ".doit.db").unlink()
    (shop.folder / ".doit.db").mkdir()
    status, said = shop.run()

    assert status == 1
    assert "error[output]: can't read `.doit.db`: " in said


def test_damaged_document(shop: Shop) -> None:
    """A damaged file between two tasks, as after a power cut, is made again."""
    shop.run()
    for damaged in (b"", b"ccvtex.document\nGone\n.", b"X\x01\x00\x00\x00x.")[: 3 if LONG else 2]:
        (shop.out / ".build/en/resume.document").write_bytes(damaged)
        status, said = shop.run()
        assert status == 0, (damaged, said)
    shop.recover()


@pytest.mark.long  # by day two of doit: test_tasks.py
def test_doit_and_cvtex_at_once(shop: Shop) -> None:
    """`doit` and `cvtex build` may write one PDF at once: each succeeds, and it is whole."""
    build = "from cvtex.__main__ import main; main()"
    runs = [
        subprocess.Popen(command, cwd=shop.folder, stdout=subprocess.DEVNULL)
        for command in (
            shop.command,
            [shop.command[0], "-c", build, "build", "content/resume.en.yaml", "-o", "out/en.pdf"],
        )
    ]

    assert [run.wait(timeout=600) for run in runs] == [0, 0]
    assert shop.pdf == shop.new


def _zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


CACHES: dict[str, Callable[[Path], object]] = {
    "cut": lambda form: os.truncate(form, 99_999),
    "zero": _zero,
    "record": lambda form: form.with_suffix(".json").write_text("[{}"),
    "another record": lambda form: form.with_suffix(".json").write_text("{}"),
}


@pytest.mark.parametrize("damage", [*CACHES] if LONG else ["cut"])
def test_damaged_cache(shop: Shop, shared: Path, tmp_path: Path, damage: str) -> None:
    """A format that is damaged costs time and no more, and is not kept."""
    cache = tmp_path / "cache"
    (cache / "cvtex").mkdir(parents=True)
    for file in (shared / "cache/cvtex").glob("classic-Latn-*"):
        shutil.copy(file, cache / "cvtex")
    forms = [*cache.rglob("*.fmt")]
    for form in forms:
        CACHES[damage](form)
    damaged = {form.stat().st_ino for form in forms}
    status, said = shop.run(XDG_CACHE_HOME=str(cache))

    assert status == 0, said
    assert len(damaged - {form.stat().st_ino for form in cache.rglob("*.fmt")}) == 1
    shutil.rmtree(cache)


@pytest.mark.long  # by day test_safety.py builds without one
def test_no_cache(shop: Shop, tmp_path: Path) -> None:
    """With `--no-cache`, nothing is read from the cache or written there; the PDF is the same."""
    cache = tmp_path / "cache"
    ran = shop.project.doit("pdf:en", "--no-cache", XDG_CACHE_HOME=str(cache))

    assert (ran.status, shop.pdf) == (0, shop.new), ran.said
    assert not cache.exists()


def test_bounded_cache(tmp_path: Path) -> None:
    """Of the files of a kind, the cache keeps those that were used last, with their records."""
    for age in range(4):
        for ending in ("fmt", "json"):
            file = tmp_path / f"{age}.{ending}"
            file.touch()
            os.utime(file, (time.time() - age,) * 2)
    os.utime(tmp_path / "1.fmt", (time.time() - 2 * KEPT,) * 2)
    delete_unused(tmp_path, "*.fmt", 2)

    assert {file.name for file in tmp_path.iterdir()} == {"0.fmt", "0.json", "2.fmt", "2.json"}


@pytest.mark.long  # test_safety.py builds with one that is no folder by day
def test_closed_cache(shop: Shop, tmp_path: Path) -> None:
    """A build does without a cache that can't be written."""
    cache = tmp_path / "closed"
    cache.mkdir(mode=0o555)
    status, said = shop.run(*BOUND, XDG_CACHE_HOME=str(cache))

    assert (status, shop.pdf) == (0, shop.new), said


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
        env=os.environ | _bin(tmp_path / "bin", xelatex=script) | {"TMPDIR": str(tmp_path / "tmp")},
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
