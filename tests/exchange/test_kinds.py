"""Foreign files as other programs and people write them: every one gives a PDF, with warnings."""

# ruff: noqa: E501 - a table is read by its rows

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics import Severity
from cvtex.exchange.loading import load_content
from cvtex.importing.importing import import_file
from cvtex.report.text import render

if TYPE_CHECKING:
    from running import Program

BASICS = {"name": "Ada Sample", "email": "ada@example.org"}
WORK = {"name": "Example Engines", "position": "Engineer", "startDate": "2020-01"}


def _json(**parts: Any) -> str:  # noqa: ANN401 - any JSON there is
    return json.dumps({"basics": BASICS} | parts, ensure_ascii=False)


def _basics(**parts: Any) -> str:  # noqa: ANN401 - the same
    return _json(basics=BASICS | parts)


def _work(**parts: Any) -> str:  # noqa: ANN401 - the same
    return _json(work=[WORK | parts])


def _rendercv(sections: str) -> str:
    return f"cv:\n  name: Ada Sample\n  sections:\n{sections}"


# What is in the file, what is printed of it (and with a minus, what is not), the codes of warnings
# but for the guess at the language.
KINDS: dict[str, tuple[str, list[str], list[str]]] = {
    # Languages.
    "German": (_work(summary="Ich leite ein Team und baue die Maschinen."), ["01/2020 – heute"], []),
    "Japanese": (_work(summary="機械の制御装置を担当しました。"), ["職務経歴", "2020年1月 – 現在"], []),
    "Korean": (_work(summary="기계 제어 장치의 개발을 담당했습니다. 작은 팀을 이끌었습니다."), ["경력"], []),
    "Traditional": (_work(summary="負責機器控制系統的開發與維護，帶領團隊。"), ["工作經歷"], []),
    "Simplified": (_work(summary="负责机器控制系统的开发与维护，带领团队。"), ["工作经历"], []),
    "Arabic": (_basics(summary="أطور الآلات الصناعية منذ عشر سنوات"), ["أطور الآلات الصناعية منذ عشر سنوات"], []),
    "Ukrainian": (_basics(summary="Розробляю промислові машини, її системи і керую командою"), [], []),
    "a word of Romanian, twice": (_work(summary="Mills, ca. 2015, ca. 2019"), ["Jan 2020 – present"], []),
    "a tag of its own": (_json(language="pt_br", work=[WORK]), ["01/2020 – atual"], []),
    "a language by its own name": (_json(language="Deutsch", work=[WORK]), ["01/2020 – heute"], []),
    "no language": (_json(language="Klingonish", work=[WORK]), ["Jan 2020 – present"], ["import-left-out"]),
    # Addresses.
    "no scheme": (_basics(url="ada.example.org", website="www.example.org/ada"), ["ada.example.org", "example.org/ada"], ["import-repaired"]),
    "no address": (_basics(url="@ada", email="ada at example dot org"), ["@ada", "ada at example dot org"], ["import-repaired"] * 2),
    "a script": (_basics(url="javascript:alert(1)"), ["javascript:alert(1)"], ["import-repaired"]),
    "a mapping": (_work(website={"name": "X", "url": "https://example.org"}, location={"city": "Springfield", "countryCode": "US"}), ["Springfield, US"], ["import-repaired"]),
    "several": (_basics(email=["ada@example.org", "eve@example.org"], phone=[]), ["eve@example.org"], []),
    "location as text": (_basics(location="Springfield, Illinois"), ["Springfield, Illinois"], []),
    "a name in parts": (_basics(name={"first": "Ada", "last": "Example"}), ["Ada Example"], ["import-repaired"]),
    "a mapping of one": (_basics(phone={"mobile": "+1 202 555 0143"}), ["Mobile", "+1 202-555-0143"], []),
    "a mapping of two": (_basics(phone={"mobile": "+1 202 555 0143", "work": "+44 20 7946 0958"}), ["Mobile", "+1 202-555-0143", "Work", "+44 20 7946 0958"], []),
    "numbers with their kinds": (_basics(phone=[{"type": "Büro", "number": "+44 20 7946 0958", "ext": "5"}]), ["Büro", "+44 20 7946 0958"], ["import-left-out"]),
    "highlights with colons": (_rendercv("    work:\n      - company: A\n        start_date: 2020\n        highlights:\n          - Led a team: five people\n          - Built:\n              - one\n          - {description: words}\n"), ["Led a team: five people", "Built", "one", "words"], ["import-repaired"] * 2),
    "a wrapper": (json.dumps({"resume": {"basics": BASICS}}), ["Ada Sample"], ["import-repaired"]),
    "a wrapper of RenderCV": ("data:\n  cv:\n    name: Ada Sample\n", ["Ada Sample"], ["import-repaired"]),
    "direction marks": (_basics(email="\u200eada@example.org", phone="\u202a+1 202 555 0143\u202c", label="\u200fEngineer"), ["ada@example.org", "+1 202-555-0143", "Engineer"], ["text-invisible"] * 3),
    "basics at the top": (json.dumps({"name": "Ada Example", "label": "Engineer", "email": "ada@example.org", "work": [WORK]}), ["Ada Example", "Engineer", "ada@example.org", "Example Engines"], []),
    "two headlines": (_basics(label="Engineer", headline="Builder"), ["Engineer", "-Builder"], ["import-left-out"]),
    "a profile with an address for a name": (_basics(profiles=[{"network": "GitHub", "username": "https://github.com/ada"}]), ["github.com/ada"], []),
    "an address in Germany": (_basics(location={"address": "Musterweg 1", "postalCode": "10115", "city": "Berlin", "countryCode": "DE"}), ["Musterweg 1, 10115 Berlin, DE"], []),
    "an address in France": (_basics(location={"postalCode": "75001", "city": "Paris", "country": "France", "countryCode": "FR"}), ["75001 Paris, France"], []),
    "an address in Texas": (_basics(location={"city": "Austin", "region": "Texas", "postalCode": "78701", "countryCode": "US"}), ["Austin, Texas 78701, US"], []),
    "an address in London": (_basics(location={"city": "London", "postalCode": "SW1A 1AA", "country": "United Kingdom"}), ["London SW1A 1AA, United Kingdom"], []),
    "an address in Tokyo": (_json(language="ja", basics=BASICS | {"location": {"address": "神宮前1-2-3", "city": "渋谷区", "region": "東京都", "postalCode": "150-0001", "countryCode": "JP"}}), ["150-0001 東京都渋谷区神宮前1-2-3 JP"], []),
    "an address in Seoul": (_json(language="ko", basics=BASICS | {"location": {"address": "테헤란로 1", "city": "강남구", "region": "서울특별시", "postalCode": "06164", "countryCode": "KR"}}), ["서울특별시 강남구 테헤란로 1 KR 06164"], []),
    "phone of a country by name": (_basics(phone="(11) 91234-5678", location={"city": "São Paulo", "country": "Brazil"}), ["+55 11 91234-5678"], ["import-repaired"]),
    "a profile without url": (_basics(profiles=[{"network": "LinkedIn", "username": "ada"}, {"network": "X"}, {"url": "example.org/x"}, "https://example.org/y", None]), ["LinkedIn", "example.org/x"], ["import-repaired"]),
    "phone of a country": (_basics(phone="020 7946 0958", location={"countryCode": "GB"}), ["+44 20 7946 0958"], ["import-repaired"]),
    "phone of a country of three letters": (_basics(phone="(202) 555-0143", location={"countryCode": "USA"}), ["+1 202-555-0143"], ["import-repaired"]),
    "phone of none": (_basics(phone="(555) 123-4567", location={"countryCode": "US"}), ["(555) 123-4567"], ["phone-unknown"]),
    # Dates.
    "days": (_work(startDate="2017-05-01", endDate="2019-04-30"), ["May 2017 – Apr 2019"], []),
    "one month": (_work(startDate="2017-05-01", endDate="2017-05-31"), ["May 2017"], []),
    "impossible": (_work(endDate="2024-09-31"), ["Jan 2020 – 2024-09-31"], ["import-repaired"]),
    "a month too many": (_work(endDate="2021-13"), ["Jan 2020 – 2021-13"], ["import-repaired"]),
    "wrong order": (_work(startDate="2020-03-01", endDate="2020-01-01"), ["2020-03-01 – 2020-01-01"], ["import-repaired"]),
    "two readings": (_work(endDate="03/04/2021"), ["Jan 2020 – 03/04/2021"], ["import-repaired"]),
    "present": (_json(work=[WORK | {"endDate": end} for end in ("Present", "current", "", None, "heute", "-")]), ["Jan 2020 – present"], []),
    "names": (_work(startDate="Jan 2019", endDate="Sept. 2020"), ["Jan 2019 – Sep 2020"], []),
    "a number": (_work(startDate=2019, endDate=2020), ["2019 – 2020"], []),
    "digits": (_work(startDate="20190501", endDate="202005"), ["May 2019 – May 2020"], ["import-repaired"]),
    "a moment": (_work(startDate="2019-05-01T00:00:00.000Z"), ["May 2019 – present"], []),
    "a range": (_work(startDate="2015 - 2017"), ["2015 – 2017"], []),
    "present at first": (_work(startDate="present", endDate="2020"), ["2020"], []),
    "in parts": (_work(startDate={"year": 2019, "month": 5}), ["May 2019 – present"], ["import-repaired"]),
    "present in a language without a locale": (_json(language="is", work=[WORK | {"endDate": "heute"}]), ["jan. 2020 – heute"], ["language-unknown"]),
    "a range at one end": (_work(startDate="2015-17", endDate="2019"), ["2015 – 2019"], ["import-repaired"]),
    "words": (_work(startDate="Frühjahr 2019", endDate="soon"), ["Frühjahr 2019 – soon"], ["import-repaired"]),
    "a long date": (_work(startDate="9" * 300), [f"{'9' * 300} – present"], ["import-repaired"]),
    # Texts.
    "HTML": (_work(highlights=["Built the <strong>first</strong><br/>engine &amp; <a href='example.org'>more</a>"]), ["Built the first engine & more"], []),
    "a script in HTML": (_work(highlights=["Built <b>two</b><script>alert(1)</script><style>b{}</style>"]), ["Built two"], []),
    "HTML in blocks": (_work(summary="<h3>Engines</h3>Built <u>two</u><!-- no -->, H<sub>2</sub>O, 10<sup>th</sup> <img src='x' alt='logo'>"), ["Engines", "Built two, H₂O, 10th logo"], []),
    "headings": (_work(summary="# Engines\nBuilt two\n\n## Gates\nBuilt one"), ["Engines", "Built two", "Gates", "Built one"], []),
    "an address in brackets": (_work(summary="See <https://example.org/a_b>, __Very good__, __init__"), ["See https://example.org/a_b, Very good, __init__"], []),
    "a text around a list": (_basics(summary="We did:\n- This\n- That\nAnd more"), ["We did:", "This", "That", "And more"], ["import-repaired"]),
    "a list behind inline HTML": (_basics(summary="I build <b>engines</b>.\n\n- This\n- That"), ["I build engines.", "This", "That"], ["import-repaired"]),
    "paragraphs with inline HTML": (_work(summary="I build <b>engines</b>.\n\nAnd <i>gates</i>"), ["I build engines.", "And gates"], []),
    "a list of HTML": (_work(summary="<p>We did:</p><ul><li>This</li><li>That</li></ul>"), ["We did:", "This", "That"], []),
    "Markdown": (_work(summary="Built the **first** with [Example](https://example.org), `x` and *care*"), ["Built the first with Example, x and care"], []),
    "Markdown in Markdown": (_work(summary="***Both*** and **a *b* c**, [Site](https://example.org 'A title') (see \"x\")"), ['Both and a b c, Site (see "x")'], []),
    "a list of stars beside a mark": (_work(summary="* Built ``a`b``\n* Built that"), ["Built ``a`b``", "Built that"], []),
    "no Markdown": (_work(summary="a*b*c, 2 * 3 * 4, __init__.py, [x] and List<int>"), ["a*b*c, 2 * 3 * 4, __init__.py, [x] and List<int>"], []),
    "bullets before highlights": (_work(summary="Led:\n- This\n- That", highlights=["More"]), ["Led:", "This", "That", "More"], []),
    "bullets in a text": (_work(summary="Led a team\n• Built this\n• Built that"), ["Led a team", "Built this", "Built that"], []),
    "highlights as a text": (_work(highlights="• Built this\n• Built that"), ["Built this", "Built that"], []),
    "highlights as lines": (_work(highlights="Built this\nBuilt that"), ["Built this", "Built that"], []),
    "bullets typed": (_work(highlights=["• Built this", "- Built that", ["Built more"]]), ["Built this", "Built that", "Built more"], []),
    "bullets in a line": (_work(summary="• Built this • Built that"), ["Built this", "Built that"], []),
    "summary as a list": (_work(summary=["Built this", "Built that"]), ["Built this", "Built that"], []),
    "emoji": (_basics(label="Engineer 🧭 \U000f0001 finding"), ["Engineer finding"], ["import-repaired"]),
    "only emoji": (_work(highlights=["\U000f0001", "Built"]), ["Built"], ["import-repaired"]),
    "unreadable": (_basics(label="Caf\ufffd"), ["Caf"], ["import-repaired"]),
    "unseen": ('{"basics": {"name": "Ada\\u0000 Sample"}}', ["Ada Sample"], ["import-repaired", "json-character"]),
    "escaped stars": (_basics(summary=r"A \*word\* and C:\temp\*.log, \*args"), [r"A *word* and C:\temp\*.log, \*args"], []),
    "right to left": (_basics(label="מהנדסת", summary="Built (שלום) engines"), ["מהנדסת"], []),
    # Shapes.
    "empty": ('{"basics": {}, "work": [], "education": [{}], "skills": null}', ["kinds"], ["import-repaired"]),
    "nulls": (_json(work=[{"name": None, "position": "Engineer", "url": None, "highlights": [None, ""]}], skills=[None]), ["Engineer"], []),
    "no basics": (json.dumps({"work": [WORK]}), ["kinds", "Example Engines"], ["import-repaired"]),
    "nameless": (json.dumps({"basics": {"email": "ada@example.org"}, "work": [WORK]}), ["ada@example.org", "Example Engines"], ["import-repaired"]),
    "texts for entries": (_json(skills=["Python", "SQL"], languages=["English"], interests="Chess", references=["Bob"]), ["Python, SQL", "English", "Chess", "Bob"], []),
    "skills by name": (_json(skills={"Languages": ["Python", "C"], "Tools": "Git"}), ["Languages:", "Python, C", "Git"], []),
    "keywords as a text": (_json(skills=[{"name": "Code", "keywords": "Python, C", "level": ""}] * 2), ["Python, C"], []),
    "an entry for a list": (_json(work=WORK), ["Example Engines"], []),
    "twice the same key": ('{"basics": {"name": "Ada", "name": "Eve"}, "work": []}', ["Ada"], ["json-duplicate-key"]),
    "interests without a name": (_json(interests=[{"name": "", "keywords": ["Ferrets", "Unicorns"]}]), ["Ferrets, Unicorns"], []),
    "type of a project": (_json(projects=[{"name": "Engine", "type": "application", "startDate": "2020"}]), ["Engine (application)"], []),
    "nothing to be seen": (_json(work=[WORK | {"position": "\u200b\u2060", "highlights": ["\u200d", "Built\u00ad it"]}], awards=[{"title": "\u3000\u200b"}, {"title": "\u3000Prize"}]), ["Example Engines", "Built it", "Prize"], ["import-repaired"] * 3 + ["text-invisible"]),
    "press": (_json(publications=[{"name": "T", "publisher": "Example University Press", "releaseDate": "2014", "summary": "About **ships**"}]), ["Ada Sample. T. Example University Press (2014).", "About ships"], []),
    "patent": (_json(publications=[{"name": "T", "publisher": "US Patent 123", "releaseDate": "2014-05-06"}]), ["Ada Sample. T. US Patent 123 (2014-05-06)."], []),
    "keys by hearsay": (_json(work=[{"company": "A", "title": "B", "start": "2019", "end": "2020", "description": "C", "achievements": ["D"]}], certifications=[{"name": "E"}]), ["A", "B", "2019 – 2020", "C", "D", "E"], []),
    "unknown keys": (_json(colour="blue", basics=BASICS | {"age": 7, "pets": ["cat"]}, meta={"theme": "x", "canonical": "y"}), ["-blue", "-7", "-x"], ["import-left-out"]),
    "much": (_json(work=[WORK | {"highlights": [f"Point {n}." for n in range(40)]}] * 6), ["Point 39."], []),
    # FRESH.
    "FRESH": (json.dumps({"name": "Ada Sample", "meta": {"format": "FRESH@0.6.0"}, "info": {"label": "Engineer", "quote": "Ha"}, "contact": {"email": "ada@example.org"}, "location": {"city": "Oslo", "code": "0150", "country": "NO"}, "employment": {"history": [{"employer": "Example Engines", "position": "Engineer", "start": "2020-01", "end": "2021", "highlights": ["Built"]}]}, "education": {"history": [{"institution": "U", "area": "A", "grade": "1.0", "start": "2010", "end": "2012"}]}, "skills": {"sets": [{"name": "Code", "skills": ["C"]}]}, "writing": [{"title": "T", "publisher": {"name": "Example Press"}, "date": "2014"}], "speaking": [{"title": "Talk", "event": "Fair", "date": "2015"}]}), ["Engineer", "0150 Oslo, NO", "Example Engines", "Jan 2020 – 2021", "Code:", "Talks", "Talk", "Fair"], ["import-left-out", "import-repaired"]),
    # RenderCV.
    "nested": (_rendercv("    experience:\n      - company: A\n        highlights:\n          - Built it\n            - The first\n            - Shown\n"), ["Built it", "The first", "Shown"], []),
    "HTML in Markdown": (_rendercv('    notes:\n      - "Built <b>two</b> &amp; *more*; `<b>`<br>and"\n'), ["Built two & more; <b> and"], []),
    "a named entry": (_rendercv("    talks:\n      - {name: Fair, position: Speaker, date: 2019}\n"), ["Fair", "Speaker"], []),
    "a number of its own": (_rendercv("    patents:\n      - {name: Gate, number: EP 1, date: 2019}\n"), ["Gate"], ["import-left-out"]),
    "an underscore too many": (_rendercv("    _my__talks_:\n      - text\n"), ["My Talks"], []),
    "comments": ("cv:\n  name: Ada Sample #(she/her)\n  sections:\n    notes:\n      - Built  # a note\n", ["Ada Sample", "Built", "-she"], []),
    "titles": (_rendercv("    formación_académica:\n      - institution: U\n"), ["Formación Académica"], []),
    "mislabelled": (_rendercv("    interests:\n      - name: Cricket\n        highlights: [Captain]\n    work:\n      - company: A\n    awards:\n      - {label: First Prize, details: Fair}\n"), ["Interests", "Cricket", "Work", "Awards", "First Prize:"], []),
    "formulas": (_rendercv("    notes:\n      - $\\text{GPU} \\times 8$, $x^2$ to $10^{-3}$, $\\sqrt 2 \\in \\mathbb R$, $\\frac 1 2 \\pi$, $5 to $10, $HOME_A and $B\n      - $5 for 3^2 or $6\n"), ["GPU × 8, x² to 10⁻³, √(2) ∈ R, 1/2 π, $5 to $10, $HOME_A and $B", "$5 for 3^2 or $6"], []),
    "Markdown in dates": (_rendercv('    projects:\n      - name: "[E](example.org)"\n        url: https://example.org\n        date: "[here](https://example.org)"\n        summary: $\\mathcal{O}(n \\log n)$ for 5$\n'), ["E", "here", "O(n log n) for 5$"], ["import-left-out"]),
}  # fmt: skip
"""A kind of file by name; those that begin with `cv` are RenderCV's YAML."""


def _texts(path: Path) -> list[str]:
    checked = check_content(path)
    assert checked.value is not None, render(checked.diagnostics)
    return [leaf.text for leaf in checked.value.leaves()]


@pytest.mark.parametrize("kind", KINDS)
def test_kind(tmp_path: Path, kind: str) -> None:
    """No slip refuses the file; each is a warning, and the file that an import writes is right."""
    source, printed, warnings = KINDS[kind]
    path = tmp_path / ("kinds.yaml" if source.startswith(("cv", "data")) else "kinds.json")
    path.write_text(source, encoding="utf-8")
    imported = import_file(path)
    written = tmp_path / "written.yaml"
    written.write_text(imported.value.text if imported.value else "", encoding="utf-8")
    checked = check_content(path)
    assert checked.value is not None, render(checked.diagnostics)
    texts = [leaf.text for leaf in checked.value.leaves()]

    assert {finding.severity for finding in imported.diagnostics} <= {Severity.WARNING}
    told = [finding.code for finding in imported.diagnostics if finding.code != "language-guessed"]
    assert sorted(told) == sorted(warnings), render(imported.diagnostics)
    for text in printed:
        assert (text.removeprefix("-") in texts) is not text.startswith("-"), texts
    assert _texts(written) == texts
    for finding in checked.diagnostics:
        assert finding.span
        assert finding.span.line == 0  # one line for each kind, without an excerpt


@pytest.mark.parametrize(("language", "said"), [({}, ["`de`"]), ({"language": "de"}, [])])
def test_guess_is_said(tmp_path: Path, language: dict[str, str], said: list[str]) -> None:
    """A language that a file does not name is guessed, and the guess is a warning."""
    path = tmp_path / "guess.json"
    text = "Ich leite ein Team und baue die Maschinen."
    path.write_text(_json(work=[WORK | {"summary": text}], **language), encoding="utf-8")
    found = import_file(path).diagnostics

    assert [one.code for one in found] == ["language-guessed"] * len(said)
    assert all(word in one.message for word, one in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("phone", "text", "proposed"),
    [
        ("+44 20 7946 0958", "I lead the team and build the machines.", "en-GB"),
        ("+41446681800", "Ich leite ein Team und baue die Maschinen.", "de-CH"),
        ("+49 30 901820", "Ich leite ein Team und baue die Maschinen.", ""),
        ("+81 3 1234 5678", "I lead the team and build the machines.", ""),
    ],
)
def test_proposed_variant(tmp_path: Path, phone: str, text: str, proposed: str) -> None:
    """The hint proposes the variant of the language in the country of the number."""
    path = tmp_path / "guess.json"
    path.write_text(
        _json(basics=BASICS | {"phone": phone}, work=[WORK | {"summary": text}]), encoding="utf-8"
    )
    (found,) = import_file(path).diagnostics

    assert ("--language " in found.hint) is bool(proposed)
    assert proposed in found.hint


def test_country_of_a_number(tmp_path: Path) -> None:
    """The hint for an unknown number never names another country than that of the file."""
    path = tmp_path / "phone.json"
    path.write_text(_basics(phone="(555) 123-4567", location={"countryCode": "US"}))
    (found,) = (one for one in load_content(path).diagnostics if one.code == "phone-unknown")

    assert "+86" not in found.hint


@pytest.mark.parametrize(
    ("second", "said"),
    [("pets", "`pets` is left out: a content file has no field for it, line 1 (2 times"),
     ("cars", "`pets`, `cars` are left out: a content file has no fields for them, line 1 (2 times")],
)  # fmt: skip
def test_keys_left_out(tmp_path: Path, second: str, said: str) -> None:
    """Keys without a field are one finding, in the number of their names."""
    path = tmp_path / "keys.json"
    path.write_text(_json(work=[WORK | {"pets": "cat"}, WORK | {second: "dog"}]))
    found = [one.message for one in check_content(path).diagnostics]

    assert any(one.startswith(said) for one in found), found


def test_levels_of_html(tmp_path: Path) -> None:
    """A list of HTML inside another is a level of highlights below it."""
    path = tmp_path / "levels.json"
    inner = "<ul><li>Two<ol><li>Three</li></ol></li></ul>"
    text = f"<p>Did:</p><ul><li>One{inner}</li><li>Four</li></ul>"
    path.write_text(_work(summary=text), encoding="utf-8")
    imported = import_file(path).value

    assert imported
    assert imported.text.endswith("""\
        highlights:
          - text: One
            highlights:
              - text: Two
                highlights:
                  - Three
          - Four
""")


def test_style_of_each_text(tmp_path: Path) -> None:
    """What a text has around a list is checked as well as the points of the list."""
    path = tmp_path / "style.json"
    path.write_text(_work(summary="Did ~~that~~ this:\n- One\n- Two"), encoding="utf-8")
    found = [finding.code for finding in check_content(path).diagnostics]

    assert "style-markup" in found


def test_build(program: Program) -> None:
    """A file with many slips makes a PDF, in the language that is asked for."""
    parts: dict[str, Any] = {"work": []}
    for kind in ("HTML", "impossible", "emoji", "bullets in a text", "a mapping", "no scheme"):
        document = json.loads(KINDS[kind][0])
        parts["work"] += document.get("work", [])
        parts["basics"] = parts.get("basics", {}) | document["basics"]
    (program.folder / "ada.json").write_text(json.dumps(parts), encoding="utf-8")
    ran = program.run("build", "ada.json", "--language", "is")

    assert ran.status == 0, ran.err
    assert (program.folder / "ada.pdf").read_bytes().startswith(b"%PDF-")
    assert "there is no locale for `is`: headings and labels are in English" in ran.err
    assert len(ran.err.splitlines()) < len(parts["work"]) + 6
    checked = program.run("check", "ada.json", "--language", "is", "--verbose")
    assert checked.status == 0
    assert "ada.json:1:" in checked.out


@pytest.mark.parametrize(
    "document",
    [
        {"titleNameMap": {"workExpList": "工作经历"}, "profile": {"name": "样本"}},
        {"basics": {"name": "Ada"}, "sections": {"summary": {}}, "metadata": {}},
        {"name": "Ada", "jobs": [], "schools": [], "hobby": "chess"},
        [{"name": "Ada"}],
    ],
)
def test_other_shape(program: Program, document: object) -> None:
    """A file of another shape is refused in one finding, and nothing is written."""
    (program.folder / "x.json").write_text(json.dumps(document), encoding="utf-8")
    for verb in ("import", "build", "check"):
        ran = program.run(verb, "x.json")
        assert ran.status == 1
        assert ran.said.count("error[") == 1
        assert "error[import-shape]: the file is not a résumé in a known format" in ran.said
