from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.content.dates import Calendar, Present, Words, parse_date
from cvtex.content.typed import Typed
from cvtex.diagnostics import Span

HERE = Span(Path("resume.yaml"), 3, 9)


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", (2023, None, None)),
        ("2023-09", (2023, 9, None)),
        ("2023-09-01", (2023, 9, 1)),
        ("2024-02-29", (2024, 2, 29)),
        ("2000-02-29", (2000, 2, 29)),
        ("0999", (999, None, None)),
    ],
)
def test_calendar(text: str, date: tuple[int, int | None, int | None], quoted: bool) -> None:  # noqa: FBT001 - a case
    """A year, a month and a day are read as exact as they were typed, in quotes or not."""
    typed = _typed(text, quoted=quoted)

    assert parse_date(typed) == Calendar(*date, typed)


@pytest.mark.parametrize("quoted", [False, True])
def test_present(quoted: bool) -> None:  # noqa: FBT001 - a case
    """`present` is a time that has not ended, in quotes or not."""
    assert isinstance(parse_date(_typed("present", quoted=quoted)), Present)


@pytest.mark.parametrize(
    "text",
    ["Spring 2023", "since childhood", "Present", "未定", "2023年夏季学期", "2nd term, 2023"],
)
def test_words(text: str) -> None:
    """Words in quotes are taken as they are, digits among them too."""
    typed = _typed(text, quoted=True)

    assert parse_date(typed) == Words(typed)
    assert parse_date(typed).typed.span == HERE


@pytest.mark.parametrize(
    "text", ["Spring 2023", "Present", "now", "Sep 2023", "至今", "2023年夏季学期", "~", "null"]
)
def test_words_without_quotes(text: str) -> None:
    """Words without quotes are refused, so that a slip in a date does not pass for words."""
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(_typed(text))


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        *("2023.10", "2023/10", "2023-9", "23-09", "2023-09-1", "20230901", "09/2023", "1"),
        *("2023-09 – 2024-06", "2023.9-2024.6", "2023年9月", "2023年9月1日", " 2023", "２０２３"),
    ],
)
def test_like_a_date(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """What looks like a date and has none of the forms is refused, also in quotes."""
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(_typed(text, quoted=quoted))


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "2023-13",
        "2023-00",
        "2023-09-00",
        "2023-02-30",
        "2023-02-29",
        "1900-02-29",
        "2023-04-31",
        "0000",
    ],
)
def test_not_in_the_calendar(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A month or a day that never was is refused, and the reason told."""
    with pytest.raises(ValueError, match=f"`{text}` is not in the calendar"):
        parse_date(_typed(text, quoted=quoted))


@given(st.dates())
def test_any_day(day: object) -> None:
    """Every day of the calendar is read from its ISO form."""
    date = parse_date(_typed(str(day)))

    assert isinstance(date, Calendar)
    assert f"{date.year:04}-{date.month:02}-{date.day:02}" == str(day)


@given(st.text(), st.booleans())
def test_any_text(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Any text is a date or refused with ValueError: never another error."""
    typed = _typed(text, quoted=quoted)
    try:
        date = parse_date(typed)
    except ValueError:
        return

    assert date.typed is typed
