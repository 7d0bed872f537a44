"""Right pages are proven: texts over page breaks, many links on a line, in many scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.diagnostics import Severity
from cvtex.diagnostics.codes import LAYOUT
from cvtex.editions.settings import Edition

LONG = {
    "en": "Built ①recommenders ②with [C++ and Rust](https://example.org/r), raised *CTR* by 7 % ",
    "zh": "负责①推荐系统的召回②与[排序模块的设计](https://example.org/x)，使用 C++ 与`Rust`实现。",
    "ja": "①検索の基盤を設計し、②[分散処理](https://example.org/j)を導入しました（2021年）。",
    "ko": "①추천 시스템을 설계하고 ②[API를 개발하여](https://example.org/k) 운영했습니다. ",
    "ru": "Собрала ①статьи и ②[словарь](https://example.org/s) в пяти томах, 12 400 слов; ",
    "ar": "ترجمت 40 كتابا في سنتين وزادت المبيعات ",
    "hi": "हिन्दी में तीन किताबें लिखीं और [शब्दकोश](https://example.org/h) का संपादन किया। ",
}
# Together they fill pages, and several run over a break.
_BYTES = 3600
LINKS = [
    {"url": "https://www.example.org/~ada/?q=a%20b&x=1#top_of_page"},
    {"url": "https://例子.example/路径?查询=值"},
    {"profile": {"network": "X", "username": "ada_sample", "url": "https://x.example/ada"}},
    {"profile": {"network": "知乎", "username": "样例①", "url": "https://example.org/zh"}},
    {"email": "ada.sample@example.org"},
]


def _build(folder: Path, language: str, sections: list[object]) -> list[str]:
    """Return the findings of a person's build that stop it, or name the page or the tags."""
    content = folder / "resume.yaml"
    person = {"language": language, "name": "Ada Sample", "contacts": LINKS, "sections": sections}
    content.write_text(yaml.safe_dump(person, allow_unicode=True), encoding="utf-8")
    edition = Edition("long", content, warn=LAYOUT)
    source = write_source(edition, folder / "work")
    made = make_pdf(edition, folder / "work", folder / "resume.pdf")
    found = source.diagnostics + made.diagnostics
    return [str(one.message) for one in found if one.severity is Severity.ERROR]


@pytest.mark.long
def test_long(tmp_path: Path) -> None:
    """A text that runs over a page break keeps its words, its links, and nothing else."""
    texts = [
        {"type": "text", "title": name, "text": text * (_BYTES // len(text.encode()))}
        for name, text in LONG.items()
    ]
    points = [{"text": LONG[name], "highlights": [LONG["zh"], LONG["en"]]} for name in LONG]
    listed = {"type": "list", "title": "List", "entries": points * 3}

    assert _build(tmp_path, "en", [*texts, listed]) == []
