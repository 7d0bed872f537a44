"""What single texts are taken for: headings, organisations, roles, names, contacts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.ats.contacts import contacts_in
from cvtex.ats.dates import whole_dates
from cvtex.ats.field_kinds import FieldKind, field_kind
from cvtex.ats.layout.lines import Cell, Line, TextRun
from cvtex.ats.layout.pieces import Look
from cvtex.ats.names import name_in
from cvtex.ats.section_kinds import kind_of
from cvtex.locales import known_locales, with_base

BODY = Look(10, bold=False, italic=False, family="Body", colour="#000000")
LARGE = Look(20, bold=True, italic=False, family="Body", colour="#000000")


def _lines(*texts: tuple[str, Look]) -> list[Line]:
    return [
        Line(1, (Cell((TextRun(text, look),), 50, 20 * at, 200, 20 * at + 12),), 50)
        for at, (text, look) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Experience", "experience"),
        ("WORK EXPERIENCE", "experience"),
        ("E D U C A T I O N", "education"),
        ("Education:", "education"),
        ("Professional Work History", "experience"),
        ("Technical Skills & Tools", "skills"),
        ("Honors and Awards", "awards"),
        ("Schulbildung und Weiterbildung", "education"),
        ("2. Selected Projects", "projects"),
        ("工作经历", "experience"),
        ("工 作 经 历", "experience"),
        ("【教育背景】", "education"),
        ("二、实习经历", "experience"),
        ("教育背景 Education", "education"),
        ("获奖与荣誉", "awards"),
        ("學歷", "education"),
        ("Ada Sample", None),
        ("Experience with tides", None),
        ("Selected", None),
        ("University of Northmere", None),
        ("经历了很多", None),
        ("", None),
    ],
)
def test_headings(text: str, kind: str | None) -> None:
    """A heading is known by its words, however they are set; other words are none."""
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Example Engines Ltd.", FieldKind.ORGANISATION),
        ("University of Northmere", FieldKind.ORGANISATION),
        ("Guangdong Example Corp., Ltd. (Example)", FieldKind.ORGANISATION),
        ("样例科技有限公司（样例）", FieldKind.ORGANISATION),
        ("Harbour Board", FieldKind.LIKELY),
        ("Diving School", FieldKind.LIKELY),
        ("潮汐学会", FieldKind.LIKELY),
        ("Faculty of Numbers", FieldKind.DEPARTMENT),
        ("数字系", FieldKind.DEPARTMENT),
        ("Mill engineer", FieldKind.ROLE),
        ("Director of Engineering", FieldKind.ROLE),
        ("Software Engineer II", FieldKind.ROLE),
        ("Scrum Master", FieldKind.ROLE),
        ("推荐算法实习生", FieldKind.ROLE),
        ("研究员", FieldKind.ROLE),
        ("Master of Science in Hydraulics", FieldKind.DEGREE),
        ("B.Eng. (double degree)", FieldKind.DEGREE),
        ("硕士", FieldKind.DEGREE),
        ("Remote", FieldKind.PLACE),
        ("Northmere, UK", FieldKind.PLACE),
        ("Austin, TX", FieldKind.PLACE),
        ("虚构市", FieldKind.PLACE),
        ("株式会社架空技研", FieldKind.ORGANISATION),
        ("シニアエンジニア", FieldKind.ROLE),
        ("架空県", FieldKind.PLACE),
        ("가상대학교", FieldKind.ORGANISATION),
        ("선임 개발자", FieldKind.ROLE),
        ("석사, 컴퓨터공학과", FieldKind.DEGREE),
        ("Associate of Science", FieldKind.DEGREE),
        ("Kfz-Mechatroniker", FieldKind.ROLE),
        ("Hydraulics", None),
        ("Board games", None),
        ("水力学", None),
    ],
)
def test_tags(text: str, tag: FieldKind | None) -> None:
    """A field is what its words say; where they don't, nothing is guessed."""
    assert field_kind(text) == tag


@pytest.mark.parametrize("tag", known_locales())
def test_own_headings(tag: str) -> None:
    """What cvtex itself prints above a section is known, in each of its languages."""
    printed = with_base(tag)

    for kind, heading in printed["sections"].items():
        assert kind_of(heading) == kind
    assert whole_dates(f"2021 – {printed['present']}") is not None


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([("Ada Sample", LARGE), ("Engineer", BODY)], "Ada Sample"),
        ([("Ada Sample, PhD", LARGE)], "Ada Sample"),
        ([("Ada van der Sample-O’Hara Jr.", LARGE)], "Ada van der Sample-O’Hara Jr."),
        ([("ADA", LARGE), ("SAMPLE", LARGE)], "ADA SAMPLE"),
        ([("Résumé", LARGE), ("Ada Sample", LARGE)], "Ada Sample"),
        ([("Résumé of Ada Sample", LARGE)], "Ada Sample"),
        ([("张样例", LARGE)], "张样例"),
        ([("张 样 例", LARGE)], "张 样 例"),
        ([("홍길동", LARGE)], "홍길동"),
        ([("이력서", LARGE), ("홍길동", LARGE)], "홍길동"),
        ([("आदा नमूना", LARGE)], "आदा नमूना"),
        ([("آدا نمونه", LARGE)], "آدا نمونه"),
        ([("ada sample", LARGE)], None),
        ([("张样例的个人简历", LARGE)], "张样例"),
        ([("个人简历", LARGE), ("姓名：张样例", BODY)], "张样例"),
        ([("Name: Ada Sample", BODY)], "Ada Sample"),
        ([("Ada Sample", BODY), ("ada@example.org", BODY)], "Ada Sample"),
        ([("ada@example.org", BODY), ("Ada Sample", BODY)], None),
        ([("Mill engineer", BODY)], None),
        ([("7 Invented Lane", LARGE)], None),
        ([("Curriculum Vitae", LARGE)], None),
        ([("I build mills that do not stop, and say why.", BODY)], None),
        ([], None),
    ],
)
def test_names(texts: list[tuple[str, Look]], name: str | None) -> None:
    """The name is what has the form of one and stands out; else there is none."""
    assert name_in(_lines(*texts), BODY) == name


@pytest.mark.parametrize(
    ("text", "emails", "phones", "links"),
    [
        ("ada@example.org | +1 202-555-0143", ["ada@example.org"], ["+1 202-555-0143"], []),
        ("E-mail: ada.sample+cv@mail.example.org.", ["ada.sample+cv@mail.example.org"], [], []),
        ("邮箱：zhang@example.org，电话：010-1234-5678", ["zhang@example.org"], ["010-1234-5678"],
         []),
        ("(202) 555-0143 or 020 7946 0958", [], ["(202) 555-0143"], []),
        ("020 7946 0958", [], ["020 7946 0958"], []),
        ("+999 12 345 678", [], ["+999 12 345 678"], []),
        ("+1 (555) 101-1001", [], ["+1 (555) 101-1001"], []),
        ("4123–4133", [], [], []),
        ("2019.09 – 2021.06", [], [], []),
        ("https://example.org/20255501430, ada", [], [], ["https://example.org/20255501430"]),
        ("example.org/ada · www.example.com", [], [], ["example.org/ada", "www.example.com"]),
        ("7 Invented Lane, Northmere 12345", [], [], []),
    ],
)  # fmt: skip
def test_contacts(text: str, emails: list[str], phones: list[str], links: list[str]) -> None:
    """E-mail addresses, numbers and links are told apart, and from dates and addresses."""
    found = contacts_in(_lines((text, BODY)))

    assert (found.emails, found.phones, found.links) == (tuple(emails), tuple(phones), tuple(links))


@given(st.text(min_size=1).filter(str.strip))
def test_any_text(text: str) -> None:
    """No text is too odd to be looked at."""
    lines = _lines((text, LARGE))
    kind_of(text)
    field_kind(text)
    contacts_in(lines)
    name = name_in(lines, BODY)

    assert name is None or name in " ".join(text.split()) or "：" in text or ":" in text
