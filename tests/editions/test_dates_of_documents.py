"""A Document is as old as its content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cvtex.build.check import check_content

HEAD = "language: en\nname: Ada Sample\n"
ENTRIES = "sections:\n  - type: awards\n    entries:\n"


@pytest.mark.parametrize(
    ("entries", "date"),
    [
        ("- {title: A, date: 2021}", dt.date(2021, 1, 1)),
        ("- {title: A, date: 2021-05}", dt.date(2021, 5, 1)),
        ("- {title: A, date: 2021-05-09}", dt.date(2021, 5, 9)),
        ("- {title: A, start_date: 2020-02, end_date: 2999-01}", dt.date(2020, 2, 1)),
        ("- {title: A, start_date: 2020-02, end_date: present}", dt.date(2020, 2, 1)),
        ("- {title: A, date: 2019-02 to 2020-03}", dt.date(2019, 2, 1)),
        ("- {title: A, date: 'Spring 2021'}", None),
        ("- {title: A, date: 2001-01}\n      - {title: B, date: 2002}", dt.date(2002, 1, 1)),
    ],
)
def test_date(tmp_path: Path, entries: str, date: dt.date | None) -> None:
    """It is the last day on which something began or took place; ends may be expected."""
    file = tmp_path / "resume.yaml"
    file.write_text(f"{HEAD}{ENTRIES}      {entries}\n", encoding="utf-8")
    document = check_content(file).value

    assert document
    assert document.date == date


def test_subject(tmp_path: Path) -> None:
    """It is about what its headline says, or its sections where it has none."""
    file = tmp_path / "resume.yaml"
    texts = f"{HEAD}{ENTRIES}      - {{title: A}}\n"
    subjects = []
    for head in ("", "headline: Engineer\n"):
        file.write_text(head + texts, encoding="utf-8")
        document = check_content(file).value
        assert document
        subjects.append(document.subject)

    assert subjects == ["Awards", "Engineer"]
