from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cvtex.diagnostics import Span
from cvtex.schema.dates import parse_date
from cvtex.source.typed import Typed
from cvtex.wording.dates import print_date
from cvtex.wording.locale import find_locale

from .conftest import Build


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("2023", "2023", "2023"),
        ("2023-09", "Sep 2023", "2023.09"),
        ("2023-05", "May 2023", "2023.05"),
        ("2023-12", "Dec 2023", "2023.12"),
        ("2023-09-01", "Sep 2023", "2023.09"),
        ("2024-02-29", "Feb 2024", "2024.02"),
        # However it was typed, a date is printed in one way.
        ("2023.10", "Oct 2023", "2023.10"),
        ("10/2023", "Oct 2023", "2023.10"),
        ("September 2023", "Sep 2023", "2023.09"),
        ("Sep 5, 2023", "Sep 2023", "2023.09"),
        ("2023年9月5日", "Sep 2023", "2023.09"),
        ("now", "present", "至今"),
        ("至今", "present", "至今"),
        ("present", "present", "至今"),
        ("Spring 2023", "Spring 2023", "Spring 2023"),
        ("2023年夏", "2023年夏", "2023年夏"),
    ],
)
def test_date(typed: str, english: str, chinese: str) -> None:
    """A date is printed to the month, in the way of the language; words as they are."""
    date = parse_date(Typed(typed, Span(Path("resume.yaml")), quoted=True))
    locales = [find_locale(tag) for tag in ("en", "zh")]

    assert [print_date(date, locale) for locale in locales if locale] == [english, chinese]


@pytest.mark.parametrize(
    ("keys", "english", "chinese"),
    [
        ("start_date: 2023-09, end_date: present", "Sep 2023 – present", "2023.09 – 至今"),
        ("start_date: 2021, end_date: 2023-06", "2021 – Jun 2023", "2021 – 2023.06"),
        (
            "start_date: 2023-09-01, end_date: 2023-10-02",
            "Sep 2023 – Oct 2023",
            "2023.09 – 2023.10",
        ),
        ("date: 2023-09", "Sep 2023", "2023.09"),
        ("date: 2023-09 – present", "Sep 2023 – present", "2023.09 – 至今"),
        ("date: 'Sep 2023 to Jun 2024'", "Sep 2023 – Jun 2024", "2023.09 – 2024.06"),
        ("date: 2023.9至今", "Sep 2023 – present", "2023.09 – 至今"),
        ("date: 2021-2023", "2021 – 2023", "2021 – 2023"),
        ("date: present", "present", "至今"),
        ("start_date: 2023-09-01, end_date: 2023-09-30", "Sep 2023", "2023.09"),
        ("date: '[*Spring*](https://example.org) 2023'", "Spring 2023", "Spring 2023"),
        ("date: '*2023-13*'", "2023-13", "2023-13"),
        ("start_date: 2023-09", "Sep 2023", "2023.09"),
        ("end_date: 2023-09", "Sep 2023", "2023.09"),
        ("date: 'in the {start}'", "in the {start}", "in the {start}"),
        ("start_date: '{end}', end_date: 2020", "{end} – 2020", "{end} – 2020"),
        ("", None, None),
    ],
)
def test_dates(build: Build, keys: str, english: str | None, chinese: str | None) -> None:
    """An entry has one date, or a range of two, or none."""
    printed = []
    for language in ("en", "zh"):
        source = f"""\
language: {language}
name: Ada Sample
sections: [{{type: awards, entries: [{{title: Golden Sample, {keys}}}]}}]
"""
        (entry,) = build(source).sections[0].blocks
        dates = getattr(entry, "dates", None)
        printed.append(dates.text if dates else None)

    assert printed == [english, chinese]


DATES = """\
language: en
name: Ada Sample
sections:
  - type: awards
    entries:
      - {title: One, date: 2023-01-01}
      - {title: Two, date: 1 Jan 2023 – 2023年12月31日}
      - {title: Three, start_date: 1.1.2023, end_date: present}
      - {title: Four, start_date: 2024-02-29, end_date: 2024-03}
"""
PRINT = """\
import sys
from pathlib import Path
from cvtex.build.check import check_content
checked = check_content(Path(sys.argv[1]))
print(checked.diagnostics, checked.value)
"""


def test_time_zones(tmp_path: Path) -> None:
    """A date is no moment: the Document is the same at either end of the world."""
    path = tmp_path / "resume.yaml"
    path.write_text(DATES, encoding="utf-8")
    zones = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINT, path],
            env=os.environ | {"TZ": zone, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for zone in zones
    ]

    assert len(set(printed)) == 1
    for dates in ("Jan 2023", "Jan 2023 – Dec 2023", "Jan 2023 – present"):
        assert dates in printed[0]
