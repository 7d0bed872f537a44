"""`cvtex lint` and `doit lint`, as a person runs them."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from running import Program, Project


@pytest.fixture
def disagreeing(program: Program, project: Project) -> Program:
    """Return cvtex in a project whose two languages disagree about a date."""
    english = project.content("en").read_text("utf-8")
    date = next(line for line in english.splitlines() if "start_date: " in line)
    chinese = english.replace(date, f"{date.partition(':')[0]}: 1999-01", 1)
    chinese = chinese.replace("language: en", "language: zh-Hans")
    project.content("zh").write_text(chinese, "utf-8")
    return dataclasses.replace(program, folder=project.folder)


def test_project(disagreeing: Program, project: Project) -> None:
    """The languages of a project are compared, and what disagrees is no failure."""
    by_name = disagreeing.run("lint", "en", project.content("zh"), "--format", "json")
    ran = disagreeing.run("lint")
    doit = project.doit("lint")

    assert (ran.status, doit.status, by_name.status) == (0, 0, 0)
    assert "warning[lint-dates]" in ran.out
    assert "warning[lint-dates]" in doit.said
    (finding,) = json.loads(by_name.out)["diagnostics"]
    assert finding["code"] == "lint-dates"
    assert "resume.zh.yaml:" in finding["message"]


def test_nothing_to_compare(disagreeing: Program) -> None:
    """A name that is neither a file nor an edition is an error, and one name alone wrong usage."""
    (disagreeing.folder / "broken.yaml").write_text("language: en\nname: [", "utf-8")
    missing = disagreeing.run("lint", "en", "fr")
    broken = disagreeing.run("lint", "en", "broken.yaml")

    assert missing.status == 1
    assert "error[file-missing]" in missing.said
    assert broken.status == 1
    assert "error[yaml-" in broken.said
    assert disagreeing.run("lint", "en").status == 2


def test_one_language(disagreeing: Program, project: Project) -> None:
    """Where all editions have one language, there is nothing to compare."""
    project.editions.write_text("en: {content: resume.en.yaml}\n", "utf-8")
    ran = disagreeing.run("lint")

    assert (ran.status, ran.out) == (
        0,
        "nothing to compare: the editions here have one language, that of resume.en.yaml\n",
    )
