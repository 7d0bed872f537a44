"""The table at the end of an import: each value of the file is taken, guessed or left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cvtex.exchange.account import leaves_of
from cvtex.exchange.loading import without_nulls
from cvtex.importing.importing import import_file
from cvtex.importing.layout.lost import Kept
from cvtex.report.imported import table
from cvtex.report.screen import Screen
from cvtex.source.typed import TypedMapping
from cvtex.source.yaml import parse_yaml

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"

RESUME = {
    "basics": {
        "name": "Ada Sample",
        "email": "ada@example",
        "location": {"address": "7 Invented Lane", "city": "Northmere"},
        "age": "30",
    },
    "work": [
        {"name": "Tidewater Works", "position": "Engineer", "startDate": "20190501"},
        {"name": "Harbour Board", "position": "", "salary": "-", "startDate": "2017"},
    ],
    "meta": {"theme": "flat"},
}
TABLE = """\
values of the file  taken  guessed  left out
basics                  3        1         1  age
work                    4        1         1  salary
meta                                       1  theme
all                     7        2         3"""


def written(tmp_path: Path, document: dict[str, Any]) -> Path:
    """Return the path of a JSON Resume."""
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_counts(tmp_path: Path) -> None:
    """An address is taken with all its parts; what is changed counts as guessed."""
    made = import_file(written(tmp_path, RESUME), "en").value

    assert made
    assert table(made.counts) == TABLE


@pytest.mark.parametrize("name", ["rendercv.yaml", "yaml_resume.yaml"])
def test_each_value_counts_once(name: str) -> None:
    """The counts add up to the number of values that are not empty."""
    path = SAMPLES / name
    made = import_file(path).value
    value = parse_yaml(path.read_text(encoding="utf-8"), path).value

    assert made
    assert isinstance(value, TypedMapping)
    values = [*leaves_of(without_nulls(value))]
    assert sum(one.taken + one.guessed + one.left_out for one in made.counts) == len(values)


def test_a_value_without_one_of_its_words(tmp_path: Path) -> None:
    """A value that comes with other or fewer words counts as changed, not as taken."""
    link = '[mills](https://example.org "All of them")'
    work = {"name": "Tidewater Works", "highlights": ["Ran mills", f"Ran {link}", "Ran $\\alpha$"]}
    made = import_file(written(tmp_path, {"basics": {"name": "Ada"}, "work": [work]}), "en").value

    assert made
    (of_work,) = (one for one in made.counts if one.part == "work")
    assert (of_work.taken, of_work.guessed, of_work.left_out) == (3, 1, 0)


def test_words_and_numbers_that_are_lost() -> None:
    """A number and the year of a date count as words: no value has them, and they are named."""
    kept = Kept(["Led 9 people", "2020-01", "+1 202 555 0143"])

    assert kept.lost("1. Led 9 people, Jan 2020, (202) 555-0143") == []
    assert kept.lost("Led 12 mills, Jan 2020 – May 2023") == ["mills", "2023", "12"]


def test_a_narrow_terminal(tmp_path: Path) -> None:
    """On a terminal there are colours, and no line is longer than it is wide."""
    made = import_file(written(tmp_path, RESUME), "en").value

    assert made
    lines = table(made.counts, Screen(50, colour=True)).splitlines()
    assert any("\x1b[" in line for line in lines)
    plain = table(made.counts, Screen(50)).splitlines()
    assert max(map(len, plain)) <= 50
