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
        "a ⁀. . . . b",
        "the ’⁀90s don⁀’t (⁀see [⁀x⁀]⁀)",
        '他说"⁀好⁀"然后',
        "시스템을 ①설계⁀, 한국 “⁀인용⁀” 〈⁀책⁀〉 끝",
    ],
)
def test_ties(tied: str) -> None:
    """A line does not end before a closing mark or after an opening one."""
    plain = tied.replace("⁀", "")
    found = ties(plain)

    assert "".join("⁀" * (at in found) + char for at, char in enumerate(plain)) == tied


@given(st.text() | st.text("a 字（）“”.,!…'\""))
def test_ties_any(text: str) -> None:
    """Whatever the text, only what is inside of it and no space is tied to what is before."""
    for at in ties(text):
        assert 0 < at < len(text)
        assert not text[at].isspace()
