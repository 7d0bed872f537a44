"""CPU time grows with the length of any field in any format, and not with its square."""

from __future__ import annotations

import copy
import gc
import json
import math
import runpy
import statistics
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from cvtex.build.check import check_content
from cvtex.exchange.loading import load_content
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

# A text of more than 8,000 characters is too long for a URL and is read in another way. Without the
# marks of markup, or composed, as little as three quarters of a text is left.
SHORT, LONG = 12_000, 48_000
# Four times is linear, and 16 times quadratic; at 7, a quarter of the time at `SHORT` is quadratic.
MOST = 7
# `LONG` is for the slowest field and for those that take more than this multiple of the usual time
# at `SHORT`. In others, what is quadratic takes less than the limit of a step at 200,000.
_USUAL = 1.5

Way = tuple[str | int, ...]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.long
def test_growth(name: str, kind: str, tmp_path: Path) -> None:
    """Four times as long a text takes some four times as long in each field."""
    sample, unit = yaml.load(SAMPLES[name].read_bytes(), yaml.BaseLoader), KINDS[kind]  # noqa: S506 - all are texts
    file = tmp_path / f"{name}{SAMPLES[name].suffix}"
    # A résumé of our own needs a section; and where a list is gone from another, nothing is wrong.
    others = 1 if name == "own" else 0
    pruned = {way: _pruned(sample, way, others) for way in _first_ways(sample)}
    _cpu_time(file, sample)  # imports what is imported late
    spent = {way: _cpu_time(file, _filled(pruned[way], way, unit, SHORT)) for way in pruned}
    slowest, usual = max(spent.values()), statistics.median(spent.values())
    slow = [
        _name(way)
        for way, took in spent.items()
        if (took == slowest or took > _USUAL * usual)
        and not _is_linear(file, pruned[way], way, unit)
    ]

    assert not slow


def _first_ways(sample: object) -> list[Way]:
    """Return the way to the first text of each key."""
    return [next(ways) for _, ways in groupby(sorted(_ways(sample), key=_name), key=_name)]


def _name(way: Way) -> str:
    return ".".join(part for part in way if isinstance(part, str))


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


def _pruned(value: Any, way: Way, others: int) -> Any:  # noqa: ANN401 - a sample
    """Return a sample with one item of each list on the way, and `others` of each other list.

    The rest of a file takes most of the time, and grows with no field.
    """
    step, rest = (way[0], way[1:]) if way else (None, ())
    if isinstance(value, list):
        items = [value[step]] if isinstance(step, int) else value[:others]
        return [_pruned(item, rest, others) for item in items]
    if isinstance(value, dict):
        return {
            key: _pruned(inner, rest if key == step else (), others) for key, inner in value.items()
        }
    return value


def _is_linear(file: Path, sample: object, way: Way, unit: str) -> bool:
    base = short = long = math.inf
    for _ in range(4):  # a busy machine takes more now and then, and never less
        short = min(short, _cpu_time(file, _filled(sample, way, unit, SHORT)))
        base = min(base, _cpu_time(file, sample))
        long = min(long, _cpu_time(file, _filled(sample, way, unit, LONG)))
        if long - base < MOST * (short - base):
            return True
    return False


def _filled(sample: Any, way: Way, unit: str, length: int) -> object:  # noqa: ANN401 - a sample
    """Return a pruned sample with a text of that length in one of its fields."""
    filled = inner = copy.deepcopy(sample)
    *steps, last = (0 if isinstance(step, int) else step for step in way)
    for step in steps:
        inner = inner[step]
    inner[last] = (unit * (length // len(unit))).strip()
    return filled


def _cpu_time(file: Path, sample: object) -> float:
    file.write_text(json.dumps(sample, ensure_ascii=False, indent=1), encoding="utf-8")
    gc.disable()  # it would look at all that other tests have left
    try:
        start = time.process_time()
        if file.stem != "own":  # then all goes the same way
            load_content(file)
        elif document := check_content(file).value:
            write_latex(document)
        return time.process_time() - start
    finally:
        gc.enable()
