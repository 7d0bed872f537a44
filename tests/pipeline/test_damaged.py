"""Damaged files of a project, and of the cache: they are made again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.files import KEPT, delete_unused

from .shop import BOUND, Shop

if TYPE_CHECKING:
    from running import Project


LONG = bool(os.environ.get("CVTEX_LONG"))


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


@pytest.mark.parametrize(
    "file",
    [
        "draft.pdf",
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in ("draft.typeset", "draft.pictures", "verdict.json")
        ),
    ],
)
def test_damaged_work(project: Project, file: str) -> None:
    """A damaged file of the working folder is reported or made again; the next run succeeds."""
    good = project.pdfs()
    (project.folder / "out/.build/en" / file).write_bytes(b"damaged")
    ran = project.doit()

    assert "Traceback" not in ran.said
    assert ran.status in (0, 1)
    assert project.pdfs() == good
    assert project.doit().status == 0
    assert project.pdfs() == good


def test_undone_change(project: Project) -> None:
    """What a killed run has left of a content that is undone since does not get into a PDF."""
    good = project.pdfs()
    for name in ("resume.tex", "resume.document"):
        work = project.folder / "out/.build"
        (work / "en" / name).write_bytes((work / "zh" / name).read_bytes())

    assert project.doit().status == 0
    assert project.pdfs() == good


def test_another_draft(project: Project) -> None:
    """A draft that is of another run is not published, however good it is."""
    good = project.pdfs()
    work = project.folder / "out/.build"
    (work / "en/draft.pdf").write_bytes((work / "zh/draft.pdf").read_bytes())
    (project.folder / "out/en.pdf").unlink()
    ran = project.doit("pdf:en")

    assert ran.status == 0, ran.said
    assert project.pdfs() == good
