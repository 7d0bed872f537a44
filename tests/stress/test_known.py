"""Texts that were once refused, each for what made a reader differ."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.diagnostics.codes import LAYOUT
from cvtex.editions.settings import Edition
from cvtex.report.text import render

KNOWN = {
    "en": [
        # The italic correction of f, and a stop behind it.
        r"`C:\temp` of the machine for nine mills the night shift, *by half*; *half*) *half*!",
        # Text from right to left behind other text, in the last of several rows.
        """**and taught** [of the machine naïve](https://example.org/a_b/c-d?x=1&y=2#part), don’t
        ask how for nine mills: and taught from scratch – and taught – and taught مثال النظام""",
        # Words of Hangul that are wider than a line, and one that fits the next.
        "예시시스템을설계하고" * 12 + " 예시 " + "설계하고구현하여" * 4,
        # Vowel signs on a base line of their own.
        "ٱلرَّحْمَٰنِ **ٱلرَّحْمَٰنِ**",
        # Words that are tied, and wider than a line together.
        *("a" * more + "tied\xa0words\xa0" * 20 for more in range(6)),
    ],
    "zh": [
        """支持每日亿级请求、用户增长……用户增长、“在线服务”——支持每日亿级请求：【设计并实现】用户增长、
        最终用户增长……مثال النظام""",
        # Brackets behind spaces, in lines that are tight.
        *("示" * more + "Data. 「引号」公司，完成上线[J]. （甲）" * 6 for more in range(6)),
        # A mark before a space, whose blank shrinks there; marks of full width beside an address.
        *("示" * more + "精确到分。 SQL3、上线！ \\input，" * 6 for more in range(6)),
        *("示" * more + "`foo()`，@ada；" * 9 for more in range(6)),
    ],
    "ja": [
        """『サービスの性能を向上させ』──サービスの性能を向上させ**List<String>（大規模なモデルを学習）**
        （大規模なモデルを学習）(דוגמה) 12、ユーザーの増加に貢献、مثال النظام۱۲۳ ٹیسٹ""",
        # Spaces in emphasis, in a text that is written run by run.
        "नमस्ते दुनियाサービス：*Ví dụ hệ thống*",
        # Brackets beside spaces, in lines that are tight.
        *("推" * more + "データを分析し. （株）見本（株） a" * 6 for more in range(6)),
    ],
}
"""Texts by language: what went wrong stood at a certain place of a line."""


@pytest.mark.parametrize("language", KNOWN)
def test_known(tmp_path: Path, language: str) -> None:
    """A text that was refused once is proven."""
    content = tmp_path / "resume.yaml"
    # Only Latin has a space where a line of the source ends.
    space = " " if language == "en" else ""
    texts = [re.sub(r"\n *", space, text) for text in KNOWN[language]]
    sections = [{"type": "list", "title": "A", "entries": texts}]
    written = {"language": language, "name": "Ada Sample", "sections": sections}
    content.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    edition = Edition("resume", content, warn=LAYOUT)
    source = write_source(edition, tmp_path / "work")
    assert source.ok, render(source.diagnostics)
    made = make_pdf(edition, tmp_path / "work", tmp_path / "resume.pdf")

    assert made.value is not None, render(made.diagnostics)
    assert made.value.proven
