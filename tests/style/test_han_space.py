from __future__ import annotations

import pytest

from cvtex.style.han_space import han_space

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "看重⟦ ⟧可复现的研究"),
        ("zh-Hant", "北京⟦  ⟧上海⟦ ⟧天津"),
        ("zh", "**看重**可⟦ ⟧复现的研究"),
        ("zh", "张 三"),
        ("zh", "欧阳 样例"),
        ("zh", "用 Python 写的 SQL 库"),
        ("zh", "汉族\u3000中共党员，二十岁"),
        ("zh", "東京 大学と 研究"),
        ("ja", "見本 花子さんの仕事です"),
        ("ko", "漢字 漢字의 漢字 漢字"),
        ("en", "Born in 北京 上海 天津 as 张样例"),
    ],
)
def test_han_space(tell: Tell, language: str, text: str) -> None:
    """In Chinese, a typed space between Han characters is told, but not in a short name."""
    assert tell(han_space, language, text).texts == [text]
