"""Any day in any form is a date, and any text a date or a hint."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cvtex.diagnostics import Span
from cvtex.schema.date_readings import MONTHS
from cvtex.schema.dates import (
    DateError,
    Range,
    iso,
    parse_date,
    parse_when,
)
from cvtex.source.typed import Typed

HERE = Span(Path("resume.yaml"), 3, 9)


FORMS = "write 2023, 2023-09, 2023-09-01 or present; put other words in quotes"


def _typed(text: str, *, quoted: bool = False) -> Typed:
    return Typed(text, HERE, quoted=quoted)


days = st.dates()


@given(days, st.sampled_from([4, 7, 10]), st.booleans())
def test_iso(day: date, length: int, quoted: bool) -> None:  # noqa: FBT001 - a case
    """A year, a month and a day in ISO form are read as themselves, and printed so again."""
    text = day.isoformat()[:length]

    assert iso(parse_date(_typed(text, quoted=quoted))) == text


@given(
    days,
    st.sampled_from(
        [
            *("{0.year:04}.{0.month}.{0.day}", "{0.year:04}/{0.month:02}/{0.day}"),
            *("{0.year:04}年{0.month}月{0.day}日", "{0.day} {1} {0.year:04}"),
            *("{1} {0.day}, {0.year:04}", "{2} {0.day} {0.year:04}", "{0.day}-{2}-{0.year:04}"),
        ]
    ),
)
def test_any_form(day: date, form: str) -> None:
    """Every day of the calendar is the same day in each of the forms."""
    name = MONTHS[day.month - 1]

    assert iso(parse_date(_typed(form.format(day, name, name[:3])))) == day.isoformat()


@given(days, days, st.sampled_from([" - ", "–", " to ", "至", "～"]))
def test_any_range(start: date, end: date, between: str) -> None:
    """Two days with what stands between them are the range from the one to the other."""
    read = parse_when(_typed(f"{start}{between}{end}"))

    assert isinstance(read, Range)
    assert (iso(read.start), iso(read.end)) == (str(start), str(end))


nearly = st.lists(
    st.sampled_from(
        [
            *(
                "2023",
                "23",
                "0",
                "9",
                "13",
                "٣",
                "²",
                "年",
                "月",
                "日",
                "至",
                "今",
                "-",
                "–",
                "/",
                ".",
            ),
            *(" ", ",", "Sep", "may", "to", "from", "since", "起", "present", "th", "'", "T", "\n"),
        ]
    ),
    max_size=9,
).map("".join)


@given(st.text() | nearly, st.booleans())
def test_any_text(text: str, quoted: bool) -> None:  # noqa: FBT001 - a case
    """Any text is a date or refused with a hint: there is never another error."""
    typed = _typed(text, quoted=quoted)
    for parse in (parse_date, parse_when):
        try:
            told: str | Typed = parse(typed).typed
        except DateError as error:
            told = error.hint
        assert told is typed or told.startswith("write ")


@given(nearly)
def test_hints_are_right(text: str) -> None:
    """What a hint says to write is a date: whoever follows it is done."""
    hint = FORMS
    try:
        parse_when(_typed(text))
    except DateError as error:
        hint = error.hint
    told = re.findall(r"[0-9][0-9-]*|present", hint)

    assert told
    assert [iso(parse_date(_typed(one))) for one in told] == told
