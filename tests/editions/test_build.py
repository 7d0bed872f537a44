from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.design.theme import plain_design
from cvtex.diagnostics import Severity
from cvtex.document import (
    Block,
    CodeSpan,
    Entry,
    Highlight,
    Highlights,
    Inline,
    Link,
    Notes,
    Paragraph,
    Role,
    Text,
    plain,
)
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.markup import parse_markup
from cvtex.report.text import render
from cvtex.sections import certificates
from cvtex.source.typed import Typed, Value
from cvtex.source.yaml import read_yaml

from .conftest import Build, Check

# Sections of invented people, each with the lines that come of it.
SECTIONS = yaml.safe_load((Path(__file__).parent / "sections.yaml").read_text(encoding="utf-8"))

HEAD = "language: en\nname: Ada Sample\n"
CHINESE = "language: zh\nname: 张样例\n"


def _links(content: tuple[Inline, ...]) -> Iterator[Link]:
    for part in content:
        if isinstance(part, Link):
            yield part
        if not isinstance(part, Text | CodeSpan):
            yield from _links(part.content)


def _lines(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """Yield blocks as lines, in a form that is easy to read in a test."""
    for block in blocks:
        match block:
            case Entry():
                row = (block.title, *block.details, block.dates)
                yield indent + " | ".join(leaf.text for leaf in row if leaf)
                yield from _lines(block.blocks, indent + "  ")
            case Notes():
                pairs = [(note.label, note.text) for note in block.items]
                yield indent + "; ".join(
                    " ".join(leaf.text for leaf in pair if leaf) for pair in pairs
                )
            case Paragraph():
                yield indent + block.text.text
            case Highlights():
                yield from _points(block.items, indent)


def _points(items: tuple[Highlight, ...], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {item.text.text}"
        yield from _points(item.highlights, indent + "  ")


def _section(build: Build, source: str) -> list[str]:
    """Return the lines of a section, its title first."""
    (section,) = build(source).sections
    return [section.title.text, *_lines(section.blocks)]


@pytest.mark.parametrize(
    ("keys", "label", "text", "url"),
    [
        ("phone: +1 (202) 555-0143, label: Home", "Home", "+1 202-555-0143", "tel:+12025550143"),
        ("email: ada@example.org", None, "ada@example.org", "mailto:ada@example.org"),
        (
            "phone: +44 20 7946 0958 ext. 05",
            None,
            "+44 20 7946 0958 ext. 05",
            "tel:+442079460958;ext=05",
        ),
        ("phone: +44 (0)20 7946 0958", None, "+44 20 7946 0958", "tel:+442079460958"),
        ("email: 'a+b%c@example.org'", None, "a+b%c@example.org", "mailto:a+b%25c@example.org"),
        ("email: 'a#b@example.org'", None, "a#b@example.org", "mailto:a%23b@example.org"),
        (
            "email: 'a?b&c/d@example.org'",
            None,
            "a?b&c/d@example.org",
            "mailto:a%3Fb%26c%2Fd@example.org",
        ),
        ("url: https://www.example.org/", None, "example.org", "https://www.example.org/"),
        ("url: http://example.org/a_b/", None, "example.org/a_b", "http://example.org/a_b/"),
        (
            "url: https://example.org/样例",
            None,
            "example.org/样例",
            "https://example.org/%E6%A0%B7%E4%BE%8B",
        ),
        ("url: https://example.org/%20?a=b&c#d", None, "example.org/%20?a=b&c#d", ...),
        ("address: '7 *Long* Lane', label: Post", "Post", "7 Long Lane", None),
        (
            "profile: {network: github, username: ada_s}",
            "github",
            "ada_s",
            "https://github.com/ada_s",
        ),
        ("profile: {network: X, username: '@ada'}", "X", "@ada", "https://x.com/ada"),
        (
            "profile: {network: LinkedIn, username: in/ada-s}",
            "LinkedIn",
            "in/ada-s",
            "https://www.linkedin.com/in/ada-s",
        ),
        (
            "profile: {network: LinkedIn, username: 'https://linkedin.com/in/ada-s/'}",
            "LinkedIn",
            "linkedin.com/in/ada-s",
            "https://www.linkedin.com/in/ada-s",
        ),
        (
            "profile: {network: GitHub, username: github.com/ada}",
            "GitHub",
            "github.com/ada",
            "https://github.com/ada",
        ),
        (
            "profile: {network: LinkedIn, username: 'https://zh.linkedin.com/in/ada?x=1'}",
            "LinkedIn",
            "zh.linkedin.com/in/ada?x=1",
            "https://zh.linkedin.com/in/ada?x=1",
        ),
        (
            "profile: {network: Chess, username: chess.example/member/ada}",
            "Chess",
            "chess.example/member/ada",
            "https://chess.example/member/ada",
        ),
        (
            "profile: {network: Mastodon, username: '@ada@example.org'}",
            "Mastodon",
            "@ada@example.org",
            "https://example.org/@ada",
        ),
        (
            "profile: {network: 知乎, username: ada-s}",
            "知乎",
            "ada-s",
            "https://www.zhihu.com/people/ada-s",
        ),
        ("profile: {network: WeChat, username: ada}", "WeChat", "ada", None),
        (
            "profile: {network: GitHub, username: ada, url: https://example.org/ada}",
            "GitHub",
            "ada",
            "https://example.org/ada",
        ),
        ("profile: {network: Chess, username: '*a*'}, label: Code", "Code", "*a*", None),
    ],
)
def test_contacts(
    build: Build, keys: str, label: str | None, text: str, url: str | object | None
) -> None:
    """A contact has a label, if any, its text, and where that leads."""
    (contact,) = build(f"{HEAD}contacts: [{{{keys}}}]\nsections: []\n").contacts
    links = [link.url for link in _links(contact.value.content)]

    assert (contact.label.text if contact.label else None) == label
    assert contact.value.text == text
    assert links == ([f"https://{text}"] if url is ... else [url] if url else [])


@pytest.mark.parametrize(
    ("number", "target"), [("call me", None), ("555 0143", "tel:5550143"), ("+1 555", "tel:+1555")]
)
def test_unknown_phone(check: Check, number: str, target: str | None) -> None:
    """A telephone number of no numbering plan is printed as typed, and reported."""
    built = check(f"{HEAD}contacts: [{{phone: {number}}}]\nsections: []\n")
    assert built.value is not None
    shown = built.value.contacts[0].value

    assert shown.text == number
    assert [link.url for link in _links(shown.content)] == ([target] if target else [])
    assert [(one.code, one.severity) for one in built.diagnostics] == [
        ("phone-unknown", Severity.WARNING)
    ]


def test_contacts_keep_their_order(build: Build) -> None:
    """Contacts stand in the order that they were typed in, several of a kind too."""
    source = (
        "contacts: [{phone: +44 20 7946 0958}, {email: a@example.org}, {phone: +1 202 555 0143}]\n"
        "sections: []\n"
    )

    assert [contact.value.text for contact in build(HEAD + source).contacts] == [
        "+44 20 7946 0958",
        "a@example.org",
        "+1 202-555-0143",
    ]


def test_labels_of_contacts(build: Build) -> None:
    """A label that several contacts in a row have stands once, before the first of them."""
    source = (
        "contacts: [{phone: +44 20 7946 0958, label: Mill}, {email: a@example.org, label: Mill},"
        " {phone: +1 202 555 0143, label: Home}, {email: b@example.org, label: Mill}]\n"
        "sections: []\n"
    )
    labels = [contact.label and contact.label.text for contact in build(HEAD + source).contacts]

    assert labels == ["Mill", None, "Home", "Mill"]


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

    assert _section(build, HEAD + source) == case["lines"].splitlines()


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

    assert list(_lines(education.blocks)) == [
        "样例大学",
        "  导师： 李教授",
        "  主修课程： 取样（95）、算术",
    ]
    assert list(_lines(skills.blocks)) == ["工具（熟练）： 筛、秤"]


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


# Every key that holds an address, with `URL` in its place.
ADDRESSES = [
    "contacts: [{url: URL}]",
    "contacts: [{profile: {network: N, username: U, url: URL}}]",
    "sections: [{type: education, entries: [{institution: S, url: URL}]}]",
    "sections: [{type: experience, entries: [{name: S, url: URL}]}]",
    "sections: [{type: projects, entries: [{name: S, url: URL}]}]",
    "sections: [{type: volunteering, entries: [{organization: S, url: URL}]}]",
    "sections: [{type: awards, entries: [{title: S, url: URL}]}]",
    "sections: [{type: certificates, entries: [{name: S, url: URL}]}]",
    "sections: [{type: publications, entries: [{kind: book, authors: [A], title: S, url: URL}]}]",
    "sections: [{type: publications, entries: [{kind: online, authors: [A], title: S, url: URL}]}]",
    "summary: 'see [*this*](URL) or that'",
    "headline: '**[this](URL)**'",
    "sections: [{type: list, title: T, entries: [{text: S, highlights: ['[this](URL)']}]}]",
]


def _with(template: str, url: str) -> str:
    source = f"{HEAD}{template.replace('URL', url)}\n"
    return source if "sections:" in source else f"{source}sections: []\n"


@pytest.mark.parametrize("template", ADDRESSES)
def test_address(build: Build, template: str) -> None:
    """Every address leads somewhere."""
    document = build(_with(template, "https://example.org/a"))

    assert [link.url for leaf in document.leaves() for link in _links(leaf.content)] == [
        "https://example.org/a"
    ]


@pytest.mark.parametrize("template", ADDRESSES)
def test_link_scheme(check: Check, template: str) -> None:
    """An address that runs a program is a finding where it was typed, and no link is made of it."""
    built = check(_with(template, "javascript:alert`1`"))
    (finding,) = built.diagnostics
    assert built.value is not None
    assert not built.ok

    assert finding.code == "link-scheme"
    assert finding.span is not None
    assert finding.span.line == 3
    assert not any(
        _links(leaf.content) for leaf in built.value.leaves() if list(_links(leaf.content))
    )


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://EXAMPLE.ORG/", "HTTP://EXAMPLE.ORG/"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("tel:+15550100", "tel:+15550100"),
        (" https://example.org ", "https://example.org"),
        ("http://[::1]/", "http://[::1]/"),
        (
            "https://example.org/\\input{x}^^41%~_$",
            "https://example.org/%5Cinput%7Bx%7D%5E%5E41%25~_$",
        ),
    ],
)
def test_target(check: Check, url: str, target: str) -> None:
    """A link is http, https, mailto or tel, and what stands in it is encoded as a URL."""
    entry = f"{{name: S, url: {json.dumps(url)}}}"
    built = check(f"{HEAD}sections: [{{type: projects, entries: [{entry}]}}]\n")
    assert built.value is not None
    assert built.ok

    assert [link.url for leaf in built.value.leaves() for link in _links(leaf.content)] == [target]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("JavaScript:alert(1)", "link-scheme"),
        ("data:text/html,x", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("ftp://example.org", "link-scheme"),
        ("//example.org", "url-invalid"),
        ("example.org", "url-invalid"),
        ("example.org:80", "url-invalid"),
        ("http://[x", "url-invalid"),
        (":", "url-invalid"),
        ("java\nscript:x", "url-invalid"),
        ("ht\ntps://example.org", "url-invalid"),
        ("httpsx://example.org", "link-scheme"),
    ],
)
def test_no_target(check: Check, url: str, code: str) -> None:
    """What is no URL, or none that a résumé may link to, is an error, and leads nowhere."""
    entry = f"{{name: S, url: {json.dumps(url)}}}"
    built = check(f"{HEAD}sections: [{{type: projects, entries: [{entry}]}}]\n")

    assert [finding.code for finding in built.diagnostics] == [code]
    assert not built.ok


def test_places_of_targets(check: Check) -> None:
    """A wrong target in a text is shown by itself, in its own line and paragraph."""
    source = f"""{HEAD}summary: |
  See [this](https://example.org) first.

  Then [*that*](example.org/that), or
  [those](file:///etc/passwd).
sections: []
"""
    spans = [finding.span for finding in check(source).diagnostics]

    assert [(span.line, span.column, span.length) for span in spans if span] == [
        (6, 17, 16),
        (7, 11, 18),
    ]


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("projects", "name: 'a [b](tel:1) c', url: tel:2"),
        ("projects", "name: '**a [b](tel:1)**', url: tel:2"),
        ("publications", "kind: book, authors: [A], title: '[b](tel:1)', url: tel:2"),
    ],
)
def test_link_in_a_link(check: Check, kind: str, entry: str) -> None:
    """A text that is a link with a link in it is a finding: a PDF could not tell them apart."""
    built = check(f"{HEAD}sections: [{{type: {kind}, entries: [{{{entry}}}]}}]\n")
    assert built.value is not None
    links = [link.url for leaf in built.value.leaves() for link in _links(leaf.content)]

    assert [finding.code for finding in built.diagnostics] == ["link-nested"]
    assert links == ["tel:1"]


def _typed(value: Value, key: str = "") -> Iterator[tuple[str, Typed]]:
    """Yield every text that was typed, each with its key."""
    if isinstance(value, Typed):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _typed(item, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _typed(inner, str(name))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_lost(people: Path, language: str) -> None:
    """Every text that a person typed is printed, and every address can be reached."""
    path = people / f"all_sections.{language}.yaml"
    resume, read = load_content(path).value, read_yaml(path).value
    assert resume is not None
    assert read is not None
    built = build_document(resume, plain_design())
    assert built.ok, render(built.diagnostics)
    assert built.value is not None
    leaves = list(built.value.leaves())
    text = "\n".join(leaf.text for leaf in leaves).casefold()
    targets = {link.url for leaf in leaves for link in _links(leaf.content)}
    # Dates are printed in words, and the rest is no text.
    silent = {"language", "type", "kind", "form", "sort", "self", "et_al", "ignore"}
    silent |= {"date", "start_date", "end_date"}
    typed = list(_typed(read))
    wanted = [
        plain(parse_markup(" ".join(part.split()))).casefold()
        for key, value in typed
        if key not in silent | {"url"}
        for part in re.split(r"\n\s*\n", value)
    ]

    assert len(wanted) > 100
    assert [part for part in wanted if part not in text] == []
    assert {str(value) for key, value in typed if key == "url"} <= targets
    assert all(value.casefold() in text for key, value in typed if key == "date" and value.quoted)


def _scalar(text: str) -> str:
    """Return a text between double quotes, as YAML reads it."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


# A résumé whose every text is `TEXT`.
EVERYWHERE = """\
language: en
name: TEXT
headline: TEXT
summary: TEXT
contacts:
  - {phone: TEXT, label: TEXT}
  - {address: TEXT}
  - {profile: {network: TEXT, username: TEXT}}
  - {profile: {network: TEXT, username: TEXT, url: "https://example.org"}}
sections:
  - type: education
    title: TEXT
    entries: [{institution: TEXT, url: tel:1, courses: [{name: TEXT, score: TEXT}], scores: [TEXT]}]
  - {type: experience, entries: [{name: TEXT, supervisor: TEXT, summary: TEXT}]}
  - {type: projects, entries: [{name: TEXT, keywords: [TEXT, TEXT]}]}
  - {type: skills, entries: [TEXT, {name: TEXT, level: TEXT, keywords: [TEXT]}]}
  - {type: list, title: TEXT, entries: [{text: TEXT, highlights: [TEXT]}]}
  - {type: text, title: TEXT, text: TEXT}
  - {type: references, entries: [{name: TEXT, phone: TEXT, reference: TEXT}]}
  - type: publications
    entries:
      - {kind: journal, authors: [TEXT], title: TEXT, venue: TEXT, year: TEXT}
      - {kind: book, authors: [{family: TEXT, given: TEXT, self: true}], title: TEXT}
  - {type: awards, entries: [{title: TEXT, date: "x TEXT"}]}
"""

texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t\r\x85"),
    min_size=1,
).filter(lambda text: text.strip() and not re.search("\ufeff", text))


@settings(max_examples=settings().max_examples // 2)
@given(text=texts)
def test_any_text(check: Check, text: str) -> None:
    """Whatever is typed for a text, a Document is made, each of whose leaves is one line."""
    source = EVERYWHERE.replace("x TEXT", "x").replace("TEXT", _scalar(text))
    built = check(source)
    assert built.value is not None
    leaves = list(built.value.leaves())

    assert [leaf.number for leaf in leaves] == list(range(1, len(leaves) + 1))
    assert not [leaf for leaf in leaves if re.search("[\n\r\t\x85\u2028\u2029]", leaf.text)]
    assert {finding.code for finding in built.diagnostics} <= {
        "phone-unknown",
        "link-nested",
        "link-scheme",
        "url-invalid",
        "text-invisible",
        "text-lookalike",
        "text-paragraphs",
    }


def test_forgotten_field(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that the Document of an entry forgets is reported, whatever its section is."""
    forgetful = replace(certificates.SECTION, heading={"name": Role.CERTIFICATE})
    monkeypatch.setattr("cvtex.editions.build.section_types", lambda: {"certificates": forgetful})
    checked = check(
        "language: en\nname: Ada Sample\nsections:\n  - type: certificates\n    entries:\n"
        "      - {name: Bees, issuer: Sample College, date: 2021}\n"
    )

    (finding,) = checked.diagnostics
    assert (finding.code, finding.message) == ("field-not-printed", "this `issuer` is not printed")
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (6, 30)
