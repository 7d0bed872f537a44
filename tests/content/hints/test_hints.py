"""A hint, followed literally, fixes the error: mistakes of people who don't know YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_files
from cvtex.diagnostics import Diagnostic, Severity
from cvtex.locales import known_locales

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "language: en\nname: Ada Sample\n"
CONTACT = "contacts:\n  - {}\nsections: []\n"
SKILL = "sections:\n  - type: skills\n    entries:\n      - {}\n"
KEYWORDS = "sections:\n  - type: skills\n    entries:\n      - name: Tools\n        {}\n"
SCHOOL = (
    "sections:\n  - type: education\n    entries:\n      - institution: University\n        {}\n"
)
BRACES = "sections:\n  - type: skills\n    entries:\n      - {name: Tools, {}}\n"
TEXT = "sections:\n  - type: text\n    title: About\n    {}\n"
FACTS = "facts:\n  - {}\nsections: []\n"
FACT = "facts:\n  - {label: Place, {}}\nsections: []\n"
WORK = (
    "sections:\n  - type: experience\n    entries:\n      - name: Tidewater Works\n"
    "        date: 2023\n        highlights:\n          {}\n"
)
LINE = "{}\nsections: []\n"
ENTRY = "sections:\n  - type: {}\n    entries:\n      {}\n"

# Where it stands; what was typed; what the hint says to write.
LITERAL = (
    # A key and its value in one, with a colon that is none, or without.
    (CONTACT, "phone:+44 20 7946 0958", "phone: +44 20 7946 0958"),
    (CONTACT, "phone：+44 20 7946 0958", "phone: +44 20 7946 0958"),
    (CONTACT, "phone +44 20 7946 0958", "phone: +44 20 7946 0958"),
    (CONTACT, "电话：+44 20 7946 0958", "phone: +44 20 7946 0958"),
    (CONTACT, "email ada@example.org", "email: ada@example.org"),
    (CONTACT, "email=ada@example.org", "email: ada@example.org"),
    (CONTACT, "ada@example.org", "email: ada@example.org"),
    (SKILL, "name:Python", "name: Python"),
    (SKILL, "text：Reads charts", "text: Reads charts"),
    (LINE, "headline :Engineer", "headline: Engineer"),
    (LINE, "headline：Engineer", "headline: Engineer"),
    (LINE, "headline = Engineer", "headline: Engineer"),
    # Accounts.
    (
        CONTACT,
        "profile: github.com/ada",
        "profile: {network: GitHub, username: ada}",
    ),
    (CONTACT, "{network: GitHub, username: ada}", "profile: {network: GitHub, username: ada}"),
    (CONTACT, "GitHub: ada", "profile: {network: GitHub, username: ada}"),
    (CONTACT, "github: ada", "profile: {network: GitHub, username: ada}"),
    (CONTACT, "微信: ada", "profile: {network: 微信, username: ada}"),
    (
        CONTACT,
        "https://github.com/ada",
        'profile: {network: GitHub, username: ada, url: "https://github.com/ada"}',
    ),
    # Lists and texts.
    (KEYWORDS, "keywords: hammer, saw", "keywords: [hammer, saw]"),
    (KEYWORDS, "keywords: 锤、锯", "keywords: [锤, 锯]"),
    (KEYWORDS, "keywords: 【锤，锯】", "keywords: [锤, 锯]"),
    (SCHOOL, "courses: Sums; Logic", "courses: [Sums, Logic]"),
    (SCHOOL, "scores: Note 1,7", 'scores: ["Note 1,7"]'),
    (SCHOOL, "location: {city: Northmere, country: Samplia}", "location: Northmere, Samplia"),
    (LINE, "headline: [Engineer, Smith]", "headline: Engineer, Smith"),
    (LINE, "summary: {text: Builds mills}", "summary: Builds mills"),
    # Values in braces, cut by a comma.
    (BRACES, "keywords: C, C++", "keywords: [C, C++]"),
    (BRACES, 'keywords: "C", C++, Java, level: good', "keywords: [C, C++, Java]"),
    (BRACES, "level: good, as I hope", 'level: "good, as I hope"'),
    (FACT, "value: Northmere, Samplia", 'value: "Northmere, Samplia"'),
    # Texts with marks of YAML's in them.
    (WORK, "- Used C: and D:", '"Used C: and D:"'),
    (WORK, "- Used C: and D: and E", '"Used C: and D: and E"'),
    (WORK, "- Used C:", '"Used C:"'),
    (WORK, "- #1 in sales", '"#1 in sales"'),
    (WORK, "- Won the #1 prize", '"Won the #1 prize"'),
    (WORK, "- !important thing", '"!important thing"'),
    (WORK, "- &Sons", '"&Sons"'),
    (WORK, "- {{name}}", '"{{name}}"'),
    (WORK, "- **Cut** the hours", '"**Cut** the hours"'),
    (WORK, "- 'tis good", '"\'tis good"'),
    (WORK, "- :rocket: Engineer", '":rocket: Engineer"'),
    (WORK, '- "C:\\Users\\ada"', "'C:\\Users\\ada'"),
    (WORK, "- “Note: it”", '"Note: it"'),
    (WORK, "- - Cut", "- Cut"),
    (WORK, "• Cut", "- Cut"),
    (WORK, "－ Cut", "- Cut"),
    (WORK, "* Cut", "- Cut"),
    (WORK, "-Cut", "- Cut"),
    (WORK, '- "Cut”', '"Cut"'),
)


def _findings(folder: Path, source: str, name: str = "resume.yaml") -> list[Diagnostic]:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return list(check_files([path]).diagnostics)


def _filled(form: str, *texts: str) -> str:
    for text in texts:
        form = form.replace("{}", text, 1)
    return HEAD + form


@pytest.mark.parametrize(("form", "typed", "written"), LITERAL)
def test_literal(tmp_path: Path, form: str, typed: str, written: str) -> None:
    """A slip is one error; written as its hint says, nothing is wrong."""
    (finding,) = [
        one for one in _findings(tmp_path, _filled(form, typed)) if one.severity == "error"
    ]

    assert f"`{written}`" in finding.hint
    right = f"- {written}" if written[0] in "\"'" else written
    assert not [
        one
        for one in _findings(tmp_path, _filled(form, right))
        if not one.code.startswith(("style-", "phone-"))
    ]


WARNED = (
    # What was typed is taken, with a warning that says how to write it.
    (WORK, "- Built the C # binding", '"Built the C # binding"'),
    (WORK, "- Knows F #", '"Knows F #"'),
    (LINE, "headline: “Engineer”", "Engineer"),
    (LINE, "headline: “Engineer”", "'“Engineer”'"),
    (KEYWORDS, "keywords: [Kafka，Flink]", "keywords: [Kafka, Flink]"),
    (KEYWORDS, "keywords: [SQL, 锤、锯]", "keywords: [SQL, 锤, 锯]"),
    (SCHOOL, "courses: [Sums，Logic]", "courses: [Sums, Logic]"),
    (SCHOOL, "start_date: 2019", "end_date: present"),
    (SCHOOL, "start_date: 2019", "date: 2019"),
)


@pytest.mark.parametrize(("form", "typed", "written"), WARNED)
def test_warned(tmp_path: Path, form: str, typed: str, written: str) -> None:
    """What may be meant otherwise is one warning; written as its hint says, nothing is left."""
    (finding,) = [
        one for one in _findings(tmp_path, _filled(form, typed)) if not one.code.startswith("style")
    ]
    key = typed.partition(":")[0]
    right = {
        "- ": f"- {written}",
        key: written if written.startswith(f"{key}:") else f"{key}: {written}",
        "start_date": f"{typed}\n        {written}" if "end" in written else written,
    }["- " if typed[0] == "-" else key]

    assert f"`{written}`" in finding.hint
    assert finding.severity == "warning"
    assert not [
        one for one in _findings(tmp_path, _filled(form, right)) if not one.code.startswith("style")
    ]


@pytest.mark.parametrize(
    ("form", "typed", "hint"),
    [
        # Quotes of a word processor.
        (CONTACT, "url: “https://example.org”", "write https://example.org, without the quotes"),
        (CONTACT, "email: “ada@example.org”", "write ada@example.org, without the quotes “ ”"),
        (CONTACT, "phone: “+44 20 7946 0958”", "write +44 20 7946 0958, without the quotes"),
        (CONTACT, "url: „example org“", "remove the quotes „ “"),
        (SCHOOL, "date: “2023-09”", "write 2023-09, without the quotes “ ”"),
        (SCHOOL, "end_date: ‘present’", "write present, without the quotes ‘ ’"),
        # Numbers without their country's code.
        (CONTACT, "phone: 13800138000", "write +86 138 0013 8000, if +86 is"),
        (CONTACT, "phone: (202) 555-0143", "write +1 202-555-0143, if +1 is"),
        (CONTACT, "phone: 020 7946 0958", "write +44 20 7946 0958, if +44 is"),
        # A key that is there already.
        (LINE, "nmae: Ada", "`name` is here already, in line 2: keep one of the two"),
        (LINE, "secitons: []", "`sections` is here already, in line 4: move the items"),
        (LINE, "姓名: 王某", "`name` is here already, in line 2: keep one of the two"),
        (
            ENTRY.format("experience", "- {}\n        name: 某公司\n        date: 2023"),
            "公司: 某公司",
            "`name` is here already, in line 7: keep one of the two",
        ),
        # A word of letters is no key of a résumé.
        (SCHOOL, "Betreff: Sums", "the keys here are area"),
        (SCHOOL, "件名: Sums", "the keys here are area"),
        # The short form of what has keys.
        (SKILL, "Python: [pandas, polars]", "`name: Python` and `keywords: [pandas, polars]`"),
        (SKILL, "Python: expert", "`name: Python` and `level: expert`, or put the whole text"),
        (SKILL, "Languages: C, Go", "`name: Languages` and `keywords: [C, Go]`, or"),
        (SCHOOL, "courses: [Sums: 97]", "`name: Sums` and `score: 97`"),
        (KEYWORDS, "keywords: [SQL, #x]", 'put it in quotes: `"#x"`'),
        (KEYWORDS, "keywords: [#x, SQL]", 'put it in quotes: `"#x"`'),
        (KEYWORDS, "keywords: [C # binding, Go]", 'put it in quotes: `"C # binding"`'),
        (KEYWORDS, "keywords: [SQL, for 1,200 users]", 'in quotes: `"for 1,200 users"`'),
        (KEYWORDS, "keywords: [“C, Go”, SQL]", "put a text with a comma"),
        (SCHOOL, "date: 2015-17", "write `start_date: 2015` and `end_date: 2017`"),
        (SCHOOL, "gpa: 3.9/4.0", "write `scores: [GPA 3.9/4.0]`"),
        (SCHOOL, "绩点: 3.9/4.0", "write `scores: [绩点 3.9/4.0]`"),
        (SCHOOL, "date: 2026.06（预计）", "write 2026-06, which may be in the future"),
        (SCHOOL, "date: expected June 2026", "write 2026-06, which may be in the future"),
        (LINE, "headline：Engineer: of mills", "the colon after `headline` is full-width"),
        (LINE, "facts: {出生年月: 2001}", "each key, with `label: 出生年月` and `value: 2001`"),
        (FACTS, "Geburtsort: Köln", "`label: Geburtsort` and `value: Köln`"),
        # Ranges, of which one end has a key of its own.
        (SCHOOL, "start_date: 2018-19", "write `start_date: 2018` and `end_date: 2019`"),
        (
            SCHOOL,
            "start_date: 2018-19\n        end_date: 2020",
            "write `start_date: 2018`: the other end",
        ),
        (
            SCHOOL,
            "start_date: 2017\n        end_date: 2018-19",
            "write `end_date: 2019`: the other end",
        ),
        (SCHOOL, "date: {start: 2020, end: 2021}", "`start_date: 2020` and `end_date: 2021`"),
        # Lists.
        (TEXT, "entries: [One, Two]", "for a list of texts, write `type: list`"),
        (LINE, "contacts: {email: ada@example.org}", "each key: `- email: ada@example.org`"),
        (LINE, "contacts: ada@example.org", "a space: `- email: ada@example.org`"),
        (WORK, "- Cut\n         highlights: |\n           - Cut", "begin it in column 9"),
        (LINE, "contacts: - email: ada@example.org", "below its key: `- email: ada@example.org`"),
    ],
)
def test_hint(tmp_path: Path, form: str, typed: str, hint: str) -> None:
    """A hint says what is to be done, with what was typed in it."""
    assert any(hint in one.hint for one in _findings(tmp_path, _filled(form, typed)))


@pytest.mark.parametrize(
    ("type_", "entry", "hint"),
    [
        ("languages", "- English: native", "`language: English` and `fluency: native`"),
        ("languages", "- English (native)", "`{language: English, fluency: native}`"),
        ("languages", "- 英语（流利）", "`{language: 英语, fluency: 流利}`"),
        ("awards", "- Prize (2021)", "`{title: Prize, date: 2021}`"),
        ("awards", "- 优秀毕业生（2021年6月）", "`{title: 优秀毕业生, date: 2021年6月}`"),
        ("experience", "- Tidewater: Engineer", "`name: Tidewater` and `position: Engineer`"),
        ("experience", "- Tidewater:\n          date: 2023", "`name: Tidewater` and `date: 2023`"),
        ("skills", "Python: expert", "for each key, with `name: Python` and `level: expert`"),
        ("skills", "|\n      - Python", "remove the `|` after `entries:`"),
    ],
)
def test_entries(tmp_path: Path, type_: str, entry: str, hint: str) -> None:
    """An entry in a form that is none is shown in the one that is."""
    form = ENTRY.replace("      {}", "{}") if entry[0] == "|" else ENTRY
    form = form.replace("entries:\n{}", "entries: {}")

    assert any(hint in one.hint for one in _findings(tmp_path, _filled(form, type_, entry)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("english", "en"),
        ("Chinese", "zh"),
        ("中文", "zh"),
        ("简体中文", "zh"),
        ("英语", "en"),
        ("cn", "zh"),
        ("“zh”", "zh"),
        ("en_US", "en-US"),
        ("Engish", "en"),
    ],
)
def test_language(tmp_path: Path, typed: str, meant: str) -> None:
    """The name of a language is answered with its tag."""
    source = f"language: {typed}\nname: Ada Sample\nsections: []\n"
    (finding,) = _findings(tmp_path, source)

    assert finding.code == "language-unknown"
    assert finding.hint == f"write `language: {meant}`"


def test_language_without_a_locale(tmp_path: Path) -> None:
    """Of a language that there are no words for, those are told that there are."""
    (finding,) = _findings(tmp_path, "language: Klingon\nname: Ada\nsections: []\n")

    assert finding.hint == f"the languages are {', '.join(known_locales())}"


def test_language_of_the_overlay(tmp_path: Path) -> None:
    """What is private for a language that there is none of is told so."""
    (tmp_path / "private.yaml").write_text("is: {name: Ada}\n", encoding="utf-8")
    (finding,) = _findings(tmp_path, HEAD + "sections: []\n")

    assert finding.span
    assert finding.span.file.name == "private.yaml"
    assert "`is` is not a known language" in finding.hint


@pytest.mark.parametrize(
    ("editions", "hints"),
    [
        ("en: {content: resume.en.yaml, theme: clasic}", ["did you mean `classic`?"]),
        ("zh: resume.zh.yaml", ["write `zh: {content: resume.zh.yaml}`"]),
        ("zh: [resume.zh.yaml]", ["write `zh: {content: resume.zh.yaml}`"]),
        ("zh: {}", ["add `content: resume.zh.yaml`, a file beside this one"]),
        ("zh: {content: resume.ne.yaml}", ["name one that is here: `resume.en.yaml`, `resume.zh"]),
        ("zh: {contnet: resume.zh.yaml}", ["did you mean `content`?"]),
    ],
)
def test_editions(tmp_path: Path, editions: str, hints: list[str]) -> None:
    """Editions in a form that is none are shown in the one that is, with their own file."""
    for name in ("resume.en.yaml", "resume.zh.yaml"):
        (tmp_path / name).write_text(HEAD + "sections: []\n", encoding="utf-8")
    found = _findings(tmp_path, editions + "\n", "editions.yaml")

    assert len(found) == len(hints)
    assert all(hint in one.hint for one, hint in zip(found, hints, strict=True))


def test_all_at_once(tmp_path: Path) -> None:
    """A guess at what was meant lets one run report what is inside; it stays an error."""
    source = """\
contacts:
  - email: ada@example
   phone: +44 20 7946 0958
sections:
  - tpye: experienec
    entreis:
      - nmae: Tidewater Works
         strat_date: 2023-13
        highlihgts:
          - Used C: and: D
      - Otherworks: Engineer
        start_date: 2023-14
"""
    found = [
        f"{one.span.line}:{one.span.column} {one.code}"
        for one in _findings(tmp_path, HEAD + source)
        if one.span and one.severity == "error"
    ]

    assert sorted(found) == sorted(
        [
            "4:12 email-invalid",
            "5:4 yaml-indent",
            "7:5 section-type",
            "7:11 section-type",
            "8:5 key-unknown",
            "9:9 key-unknown",
            "10:10 yaml-indent",
            "11:9 key-unknown",
            "12:24 yaml-colon",
            "13:9 key-unknown",
            "14:21 date-invalid",
        ]
    )


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        (
            "        highlights:\n          - x\n          - name: B\n            date: 2019\n",
            (7, 6),
        ),
        ("  - name: B\n    position: Q\n", (7, 6)),
        ("      - type: list\n        title: T\n        entries: [x]\n", (3, 4)),
    ],
)
def test_column_of_another_list(tmp_path: Path, typed: str, place: tuple[int, int]) -> None:
    """An item whose keys are those of another list is one error, also where its column is valid."""
    head = "language: en\nname: A\nsections:\n  - type: experience\n    entries:\n"
    found = _findings(tmp_path, f"{head}      - name: A\n        date: 2020\n{typed}")

    (error,) = [one for one in found if one.severity is Severity.ERROR]
    column, line = place
    assert error.hint == f"begin it in column {column}, like the item in line {line}"
