"""In which form of Han a text is printed, by its own characters and its edition's script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.unicode.han import Han, form

# A text, and the form that it is printed in where the edition's own is SC, TC, HK, JP, KR.
FORMS = {
    # Kana and Hangul tell at once.
    "日本語の本": "JP JP JP JP JP",
    "ハローKitty": "JP JP JP JP JP",
    "한국어 漢字": "KR KR KR KR KR",
    # What the edition's own standard holds is in its form.
    "中文": "SC TC HK JP KR",
    "後台": "SC TC HK JP KR",
    "裏": "SC TC HK JP KR",
    "高橋": "TC TC HK JP KR",
    # Traditional, simplified.
    "骨令述戶房": "TC TC HK TC KR",
    "骨令述户房": "SC SC HK SC SC",
    "臺灣大學": "TC TC HK JP KR",
    "清华大学": "SC SC HK SC SC",
    "陈大文，骨龙岛": "SC SC SC SC SC",
    "没有問題": "TC TC HK JP TC",
    # Hong Kong's own.
    "嘅": "HK HK HK HK HK",
    "佢哋喺香港": "HK HK HK HK HK",
    "啲 咗": "HK HK HK HK HK",
    "鰂魚涌": "HK HK HK HK HK",
    # Japan's own, without kana.
    "渡辺": "JP JP HK JP JP",
    "東京大学": "JP TC HK JP KR",
    "斎藤 駅": "JP JP JP JP JP",
    # Names have rare characters everywhere, and those tell nothing.
    "李珺": "SC TC HK JP KR",
    "王喆": "SC TC HK JP KR",
    "李昇": "SC TC HK JP KR",
    "赟": "SC TC HK JP KR",
    "游錫堃": "TC TC HK JP KR",
    # Nor does what is no Han.
    "Ada Sample": "SC TC HK JP KR",
    "，。「」①": "SC TC HK JP KR",
    "": "SC TC HK JP KR",
}


@pytest.mark.parametrize("text", FORMS)
def test_form(text: str) -> None:
    """A text is in the form of the place that its characters tell of, else in the edition's."""
    assert [form(text, own) for own in Han] == FORMS[text].split()


@pytest.mark.parametrize("text", ["精通日语（にほんご）与软件开发", "负责与三星（삼성）合作开发"])
def test_foreign_word(text: str) -> None:
    """A foreign word does not make a text of its language that has characters it has not."""
    assert form(text, Han.SC) is Han.SC


@given(st.text(st.characters(max_codepoint=0x9FFF)), st.sampled_from(Han))
def test_any_text(text: str, own: Han) -> None:
    """Any text has a form, the same whatever the order of its characters."""
    assert form(text, own) is form(text[::-1], own)


@given(st.text(), st.sampled_from(Han))
def test_simplified(text: str, own: Han) -> None:
    """What GB 2312 holds is never taken for traditional."""
    simplified = text.encode("gb2312", "ignore").decode("gb2312")

    assert form(simplified, Han.SC) in (Han.SC, Han.JP)
    assert (form(simplified, own) is Han.TC) <= (own is Han.TC)
