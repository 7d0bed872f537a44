"""CPU time grows with the length of any field in any format, and not with its square."""

from __future__ import annotations

import copy
import gc
import json
import math
import runpy
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvtex.build.check import check_content
from cvtex.writers.tex.latex import write_latex

TESTS = Path(__file__).parents[1]
KINDS: dict[str, str] = runpy.run_path(str(TESTS.parent / "benchmarks" / "length.py"))["KINDS"]
SAMPLES = {
    "own": TESTS / "people" / "all_sections.en.yaml",
    **{
        name: next((TESTS / "exchange" / "samples").glob(f"{name}.[jy]*"))
        for name in ("json_resume", "rendercv", "yaml_resume", "fresh")
    },
}

SHORT, LONG = 12_000, 48_000
# Four times is linear, and 16 times quadratic.
MOST = 10
# CPU seconds more than for a short text; a field that takes less at `SHORT` is not measured again.
_LITTLE = 0.1

Way = tuple[str | int, ...]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.long
def test_growth(name: str, kind: str, tmp_path: Path) -> None:
    """Four times as long a text takes some four times as long in each field."""
    sample, unit = yaml.load(SAMPLES[name].read_bytes(), yaml.BaseLoader), KINDS[kind]  # noqa: S506 - all are texts
    file = tmp_path / SAMPLES[name].name
    slow = [field for field, way in _fields(sample) if not _is_linear(file, sample, way, unit)]

    assert not slow


def _fields(sample: object) -> Iterator[tuple[str, Way]]:
    """Yield each key of a text once, with the way to its first text."""
    named = sorted(
        (".".join(part for part in way if isinstance(part, str)), way) for way in _ways(sample)
    )
    for field, ways in groupby(named, key=lambda item: item[0]):
        yield field, next(ways)[1]


def _ways(value: object, way: Way = ()) -> Iterator[Way]:
    if isinstance(value, str):
        yield way
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        yield from _ways(inner, (*way, key))


def _is_linear(file: Path, sample: Any, way: Way, unit: str) -> bool:  # noqa: ANN401 - a sample
    base = short = long = math.inf
    for _ in range(4):  # a busy machine takes more now and then, and never less
        base = min(base, _cpu_time(file, sample, way, unit[:9]))
        short = min(short, _cpu_time(file, sample, way, unit * (SHORT // len(unit))))
        if short < base + _LITTLE:
            return True
        long = min(long, _cpu_time(file, sample, way, unit * (LONG // len(unit))))
        if long - base < MOST * (short - base):
            return True
    return False


def _cpu_time(file: Path, sample: Any, way: Way, text: str) -> float:  # noqa: ANN401 - the same
    filled = copy.deepcopy(sample)
    inner = filled
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = text.strip()
    file.write_text(json.dumps(filled, ensure_ascii=False, indent=1), encoding="utf-8")
    gc.disable()  # it would look at all that other tests have left
    try:
        start = time.process_time()
        if document := check_content(file).value:
            write_latex(document)
        return time.process_time() - start
    finally:
        gc.enable()
