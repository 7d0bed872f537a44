"""What people write in these formats is kept, in its place, and what is left out is named."""

# ruff: noqa: E501 - a table is read by its rows

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from cvtex.importing.importing import import_file

from .test_europass import PERSON, passport
from .test_pdf import imported

LIST = "&lt;ul&gt;&lt;li&gt;{}&lt;/li&gt;&lt;li&gt;{}&lt;/li&gt;&lt;/ul&gt;"
JOB = """<WorkExperienceList><WorkExperience><Employer><Name>Works</Name></Employer>
<Activities>{}</Activities></WorkExperience></WorkExperienceList>"""


def _europass(info: str, contacts: str = "", locale: str = "en") -> str:
    return passport(locale, PERSON.format("Ada", "Sample", contacts) + info)


def _html(text: str) -> str:
    return _europass(JOB.format(text.replace("<", "&lt;")))


def _fresh(**parts: Any) -> str:  # noqa: ANN401 - any JSON there is
    return json.dumps({"name": "Ada Sample", "employment": [], "contact": {}} | parts)


def _rendercv(sections: str, rest: str = "") -> str:
    return f"cv:\n  name: Ada Sample\n  sections:\n{sections}\n{rest}"


def _job(**parts: Any) -> str:  # noqa: ANN401 - the same
    return _fresh(employment=[{"employer": "Works", "position": "Engineer", **parts}])


CSL = '[{"id": "a", "type": "%s", "author": [{"family": "Sample", "given": "Ada"}], %s}]'

# The file, what the content file has (lines, or parts of them), and the names of what is left out.
KEPT: dict[str, tuple[str, str, str, list[str]]] = {
    # HTML.
    "comparisons": (".json", _job(summary="For a<b and c>d, <i>or</i> so"), "summary: For a<b and c>d, *or* so", []),
    "levels of an HTML list": (".xml", _html("<ul><li>Mills<ul><li>gates</li><li>sluices</li></ul></li><li>Tides</li></ul>"), """
          - text: Mills
            highlights:
              - gates
              - sluices
          - Tides
        """, []),
    "paragraphs in an HTML item": (".xml", _html("<ol><li><p>Mills</p></li><li><p>Tides<br>and ebb</p><p>Gates</p></li></ol>"), """
          - Mills
          - Tides and ebb Gates
        """, []),
    # Europass.
    "an address in two lines": (".xml", _europass("", "<Address><Contact><AddressLine>Via Uno 1</AddressLine><AddressLine2>Scala B</AddressLine2><PostalCode>20100</PostalCode><Municipality>Milano</Municipality><Country><Code>IT</Code><Label>Italia</Label></Country></Contact></Address><Telephone><Contact>02 3661 8300</Contact></Telephone>", "it"), """
          - phone: +39 02 3661 8300
          - address: Via Uno 1, Scala B, 20100 Milano, Italia
        """, []),
    "the European Union's code of Greece": (".xml", _europass("", "<Address><Contact><Municipality>Αθήνα</Municipality><PostalCode>10431</PostalCode><Country><Code>EL</Code><Label>Ελλάδα</Label></Country></Contact></Address><Telephone><Contact>21 0331 1111</Contact></Telephone>", "el"), """
          - phone: +30 21 0331 1111
          - address: 10431 Αθήνα, Ελλάδα
        """, []),
    "an account": (".xml", _europass("", "<InstantMessagingList><InstantMessaging><Contact>ada.sample</Contact><Use><Code>skype</Code><Label>Skype</Label></Use></InstantMessaging></InstantMessagingList>"), """
          - profile: {network: Skype, username: ada.sample}
        """, []),
    "a language without its name, and one level": (".xml", _europass("<Skills><Linguistic><ForeignLanguageList><ForeignLanguage><Description><Code>fr</Code></Description><ProficiencyLevel><Reading>B1</Reading></ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic></Skills>", locale="de"), """
          - language: Französisch
            # check: the file has no word for this: write it in your language
            fluency: reading B1
        """, []),
    "a certificate of a language": (".xml", _europass("<Skills><Linguistic><ForeignLanguageList><ForeignLanguage><Description><Label>English</Label></Description><VerifiedBy><Certificate><Title>CAE</Title><AwardingBody>Example English</AwardingBody><Date year='2010' month='--06'/><Level>C1</Level></Certificate></VerifiedBy></ForeignLanguage></ForeignLanguageList></Linguistic></Skills>"), """
          - name: CAE
            issuer: Example English
            date: 2010-06
        """, ["Level"]),
    "skills as a list": (".xml", _europass(f"<Skills><Organisational><Description>{LIST.format('Budgets', 'Rotas')}</Description></Organisational></Skills>"), """
            keywords: [Budgets, Rotas]
        """, []),
    "achievements as a list, without a title": (".xml", _europass(f"<AchievementList><Achievement><Description>{LIST.format('Prize', 'Grant')}</Description></Achievement></AchievementList>"), """
          - type: list
            # check: the file has no word for this: write it in your language
            title: Additional information
            entries:
              - Prize
              - Grant
        """, []),
    "a cover letter": (".xml", passport("en", PERSON.format("Ada", "Sample", "")).replace("</SkillsPassport>", "<CoverLetter><Letter><SubjectLine>Mills</SubjectLine></Letter></CoverLetter></SkillsPassport>"), "name: Ada Sample", ["SubjectLine"]),
    # FRESH.
    "lists without a history": (".json", _fresh(employment=[{"employer": "Works", "position": "Engineer", "start": "2019", "end": "2020"}], skills=["Tides"], education=[{"institution": "School"}]), """
          - name: Works
        """, []),
    "keywords of a job": (".json", _job(summary="Builds.", keywords=["Java", "C"]), """
            summary: |-
              Builds.

              Java, C
        """, []),
    "a title beside no type of study": (".json", _fresh(education=[{"institution": "School", "title": "BSc"}]), "study_type: BSc", []),
    "a title beside an empty type of study": (".json", _fresh(education=[{"institution": "School", "title": "BSc", "studyType": ""}]), "study_type: BSc", []),
    "other contacts": (".json", _fresh(contact={"phone": "+1 202 555 0143", "other": [{"label": "work", "flavor": "phone", "value": "+44 20 7946 0958"}, {"label": "spouse", "flavor": "carrier pigeon", "value": "Bob"}]}), """
          - phone: +44 20 7946 0958
            label: work
        """, ["flavor", "label", "flavor", "value"]),
    "a private reference": (".json", _fresh(references=[{"name": "Eve", "private": True}, {"name": "Bob", "private": False}]), """
          - name: Bob
        """, ["name", "private", "private"]),
    "a book": (".json", _fresh(writing=[{"title": "Mills", "flavor": "book", "publisher": "Amazon", "date": "2008"}]), """
          - kind: book
            authors: [{name: Ada Sample, self: true}]
            title: Mills
            publisher: Amazon
        """, []),
    "a repository": (".json", _fresh(projects=[{"title": "Mill", "repo": "https://example.org/mill"}]), "url: https://example.org/mill", []),
    "a short text in Polish": (".json", _job(summary="Wdrożyłem nową ścieżkę płatności"), "language: pl", []),
    "a Spanish name": (".json", '{"basics": {"name": "Ana Muñoz"}, "work": [{"name": "Peña Ltd"}]}', "language: en", []),
    # Dates in words.
    "months of other languages": (".json", _job(start="janv. 2019", end="décembre 2020"), "start_date: 2019-01 end_date: 2020-12", []),
    "a year of an era": (".json", _job(start="平成25年4月", end="令和元年"), "start_date: 2013-04 end_date: 2019", []),
    "a date in Korean": (".json", _job(start="2019년 3월", end="2020년 2월 1일"), "start_date: 2019-03 end_date: 2020-02-01", []),
    # RenderCV.
    "the title of a link": (".yaml", _rendercv("    about:\n      - 'See [mine](https://example.org \"Mine\").'"), "text: See [mine](https://example.org).", []),
    "a name in bold, and others": (".yaml", _rendercv("    papers:\n      - title: Tides\n        authors: ['***A. Sample***', B. Other, et al.]\n        journal: J\n        date: 2019"), """
            authors: [{name: A. Sample, self: true}, B. Other]
            et_al: true
        """, []),
    "skills in a line": (".yaml", _rendercv("    skills:\n      - {label: Web, details: 'JS (ES6, JSX), CSS'}\n      - {label: Office, details: 'Writes letters, and reads them.'}"), """
            keywords: ["JS (ES6, JSX)", CSS]
          - name: Office
            keywords: ["Writes letters, and reads them."]
        """, []),
    "looks of version 1": (".yaml", _rendercv("    about: [Words]", dedent("""
        design:
          font: Noto Sans
          font_size: 11pt
          page_size: us-letter
          color: "#7A1F2B"
          margins: {page: {top: 2 cm, left: 0.5in}}
          text_alignment: justified
          disable_page_numbering: true
        """)), """
        #     accent: 7A1F2B
        #     paper: letter
        #     margins:
        #       top: 2cm
        #       left: 0.5in
        #     page_numbers: off
        #     font_size: 11pt
        #     fonts:
        #       text: Noto Sans
        #     justify: true
        """, []),
    # Papers.
    "accents on accents": (".bib", r"@article{a, author={Nguy\~{\^e}n V\u{a}n An}, title={T}, year=2020}", "authors: [{family: An, given: Nguyễn Văn}]", []),
    "small figures": (".bib", r"@article{a, author={Sample, Ada}, title={H$_2$O, CO\textsubscript{2} and $\mathcal{O}(n^2)$}, year=2020}", "title: H₂O, CO₂ and O(n²)", []),
    "an ampersand, and HTML": (".bib", r"@article{a, author={Sample, Ada}, title={R&D {\&} <i>mills</i> &amp; H<sub>2</sub>O}, year=2020}", "title: R&D & mills & H₂O", []),
    "an unknown command": (".bib", r"@article{a, author={Sample, Ada}, title={On \blink{Mills}}, year=2020}", "title: On Mills", []),
    "a key twice": (".bib", "@misc{a, author={Sample, Ada}, title={T}}\n@misc{a, author={Sample, Ada}, title={U}}", "title: T - kind: online authors: [{family: Sample, given: Ada}] title: U", []),
    "strings for a key twice": (".bib", "@misc{a, author={Sample, Ada}, title={T}}\n@misc{a, author=who, title={U}, abstract={Long}}\n@string{who={Sample, Ida}}", "authors: [{family: Sample, given: Ida}] title: U", ["abstract"]),
    "a figure with a point below the line": (".bib", r"@article{a, author={Sample, Ada}, title={La$_{0.7}$MnO$_3$}, year=2020}", "title: La₀.₇MnO₃", []),
    "a patent of Google Scholar": (".bib", "@misc{a, author={Sample, Ada}, title={T}, year=2020, note={US Patent 11,111,111}}", "title: T year: 2020 number: US 11,111,111", []),
    "one of several people of a name": (".bib", "@misc{a, author={Ada Sample 0003}, title={T}, year=2020}", "authors: [{family: Sample, given: Ada}]", []),
    "CSL of Crossref": (".json", CSL % ("journal-article", '"title": "T"'), "kind: journal", []),
    "CSL with HTML": (".json", CSL % ("book", '"title": "<i>In vivo</i> &amp; H<sub>2</sub>O"'), "title: In vivo & H₂O", []),
    "CSL with a date as a text": (".json", CSL % ("book", '"title": "T", "issued": {"raw": "2020-05"}'), "year: 2020", []),
    "CSL with lists": (".json", CSL % ("article-journal", '"title": ["T"], "container-title": ["Journal"]'), "venue: Journal", []),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_kept(name: str, tmp_path: Path) -> None:
    """Each value is where it belongs."""
    suffix, text, expected, left_out = KEPT[name]
    path = tmp_path / f"file{suffix}"
    path.write_text(text, encoding="utf-8")
    made = imported(path)

    assert f" {' '.join(expected.split())} " in f" {' '.join(made.text.split())} "
    assert [one for count in made.counts for one in count.names] == left_out


def test_order_of_fresh(tmp_path: Path) -> None:
    """Sections keep the order of the file, also those that JSON Resume does not have."""
    given = _fresh(
        skills={"sets": [{"name": "Tides"}]},
        governance=[{"organization": "Guild"}],
        education={"history": [{"institution": "School"}]},
        employment=[{"employer": "Works"}],
    )
    (tmp_path / "file.json").write_text(given, encoding="utf-8")
    text = imported(tmp_path / "file.json").text

    kinds = re.findall(r"- type: (\w+)", text)
    assert kinds == ["experience", "skills", "volunteering", "education"]


def test_words_of_yaml_resume(tmp_path: Path) -> None:
    """What YAMLResume writes in English and prints in the person's language is named."""
    school = "education: [{institution: 大学, degree: Bachelor}]"
    text = f"content: {{basics: {{name: 王芳}}, {school}}}\nlocale: {{language: zh-hans}}\n"
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")
    found = import_file(tmp_path / "file.yaml").diagnostics

    assert [one.message for one in found] == [
        "`Bachelor` is in English: write it in your language, line 1"
    ]
