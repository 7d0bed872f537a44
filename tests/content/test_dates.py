from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.dates import (
    Calendar,
    Date,
    DateError,
    Present,
    Range,
    Words,
    ends_before,
    iso,
    parse_date,
    parse_when,
)
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span
from cvtex.editions.dates import print_date
from cvtex.editions.locale import find_locale

HERE = Span(Path("resume.yaml"), 3, 9)

MONTHS = {
    9: ["Sep", "Sept", "September", "sep", "SEPTEMBER", "Sep.", "Sept."],
    5: ["May", "may", "MAY"],
    1: ["Jan", "January", "Jan."],
    12: ["Dec", "December"],
}


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


def _read(typed: Typed) -> Date | Range | DateError:
    try:
        return parse_when(typed)
    except DateError as error:
        return error


def _refused(text: str, *, quoted: bool = False) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_when(_typed(text, quoted=quoted))
    return caught.value


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "date"),
    [
        # Figures, the year first.
        ("2023", (2023, None, None)),
        ("0999", (999, None, None)),
        ("2023-09", (2023, 9, None)),
        ("2023-9", (2023, 9, None)),
        ("2023.10", (2023, 10, None)),
        ("2023.1", (2023, 1, None)),
        ("2023/10", (2023, 10, None)),
        ("2023-09-01", (2023, 9, 1)),
        ("2023-9-1", (2023, 9, 1)),
        ("2023.10.05", (2023, 10, 5)),
        ("2023/10/05", (2023, 10, 5)),
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        (" 2023 ", (2023, None, None)),
        # Figures, the year last.
        ("10/2023", (2023, 10, None)),
        ("10.2023", (2023, 10, None)),
        ("10-2023", (2023, 10, None)),
        ("9/2023", (2023, 9, None)),
        ("25/10/2023", (2023, 10, 25)),
        ("10/25/2023", (2023, 10, 25)),
        ("25.10.2023", (2023, 10, 25)),
        ("10/10/2023", (2023, 10, 10)),
        # Names of months.
        ("Sep 2023", (2023, 9, None)),
        ("September 2023", (2023, 9, None)),
        ("Sept. 2023", (2023, 9, None)),
        ("sep, 2023", (2023, 9, None)),
        ("Sep-2023", (2023, 9, None)),
        ("2023 Sep", (2023, 9, None)),
        ("5 Sep 2023", (2023, 9, 5)),
        ("05 September, 2023", (2023, 9, 5)),
        ("5th Sep. 2023", (2023, 9, 5)),
        ("05-Sep-2023", (2023, 9, 5)),
        ("Sep 5, 2023", (2023, 9, 5)),
        ("September 1st 2023", (2023, 9, 1)),
        ("2023-Sep-05", (2023, 9, 5)),
        # Chinese.
        ("2023年", (2023, None, None)),
        ("2023年9月", (2023, 9, None)),
        ("2023年09月", (2023, 9, None)),
        ("2023 年 9 月", (2023, 9, None)),
        ("2023年9月5日", (2023, 9, 5)),
        ("2023年9月5号", (2023, 9, 5)),
        ("２０２３", (2023, None, None)),
        ("２０２３．１０", (2023, 10, None)),
        ("２０２３年９月", (2023, 9, None)),
        # A hyphen by another of its code points.
        ("2023\u201109", (2023, 9, None)),
    ],
)
def test_calendar(text: str, date: tuple[int, int | None, int | None], quoted: bool) -> None:  # noqa: FBT001 - a case
    """A date that can be read in one way is read so, as exact as it was typed, quoted or not."""
    typed = _typed(text, quoted=quoted)

    assert parse_date(typed) == Calendar(*date, typed)
    assert parse_when(typed) == parse_date(typed)


@pytest.mark.parametrize(
    ("name", "month"), [(name, month) for month, names in MONTHS.items() for name in names]
)
def test_names_of_months(name: str, month: int) -> None:
    """A month may have its full name, or a short one, in letters of either case."""
    typed = _typed(f"{name} 2023")

    assert parse_date(typed) == Calendar(2023, month, None, typed)


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        *("present", "Present", "PRESENT", "now", "current", "ongoing"),
        *("至今", "现在", "目前", " present "),
    ],
)
def test_present(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A time that has not ended may be called so in English or in Chinese, quoted or not."""
    assert isinstance(parse_date(_typed(text, quoted=quoted)), Present)


@pytest.mark.parametrize(
    "text",
    [
        *("Spring 2023", "since childhood", "未定", "2023年夏季学期", "2nd term, 2023"),
        *("Summer 2021 - Fall 2022", "Q3 2023", "last May", "二〇二三年", "c. 2020"),
    ],
)
def test_words(text: str) -> None:
    """Words in quotes are taken as they are, digits among them too; without quotes they are not."""
    typed = _typed(text, quoted=True)

    assert parse_date(typed) == Words(typed)
    assert parse_date(typed).typed.span == HERE
    assert "between quotes" in _refused(text).hint


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021 - 2022", "2021", "2022"),
        ("2021-2022", "2021", "2022"),
        ("2021–2022", "2021", "2022"),
        ("2021 -- 2022", "2021", "2022"),
        ("2021-03 – 2022-05", "2021-03", "2022-05"),
        ("2021-03 - 2022-05", "2021-03", "2022-05"),
        ("2021-03-2022-05", "2021-03", "2022-05"),
        ("2021-03-01 – 2021-03-05", "2021-03-01", "2021-03-05"),
        ("2019.09-2021.06", "2019-09", "2021-06"),
        ("2019.9—2021.6", "2019-09", "2021-06"),
        ("2019.09~2021.06", "2019-09", "2021-06"),
        ("2019.09～2021.06", "2019-09", "2021-06"),
        ("2019/09 - 2021/06", "2019-09", "2021-06"),
        ("09/2019 - 06/2021", "2019-09", "2021-06"),
        ("Sep 2019 to Jun 2021", "2019-09", "2021-06"),
        ("Sep 2019 – Jun 2021", "2019-09", "2021-06"),
        ("Sep. 2019 until Jun. 2021", "2019-09", "2021-06"),
        ("5 Sep 2019 - 6 Jun 2021", "2019-09-05", "2021-06-06"),
        ("2019年9月至2021年6月", "2019-09", "2021-06"),
        ("2019年9月—2021年6月", "2019-09", "2021-06"),
        ("2019年到2021年", "2019", "2021"),
        ("2021-03 – present", "2021-03", "present"),
        ("2021-03-present", "2021-03", "present"),
        ("2021 - now", "2021", "present"),
        ("2021年3月至今", "2021-03", "present"),
        ("2021.03-至今", "2021-03", "present"),
        ("2021.03——至今", "2021-03", "present"),
    ],
)
def test_ranges(text: str, start: str, end: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A range in one text is read where both of its ends are certain; `date:` alone takes it."""
    typed = _typed(text, quoted=quoted)
    when = parse_when(typed)

    assert isinstance(when, Range)
    assert (iso(when.start), iso(when.end)) == (start, end)
    assert when.typed.span == HERE
    with pytest.raises(DateError, match="is a range") as caught:
        parse_date(typed)
    assert caught.value.hint == f"write `start_date: {start}` and `end_date: {end}`"


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("09/10/2023", "write 2023-10-09, or 2023-09-10"),
        ("05.10.2023", "write 2023-10-05, or 2023-05-10"),
        ("5-6-2023", "write 2023-06-05, or 2023-05-06"),
        (
            "2021-03-2022",
            (
                "write `start_date: 2021` and `end_date: 2022-03`, "
                "or `start_date: 2021-03` and `end_date: 2022`"
            ),
        ),
    ],
)
def test_two_readings(text: str, hint: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """What can be read in two ways is refused, and both are shown in the form that is certain."""
    error = _refused(text, quoted=quoted)

    assert str(error) == f"`{text}` can be read in more than one way"
    assert error.hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("23-09", "write 2023-09"),
        ("09-23", "write 2023-09"),
        ("09/10", "write 2009-10, or 2010-09"),
        ("99-10", "write 1999-10"),
        ("5/6/23", "write 2023-06-05, or 2023-05-06"),
        ("202309", "write 2023-09"),
        ("20230901", "write 2023-09-01"),
        ("2023–09", "write 2023-09"),
        ("2023 09", "write 2023-09"),
        ("2023_09_01", "write 2023-09-01"),
        ("2023-09-01T00:00:00Z", "write 2023-09-01"),
        ("2023-09-01 12:00", "write 2023-09-01"),
        ("Sep 23", "write 2023-09"),
        ("Sep '23", "write 2023-09"),
        ("2021-22", "write `start_date: 2021` and `end_date: 2022`"),
        ("2021/22", "write `start_date: 2021` and `end_date: 2022`"),
        ("2019.9-12", "write `start_date: 2019-09` and `end_date: 2019-12`"),
        ("2019年9月-12月", "write `start_date: 2019-09` and `end_date: 2019-12`"),
        ("Jun – Aug 2021", "write `start_date: 2021-06` and `end_date: 2021-08`"),
        ("since 2021", "write `start_date: 2021` and `end_date: present`"),
        ("2021 –", "write `start_date: 2021` and `end_date: present`"),
        ("2021年起", "write `start_date: 2021` and `end_date: present`"),
    ],
)
def test_right_form(text: str, hint: str) -> None:
    """What is no date and looks like one is refused with what was likely meant, written right."""
    assert _refused(text).hint == hint


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    "text", ["1", "20-", "2023-", ":", "12:30", "2023.9.1.1", "123456789", "月"]
)
def test_like_a_date(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Figures that are no date are refused, also in quotes."""
    assert _refused(text, quoted=quoted).hint


@pytest.mark.parametrize("text", ["~", "null", "", "sometime", "May", "三月", "2019 Sep - 5"])
def test_no_date(text: str) -> None:
    """Words without quotes are refused, so that a slip in a date does not pass for words."""
    assert str(_refused(text)) == f"`{text}` is not a date"


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023-13", "there is no month 13"),
        ("2023-00", "there is no month 0"),
        ("13/2023", "there is no month 13"),
        ("2023年13月", "there is no month 13"),
        ("2023-09-00", "there is no day 0"),
        ("2023-02-30", "February 2023 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2023/04/31", "April 2023 has 30 days"),
        ("31/04/2023", "April 2023 has 30 days"),
        ("Feb 30, 2023", "February 2023 has 28 days"),
        ("2023年2月30日", "February 2023 has 28 days"),
        ("0000", "there is no year 0"),
        ("2021-13 – 2022-05", "there is no month 13"),
        ("2021-05 – 2022-13", "there is no month 13"),
        ("2021-13 – present", "there is no month 13"),
    ],
)
def test_not_in_the_calendar(text: str, reason: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A month or a day that never was is refused, and the reason told."""
    assert str(_refused(text, quoted=quoted)) == f"`{text}` is not in the calendar: {reason}"


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ("2021", "2020", True),
        ("2021-03", "2021-02", True),
        ("2021-03", "2020-12", True),
        ("2021-03-05", "2021-03-04", True),
        ("2021", "2020-12-31", True),
        ("2021-03", "2021-03", False),
        ("2021", "2021-03", False),
        ("2021-03", "2021", False),
        ("2021-03-05", "2021-03", False),
        ("2020-12", "2021-01", False),
        ("2999", "present", False),
        ("present", "2000", False),
    ],
)
def test_ends_before(start: str, end: str, before: bool) -> None:  # noqa: FBT001 - a case
    """An end is compared with its start as exactly as both are known, and no more."""
    assert ends_before(parse_date(_typed(start)), parse_date(_typed(end))) == before


days = st.dates(min_value=dt.date(1000, 1, 1))
dates = st.builds(lambda day, exact: str(day)[:exact], days, st.sampled_from([4, 7, 10]))
"""Dates in ISO form: years, months and days."""


@given(st.dates())
def test_any_day(day: dt.date) -> None:
    """Every day of the calendar is read from its ISO form."""
    date = parse_date(_typed(str(day)))

    assert isinstance(date, Calendar)
    assert date.parts == (day.year, day.month, day.day)


@given(dates, st.sampled_from(["en", "zh"]))
def test_printed(text: str, tag: str) -> None:
    """A date that was printed, in any language there is, is read back as the same."""
    date, locale = parse_date(_typed(text)), find_locale(tag)
    assert locale is not None
    assert isinstance(date, Calendar)
    printed = parse_date(_typed(print_date(date, locale)))

    assert isinstance(printed, Calendar)
    assert printed.parts == date.parts


@given(dates, dates | st.just("present"), st.sampled_from(["en", "zh"]))
def test_printed_range(start: str, end: str, tag: str) -> None:
    """A range that was printed is read back as the same."""
    locale = find_locale(tag)
    assert locale is not None
    ends = [print_date(parse_date(_typed(one)), locale) for one in (start, end)]
    when = parse_when(_typed(locale.range.format(start=ends[0], end=ends[1])))

    assert isinstance(when, Range)
    assert (iso(when.start), iso(when.end)) == (start, end)


figures = st.text(st.sampled_from("0123456789-–./年月日至 aSep,")) | st.text()


@given(figures, st.booleans())
def test_any_text(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Any text is a date or refused with a reason and a hint: never another error."""
    typed = _typed(text, quoted=quoted)
    read = _read(typed)

    assert read.hint if isinstance(read, DateError) else read.typed is typed


@given(st.from_regex(r"[0-9]{1,4}([-./ –][0-9]{1,4}){0,3}", fullmatch=True))
def test_hints_are_right(text: str) -> None:
    """Every date that a hint shows is one."""
    read = _read(_typed(text))
    shown = re.findall("[0-9][0-9-]*", read.hint) if isinstance(read, DateError) else ["2023"]

    assert shown
    assert all(isinstance(parse_date(_typed(date)), Calendar) for date in shown)


@pytest.mark.parametrize("text", ["2021-" * 100_000, "2021 to " * 100_000, "9" * 1_000_000])
def test_long_text(text: str) -> None:
    """A text that is far longer than a date is refused at once, and not cited whole."""
    before = time.perf_counter()
    error = _refused(text)

    assert time.perf_counter() - before < 1
    assert len(str(error)) < 200
