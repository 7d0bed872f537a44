"""A date that can be read in one way is taken, and any other is told how it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.diagnostics import Span
from cvtex.schema.date_readings import LENGTH_MAX, MONTHS
from cvtex.schema.dates import (
    Calendar,
    DateError,
    DateInWords,
    Present,
    Range,
    ends_before,
    iso,
    parse_date,
    parse_when,
)
from cvtex.source.typed import Typed

HERE = Span(Path("resume.yaml"), 3, 9)
FORMS = "write 2023, 2023-09, 2023-09-01 or present; put other words in quotes"

quoted_or_not = pytest.mark.parametrize("quoted", [False, True], ids=["bare", "quoted"])


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


def _calendar(text: str) -> Calendar:
    read = parse_date(_typed(text))
    assert isinstance(read, Calendar)
    return read


@quoted_or_not
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # ISO 8601, and figures as people write them.
        *[
            (text, (2023, None, None))
            for text in ("2023", "２０２３", " 2023 ", "2023年", "2023 年")
        ],
        ("0999", (999, None, None)),
        *[
            (text, (2023, 9, None))
            for text in (
                *("2023-09", "2023-9", "2023.9", "2023.09", "2023/9", "2023/09", "9/2023"),
                *(
                    "09/2023",
                    "09.2023",
                    "9-2023",
                    "2023－09",
                    "2023‑09",
                    "2023−09",
                    "２０２３．０９",
                ),
            )
        ],
        *[(text, (2023, 10, None)) for text in ("2023.10", "2023/10", "2023-10", "10/2023")],
        *[
            (text, (2023, 10, 5))
            for text in ("2023-10-05", "2023-10-5", "2023.10.05", "2023.10.5", "2023/10/5")
        ],
        # Day and month in either order, where one of the two can be no month, or both are the same.
        *[(text, (2023, 10, 13)) for text in ("13/10/2023", "10/13/2023", "13.10.2023")],
        ("10/10/2023", (2023, 10, 10)),
        # With full stops, the day is first in every language.
        *[(text, (2023, 10, 9)) for text in ("9.10.2023", "09.10.2023", "09. 10. 2023")],
        # English.
        *[
            (text, (2023, 9, None))
            for text in (
                *("Sep 2023", "September 2023", "Sept. 2023", "Sep. 2023", "sep 2023", "SEP 2023"),
                *("Sep, 2023", "2023 Sep", "2023 September", "Sep-2023", "Sep\u00a02023"),
            )
        ],
        *[
            (text, (2023, 9, 5))
            for text in (
                *("5 Sep 2023", "05 Sep 2023", "5 September 2023", "5th Sept. 2023", "5-Sep-2023"),
                *("Sep 5, 2023", "September 5, 2023", "Sep 5 2023", "September 5th, 2023"),
                *("2023 Sep 5", "2023 September 5th"),
            )
        ],
        ("May 2023", (2023, 5, None)),
        # Chinese.
        *[
            (text, (2023, 9, None))
            for text in ("2023年9月", "2023年09月", "2023 年 9 月", "２０２３年９月")
        ],
        *[
            (text, (2023, 9, 5))
            for text in ("2023年9月5日", "2023年09月05日", "2023年9月5号", "2023 年 9 月 5 日")
        ],
        # A moment, of which the date is taken as it stands, wherever its clock hangs.
        *[
            (f"2016-06-30{time}", (2016, 6, 30))
            for time in (
                *("T00:00:00Z", "T23:59:60Z", "T24:00", "t00:00z", " 00:00:00", " 10:00"),
                *("T00:00:00.000Z", "T00:00:00,5+14:00", "T23:59-12:00", "T00:00-0500"),
                *("T00:00:00+08", " 00:00:00 +0000", "T00:00−05:00"),
            )
        ],
        # The calendar's leap days.
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        ("Feb 29, 2024", (2024, 2, 29)),
    ],
)
def test_calendar(text: str, parts: tuple[int, int | None, int | None], quoted: bool) -> None:  # noqa: FBT001 - a case
    """A date that has one meaning is taken, as exact as it was typed, in quotes or not."""
    typed = _typed(text, quoted=quoted)
    read = parse_date(typed)

    assert read == Calendar(*parts, typed)
    assert read.typed.span == HERE


@pytest.mark.parametrize("number", range(1, 13))
def test_months(number: int) -> None:
    """Every month has its name and the first three letters of it, in any case."""
    name = MONTHS[number - 1]
    for form in (name, name[:3], name.upper(), name.lower(), f"{name[:3]}."):
        assert _calendar(f"{form} 2023").parts == (2023, number, None)


@quoted_or_not
@pytest.mark.parametrize(
    "text",
    [
        *("present", "Present", "PRESENT", "now", "current", "ongoing", "to date", "until now"),
        *("today", "至今", "现在", "目前", "今", "現在"),
    ],
)
def test_present(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Words that can mean nothing else say that a time has not ended, in quotes or not."""
    assert isinstance(parse_date(_typed(text, quoted=quoted)), Present)


@pytest.mark.parametrize(
    "text",
    [
        *("Spring 2023", "since childhood", "未定", "2023年夏季学期", "2nd term, 2023", "TBD"),
        *("expected 2024", "2023?", "ca. 2023", "Q3 2023", "令和5年", "Sep–Dec 2023", "null"),
    ],
)
def test_words(text: str) -> None:
    """Words in quotes stay words; without quotes they are refused, lest a slip pass for words."""
    typed = _typed(text, quoted=True)
    read = parse_date(typed)

    assert read == DateInWords(typed)
    assert read.typed.span == HERE
    with pytest.raises(DateError, match="is not a date"):
        parse_date(_typed(text))


@quoted_or_not
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-2024", "2023", "2024"),
        ("2023—2024", "2023", "2024"),
        ("2023-09 – 2024-06", "2023-09", "2024-06"),
        ("2023-09-2024-06", "2023-09", "2024-06"),
        ("2023.9-2024.6", "2023-09", "2024-06"),
        ("2023/09-2024/06", "2023-09", "2024-06"),
        ("09/2023 – 06/2024", "2023-09", "2024-06"),
        ("2023.09.01-2023.10.01", "2023-09-01", "2023-10-01"),
        ("Sep 2023 - Jun 2024", "2023-09", "2024-06"),
        ("Sep 2023 to June 2024", "2023-09", "2024-06"),
        ("1 Sept 2023 – 2 Sept 2023", "2023-09-01", "2023-09-02"),
        ("2023 - present", "2023", "present"),
        ("Sep 2023 to present", "2023-09", "present"),
        ("2023 until now", "2023", "present"),
        ("2019年9月至2023年6月", "2019-09", "2023-06"),
        ("2019年9月—2023年6月", "2019-09", "2023-06"),
        ("2019.09～2023.06", "2019-09", "2023-06"),
        ("2019-09到2023-06", "2019-09", "2023-06"),
        ("2023年9月至今", "2023-09", "present"),
        ("2023.9至今", "2023-09", "present"),
        ("2023.09 – 至今", "2023-09", "present"),
        ("2024-2023", "2024", "2023"),  # read as it stands: that it is no order is said elsewhere
    ],
)
def test_range(text: str, start: str, end: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A range is taken where a date or a range may stand, and elsewhere is told its two keys."""
    typed = _typed(text, quoted=quoted)
    read = parse_when(typed)

    assert isinstance(read, Range)
    assert (iso(read.start), iso(read.end), read.typed) == (start, end, typed)
    with pytest.raises(DateError, match="is a range") as caught:
        parse_date(typed)
    assert caught.value.hint == f"write `start_date: {start}` and `end_date: {end}`"


@quoted_or_not
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("09/10/2023", "write 2023-10-09, or 2023-09-10"),
        ("01-09-2023", "write 2023-09-01, or 2023-01-09"),
    ],
)
def test_two_readings(text: str, hint: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """What is one date to some and another to others is refused with both."""
    with pytest.raises(DateError, match="can be read in more than one way") as caught:
        parse_date(_typed(text, quoted=quoted))

    assert str(caught.value).startswith(f"`{text}` ")
    assert caught.value.hint == hint


@quoted_or_not
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("23-09", "write 2023-09"),
        ("09/23", "write 2023-09"),
        ("13/9/23", "write 2023-09-13, or 2013-09-23"),
        ("5/9/23", "write 2023-09-05, or 2023-05-09"),
        ("202309", "write 2023-09"),
        ("20230901", "write 2023-09-01"),
        ("2023 09", "write 2023-09"),
        ("2023–09", "write 2023-09"),
        ("2023。09", "write 2023-09"),
        ("2023-09-01 25:00", "write 2023-09-01"),
        ("2023–24", "write `start_date: 2023` and `end_date: 2024`"),
        ("2023.9-12", "write `start_date: 2023-09` and `end_date: 2023-12`"),
        ("2023年9月-12月", "write `start_date: 2023-09` and `end_date: 2023-12`"),
        ("2023-09-01 2023-10-01", "write `start_date: 2023-09-01` and `end_date: 2023-10-01`"),
        ("2023 -", "write `start_date: 2023` and `end_date: present`"),
        ("2023.9 至", "write `start_date: 2023-09` and `end_date: present`"),
        *[
            (text, FORMS)
            for text in ("1", "23", "999", "12345", "-2023", "~2023", "9月", "2023, 2024")
        ],
    ],
)
def test_like_a_date(text: str, hint: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """What looks like a date and is none is refused, in quotes too, with the form that is right."""
    with pytest.raises(DateError, match="is not a date") as caught:
        parse_when(_typed(text, quoted=quoted))

    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Sep '23", "write 2023-09"),
        ("2023-09-01T00:00:00 UTC", "write 2023-09-01"),
        ("Sep–Dec 2023", "write `start_date: 2023-09` and `end_date: 2023-12`"),
        ("since 2023", "write `start_date: 2023` and `end_date: present`"),
        ("from Sep 2023", "write `start_date: 2023-09` and `end_date: present`"),
        ("from Sep 2023 to Jun 2024", "write `start_date: 2023-09` and `end_date: 2024-06`"),
        ("2023年起", "write `start_date: 2023` and `end_date: present`"),
        ("自2019年9月至2023年6月", "write `start_date: 2019-09` and `end_date: 2023-06`"),
        ("Prsent", "write present"),
        ("Spring 2023", FORMS),
        ("2O23", FORMS),
    ],
)
def test_words_without_quotes(text: str, hint: str) -> None:
    """Words about a date are told how the date is written, where one can tell which was meant."""
    with pytest.raises(DateError, match="is not a date") as caught:
        parse_when(_typed(text))

    assert caught.value.hint == hint


@quoted_or_not
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *[(text, "there is no month 13") for text in ("2023-13", "13/2023", "2023年13月")],
        ("2023-00", "there is no month 0"),
        ("2023-09-00", "there is no day 0"),
        *[
            (text, "February 2023 has 28 days")
            for text in ("2023-02-30", "2023-02-29", "Feb 30, 2023", "2023年2月29日")
        ],
        ("1900-02-29", "February 1900 has 28 days"),
        ("2023-04-31", "April 2023 has 30 days"),
        ("0000", "there is no year 0"),
        ("2023-09 – 2024-13", "there is no month 13"),
        ("2023-13 – present", "there is no month 13"),
    ],
)
def test_not_in_the_calendar(text: str, reason: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A month or a day that never was is refused, and the reason told."""
    with pytest.raises(DateError) as caught:
        parse_when(_typed(text, quoted=quoted))

    assert str(caught.value) == f"`{text}` is not in the calendar: {reason}"
    assert caught.value.hint.startswith("write ")


def test_no_month_in_a_range() -> None:
    """A short range may have been meant as a year and a month, so the month is named too."""
    with pytest.raises(DateError, match=r"there is no month 19, and a range has both ends in full"):
        parse_when(_typed("2018-19", quoted=False))


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ("2023", "2022", True),
        ("2023", "2023", False),
        ("2023-09", "2023", False),
        ("2023", "2023-01", False),
        ("2023-09", "2023-08", True),
        ("2023-09", "2022", True),
        ("2023-09-02", "2023-09-01", True),
        ("2023-09-02", "2023-09", False),
        ("2023-09-02", "2023-08", True),
        ("2023-09-01", "2023-09-01", False),
        ("2023-09", "present", False),
        ("2023-09", "Spring 1999", False),
    ],
)
def test_ends_before(start: str, end: str, before: bool) -> None:  # noqa: FBT001 - a case
    """An end is before its start only if it is for as exact as both are known."""
    assert ends_before(*(parse_date(_typed(text, quoted=True)) for text in (start, end))) is before


def test_very_long() -> None:
    """What is longer than any date is none, whatever it begins with."""
    for text in ("2023" + " " * LENGTH_MAX + "-09", "2023-" * 40_000, "9" * 200_000):
        with pytest.raises(DateError) as caught:
            parse_when(_typed(text))
        assert len(str(caught.value)) < 2 * LENGTH_MAX
