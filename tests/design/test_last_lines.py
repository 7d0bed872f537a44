"""The ends of paragraphs and rows: no word is alone in a line if the line before can give more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from made import pdftotext

if TYPE_CHECKING:
    from running import Program

CHINESE = """\
language: zh
name: 张样例
facts: [{label: 籍贯, value: 虚构省}, {label: 求职意向, value: 算法工程师}]
sections:
- type: awards
  entries:
  - title: 国家二等奖（Honorable Mention）
    awarder: 美国数学建模比赛（Interdisciplinary Contest in Modeling）
    role: 队长
- type: education
  entries:
"""
SCHOOL = """\
  - institution: 虚构大学
    date: 2021
    scores: [在全年级两百余名同学中名列第三并连续三年获得国家奖学金]
    courses: [机器学习, 机器学习信息检索{course}]
"""
HEBREW = """\
language: he
name: עדה דוגמה
contacts: [email: ada.sample@mail.example.org]
sections:
- type: skills
  entries: [{name: שפות, keywords: [Rust]}]
"""


def test_together(program: Program) -> None:
    """The last line has more than two characters, a row that is a little too wide has one line."""
    schools = "".join(SCHOOL.format(course=one) for one in ("优", "优化", "优化分"))
    (program.folder / "me.yaml").write_text(CHINESE + schools, encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", "classic")
    read = pdftotext(program.folder / "me.pdf", "-layout")
    printed = [line.strip() for line in read.splitlines() if line.strip()]

    assert "error" not in built.err
    assert [line for line in printed[3:] if len(line) < len("优化分")] == []
    assert printed[-1] == "优化分"
    assert "籍贯：虚构省 · 求职意向：算法工程师" in " ".join(printed[1].split())


@pytest.mark.long
def test_details_below_the_title(program: Program) -> None:
    """Details that do not fit beside a title are all in the line below it, not one of them."""
    name, position, department = "北京虚构互联信息技术有限公司（海外）", "推荐算法实习生", "推荐组"
    (program.folder / "me.yaml").write_text(
        f"""\
language: zh
name: 张样例
sections:
- type: experience
  entries:
  - {{name: {name}, position: {position}, department: {department}, date: 2021-08}}
  - {{name: 虚构公司, position: {position}, department: {department}, date: 2020-08}}
""",
        encoding="utf-8",
    )
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", "sidebar")
    read = pdftotext(program.folder / "me.pdf", "-raw").splitlines()

    assert "error" not in built.err
    assert f"{position} | {department}" in read
    assert f"虚构公司 | {position} | {department} 2020.08" in read


@pytest.mark.long
def test_address_as_wide_as_the_column(program: Program) -> None:
    """From right to left, an address that is as wide as the column keeps clear of its icon."""
    (program.folder / "me.yaml").write_text(HEBREW, encoding="utf-8")
    looks = ("--set", "design.icons=true", "--set", "design.font_size=11pt")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--theme", "sidebar", *looks)

    assert (built.status, built.err) == (0, "")
