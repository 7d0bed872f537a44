"""A text has as many readings as there are dates that it can mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import Span
from cvtex.schema.date_guesses import guesses
from cvtex.schema.date_readings import LENGTH_MAX, impossible, readings
from cvtex.schema.dates import iso
from cvtex.source.typed import Typed


def _typed(text: str) -> Typed:
    return Typed(text, Span(Path("resume.yaml"), 3, 9))


def _range(start: str, end: str) -> str:
    return f"`start_date: {start}` and `end_date: {end}`"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023-09", ["2023-09"]),
        ("2023 9 1", []),
        ("10/2023", ["2023-10"]),
        ("09/10/2023", ["2023-10-09", "2023-09-10"]),
        ("09.10.2023", ["2023-10-09"]),
        ("10/10/2023", ["2023-10-10"]),  # two readings of one meaning
        ("13/10/2023", ["2023-10-13"]),
        ("13/13/2023", []),
        ("2023/10.05", []),  # two marks in one date
        ("2023-2024", [_range("2023", "2024")]),
        ("2023-09-2024-06", [_range("2023-09", "2024-06")]),
        ("09/10/2023 – 2024", [_range("2023-10-09", "2024"), _range("2023-09-10", "2024")]),
        ("present – 2023", []),  # nothing begins at present
        ("2023年9月至今", [_range("2023-09", "present")]),
        ("2023-09/2024-06", [_range("2023-09", "2024-06")]),  # ISO 8601-1, 5.5
        ("2023/10/2024", [_range("2023", "2024-10"), _range("2023-10", "2024")]),
        ("2023 to date", [_range("2023", "present")]),
        ("２０２３／９", ["2023-09"]),
        ("二〇二三年九月", ["2023-09"]),
        ("二零二三年十二月三十一日", ["2023-12-31"]),
        ("2020年十月二十日至今", [_range("2020-10-20", "present")]),
        ("2023.9月", ["2023-09"]),
        ("2023年09", ["2023-09"]),
        ("2023\u200b-09", ["2023-09"]),
        ("5th of September 2023", ["2023-09-05"]),
        ("5. September 2023", ["2023-09-05"]),
        ("٢٠٢٣", []),  # figures that no locale here prints
        ("", []),
        ("Spring 2023", []),
    ],
)
def test_readings(text: str, found: list[str]) -> None:
    """Each meaning is found once, and what is not in the calendar is none."""
    assert [iso(one) for one in readings(_typed(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("23-09", ["2023-09"]),
        ("11-12", ["2011-12", "2012-11"]),
        ("68-01", ["2068-01"]),
        ("69-01", ["1969-01"]),
        ("2023-24", [_range("2023", "2024")]),
        ("2023-22", []),
        ("Sep–Dec 2023", [_range("2023-09", "2023-12")]),
        ("since 2023", [_range("2023", "present")]),
        ("自2023年9月起", [_range("2023-09", "present")]),
        ("from 2019 to 2023", [_range("2019", "2023")]),
        ("Febuary 2023", ["2023-02"]),
        ("5 Octobr 2023", ["2023-10-05"]),
        ("5–7 Sep 2023", [_range("2023-09-05", "2023-09-07")]),
        ("Sep 5-7, 2023", [_range("2023-09-05", "2023-09-07")]),
        ("Aug 30 – Sep 2, 2023", [_range("2023-08-30", "2023-09-02")]),
        ("30 Aug to 2 Sep 2023", [_range("2023-08-30", "2023-09-02")]),
        ("2023年9月5日-7日", [_range("2023-09-05", "2023-09-07")]),
        ("2023.8.30-9.2", [_range("2023-08-30", "2023-09-02")]),
        ("2023-09.", ["2023-09"]),
        ("2023,09", ["2023-09"]),
        ("2023-09-01T25:00Z", ["2023-09-01"]),
        ("Spring 2023", []),
        ("", []),
    ],
)
def test_guesses(text: str, found: list[str]) -> None:
    """What has no reading may be like what has one."""
    assert [iso(one) for one in guesses(_typed(text))] == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-13", "there is no month 13"),
        ("31/4/2023", "April 2023 has 30 days"),
        ("2023-09 – 2023-09-31", "September 2023 has 30 days"),
        ("2023-09", ""),
        ("Spring 2023", ""),
        ("", ""),
    ],
)
def test_impossible(text: str, reason: str) -> None:
    """What has the form of a date, and never was, has a reason."""
    assert impossible(_typed(text)) == reason


def test_longest() -> None:
    """A text of the greatest length is still read, and a longer one is not."""
    text = f"2023{' ' * (LENGTH_MAX - 9)}- 2024"

    assert len(text) == LENGTH_MAX + 1
    assert readings(_typed(text)) == []
    assert readings(_typed(text.replace("  ", " ", 1)))


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text has readings, guesses and reasons, or none of them, without an error."""
    typed = _typed(text)

    for found in (*readings(typed), *guesses(typed)):
        assert found.typed is typed
        assert iso(found)
    assert isinstance(impossible(typed), str)
