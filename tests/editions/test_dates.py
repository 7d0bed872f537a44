from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.dates import Range, iso, parse_date, parse_when
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span
from cvtex.editions.dates import print_date
from cvtex.editions.locale import find_locale

from .conftest import Build

HERE = Span(Path("resume.yaml"))


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("2023", "2023", "2023"),
        ("2023-09", "Sep 2023", "2023.09"),
        ("2023-05", "May 2023", "2023.05"),
        ("2023-12", "Dec 2023", "2023.12"),
        ("2023-09-01", "1 Sep 2023", "2023.09.01"),
        ("2024-02-29", "29 Feb 2024", "2024.02.29"),
        ("present", "present", "至今"),
        ("Spring 2023", "Spring 2023", "Spring 2023"),
        ("2023年夏", "2023年夏", "2023年夏"),
    ],
)
def test_date(typed: str, english: str, chinese: str) -> None:
    """A date is printed as exact as it was typed, in the way of the language; words as they are."""
    date = parse_date(Typed(typed, Span(Path("resume.yaml")), quoted=True))
    locales = [find_locale(tag) for tag in ("en", "zh")]

    assert [print_date(date, locale) for locale in locales if locale] == [english, chinese]


@pytest.mark.parametrize(
    ("keys", "english", "chinese"),
    [
        ("start_date: 2023-09, end_date: present", "Sep 2023 – present", "2023.09 – 至今"),
        ("start_date: 2021, end_date: 2023-06", "2021 – Jun 2023", "2021 – 2023.06"),
        (
            "start_date: 2023-09-01, end_date: 2023-09-02",
            "1 Sep 2023 – 2 Sep 2023",
            "2023.09.01 – 2023.09.02",
        ),
        ("date: 2023-09", "Sep 2023", "2023.09"),
        ("date: present", "present", "至今"),
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


isos = st.builds(
    lambda day, length: str(day)[:length],
    st.dates(min_value=dt.date(1000, 1, 1)),  # a year before has fewer than four figures
    st.sampled_from([4, 7, 10]),
)
"""Years, months and days in ISO form."""


@given(isos, isos | st.just("present"), st.sampled_from(["en", "zh"]))
def test_read_back(start: str, end: str, tag: str) -> None:
    """What was printed of a date, or of a range, means the same when it is typed."""
    locale = find_locale(tag)
    assert locale is not None
    dates = [parse_date(Typed(text, HERE)) for text in (start, end)]
    printed = [print_date(date, locale) for date in dates]
    typed = locale.range.format(start=printed[0], end=printed[1])
    when = parse_when(Typed(typed, HERE))

    assert [iso(parse_date(Typed(text, HERE))) for text in printed] == [start, end]
    assert isinstance(when, Range)
    assert (iso(when.start), iso(when.end)) == (start, end)
