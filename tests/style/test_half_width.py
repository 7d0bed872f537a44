from __future__ import annotations

import pytest

from cvtex.style.half_width import half_width

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "text", "hints"),
    [
        ("zh", "你好⟦,⟧世界", "，"),
        ("zh", "你好⟦,⟧ 世界⟦.⟧", "，。"),
        ("zh", "地点⟦:⟧北京⟦;⟧时间⟦:⟧2023", "：；："),
        ("zh", "真的⟦?⟧真的⟦!⟧", "？！"),
        ("zh", "熟悉语言⟦,⟧SQL等", "，"),
        ("zh", "硕士⟦(⟧计算机⟦)⟧专业", "（）"),
        ("zh", "LTV⟦(⟧用户价值⟦)⟧预估", "（）"),
        ("zh", "模型⟦(⟧基于Spark⟦)⟧上线", "（）"),
        ("zh", "**你好**⟦,⟧*世界*", "，"),
        ("zh", "《报告》⟦,⟧《论文》", "，"),
        ("zh-Hant", "臺灣⟦,⟧香港⟦(⟧中環⟦)⟧", "，（）"),
        ("zh", "用Python⟦,⟧熟悉Java", "，"),
        ("zh", "提升1.4%⟦,⟧共5,200次", "，"),
        ("ja", "かな⟦,⟧カナ⟦.⟧", "、。"),
        ("ja", "GPU⟦,⟧メモリ", "、"),
        ("en", "Works of 张三⟦,⟧ 李四, and others", "，"),
    ],
)
def test_told(tell: Tell, language: str, text: str, hints: str) -> None:
    """A half-width mark between Han characters, or behind one in a Chinese text, is told."""
    told = tell(half_width, language, text)

    assert told.texts == [text]
    assert "".join(finding.hint[len("write `")] for finding in told.findings) == hints


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "用户价值(LTV)预估"),
        ("zh", "共5,200次，比例1:1"),
        ("zh", "Python, SQL，用C,C++写"),
        ("zh", "写了`你好,世界`，见https://example.org/a,b"),
        ("zh", "见[报告](https://example.org/a,b)"),
        ("zh", "报告.pdf，等等..."),
        ("zh", "谢谢:)"),
        ("zh", "你好，世界（全角）。"),
        ("en", "Speaks 中文, and writes it (中文)."),
        ("en", "Known as 张三."),
        ("ko", "漢字,漢字"),
    ],
)
def test_right(tell: Tell, language: str, text: str) -> None:
    """What belongs to a Latin phrase, a number, code or an address is right as it is."""
    assert tell(half_width, language, text).findings == []
