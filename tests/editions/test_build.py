from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cvtex.document import (
    Paragraph,
)

from .conftest import Build, Check
from .printed import lines_of, section_of

# Sections of invented people, each with the lines that come of it.
SECTIONS = yaml.safe_load((Path(__file__).parent / "sections.yaml").read_text(encoding="utf-8"))

HEAD = "language: en\nname: Ada Sample\n"
CHINESE = "language: zh\nname: 张样例\n"


@pytest.mark.parametrize(
    ("kind", "entry", "english", "chinese"),
    [
        ("education", "{institution: S}", "Education", "教育经历"),
        ("experience", "{name: S}", "Experience", "工作经历"),
        ("projects", "{name: S}", "Projects", "项目经历"),
        ("publications", "{kind: book, authors: [S], title: S}", "Publications", "论文发表"),
        ("skills", "S", "Skills", "专业技能"),
        ("awards", "{title: S}", "Awards", "获奖经历"),
        ("certificates", "{name: S}", "Certificates", "证书"),
        ("languages", "{language: S}", "Languages", "语言能力"),
        ("interests", "S", "Interests", "兴趣爱好"),
        ("volunteering", "{organization: S}", "Volunteering", "志愿经历"),
        ("references", "{name: S}", "References", "推荐人"),
    ],
)
def test_titles(build: Build, kind: str, entry: str, english: str, chinese: str) -> None:
    """A section has the title of its type in the language, unless it has one of its own."""
    source = f"""\
sections:
  - {{type: {kind}, entries: [{entry}]}}
  - {{type: {kind}, title: My *own*, entries: [{entry}]}}
"""
    titles = [
        [section.title.text for section in build(head + source).sections]
        for head in (HEAD, CHINESE)
    ]

    assert titles == [[english, "My own"], [chinese, "My own"]]


@pytest.mark.parametrize("case", SECTIONS, ids=lambda case: case["section"]["type"])
def test_sections(build: Build, case: dict[str, Any]) -> None:
    """Each type of section has its lines, in reading order: what belongs together stands in one."""
    source = yaml.safe_dump({"sections": [case["section"]]}, allow_unicode=True)

    assert section_of(build, HEAD + source) == case["lines"].splitlines()


def test_chinese_lines(build: Build) -> None:
    """Labels, lists and marks have the punctuation of the language."""
    source = """\
sections:
  - type: education
    entries:
      - {institution: 样例大学, mentor: 李教授, courses: [{name: 取样, score: 95}, 算术]}
  - type: skills
    entries: [{name: 工具, level: 熟练, keywords: [筛, 秤]}]
"""
    education, skills = build(CHINESE + source).sections

    assert list(lines_of(education.blocks)) == [
        "样例大学",
        "  导师： 李教授",
        "  主修课程： 取样（95）、算术",
    ]
    assert list(lines_of(skills.blocks)) == ["工具（熟练）： 筛、秤"]


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        # A line that ends in the file, after Han, a mark, a link or a space.
        ("zh", "负责推荐\n  系统，\n  上线", "负责推荐系统，上线"),
        ("zh", "'见[报告](https://example.org)\n  第二章'", "见报告第二章"),
        ("zh", ">\n  负责**推荐** \n  系统\n", "负责推荐系统"),
        ("zh", "|\n  负责推荐\n  Data\n  系统\n  上线\n", "负责推荐 Data 系统上线"),
        ("ja", "サービスの\n  かいはつ、\n  設計", "サービスのかいはつ、設計"),
        ("en", "见《报告》\n  第二章 of it", "见《报告》第二章 of it"),
        # Korean and Latin have a space there.
        ("ko", "시스템을\n  설계", "시스템을 설계"),
        ("ko", "（東京）\n  「大阪」에서", "（東京） 「大阪」에서"),
        ("zh", "Data\n  Engines", "Data Engines"),
        # A space that was typed.
        ("zh", "推荐 **系统** 上线 SQL 查询", "推荐系统上线 SQL 查询"),
        ("zh-TW", "推薦 系統", "推薦系統"),
        ("zh", "サービスの かいはつ", "サービスの かいはつ"),
        ("ja", "サービスの かいはつ", "サービスの かいはつ"),
    ],
)
def test_spaces_of_han(check: Check, language: str, typed: str, printed: str) -> None:
    """Every format has the text without the spaces that Han and kana don't have."""
    built = check(f"language: {language}\nname: A\nsections: []\nsummary: {typed}\n").value
    assert built is not None
    (paragraph,) = built.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    leaf = paragraph.text

    assert leaf.text == printed
    # The places of the rest are still those in the file.
    assert leaf.place_of(printed[-1]).length == 1


def test_head(build: Build) -> None:
    """Name, headline, title and keywords are settled; the first section is the summary."""
    source = """\
language: zh-CN
name: 张*样例*
headline: 取样师
summary: |
  一。

  二。
sections:
  - {type: skills, entries: [{name: 取样, keywords: ['`筛`', 秤, 筛]}, 会写字]}
  - {type: skills, title: 更多, entries: [{name: 计算, keywords: [秤]}]}
"""
    document = build(source)

    assert (document.language, document.script, document.design.themes[-1]) == (
        "zh-CN",
        "Hans",
        "classic",
    )
    assert (document.title, document.name.text) == ("张样例 – 简历", "张样例")
    assert document.headline is not None
    assert document.headline.text == "取样师"
    assert [leaf.text for leaf in document.leaves()][2:5] == ["个人简介", "一。", "二。"]
    assert [section.kind for section in document.sections] == ["summary", "skills", "skills"]
    assert document.keywords == ("取样", "筛", "秤", "计算")


@pytest.mark.parametrize(
    ("tag", "script", "month", "heading"),
    [
        ("bg", "Cyrl", "09.2023\u202fг.", "Awards"),
        ("is", "Latn", "sep. 2023", "Awards"),
        ("ca", "Latn", "set. del 2023", "Awards"),
        ("ur", "Arab", "ستمبر 2023", "Awards"),
        ("tlh", "Latn", "Sep 2023", "Awards"),
        ("en-GB-x-old", "Latn", "Sept 2023", "Awards"),
        ("yue", "Hant-HK", "2023年9月", "獎項"),
    ],
)
def test_language_without_locale(
    check: Check, tag: str, script: str, month: str, heading: str
) -> None:
    """A language without a locale has its own dates and English words, and a warning says so."""
    award = "{type: awards, entries: [{title: A, date: 2023-09-01}]}"
    built = check(f"name: Ada Sample\nlanguage: {tag}\nsections: [{award}]\n")
    (finding,) = built.diagnostics

    assert (finding.code, finding.severity) == ("language-unknown", "warning")
    assert "labels`: supervisor, mentor, " in finding.hint
    assert built.value is not None
    assert (built.value.language, built.value.script) == (tag, script)
    texts = [leaf.text for leaf in built.value.leaves()]
    assert texts == ["Ada Sample", heading, "A", month]


@pytest.mark.parametrize("tag", ["jp", "nonsense", "../en", "en_GB_"])
def test_language_unknown(check: Check, tag: str) -> None:
    """What is no language's tag is an error where it was typed, which says what there is."""
    built = check(f"name: Ada Sample\nlanguage: {tag}\nsections: []\n")
    (finding,) = built.diagnostics

    assert built.value is None
    assert (finding.code, finding.span and finding.span.line) == ("language-unknown", 2)
    assert "de, de-CH, el, en, en-GB, en-US, es" in finding.hint
