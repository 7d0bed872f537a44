"""What is known of a program that ran."""

from __future__ import annotations

import os
from pathlib import Path

from cvtex.tex.process import run_limited

LARGE = 300 << 20  # bytes


def test_peak_memory(tmp_path: Path) -> None:
    """The peak memory of a program is its own, however much the process that starts it has used."""
    used = bytearray(LARGE)
    ended = run_limited(["true"], tmp_path, os.environ, 10)

    assert len(used) == LARGE
    assert ended.status == 0
    assert ended.peak < LARGE
