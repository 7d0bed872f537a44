from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.exchange.loading import load_content
from cvtex.style.han_latin_space import han_latin_space
from cvtex.style.manuscript import Manuscript

from .conftest import Tell


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", ["用Python写", "用⟦ ⟧Java写"]),
        ("zh", ["用 Python 写", "⟦用J⟧ava 写"]),
        ("zh", ["共 30 天", "共 3⟦0天⟧"]),
        ("zh", ["用⟦ ⟧Python写"]),  # a tie
        ("zh", ["用 Python 写", "**⟦用**J⟧ava 写"]),
        ("zh", ["用⟦  ⟧Python写"]),
        ("zh-Hant", ["用Python寫，用Go寫", "共⟦ ⟧30⟦ ⟧天"]),
        ("ja", ["かなABCかな", "カナ⟦ ⟧ABC"]),
        ("en", ["Zhang 张样例", "OPPO公司", "OPPO⟦  ⟧公司"]),
    ],
)
def test_told(tell: Tell, language: str, texts: list[str]) -> None:
    """Of a file that has both, the rarer is told; two spaces always are."""
    assert tell(han_latin_space, language, *texts).texts == texts


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", ["用Python写", "共30天", "**OPPO**公司"]),
        ("zh", ["用 Python 写", "共 30 天", "**OPPO** 公司"]),
        ("zh", ["用Python写", "用 `Java` 写，见 https://example.org 等"]),
        ("zh", ["用Python写", "增长 +15%，历史 + 近邻"]),
        ("en", ["Zhang 张样例", "OPPO公司"]),
        ("ko", ["漢字 ABC  漢字", "漢字ABC"]),
    ],
)
def test_right(tell: Tell, language: str, texts: list[str]) -> None:
    """A file that does one or the other throughout is right."""
    assert tell(han_latin_space, language, *texts).findings == []


def test_line_end(tmp_path: Path) -> None:
    """Where a line ends in the file nobody typed a space."""
    path = tmp_path / "resume.yaml"
    path.write_text(
        "language: zh\nname: 张\nsummary: 用Python写，用\n  Java写\nsections: []\n",
        encoding="utf-8",
    )
    resume = load_content(path).value
    assert resume is not None
    assert resume.summary == "用Python写，用 Java写"

    assert [*han_latin_space(Manuscript(resume))] == []
