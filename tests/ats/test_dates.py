"""Dates as résumés print them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.ats.dates import find_dates, whole_dates

FORMS = [
    ("Sep 2019 – Jun 2021", "2019-09", "2021-06"),
    ("September 2019 to June 2021", "2019-09", "2021-06"),
    ("Sept. 2019—Jun. 2021", "2019-09", "2021-06"),
    ("Sep – Dec 2021", "2021-09", "2021-12"),
    ("1 Sep 2016 – 31 Jul 2017", "2016-09-01", "2017-07-31"),
    ("March 3rd, 2016 – May 12, 2017", "2016-03-03", "2017-05-12"),
    ("09/2019 - 06/2021", "2019-09", "2021-06"),
    ("2019.09-2021.06", "2019-09", "2021-06"),
    ("2019-09-2021-06", "2019-09", "2021-06"),
    ("2019/9/1 ~ 2021/6/30", "2019-09-01", "2021-06-30"),
    ("2019 – 2021", "2019", "2021"),
    ("2019–21", "2019", "2021"),
    ("2023 – present", "2023", "present"),
    ("09/2023 – Current", "2023-09", "present"),
    ("2023.09 – 至今", "2023-09", "present"),
    ("2020年至今", "2020", "present"),
    ("2015年9月至2019年6月", "2015-09", "2019-06"),
    ("2015 年 9 月 – 2019 年 6 月", "2015-09", "2019-06"),
    ("2015年9月～2019年6月", "2015-09", "2019-06"),
    ("2021年3月 – 現在", "2021-03", "present"),
    ("2021년 3월 – 현재", "2021-03", "present"),
    ("2018년 3월 2일 ~ 2021년 2월", "2018-03-02", "2021-02"),
    ("2021년", None, "2021"),
    ("Since 2020", "2020", "present"),
    ("2020年7月起", "2020-07", "present"),
    ("自2020年7月", "2020-07", "present"),
    ("2020 –", "2020", "present"),
    ("Jan 2022 – Aug 2023 · 1 yr 8 mos", "2022-01", "2023-08"),
    ("2022.01 – 2023.08（1年8个月）", "2022-01", "2023-08"),
    ("(2019 – 2021)", "2019", "2021"),
    ("2019", None, "2019"),
    ("2019-09", None, "2019-09"),
    ("29 Feb 2020", None, "2020-02-29"),
    ("2020.02.29", None, "2020-02-29"),
    ("May 2018", None, "2018-05"),
    ("March ’21", None, "2021-03"),
    ("Expected May 2024", None, "2024-05"),
    ("预计2024年5月", None, "2024-05"),
    ("Summer 2021", None, "2021"),
    ("2021年夏季", None, "2021"),
    ("夏季，2021 年", None, "2021"),
]


@pytest.mark.parametrize(("text", "start", "end"), FORMS)
def test_forms(text: str, start: str | None, end: str | None) -> None:
    """A text that is dates is read as such; a lone date is the end."""
    dates = whole_dates(text)

    assert dates is not None
    assert (dates.start, dates.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "–", "5,200", "101-112", "12(3)", "1850", "21000", "2019a", "Maybe", "May", "present",
     "Northmere", "+1 202-555-0143", "XX2019A", "3.56/4.0", "至今"],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    """What only looks like a date is none."""
    assert whole_dates(text) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Harbour Board (2019–2020), Surveyor", "2019–2020"),
        ("从2019年9月到2021年6月在职", "从2019年9月到2021年6月"),
        ("BSc, 2019, with honours", "2019"),
    ],
)
def test_within(text: str, printed: str) -> None:
    """Dates in other text are found where they stand."""
    assert [text[one.begin : one.stop] for one in find_dates(text)] == [printed]


@given(st.text(alphabet=st.sampled_from("0123456789 –-./年月日至今toMaySep'’(),夏 ٣")))
def test_any_text(text: str) -> None:
    """Whatever the text, what is found is in it, in its order, and has an end."""
    found = find_dates(text)

    assert all(0 <= one.begin < one.stop <= len(text) for one in found)
    assert all(one.stop <= other.begin for one, other in pairwise(found))
    assert all(one.end for one in found)
