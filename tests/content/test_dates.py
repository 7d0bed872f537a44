"""Dates and ranges: what is read, what is refused, and what is said then."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.dates import (
    Calendar,
    Date,
    DateError,
    Range,
    Words,
    ends_before,
    iso,
    parse_date,
    parse_when,
)
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span

HERE = Span(Path("resume.yaml"), 3, 9)


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


def _date(text: str) -> Date:
    return parse_date(_typed(text, quoted=True))


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "right"),
    [
        *(("2023", "2023"), ("0999", "0999"), ("2023年", "2023"), ("２０２３", "2023")),
        *(("2023-09", "2023-09"), ("2023-9", "2023-09"), ("2023.10", "2023-10")),
        *(("2023.1", "2023-01"), ("2023/10", "2023-10"), ("10/2023", "2023-10")),
        *(("10.2023", "2023-10"), ("10-2023", "2023-10"), ("2023年9月", "2023-09")),
        *(("2023 年 9 月", "2023-09"), ("２０２３年９月", "2023-09"), (" 2023-09 ", "2023-09")),
        *(("Sep 2023", "2023-09"), ("sep 2023", "2023-09"), ("Sept. 2023", "2023-09")),
        *(("September 2023", "2023-09"), ("September, 2023", "2023-09"), ("May 2023", "2023-05")),
        *(("2023 September", "2023-09"), ("2023-Sep", "2023-09"), ("Sep-2023", "2023-09")),
        *(("2023-09-01", "2023-09-01"), ("2024-02-29", "2024-02-29"), ("2023-9-1", "2023-09-01")),
        *(("2023.10.05", "2023-10-05"), ("2023/10/5", "2023-10-05"), ("25/10/2023", "2023-10-25")),
        *(("10/25/2023", "2023-10-25"), ("05.05.2023", "2023-05-05"), ("5 Sep 2023", "2023-09-05")),
        *(("Sep 5, 2023", "2023-09-05"), ("5th September 2023", "2023-09-05")),
        *(("2023年9月5日", "2023-09-05"), ("2023年9月5号", "2023-09-05")),
        *(("present", "present"), ("Present", "present"), ("now", "present")),
        *(("ongoing", "present"), ("至今", "present"), ("現在", "present")),
    ],
)
def test_certain(text: str, right: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """What can be read in one way only is a date, in quotes or not, as exact as it was typed."""
    read = parse_date(_typed(text, quoted=quoted))

    assert not isinstance(read, Words)
    assert iso(read) == right
    assert read.typed == text


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021-03 – 2022-05", "2021-03", "2022-05"),
        ("2021-03—present", "2021-03", "present"),
        ("2021 - 2022", "2021", "2022"),
        ("2021-2022", "2021", "2022"),
        ("2019.09-2021.06", "2019-09", "2021-06"),
        ("2019/09 - 2021/06", "2019-09", "2021-06"),
        ("Sep 2019 to Jun 2021", "2019-09", "2021-06"),
        ("Sep 2019 – now", "2019-09", "present"),
        ("2019年9月至2021年6月", "2019-09", "2021-06"),
        ("2019年9月到至今", "2019-09", "present"),
        ("2019-09-01 ~ 2019-09-05", "2019-09-01", "2019-09-05"),
    ],
)
def test_range(text: str, start: str, end: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A range in one text is read where both its ends are certain."""
    read = parse_when(_typed(text, quoted=quoted))

    assert isinstance(read, Range)
    assert (iso(read.start), iso(read.end)) == (start, end)


@pytest.mark.parametrize("quoted", [False, True])
def test_range_for_a_date(quoted: bool) -> None:  # noqa: FBT001 - a case
    """Where one date belongs a range is refused, and how to write it as two keys is told."""
    with pytest.raises(DateError, match="is a range, and one date is expected here") as caught:
        parse_date(_typed("2021-03 – 2022-05", quoted=quoted))

    assert caught.value.hint == "write `start_date: 2021-03` and `end_date: 2022-05`"


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("09/10/2023", "can be read in more than one way", "write 2023-10-09, or 2023-09-10"),
        ("2023-13", "there is no month 13", "write 2023, "),
        ("2023-00", "there is no month 0", "write 2023, "),
        ("2023.13", "there is no month 13", "write 2023, "),
        ("0000", "there is no year 0", "write 2023, "),
        ("2023-02-30", "February 2023 has 28 days", "write 2023, "),
        ("1900-02-29", "February 1900 has 28 days", "write 2023, "),
        ("2023-04-31", "April 2023 has 30 days", "write 2023, "),
        ("2023-09-00", "there is no day 0", "write 2023, "),
        ("31 April 2023", "April 2023 has 30 days", "write 2023, "),
        ("202309", "is not a date", "write 2023-09"),
        ("20230901", "is not a date", "write 2023-09-01"),
        ("2023-09-01T00:00:00Z", "is not a date", "write 2023-09-01"),
        ("2023 09", "is not a date", "write 2023-09"),
        ("Sep '23", "is not a date", "write 2023-09"),
        ("2019.09-12", "is not a date", "write `start_date: 2019-09` and `end_date: 2019-12`"),
        ("2019-21", "there is no month 21", "write `start_date: 2019` and `end_date: 2021`"),
        ("since 2019", "is not a date", "write `start_date: 2019` and `end_date: present`"),
        ("2019年9月起", "is not a date", "write `start_date: 2019-09` and `end_date: present`"),
        ("last May", "is not a date", "write 2023, "),
        ("Spring 2023", "is not a date", "other words go between quotes"),
        ("~", "is not a date", "write 2023, "),
        ("null", "is not a date", "write 2023, "),
        ("1", "is not a date", "write 2023, "),
    ],
)
def test_refused(text: str, reason: str, hint: str) -> None:
    """What is no date, or not surely one, is refused with the reason and the form that is right."""
    with pytest.raises(DateError) as caught:
        parse_when(_typed(text))

    assert reason in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "202309", "09/10/2023", "1", "2023.1.0"])
def test_refused_in_quotes(text: str) -> None:
    """What looks like a date and is none does not pass for words between quotes either."""
    with pytest.raises(DateError):
        parse_when(_typed(text, quoted=True))


@pytest.mark.parametrize(
    "text",
    ["Spring 2023", "since childhood", "未定", "2023年夏季学期", "2nd term, 2023", "Q3 2023"],
)
def test_words(text: str) -> None:
    """Words in quotes are taken as they are, digits among them too."""
    typed = _typed(text, quoted=True)

    assert parse_date(typed) == Words(typed)
    assert parse_date(typed).typed.span == HERE


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2021", "2020", True),
        ("2021-03", "2021-02", True),
        ("2021-03-02", "2021-03-01", True),
        ("2021-03", "2020", True),
        ("2021", "2021-03", False),
        ("2021-03", "2021", False),
        ("2021-03", "2021-03", False),
        ("2021-03", "present", False),
        ("Spring 2021", "2020", False),
        ("Sep 2021", "2021年8月", True),
    ],
)
def test_order(start: str, end: str, wrong: bool) -> None:  # noqa: FBT001 - a case
    """An end is before its start only if it is so as exact as both are known."""
    assert ends_before(_date(start), _date(end)) is wrong


@given(st.dates())
def test_any_day(day: date) -> None:
    """Every day, month and year of the calendar comes back from its ISO form."""
    for form in (str(day), str(day)[:7], str(day)[:4]):
        read = parse_date(_typed(form))

        assert isinstance(read, Calendar)
        assert iso(read) == form


@given(st.text() | st.text("0123456789 -./–年月日至toSep"), st.booleans())
def test_any_text(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Any text is a date or a range, or refused with DateError: never another error."""
    typed = _typed(text, quoted=quoted)
    read: list[Date | Range] = []
    refused: list[DateError] = []
    try:
        read.append(parse_when(typed))
    except DateError as error:
        refused.append(error)

    assert all(when.typed is typed for when in read)
    assert all(str(error) and error.hint for error in refused)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Shanghai"])
def test_time_zone(zone: str) -> None:
    """No time zone moves a date."""
    program = """\
from pathlib import Path
from cvtex.content.dates import parse_date
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span
from cvtex.editions.dates import print_date
from cvtex.editions.locale import find_locale
for text in ("2020-09", "2020-01-01", "2020-12-31", "2020"):
    print(print_date(parse_date(Typed(text, Span(Path()))), find_locale("en")))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"TZ": zone},
        check=True,
        capture_output=True,
        text=True,
    )

    assert ran.stdout.splitlines() == ["Sep 2020", "1 Jan 2020", "31 Dec 2020", "2020"]
