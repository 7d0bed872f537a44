"""What `cvtex lint` finds in a résumé in two languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.diagnostics import Diagnostic
from cvtex.exchange.loading import load_content
from cvtex.lint import compare

ENGLISH = """\
language: en
name: Ada Sample
contacts:
  - phone: +1 202 555 0143
  - email: ada@example.org
sections:
  - type: experience
    entries:
      - name: Sample Engines Ltd. (SEL)
        start_date: 2021-03
        end_date: 2022-04
        highlights:
          - Cut the latency of Kafka from 3,000 ms to 40%
"""
CHINESE = """\
language: zh-Hans
name: Ada Sample
contacts:
  - email: Ada@example.org
  - phone: +1 (202) 555-0143
sections:
  - type: experience
    entries:
      - name: 示例引擎有限公司（SEL）
        start_date: 2021年3月
        end_date: 2022.04
        highlights:
          - 将Kafka的延迟从3000毫秒降低40%
"""

Compare = Callable[[str, str], list[str]]


@pytest.fixture
def found(tmp_path: Path) -> Compare:
    """Return a function that compares an English and a Chinese résumé: `code line message`."""

    def _compare(english: str, chinese: str) -> list[str]:
        resumes = []
        for tag, text in (("en", english), ("zh", chinese)):
            file = tmp_path / f"resume.{tag}.yaml"
            file.write_text(text, encoding="utf-8")
            loaded = load_content(file)
            assert loaded.value is not None, loaded.diagnostics
            resumes.append(loaded.value)
        return [_line(finding) for finding in compare(*resumes)]

    return _compare


def _line(finding: Diagnostic) -> str:
    assert finding.span is not None
    where = finding.span.file.name.split(".")[1]
    return f"{finding.code} {where}:{finding.span.line} {finding.message}"


def test_agreeing(found: Compare) -> None:
    """What says the same in the words of another language disagrees in nothing."""
    assert found(ENGLISH, CHINESE) == []


ENTRY = "      - name: 另一家公司\n        start_date: 2010-01\n        end_date: 2011-02\n"
POINTS = "".join(f"          - 要点{number}\n" for number in "甲乙丙丁")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (
            "2021年3月",
            "2020-03",
            "lint-dates en:10 the start is `2021-03` here, and `2020-03` at resume.zh.yaml:10:21",
        ),
        (
            "2022.04",
            "present",
            "lint-dates en:11 the end is `2022-04` here, and `present` at resume.zh.yaml:11:19",
        ),
        ("40%", "45%", "lint-numbers en:13 `40%` here, and `45%` at resume.zh.yaml:13:31"),
        (
            "从3000毫秒降低40%",
            "从1.2万毫秒降低40%",
            "lint-numbers en:13 `3,000` here, and `1.2万` at resume.zh.yaml:13:23",
        ),
        (
            "  - email: Ada@example.org\n",
            "",
            "lint-contacts en:5 `ada@example.org` is not in resume.zh.yaml",
        ),
        (
            "+1 (202) 555-0143",
            "+1 (202) 555-0143\n  - url: https://example.org/",
            "lint-contacts zh:6 `https://example.org/` is not in resume.en.yaml",
        ),
        (
            "        highlights:\n",
            f"        highlights:\n{POINTS}",
            "lint-highlights en:9 highlights: 1 here, 5 at resume.zh.yaml:9:15",
        ),
        (
            "    entries:\n",
            f"    entries:\n{ENTRY}",
            "lint-alone zh:9 `另一家公司` is not in resume.en.yaml",
        ),
    ],
)
def test_disagreeing(found: Compare, old: str, new: str, wanted: str) -> None:
    """A disagreement is one finding, which names both places."""
    assert CHINESE.count(old) == 1

    assert found(ENGLISH, CHINESE.replace(old, new)) == [wanted]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2021年3月", "2021"),  # less exact
        ("降低40%", "降低"),  # left out
        ("3000毫秒", "0.3万毫秒"),
        ("3000毫秒", "3 000毫秒"),
        ("（SEL）", ""),  # the dates are enough
        ("2021年3月", "2020"),  # and so is the name, below
    ],
)
def test_no_disagreement_of_a_kind(found: Compare, old: str, new: str) -> None:
    """What is less exact, left out or written otherwise is no disagreement of numbers or places."""
    codes = {line.split()[0] for line in found(ENGLISH, CHINESE.replace(old, new))}

    assert codes <= {"lint-dates"}


def test_parts(found: Compare) -> None:
    """A school that has its one degree as a part is compared with one that has no parts."""
    english = ENGLISH.replace("type: experience", "type: education").replace(
        "name: Sample Engines Ltd. (SEL)\n        start_date: 2021-03\n        end_date: 2022-04",
        "institution: SEL\n        parts:\n          - {study_type: MSc, start_date: 2021-03}",
    )
    chinese = CHINESE.replace("type: experience", "type: education").replace(
        "name: 示", "institution: 示"
    )

    assert found(english, chinese.replace("2021年3月", "2020-09")) == [
        "lint-dates en:11 the start is `2021-03` here, and `2020-09` at resume.zh.yaml:10:21"
    ]


def test_id(found: Compare) -> None:
    """Entries with the same id are one thing, whatever their dates and names."""
    english = ENGLISH.replace(
        "        start_date: 2021-03", "        id: sel\n        start_date: 2001-03"
    )
    chinese = CHINESE.replace("（SEL）", "").replace("2022.04", "2022.04\n        id: sel")

    assert [line.split()[0] for line in found(english, chinese)] == ["lint-dates"]
    assert "lint-alone" in found(english, chinese.replace("id: sel", "id: other"))[0]


def test_ignored(found: Compare) -> None:
    """A disagreement with a reason is no finding, and a reason without a disagreement is one."""
    reason = "lint: {{ignore: [{{code: lint-dates, entry: {}, reason: a leave}}]}}\n"
    chinese = CHINESE.replace("2022.04", "2022.05")

    assert found(ENGLISH + reason.format("Sample Engines"), chinese) == []
    assert found(ENGLISH, chinese + reason.format("引擎")) == []
    unused = found(ENGLISH + reason.format("Others"), CHINESE)
    assert [line.split()[0] for line in unused] == ["lint-unused"]


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [(", hidden: true", 0), (", for: [ml]", 0), (", not_for: [ml]", 0), ("", 1)],
    ids=["hidden", "for", "not_for", "unmarked"],
)
def test_versions(found: Compare, marks: str, wanted: int) -> None:
    """What is hidden is not compared, and versions of one entry are all held against the other."""
    version = f"      - {{name: SEL, start_date: 2021-03, end_date: 2022-04{marks}}}\n"

    assert len(found(ENGLISH + version, CHINESE)) == wanted
    assert len(found(ENGLISH, CHINESE + version)) == wanted


def test_alone_for_some(found: Compare) -> None:
    """What is for an audience, and like nothing in the other file, is missing there."""
    entry = "      - {name: Data Works, start_date: 2010-01, end_date: 2011-02, for: [ml]}\n"

    (alone,) = found(ENGLISH + entry, CHINESE)

    assert alone.startswith("lint-alone en:14")
