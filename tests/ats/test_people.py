"""What is read in a PDF of cvtex's is held against the YAML, field by field, in every theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cvtex.ats.model import ReadEntry, Reading
from cvtex.ats.reader import read_resume
from cvtex.document import Role, plain
from cvtex.locales import MODEL, words_of
from cvtex.markup import parse_markup
from cvtex.paths import latex_dir
from cvtex.sections import section_types

if TYPE_CHECKING:
    from made import Made

# Those of two columns have tests of their own: design/test_columns.py.
THEMES = sorted(
    theme.parent.name
    for theme in (latex_dir() / "themes").glob("*/theme.yaml")
    if theme.parent.name not in ("academic", "sidebar")
)
PERSONS = ("all_sections.en", "all_sections.zh", "long.en", "small.en", "small.zh")
# The roles of the texts that a field of an entry may be.
FIELDS = {
    "name": (Role.PROJECT, Role.AWARD, Role.CERTIFICATE, Role.PERSON),
    "organisation": (Role.ORGANISATION,),
    "role": (Role.POSITION,),
    "degree": (Role.DEGREE,),
    "place": (Role.LOCATION,),
}
# Types whose entries have fields that hiring systems know.
FIELDED = (
    *("education", "experience", "projects", "awards", "certificates", "volunteering"),
    "references",
)
# Types that hiring systems do not know, or take for others.
UNKNOWN = section_types().keys() - words_of(MODEL)["read"]["headings"].keys()
# What stands beside them in the heading, and could be anything.
DETAILS = ("area", "department", "email", "phone")
# What stands below the heading, beside a label or without.
BELOW = ("supervisor", "mentor", "programme", "summary", "reference")


@dataclass(frozen=True)
class Case:
    """A person's YAML, each scalar as it was typed, and what was read in the PDF."""

    person: str
    theme: str
    typed: dict[str, Any]
    reading: Reading

    def entries(self) -> Iterator[tuple[str, dict[str, Any], ReadEntry]]:
        """Yield each entry's type, its YAML, the keys of its employer among them, and the entry."""
        for typed, read in zip(self.typed["sections"], self.reading.sections, strict=True):
            if typed["type"] in FIELDED:
                wanted = list(_parts(typed["entries"]))
                assert len(read.entries) == len(wanted), (read.title, read.entries)
                for entry, found in zip(wanted, read.entries, strict=True):
                    yield typed["type"], entry, found


def _parts(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        rest = {key: value for key, value in entry.items() if key != "parts"}
        yield from ({**rest, **part} for part in entry.get("parts", [{}]))


# By day all sections in both languages, in the theme of other tests and in one that looks other
# than it, and a long text; each person in each theme by night.
BY_DAY = {
    *("all_sections.en-classic", "all_sections.zh-classic", "long.en-classic"),
    "all_sections.en-banner",
}
CASES = [
    pytest.param(
        (who, theme),
        id=f"{who}-{theme}",
        marks=[] if f"{who}-{theme}" in BY_DAY else pytest.mark.long,
    )
    for who in PERSONS
    for theme in THEMES
]


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, built: Callable[[str, str], Made], people: Path) -> Case:
    """Return each person in each theme."""
    person, theme = request.param
    reading = read_resume(built(person, theme).pdf).value
    assert reading is not None
    text = (people / f"{person}.yaml").read_text(encoding="utf-8")
    typed = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - scalars stay strings
    if "summary" in typed:
        typed["sections"].insert(0, {"type": "summary", "text": typed["summary"]})
    return Case(person, theme, typed, reading)


def _text(typed: str) -> str:
    """Return what is printed of a text, without the spaces beside Chinese: xeCJK sets them."""
    han = "[^\x00-\u2fff]"
    text = " ".join(plain(parse_markup(typed)).split())
    return re.sub(rf"(?<={han}) | (?={han})", "", text)


def _read(text: str | None) -> str | None:
    return text and _text(text.replace("\\", "\\\\").replace("*", "\\*").replace("`", "\\`"))


def _flat(highlights: list[Any]) -> Iterator[str]:
    for one in highlights:
        if isinstance(one, str):
            yield _text(one)
        else:
            yield _text(one["text"])
            yield from _flat(one.get("highlights", []))


def test_person(case: Case) -> None:
    """The name, every e-mail address and every telephone number are read, and no other."""
    contacts = case.typed.get("contacts", [])

    assert case.reading.name == case.typed["name"]
    assert list(case.reading.emails) == [one["email"] for one in contacts if "email" in one]
    assert list(case.reading.phones) == [one["phone"] for one in contacts if "phone" in one]


def test_links(case: Case) -> None:
    """Every address of the person's on the web is read."""
    contacts = case.typed.get("contacts", [])
    urls = {one["url"] for one in contacts if "url" in one}
    profiles = [one["profile"] for one in contacts if "profile" in one]

    assert urls | {one["url"] for one in profiles if "url" in one} <= set(case.reading.links)


def test_header(case: Case) -> None:
    """The headline stands before the sections, whole."""
    header = [_read(text) for text in case.reading.header]

    assert _text(case.typed.get("headline", "")) in ("", *header)


def test_sections(case: Case) -> None:
    """Each section is read under its title, in its place, and its type if the title is known."""
    sections = case.reading.sections
    typed = case.typed["sections"]
    titled = [(one.get("title"), read.title) for one, read in zip(typed, sections, strict=True)]
    kinds = [(one["type"], read.kind) for one, read in zip(typed, sections, strict=True)]

    assert [read for title, read in titled if title not in (None, read)] == []
    assert [kind for type_, kind in kinds if kind != type_ and type_ not in UNKNOWN] == []


def test_fields(case: Case) -> None:
    """Each entry has its name, organisation, role, degree and place, and none that is not its."""
    for type_, typed, found in case.entries():
        roles = {role: typed.get(key) for key, role in section_types()[type_].heading.items()}
        wanted = {
            field: next(filter(None, map(roles.get, of)), None) for field, of in FIELDS.items()
        }
        read = {field: _read(getattr(found, field)) for field in FIELDS}
        # In English the two are printed as one text, which is read as one or as two.
        read["degree"] = (read["degree"] or "").removesuffix(f", {typed.get('area')}") or None

        assert read == wanted


def test_details(case: Case) -> None:
    """What else the heading has stands in the details, each whole."""
    for _, typed, found in case.entries():
        wanted = [typed[key] for key in DETAILS if key in typed]
        read = [_read(text) for text in found.details]
        studied = _read(found.degree) == f"{typed.get('study_type')}, {typed.get('area')}"

        assert [*([typed["area"]] if studied else []), *read] == wanted


def test_dates(case: Case) -> None:
    """Each entry has its first date and its last, to the month."""
    for _, typed, found in case.entries():
        lone = typed.get("date")
        # Of other words there is a year in it, which is what a machine takes.
        year = re.search(r"(?:19|20)\d\d", lone) if lone and not lone[:4].isdigit() else None
        end = year[0] if year else lone or typed.get("end_date")

        wanted = [date[:7] if date else date for date in (typed.get("start_date"), end)]
        assert [found.start, found.end] == wanted
        if year:
            assert _read(found.dates) == lone


def test_highlights(case: Case) -> None:
    """Each highlight of each entry is read whole and in its place, those below others too."""
    for _, typed, found in case.entries():
        assert [_read(one) for one in found.highlights] == list(_flat(typed.get("highlights", [])))


def test_below(case: Case) -> None:
    """What stands below an entry's heading is among its text."""
    for _, typed, found in case.entries():
        text = "\n".join(filter(None, map(_read, found.text)))
        courses = [one if isinstance(one, str) else one["name"] for one in typed.get("courses", [])]
        wanted = [*(typed[key] for key in BELOW if key in typed), *courses]

        assert [one for one in wanted if one not in text] == []


def test_texts(case: Case) -> None:
    """Skills, languages, lists and paragraphs are read in their sections, each as a text."""
    for typed, read in zip(case.typed["sections"], case.reading.sections, strict=True):
        texts = [_read(text) for text in read.text]
        if typed["type"] == "list":
            assert texts == list(_flat(typed["entries"]))
        elif typed["type"] in ("skills", "languages", "interests"):
            words = [list(_words(one)) for one in typed["entries"]]
            assert len(texts) == len(words)
            for text, wanted in zip(texts, words, strict=True):
                assert [word for word in wanted if word not in (text or "")] == []
        elif typed["type"] == "publications":
            told = [
                one[key] for one in typed["entries"] for key in ("title", "summary") if key in one
            ]
            assert [one in (text or "") for one, text in zip(told, texts, strict=True)] == (
                [True] * len(told)
            )


def test_paragraphs(case: Case) -> None:
    """A text is read in its paragraphs, each whole."""
    for typed, read in zip(case.typed["sections"], case.reading.sections, strict=True):
        if typed["type"] in ("text", "summary"):
            wanted = [_text(one) for one in typed["text"].split("\n\n")]
            assert [_read(text) for text in read.text] == wanted


def test_words_of_texts(case: Case) -> None:
    """Each word of a text is read, in its order, however its paragraphs are parted."""
    for typed, read in zip(case.typed["sections"], case.reading.sections, strict=True):
        if typed["type"] in ("text", "summary"):
            assert "".join("".join(read.text).split()) == "".join(_text(typed["text"]).split())


def _words(entry: Any) -> Iterator[str]:  # noqa: ANN401 - whatever stands in the YAML
    if isinstance(entry, str):
        yield _text(entry)
    else:
        for key in ("name", "level", "language", "fluency"):
            yield from [entry[key]] if key in entry else []
        yield from entry.get("keywords", [])
