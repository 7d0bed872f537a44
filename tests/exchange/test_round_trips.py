"""What goes out and comes back is the same, for all that a format can hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cvtex.content.load import check_schema
from cvtex.content.resume import Resume
from cvtex.diagnostics import Severity
from cvtex.exchange.export.json_resume import to_json_resume
from cvtex.exchange.loading import convert, load_content
from cvtex.exchange.yaml_writer import write_yaml
from cvtex.report.text import render
from cvtex.source.json import parse_json
from cvtex.source.yaml import parse_yaml

from . import strategies
from .json_resume_schema import faults

FILE = Path("resume.json")


def _resume(document: dict[str, Any]) -> Resume:
    """Return the résumé that a JSON Resume comes to by way of the file that is written for it."""
    values = parse_json(json.dumps(document), FILE)
    assert values.ok, render(values.diagnostics)
    assert values.value is not None
    taken = convert(values.value)
    assert taken.value is not None
    assert not taken.diagnostics, render(taken.diagnostics)
    written = parse_yaml(write_yaml(taken.value.content), Path("resume.yaml"))
    assert written.ok, render(written.diagnostics)
    assert written.value is not None
    resume = check_schema(written.value)
    assert resume.value is not None, render(resume.diagnostics)
    assert not any(finding.severity is Severity.ERROR for finding in resume.diagnostics)
    return resume.value


def _exported(resume: Resume) -> dict[str, Any]:
    exported = to_json_resume(resume)
    assert exported.value is not None
    return exported.value


@given(strategies.resumes)
def test_json_resume_and_back(document: dict[str, Any]) -> None:
    """A JSON Resume comes back from a content file as it went in, and follows the schema.

    Its texts are plain, as an export says of its own.
    """
    exported = _exported(
        _resume(document | {"meta": {"language": "en", "cvtex": {"texts": "plain"}}})
    )

    assert not faults(exported)
    del exported["$schema"], exported["meta"]
    assert exported == document


@pytest.mark.parametrize("name", ["all_sections.en", "all_sections.zh", "long.en", "small.en"])
def test_ours_and_back(people: Path, name: str) -> None:
    """What JSON Resume holds of a résumé of ours is the same after a second journey."""
    resume = load_content(people / f"{name}.yaml")
    assert resume.value is not None, render(resume.diagnostics)
    once = _exported(resume.value)

    assert not faults(once)
    assert _exported(_resume(once)) == once


OURS = """\
language: zh-Hans
name: 张样例
contacts:
  - email: zhang@example.org
    label: 家
  - profile: {network: GitHub, username: yangli, url: "https://example.org/yangli"}
  - phone: +86 10 1234 5678
  - phone: +86 555 0101
    label: 磨坊
  - address: 虚构市样例路7号
sections:
  - {type: text, title: 到岗时间, text: "**十月**起 [见](https://example.org)"}
  - type: experience
    title: 工作
    entries:
      - {name: 潮水工厂, department: 闸门部, start_date: 2023-09, end_date: present}
  - type: list
    title: 其他
    entries: [养蜂, {text: 灯塔, highlights: ["*两座*"]}]
  - type: experience
    title: 实习
    entries:
      - {name: 港务局, supervisor: 码头, date: 2021, highlights: [甲, "<b>乙</b> &amp; • - 丙"]}
      - {name: 船厂, date: 2022, summary: "- 甲，[乙] 8*A100\n\n• 丙", highlights: ["- 丁", "• 戊"]}
      - {name: 图书馆, start_date: 2019-02, end_date: 2020-03-04}
  - type: publications
    entries:
      - kind: book
        authors: [甲, {family: Doe, given: B}]
        title: 潮
        publisher: 乙
        year: 2020
        summary: 讲潮
      - {kind: patent, authors: [&me {name: 张样例, self: true}], title: 闸, year: "约2020"}
      - {kind: journal, authors: [*me], title: 门, publisher: 乙, doi: 10.5555/1}
      - {kind: report, authors: [*me], et_al: true, title: 水, number: X1, venue: 丙}
      - {kind: patent, authors: [*me], title: 钟, year: 2021-05-04}
      - {kind: journal, authors: [*me], title: 锚, venue: 丙, year: 2021-05}
  - type: skills
    entries: [{text: 夜里看得懂海图}, {name: 编程, level: 熟练}]
  - type: awards
    entries:
      - {title: 金水闸奖, role: 队长, start_date: 2019, end_date: present, highlights: [因安静]}
  - type: references
    entries: [{name: 魏教授, position: 教授, email: wei@example.org}]
ignore: [style-undated, style-long]
"""
"""A content file of ours that JSON Resume, with properties of our own, holds in full."""


@pytest.mark.parametrize(
    ("dates", "exported", "told"),
    [
        ("date: 2019 - 2020-05", {"startDate": "2019", "endDate": "2020-05"}, []),
        ("date: 2019 - present", {"startDate": "2019"}, []),
        ("date: 2019", {"startDate": "2019", "endDate": "2019"}, []),
        ("date: present", {"date": "present"}, []),
        ('date: "Spring 2019"', {"date": "Spring 2019"}, []),
        ('date: "0998"', {"date": "0998"}, []),
        (
            'start_date: 2019, end_date: "*2024-09-31*"',
            {"startDate": "2019", "end_date": "2024-09-31"},
            [],
        ),
    ],
)
def test_dates_out(dates: str, exported: dict[str, str], told: list[str]) -> None:
    """A date goes out as the start and the end that it has, what is none there under our key."""
    values = parse_yaml(
        "language: en\nname: Ada\n"
        f"sections: [{{type: projects, entries: [{{name: Tide, {dates}}}]}}]\n",
        FILE,
    )
    assert values.value is not None
    ours = check_schema(values.value)
    assert ours.value is not None, render(ours.diagnostics)
    out = to_json_resume(ours.value)
    assert out.value is not None

    assert out.value["projects"] == [{"name": "Tide", **exported}]
    assert not faults(out.value)
    assert [finding.message for finding in out.diagnostics] == [
        f"the date `{date}` is left out: a date is a year, a month or a day" for date in told
    ]


def test_all_that_is_held() -> None:
    """Contacts, titles, the order of sections and what has our own name come back as they were."""
    values = parse_yaml(OURS, Path("resume.yaml"))
    assert values.value is not None
    ours = check_schema(values.value)
    assert ours.value is not None, render(ours.diagnostics)
    exported = to_json_resume(ours.value)

    assert not exported.diagnostics, render(exported.diagnostics)
    assert exported.value is not None
    assert not faults(exported.value)
    assert _resume(exported.value).model_dump() == ours.value.model_dump()
