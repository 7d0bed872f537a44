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
        # A link, a range and numbers in the digits of their script, from right to left.
        *("עברית [קו](https://example.org) ועוד", "عام ٢٠١٧-٢٠١٩ مثال", "سال ۴۵۶ ٹھیک ہے"),
        # Fractions beside Hebrew, which PDFium gives as digits and a slash.
        "שלום ½ עולם, ⅔ מתוך 3 a ¼",
        # Words of Hangul that are wider than a line, and one that fits the next.
        "예시시스템을설계하고" * 12 + " 예시 " + "설계하고구현하여" * 4,
        # A long word that begins in code, whose font has no Greek.
        "`foo()`*สำหรับโรงสีเก้าแห่ง*αC#!",
        # Vowel signs on a base line of their own.
        "ٱلرَّحْمَٰنِ **ٱلرَّحْمَٰنِ**",
        # A link that ends in a mark above its letter.
        "[தமிழ்](https://example.org)कमल **தமிழ்**কমল",
        # A word with a slash at the end of a line, after text whose breaks ICU finds.
        *(
            "見本" + "i" * more + " worked for nine mills " * 4 + "on CI/CD, A/B."
            for more in range(8)
        ),
        # Words that are tied, and wider than a line together.
        *("a" * more + "tied\xa0words\xa0" * 20 for more in range(6)),
        # A word that begins with a dot, tied to a long address.
        *(
            f"{'a' * more} https://example.org/{'a-long_part/' * 12}, .NET"
            for more in range(25, 39)
        ),
    ],
    "zh": [
        """支持每日亿级请求、用户增长……用户增长、“在线服务”——支持每日亿级请求：【设计并实现】用户增长、
        最终用户增长……مثال النظام""",
        # Brackets behind spaces, in lines that are tight.
        *("示" * more + "Data. 「引号」公司，完成上线[J]. （甲）" * 6 for more in range(6)),
        # A mark before a space, whose blank shrinks there; marks of full width beside an address.
        *("示" * more + "精确到分。 SQL3、上线！ \\input，" * 6 for more in range(6)),
        *("示" * more + "`foo()`，@ada；" * 9 for more in range(6)),
        # A mark at the end of a full line, whose blank goes no further; a tied space behind one.
        *(
            "示" * more + "*مثال*，" + "性能 ①……‘设计’、……℃……优化模型；" * 2 + "۱۲۳ ٹیسٹ；"
            for more in range(9)
        ),
        *("i" * more + "示" * 42 + "； Data" for more in range(6)),
        # Names with a middle dot, quotation marks of both kinds and a range at the end of a line.
        *("示" * more + "尚·样本说：“行！”‘好’，5～9页" * 6 for more in range(6)),
    ],
    "ja": [
        """『サービスの性能を向上させ』──サービスの性能を向上させ**List<String>（大規模なモデルを学習）**
        （大規模なモデルを学習）(דוגמה) 12、ユーザーの増加に貢献、مثال النظام۱۲۳ ٹیسٹ""",
        # Spaces in emphasis, in a text that is written run by run.
        "नमस्ते दुनियाサービス：*Ví dụ hệ thống*",
        # Brackets beside spaces, in lines that are tight.
        *("推" * more + "データを分析し. （株）見本（株） a" * 6 for more in range(6)),
    ],
    # Spaces beside numbers in circles and full-width marks, and Han among Hangul.
    "ko": [
        "검색을 ①분석하고 ②모델링함",
        "역할： 기획、 운영。 “강조” 《책》 ~까지",
        "국내 韓國 시장 前 분석 → ㈜예시",
    ],
    "he": [
        # A range before Hebrew: in a paragraph from right to left its halves change places.
        *(
            "10–12 שרתים, צה״ל – [שלום 5′](https://example.org)!",
            "№5–№7 מתוך ①②③",
            "שלום∕עולם",  # the mirrored sign is in no font of the theme
            "שלום ① № 5 עולם",
        ),
        # Latin, which poppler turns round with its neighbours; marks of full width.
        *(
            "ﬁx",
            "[ﷺ](https://example.org) ﷺ",
            "v2.0.1!",
            "Ví dụ hệ thống!",
            "« guillemets »",
            "（`x`）:",
            "③:",
        ),
        # A slanted bracket, into whose box the letter beside it leans.
        r"בתוך *\[עם שני עמיתים\]* (עבור תשע טחנות)",
        # Words that go on in the next line, at the other end of the page.
        *("예시시스템을설계하고구현하여" * 6 + " שלום", "שלום " + "サンプル株式会社" * 9),
        # Two of them, which share a line.
        "שלום " + "サンプル株式会社" * 9 + " עולם " + "サンプル株式会社" * 12 + " שלום",
    ],
    "ar": [
        # Signs that move to the other side of a number, in a link.
        "بنسبة 40٪ [€450k](https://example.org) من [C++](https://example.org/c) إلى 2021",
        "مُدرِّبًا المتدرِّبين （x） – Python لتسع طواحين؟",
    ],
    "fa": ["«۱۰–۱۲ سرور» می‌شود: naïve، שלום עולם، サンプル株式会社."],
    # A space behind a glyph that is made of several, which an operator showed by itself.
    "hi": ["प्रणाली का निर्माण किया, विद्यार्थियों को पढ़ाया " * 3],
}
"""Texts by language: what went wrong stood at a certain place of a line."""


# On a page from right to left, a space behind the colon had the place of the first letter.
LABELS = [{"language": name, "fluency": "C1"} for name in ("@ada", "Пример системы")]


BY_NIGHT = {"ja", "ko", "he", "ar", "fa", "hi"}


@pytest.mark.parametrize(
    "language",
    [pytest.param(one, marks=[pytest.mark.long] * (one in BY_NIGHT)) for one in KNOWN],
)
def test_known(tmp_path: Path, language: str) -> None:
    """A text that was refused once is proven."""
    content = tmp_path / "resume.yaml"
    # Only Han has no space where a line of the source ends.
    space = "" if language in {"zh", "ja"} else " "
    texts = [re.sub(r"\n *", space, text) for text in KNOWN[language]]
    sections = [
        {"type": "list", "title": "A", "entries": texts},
        {"type": "languages", "entries": LABELS},
    ]
    written = {"language": language, "name": "Ada Sample", "sections": sections}
    content.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    edition = Edition("resume", content, warn=LAYOUT)
    source = write_source(edition, tmp_path / "work")
    assert source.ok, render(source.diagnostics)
    made = make_pdf(edition, tmp_path / "work", tmp_path / "resume.pdf")

    assert made.value is not None, render(made.diagnostics)
    assert made.value.proven
