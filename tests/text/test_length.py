"""CPU time grows with the length of a text, and not with its square."""

from __future__ import annotations

import runpy
import time
from pathlib import Path

import pytest

from cvtex.check import check_content
from cvtex.writers.latex import write_latex

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "length.py"

# Beside the kinds of the benchmark, what once took the square of its length, or nearly so.
KINDS: dict[str, str] = {
    **runpy.run_path(str(BENCHMARK))["KINDS"],
    "stressed Han": "**负责**样例 ",
    "stressed Hebrew": "**דוגמה** של ",
    "code in Han": "`负`责 ",
    "links of long words": f"[{'ab' * 15}](https://example.org) ",
    "quotes": "“a” — ",
    "brackets": "(א[",
    "percent signs": "א%%%%%%%%",
    "forms": "葛\U000e0101",
    "syllables": "क्षि",
    "stars": "*a **b ",
    "fences": "` `` ``` ",
}

SHORT, LONG = 2_000, 16_000
# Eight times is linear, and 64 times quadratic.
MOST = 20


@pytest.mark.parametrize("kind", KINDS)
def test_growth(kind: str, tmp_path: Path) -> None:
    """Eight times as long a text takes some eight times as long to check and to write."""
    file = tmp_path / "resume.en.yaml"
    _cpu_time(file, KINDS[kind], 100)  # what is done once only

    for _ in range(3):
        short, long = (_cpu_time(file, KINDS[kind], length) for length in (SHORT, LONG))
        if long < MOST * short:
            return
    pytest.fail(f"{SHORT} characters take {short:.3f} s, {LONG} take {long:.3f} s")


def _cpu_time(file: Path, unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length].strip()
    section = f"{{type: text, title: Sample, text: '{text}'}}"
    file.write_text(f"language: en\nname: Ada Sample\nsections: [{section}]\n", encoding="utf-8")
    start = time.process_time()
    document = check_content(file, "classic").value
    assert document
    write_latex(document)
    return time.process_time() - start
