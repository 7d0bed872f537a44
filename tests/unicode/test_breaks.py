"""Where no line may end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.unicode.breaks import ties


@pytest.mark.parametrize(
    "tied",
    [
        # U+2040 stands where no line may end.
        "“⁀文字……⁀”用户",
        "样例（⁀Sample⁀）⁀，用户",
        "（⁀“⁀双⁀”⁀）⁀、⁀～",
        "小さな⁀って人⁀々⁀、コ⁀ーヒ⁀ー",
        "24⁀℃⁀；约⁀～100⁀％",
        "Bonjour ⁀! « ⁀mot ⁀» et",
        "»⁀Wort⁀« und „⁀Wort⁀“⁀, ja",
        "Use .NET at 5 ⁀%⁀, or :root",
        "3 ⁀TB of 5000 ⁀files in 2023 with 40 ⁀%⁀, 12 ⁀µg⁀, 5 ⁀years⁀; 15× ⁀faster⁀, 1⁀.5 ⁀m²",
        "In 2023 users of x86 and 3 representatives at b=1 and +1 202 555 0143",
        "约 3 ⁀TB 数据⁀，约3 ⁀TB⁀，5 人",
        "a ⁀. . . . b",
        "the ’⁀90s don⁀’t (⁀see [⁀x⁀]⁀)",
        '他说"⁀好⁀"然后',
        "시스템을 ①설계⁀, 한국 “⁀인용⁀” 〈⁀책⁀〉 끝",
    ],
)
def test_ties(tied: str) -> None:
    """No line ends before a closing mark, after an opening one, or between number and unit."""
    plain = tied.replace("⁀", "")
    found = ties(plain)

    assert "".join("⁀" * (at in found) + char for at, char in enumerate(plain)) == tied


@given(st.text() | st.text("a 字（）“”.,!…'\""))
def test_ties_any(text: str) -> None:
    """Whatever the text, only what is inside of it and no space is tied to what is before."""
    for at in ties(text):
        assert 0 < at < len(text)
        assert not text[at].isspace()
