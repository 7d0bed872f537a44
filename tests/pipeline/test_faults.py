"""Faults of the machine: nothing is lost, the fault is reported, the next run repairs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from .shop import BOUND, Shop, stand_before

if TYPE_CHECKING:
    from running import Project

LONG = bool(os.environ.get("CVTEX_LONG"))


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
    status, said = shop.run(*BOUND, **stand_before(tmp_path / "bin", xdvipdfmx=script))
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
