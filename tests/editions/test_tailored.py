"""A résumé as an edition prints it: for whom, without what, in which words and order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.build.check import check_content, check_editions
from cvtex.content.resume import Resume
from cvtex.diagnostics import Severity, Span
from cvtex.diagnostics.codes import Code
from cvtex.editions.hiding import hideable
from cvtex.editions.settings import read_editions
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import Tailoring
from cvtex.exchange.loading import load_content
from cvtex.schema.tags import Tagged, Varied
from cvtex.schema.texts import records_of, texts_of
from cvtex.source.typed import Typed

Tailor = Callable[[str], Resume]

CONTENT = """\
language: en
name: Ada Sample
headline: {text: Engineer, variants: {ml: Engineer of models, data: Analyst}}
contacts:
  - phone: +1 202 555 0143
  - {phone: +1 202 555 0144, label: Office, for: data}
  - email: ada@example.org
  - {url: "https://example.org/ada", not_for: [ml]}
  - profile: {network: GitHub, username: ada, url: "https://example.org/git"}
sections:
  - type: experience
    entries:
      - name: Tidewater Works
        location: Northmere
        position: {text: Engineer, variants: {ml: Model engineer}}
        highlights:
          - {text: A, priority: 3}
          - {text: B, for: [ml], variants: {ml: B of models}}
          - {text: C, not_for: [ml], highlights: [C1, C2, {text: C3, priority: 1}]}
          - {text: D, priority: 1}
          - {text: E, hidden: true}
      - {name: Data Works, for: [data, other], start_date: 2019-01, end_date: 2019-10}
      - {name: Old Works, hidden: true}
  - type: skills
    title: Tools
    for: [ml]
    entries: [TeX, {name: Python, for: [data]}]
  - type: projects
    entries: [{name: Sluice, for: [data]}]
  - type: references
    entries: [{name: Bob Example, phone: +1 202 555 0177, email: bob@example.org}]
"""


@pytest.fixture
def tailor(tmp_path: Path) -> Tailor:
    """Return a function that returns the content as an edition with some settings prints it."""
    content = tmp_path / "resume.en.yaml"
    content.write_text(CONTENT, encoding="utf-8")
    resume = load_content(content).value
    assert resume is not None

    def _tailor(settings: str) -> Resume:
        file = tmp_path / "editions.yaml"
        file.write_text(f"en: {{content: resume.en.yaml, {settings}}}\n", encoding="utf-8")
        read = read_editions(file)
        assert read.ok, read.diagnostics
        (edition,) = read.value or ()
        made = tailored(resume, edition.tailoring)
        assert made.ok, made.diagnostics
        assert made.value is not None
        return made.value

    return _tailor


def _points(resume: Resume) -> list[str]:
    (employer, *_) = resume.sections[0].records()
    return [str(point.text) for point in employer.highlights]


def _names(resume: Resume) -> list[str]:
    return [str(getattr(e, "name", None)) for s in resume.sections for e in s.records()]


@pytest.mark.parametrize(
    ("settings", "points", "names"),
    [
        ("", "A C D", ["Tidewater Works", "Bob Example"]),
        ("audience: ml", "A, B of models, D", ["Tidewater Works", "None", "Bob Example"]),
        ("audience: data", "A C D", ["Tidewater Works", "Data Works", "Sluice", "Bob Example"]),
        ("audience: all", "A B C D", [
            *("Tidewater Works", "Data Works", "None", "Python", "Sluice", "Bob Example"),
        ]),
        ("audience: other", "A C D", ["Tidewater Works", "Data Works", "Bob Example"]),
    ],
)  # fmt: skip
def test_audience(tailor: Tailor, settings: str, points: str, names: list[str]) -> None:
    """An edition prints what is for its audience or for all; empty sections disappear."""
    resume = tailor(settings)

    assert _points(resume) == (points.split(", ") if "," in points else points.split())
    assert _names(resume) == names


def test_contacts(tailor: Tailor) -> None:
    """Contacts may be for an audience too."""
    assert len(tailor("").contacts) == 4
    assert [str(one.label) for one in tailor("audience: data").contacts].count("Office") == 1
    assert all(contact.url is None for contact in tailor("audience: ml").contacts)


def test_wordings(tailor: Tailor) -> None:
    """A text has the wording for the first of the audiences that has one, at its own place."""
    assert tailor("").headline == "Engineer"
    assert tailor("audience: ml").headline == "Engineer of models"
    resume = tailor("audience: [data, ml]")
    assert resume.headline == "Analyst"
    assert resume.headline.span.line == 3
    assert resume.sections[0].records()[0].position == "Model engineer"


SKILLS = """\
language: en
name: Ada Sample
sections:
  - type: projects
    entries: [{name: {text: Sluice, variants: {ml: Sluice models}}, date: 2020}]
  - type: skills
    entries:
      - name: {text: Tools, variants: {ml: Models}}
        level: {text: good, variants: {ml: expert}}
        keywords: [SQL, {text: R, variants: {ml: PyTorch}}]
      - {text: Reads charts, variants: {ml: Trains models}}
"""


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ("all", "Sluice, Tools, good, SQL, R, Reads charts"),
        ("ml", "Sluice models, Models, expert, SQL, PyTorch, Trains models"),
    ],
)
def test_wordings_of_entries(tmp_path: Path, audience: str, words: str) -> None:
    """The title of an entry, a skill, its level and its keywords have other wordings too."""
    content = tmp_path / "resume.yaml"
    content.write_text(SKILLS, encoding="utf-8")
    resume = load_content(content).value
    assert resume is not None

    made = tailored(resume, Tailoring((Typed(audience, Span(content)),)))

    assert made.value is not None
    project, *skills = (entry for section in made.value.sections for entry in section.records())
    assert ", ".join([project.name, *texts_of(skills)]) == words
    assert not made.diagnostics


@pytest.mark.parametrize(
    ("most", "points", "below"), [(1, "D", []), (2, "A D", []), (3, "A C D", ["C1", "C2", "C3"])]
)
def test_most(tailor: Tailor, most: int, points: str, below: list[str]) -> None:
    """Of each list an edition prints the highlights of the first priority, as they were typed."""
    resume = tailor(f"highlights: {{most: {most}}}")

    assert _points(resume) == points.split()
    employer = resume.sections[0].records()[0]
    assert [point.text for one in employer.highlights for point in one.highlights] == below


def test_order(tailor: Tailor) -> None:
    """Sections that are named come first, by type or title, and the others as they were typed."""
    resume = tailor("audience: all, order: [references, Tools]")

    assert [section.type for section in resume.sections] == [
        *("references", "skills", "experience", "projects")
    ]


@pytest.mark.parametrize("audience", ["ml", "data", "other"])
@pytest.mark.parametrize("title", ["Mills", "Models"])
def test_order_of_variants(tmp_path: Path, audience: str, title: str) -> None:
    """An order may name any wording of a title, whichever the edition prints."""
    content = tmp_path / "resume.yaml"
    sections = "[{type: text, title: One, text: A}, {type: text, title: %s, text: B}]"
    source = sections % "{text: Mills, variants: {ml: Models}}"
    content.write_text(f"language: en\nname: Ada Sample\nsections: {source}\n", encoding="utf-8")
    resume = load_content(content).value
    assert resume is not None
    place = Span(content)

    made = tailored(resume, Tailoring((Typed(audience, place),), order=(Typed(title, place),)))

    assert made.value is not None
    first, _ = made.value.sections
    assert first.title == ("Models" if audience == "ml" else "Mills")
    assert not [one for one in made.diagnostics if one.code == Code.VALUE_UNKNOWN]


@pytest.mark.parametrize(("key", "undated"), [("date", 0), ("start_date", 0), ("location", 1)])
def test_hidden_dates(tmp_path: Path, key: str, undated: int) -> None:
    """Dates that an edition hides are not missed."""
    content = tmp_path / "resume.yaml"
    content.write_text(CONTENT, encoding="utf-8")
    tailoring = Tailoring(hide=(Typed(key, Span(content)),))

    found = check_content(content, tailoring=tailoring).diagnostics

    assert [one.code for one in found].count(Code.STYLE_UNDATED) == undated


def test_hide(tailor: Tailor) -> None:
    """What is hidden is nowhere: contacts, sections, and keys of each entry."""
    resume = tailor("hide: [phone, url, location]")

    texts = [str(text) for text in texts_of(resume)]
    assert not [text for text in texts if "555" in text or "example.org/" in text]
    assert "Northmere" not in texts
    assert [str(contact.profile.username) for contact in resume.contacts if contact.profile]
    (bob,) = resume.sections[-1].records()
    assert (bob.phone, bob.email) == (None, "bob@example.org")
    hidden = tailor("hide: [text, references, contacts, experience, headline]")
    assert (hidden.sections, hidden.contacts, hidden.headline) == ([], [], None)


@pytest.mark.parametrize(
    ("contact", "summary", "cited"),
    [
        ("address: 東京都港区見本1-2-3", "私は東京都港区見本1-2-3に住む", "東京都港区見本1-2-3"),
        ("address: 北京市样例路七号", "我住在北京市样例路七号楼", "北京市样例路七号"),
        ("email: ada@example.org", "请写信至ada@example.org联系", "ada@example.org"),
        ("phone: +1 202 555 0143", "请拨打２０２－５５５－０１４３", "２０２－５５５－０１４３"),
        ("phone: +1 202 555 0143", "اتصل ٢٠٢ ٥٥٥ ٠١٤٣", "٢٠٢ ٥٥٥ ٠١٤٣"),
        ("phone: +1 202 555 0143 ext. 12", "Call 202-555-0143", "202-555-0143"),
        ("phone: +1 202 555 0143 分机 12", "Call 202-555-0143", "202-555-0143"),
        ("phone: +1 202 555 0143 x12", "Call 202-555-0143 x12", "202-555-0143"),
        ("address: 1 Quarry Street", "In 1 **Quarry** Street", "1 **Quarry** Street"),
        ("email: ada@example.org", "At **ada**@example.org", "ada**@example.org"),
        ("email: ada@example.org", "[Write](mailto:ada@example.org)", "ada@example.org"),
        ("email: ada@example.org", "At nada@example.org", None),
        ("email: a@b.c", "At a@b.c.", "a@b.c"),
        ("email: a@b.c", "At a@b.c.org", None),
        ("url: 'https://x.io'", "See x.io/me", "x.io"),
        ("profile: {network: Git, username: ada}", "See git.example.org/ada, Ada", "ada"),
        ("profile: {network: Git, username: ada}", "I am @ada there", "ada"),
        ("profile: {network: Git, username: ada}", "Ada wrote to bob@ada.org", None),
        ("profile: {network: Git, username: adasample}", "adasample wrote it", "adasample"),
        ("address: Rome", "In Rome", None),
        ("address: Northmere", "In Northmere", "Northmere"),
        ("address: 1 Quarry Street", "In 11 Quarry Street", None),
        ("phone: +1 202 555 0143", "Sold 2025550143999", None),
    ],
)
def test_hidden_printed(tmp_path: Path, contact: str, summary: str, cited: str | None) -> None:
    """What is hidden is found in a text: in any script, width and emphasis, without extension."""
    content = tmp_path / "resume.yaml"
    head = f"language: en\nname: Ada Sample\ncontacts: [{{{contact}}}]\n"
    # An employer in the town where the person lives, or named after it, is no finding.
    works = (
        "{type: experience, entries: [{name: Northmere Works, date: 2020, location: Northmere}]}"
    )
    source = f"{head}summary: '{summary}'\nsections: [{works}]\n"
    content.write_text(source, encoding="utf-8")
    resume = load_content(content).value
    assert resume is not None
    hide = (Typed("contacts", Span(content)),)

    found = tailored(resume, Tailoring(hide=hide)).diagnostics

    assert [one.message.split("`")[1] for one in found] == ([cited] if cited else [])


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", Severity.WARNING),
        ("public: true", Severity.ERROR),
        ("public: true, warn: [hidden-printed]", Severity.WARNING),
    ],
)
def test_hidden_printed_in_public(tmp_path: Path, settings: str, severity: Severity) -> None:
    """A public edition that prints what it hides is an error, unless it says otherwise itself."""
    content, editions = tmp_path / "resume.yaml", tmp_path / "editions.yaml"
    content.write_text(CONTENT + "summary: Call 202-555-0143\n", encoding="utf-8")
    editions.write_text(f"en: {{content: resume.yaml, hide: [phone], {settings}}}\n")

    def found() -> list[tuple[Code, Severity]]:
        return [
            (one.code, one.severity)
            for one in check_editions(editions).diagnostics
            if one.code == Code.HIDDEN_PRINTED
        ]

    assert found() == [(Code.HIDDEN_PRINTED, severity)]
    with content.open("a", encoding="utf-8") as file:
        file.write("ignore: [hidden-printed]\n")
    # What a content ignores for all is no leave to make it public.
    assert len(found()) == (severity is Severity.ERROR)


def test_tag_of_others(tmp_path: Path) -> None:
    """A tag that only an edition of another content has is unused, and the message says so."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(CONTENT, encoding="utf-8")
    editions = tmp_path / "editions.yaml"
    named = "one: {content: one.yaml, audience: [ml, data, other]}\ntwo: {content: two.yaml}\n"
    editions.write_text(named)

    found = [one for one in check_editions(editions).diagnostics if one.code == Code.TAG_UNUSED]

    assert {one.span and one.span.file.name for one in found} == {"two.yaml"}
    assert "no edition of this content has `ml` as its audience" in {one.message for one in found}


def test_content_of_no_edition(tmp_path: Path) -> None:
    """A content that neither an edition nor another file names is reported."""
    for name in ("resume.en", "resume.de", "resume.fr", "letter.acme.en"):
        (tmp_path / f"{name}.yaml").write_text(CONTENT, encoding="utf-8")
    editions = tmp_path / "editions.yaml"
    editions.write_text("# resume.fr.yaml is old\nen: {content: resume.en.yaml}\n")
    found = [one for one in check_editions(editions).diagnostics if one.code == Code.CONTENT_UNUSED]

    assert [one.span and one.span.file.name for one in found] == [
        "letter.acme.en.yaml",
        "resume.de.yaml",
    ]


def test_nothing_is_marked(tailor: Tailor) -> None:
    """What is printed knows nothing of editions: no tag, no other wording, no priority is left."""
    for settings in ("", "audience: all", "audience: [ml, data], highlights: {most: 2}"):
        resume = tailor(settings)

        for record in records_of(resume, Tagged):
            assert (record.for_, record.not_for, record.hidden) == ([], [], False)
            assert not record.model_fields_set & {"for_", "not_for", "variants", "priority"}
        assert not [text for text in texts_of(resume) if isinstance(text, Varied)]


def test_same(people: Path) -> None:
    """A résumé without marks is printed as it is."""
    resume = load_content(people / "all_sections.en.yaml").value
    assert resume is not None

    made = tailored(resume)

    assert (made.value, made.diagnostics) == (resume, ())


def test_hideable() -> None:
    """All that reaches a person can be hidden, and nothing that an entry can't be without."""
    assert {"phone", "email", "address", "url", "photo", "references", "scores"} <= hideable()
    assert not {"name", "title", "entries", "language", "for", "hidden"} & hideable()
