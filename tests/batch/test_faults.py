"""Faults: a file that kills, hangs or can't be written is one line, and the rest goes on."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
from pathlib import Path

import pytest

from batch.conftest import Office, stub
from live.processes import ended

# It stands before a program that reads the PDF in a builder, which is its parent.
READER = """
text=$("$real" "$@")
case $text in
  *Killing*) kill -9 $PPID ;;
  *Hanging*) echo >"$HUNG"; sleep 10000 ;;
esac
printf %s "$text"
"""


@pytest.mark.long
def test_killed_and_interrupted(office: Office, small: str, tmp_path: Path) -> None:
    """After a kill, a file that can't be written, and Ctrl-C, what was built is there and known."""
    for name in ("a/Killing", "b/Unwritable", "c/Fine", "d/Hanging", "e/Waiting"):
        office.add(f"{name}.yaml", small.replace("Ada", name[2:]))
    office.out.mkdir()
    (office.out / "b").touch()
    hung = tmp_path / "hung"
    os.mkfifo(hung)
    environment = stub(tmp_path / "bin", "pdftotext", READER) | {"HUNG": str(hung)}
    with subprocess.Popen(
        office.program.command("batch", "in", "-o", "out", "--jobs", "1"),
        cwd=office.program.folder,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as run:
        with open(hung, opener=lambda path, _: os.open(path, os.O_RDONLY | os.O_NONBLOCK)) as said:
            assert select.select([said], [], [], 600)[0], "nothing hangs"
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=600)
    ended(office.program.folder)
    document = json.loads((office.out / "summary.json").read_bytes())

    assert run.returncode == 128 + signal.SIGINT
    assert [line.split(": ")[:2] for line in err.splitlines()[:-1]] == [
        ["in/a/Killing.yaml", "build-stopped"],
        ["in/b/Unwritable.yaml", "output"],
    ]
    assert "run the same command again" in err.splitlines()[-1]
    assert [one["status"] for one in document["files"]] == [
        *("failed", "failed", "built", "waiting", "waiting"),
    ]
    assert out.startswith("5 files: 1 built, 2 failed, 2 waiting in ")
    assert {name for name in office.made() if name.endswith(".pdf")} == {"c/Fine.pdf"}
