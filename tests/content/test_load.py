from __future__ import annotations

import copy
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.content.explain import HINTS
from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, in_order
from cvtex.exchange.loading import load_content
from cvtex.paths import PACKAGE
from cvtex.report.text import render

from .conftest import Write

HEAD = "language: en\nname: Ada Sample\n"


def _findings(path: Path) -> list[Diagnostic]:
    loaded = load_content(path)
    assert not loaded.ok
    return in_order(loaded.diagnostics)


def _places(path: Path) -> list[str]:
    return [
        f"{finding.span.line}:{finding.span.column} {finding.code}"
        for finding in _findings(path)
        if finding.span
    ]


def _loaded(path: Path) -> Resume:
    loaded = load_content(path)
    assert loaded.ok, render(loaded.diagnostics)
    assert loaded.value is not None
    return loaded.value


# Each case begins with a comment that stands below an empty line.
BROKEN = {
    case.partition("\n")[0].partition("#!")[0].strip("# "): f"{case.rstrip()}\n{HEAD}"
    for case in (Path(__file__).parent / "broken.yaml").read_text().split("\n\n")[1:]
}


def _expected(source: str) -> list[str]:
    return [
        f"{number}:{finding.strip()}"
        for number, line in enumerate(source.splitlines(), 1)
        for finding in line.partition("#!")[2].split(",")
        if finding.strip()
    ]


@pytest.mark.parametrize("source", BROKEN.values(), ids=BROKEN.keys())
def test_broken(write: Write, source: str) -> None:
    """All that is wrong with a résumé is told, each at the line and column where it was typed."""
    assert _expected(source)
    assert _places(write(source)) == _expected(source)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (HEAD, "`sections: ...`"),
        (HEAD + "sections: [{type: hobbies}]\n", "`interests`"),
        (HEAD + "sections: [{type: work}]\n", "did you mean `experience`?"),
        (HEAD + "sections: [{type: Educaton}]\n", "did you mean `education`?"),
        (HEAD + "sections: [{typ: skills}]\n", "did you mean `type`?"),
        (HEAD + "sections: [hobbies]\n", "begin it with `type: interests`"),
        (HEAD + "sections: [{title: Work}]\n", "`type: ...`"),
        (HEAD + "headline: Ada: Sample\nsections: []\n", "in quotes"),
        (HEAD + "headline: {Ada: Sample}\nsections: []\n", "in quotes"),
        (
            HEAD + "sections: [{type: awards, entries: [{title: P, date: 2023.13}]}]\n",
            "2023, 2023-09, 2023-09-01 or present",
        ),
        (
            HEAD + "sections:\n  - type: publications\n    entries:\n"
            "      - {kind: letter, title: S, authors: [Ada]}\n",
            "`journal`",
        ),
        (HEAD + "sections: [{type: skills, entries: []}]\n", "add an item"),
        ("name: Ada Sample\nsections: []\n", "as `language: en` or `language: zh-Hans`"),
        (HEAD + "sections: {}\n", "begin each item with `-` and a space"),
        (
            HEAD + "sections: [{type: awards, entries: [{title: P, date: [2023]}]}]\n",
            "write 2023, 2023-09, 2023-09-01 or present",
        ),
        (HEAD + "contacts: [{email: [ada]}]\nsections: []\n", "as `ada@example.org`"),
        (HEAD + "contacts: [{url: {a: b}}]\nsections: []\n", "as `https://example.org`"),
        (
            HEAD + "contacts: {email: a@example.org}\nsections: []\n",
            "put `- ` before each key: `- email: a@example.org`",
        ),
        (HEAD + "contacts: [ada@example.org]\nsections: []\n", "`email: ada@example.org`"),
        (HEAD + "contacts: [+1 202 555 0143]\nsections: []\n", "`phone: +1 202 555 0143`"),
        (HEAD + "contacts: ['https://example.org']\nsections: []\n", "`url: https://example.org`"),
        (HEAD + "contacts: [7 Long Lane]\nsections: []\n", "`address: 7 Long Lane`"),
        (
            HEAD + "contacts: [{profile: ada}]\nsections: []\n",
            "`profile: {network: ..., username: ada}`",
        ),
        (
            HEAD + "sections: [{type: education, entries: [School]}]\n",
            "`institution: School`",
        ),
        (
            HEAD + "sections: [{type: list, title: T, entries: one}]\n",
            "begin the line below `entries:` with `-` and a space: `- one`",
        ),
        (
            HEAD + "sections: [{type: list, title: T, entries: [one, '']}]\n",
            "write the text, or remove the key",
        ),
        (HEAD + "sections:\n  -\n", "begin it with `type: ...`"),
        (
            HEAD + "sections: [{type: awards, entries: [{title: A, date: 1999, "
            "end_date: 2024}]}]\n",
            "keep `date`, or keep `start_date` and `end_date`",
        ),
        (
            HEAD + "sections: [{type: publications, entries: [{kind: article, title: T, "
            "authors: [A]}]}]\n",
            "did you mean `journal`?",
        ),
        (
            HEAD + "sections: [{type: publications, entries: [{kind: book, title: T, "
            "authors: [A], et_al: yes}]}]\n",
            "write `true`",
        ),
        ("# nothing yet\n", "`language: en`"),
    ],
)
def test_hint(write: Write, source: str, hint: str) -> None:
    """Each finding has a hint how to fix it."""
    assert any(hint in finding.hint for finding in _findings(write(source)))


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("", "0:0 content-empty"),
        ("# nothing yet\n", "0:0 content-empty"),
        ("Ada Sample\n", "0:0 content-type"),
        ("- Ada Sample\n", "0:0 content-type"),
        ("hosts:\n  root: [a\n", "0:0 import-shape"),
        ("name: [Ada\n", "0:0 import-shape"),
        (b"name: \xd5\xc5", "0:0 file-encoding"),
    ],
)
def test_no_resume(write: Write, source: str | bytes, places: str) -> None:
    """A file that is no résumé at all is one finding."""
    assert _places(write(source)) == [places]


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a finding and no exception."""
    assert _places(tmp_path / "resume.yaml") == ["0:0 file-missing"]


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("- Wrote: the first", 'put the whole text in quotes: `"Wrote: the first"`'),
        ("- 负责: 推荐算法", 'put the whole text in quotes: `"负责: 推荐算法"`'),
        ("- Tasks: many", 'put the whole text in quotes: `"Tasks: many"`'),
        (
            """- Wrote: 'the "first"'""",
            """put the whole text in quotes: `'Wrote: the "first"'`""",
        ),
        ('- Wrote: it\'s "so"', """put the whole text in quotes: `'Wrote: it''s "so"'`"""),
        ("- Wrote: one\n        and: two", "put the whole text in quotes"),
        ("- Wrote: one\n        highlights: [two]", "put the whole text in quotes"),
    ],
)
def test_colon_in_a_text(write: Write, item: str, hint: str) -> None:
    """A text with a colon, which YAML takes for a key, is one finding that shows the quotes."""
    source = f"sections:\n  - type: list\n    title: T\n    entries:\n      {item}\n"
    (finding,) = _findings(write(HEAD + source))

    assert finding.code == "yaml-colon"
    assert finding.span
    assert (finding.span.line, finding.span.column) == (7, 9)
    assert finding.hint == hint


@pytest.mark.parametrize(
    "section",
    [
        "{type: skills, entries: [{name: S, keywords: [Python: expert]}]}",
        "{type: skills, entries: [Python: expert]}",
        "{type: interests, entries: [Music: jazz]}",
        "{type: projects, entries: [{name: S, keywords: [Python: expert]}]}",
        "{type: education, entries: [{institution: S, courses: [Sums: 95]}]}",
        "{type: education, entries: [{institution: S, scores: [Average: 95]}]}",
        "{type: publications, entries: [{kind: book, title: T, authors: [Ada: Sample]}]}",
        "{type: experience, entries: [{name: S, highlights: [Wrote: it]}]}",
        "{type: list, title: T, entries: [{text: S, highlights: [Wrote: it]}]}",
    ],
)
def test_colon_wherever_a_text_may_stand(write: Write, section: str) -> None:
    """Wherever a bare text may stand, one that has come to be a mapping is known for one."""
    (finding,) = _findings(write(HEAD + f"sections: [{section}]\n"))

    assert finding.code == "yaml-colon"


@pytest.mark.parametrize(
    "item",
    [
        "{txt: one}",
        "{Wrote: one}",
        "{text: one, Wrote: two}",
        "{text: one, highlight: [two]}",
    ],
)
def test_mapping_with_a_slip(write: Write, item: str) -> None:
    """A mapping with a wrong key has a finding for the key, and no other."""
    source = f"sections: [{{type: list, title: T, entries: [{item}]}}]\n"
    codes = {finding.code for finding in _findings(write(HEAD + source))}

    assert "yaml-colon" not in codes
    assert "key-unknown" in codes


def test_every_error_of_the_models_has_a_hint() -> None:
    """No message of the schema itself is without a hint how to fix it."""
    found = re.compile(r'PydanticCustomError\(\s*"(\w+)"')
    rooms = ("schema", "sections", "content")
    sources = (path for room in rooms for path in (PACKAGE / room).rglob("*.py"))
    kinds = {kind for source in sources for kind in found.findall(source.read_text())}

    assert len(kinds) > 5
    # Those that are not in the table have a hint that depends on what was typed.
    assert kinds - {"text_type", "flag_type", "value_type", "value_unknown"} <= HINTS.keys()


def test_many_unknown_keys(write: Write) -> None:
    """However many keys are unknown, all are told, and soon."""
    keys = ", ".join(f"kee{number}: x" for number in range(1000))
    before = time.process_time()
    found = _findings(write(f"{HEAD}sections: [{{type: list, title: T, entries: [{{{keys}}}]}}]\n"))

    assert len([finding for finding in found if finding.code == "key-unknown"]) == 1000
    assert time.process_time() - before < 10


def test_findings_have_hints(write: Write) -> None:
    """Every finding has a hint how to fix it."""
    found = [finding for source in BROKEN.values() for finding in _findings(write(source))]

    assert [finding.code for finding in found if not finding.hint] == []


def test_no_python_in_messages(write: Write) -> None:
    """No message speaks of pydantic, of Python's types or of how the schema is made."""
    said = [
        f"{finding.message} {finding.hint}".lower()
        for source in BROKEN.values()
        for finding in _findings(write(source))
    ]

    assert said
    assert not [
        text
        for text in said
        if any(word in text for word in ("pydantic", "input should", "validation", "dict", "str "))
    ]


def test_least(write: Write) -> None:
    """A language, a name and no section are a résumé."""
    resume = _loaded(write(HEAD + "sections: []\n"))

    assert (resume.language, resume.name, resume.sections) == ("en", "Ada Sample", [])


def test_keys_left_empty(write: Write) -> None:
    """A key that was left empty is as one that is not there."""
    resume = _loaded(write(HEAD + "headline:\ncontacts:\nsummary:\nsections: []\n"))

    assert (resume.headline, resume.contacts, resume.summary) == (None, [], None)


@pytest.mark.parametrize("scalar", ["no", "1:30", "2023.10", "null", "~", "12", "true"])
def test_scalars(write: Write, scalar: str) -> None:
    """Texts are the strings that were typed, with the place where that was."""
    resume = _loaded(write(HEAD + f"headline: {scalar}\nsections: []\n"))

    assert resume.headline == scalar
    assert (resume.headline.span.line, resume.headline.span.column) == (3, 11)


def test_short_forms(write: Write) -> None:
    """Where an entry has one thing to say, a bare string says it."""
    source = """\
sections:
  - type: skills
    entries: [Draws samples., {name: Tools, keywords: [sieve]}]
  - type: interests
    entries: [Chess, {name: Music, keywords: [jazz]}]
  - type: education
    entries: [{institution: S, courses: [Sieves, {name: Sums, score: 95}]}]
  - type: publications
    entries: [{kind: book, title: T, authors: [Sample Society]}]
  - type: list
    title: Samples
    entries: [one, {text: two, highlights: [three, {text: four, highlights: [five]}]}]
"""
    skills, interests, education, publications, samples = (
        section.model_dump(exclude_defaults=True, by_alias=True)["entries"]
        for section in _loaded(write(HEAD + source)).sections
    )

    assert skills[0] == {"text": "Draws samples."}
    assert interests[0] == {"name": "Chess"}
    assert education[0]["courses"][0] == {"name": "Sieves"}
    assert publications[0]["authors"] == [{"name": "Sample Society"}]
    assert samples[1]["highlights"][0] == {"text": "three"}


JUNK = [None, "", "x", [], {}, [None], ["x"], [["x"]], {"x": "y"}, {"type": "text"}]


def _paths(value: object, path: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """Yield the way to each value inside another."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*path, index))


def _put(value: Any, path: tuple[int | str, ...], junk: object) -> object:  # noqa: ANN401 - YAML
    """Return a value with another in place of one inside it."""
    if not path:
        return junk
    copied = copy.copy(value)
    copied[path[0]] = _put(value[path[0]], path[1:], junk)
    return copied


@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_anything_anywhere(people: Path, write: Write, data: st.DataObject) -> None:
    """Whatever stands in place of a value, it is taken or it is a finding: never a crash."""
    whole = yaml.safe_load((people / "all_sections.en.yaml").read_text(encoding="utf-8"))
    path = data.draw(st.sampled_from(list(_paths(whole))))
    junk = data.draw(st.sampled_from(JUNK))
    source = yaml.safe_dump(_put(whole, path, junk), allow_unicode=True, default_style='"')
    loaded = load_content(write(source))

    assert loaded.ok or loaded.diagnostics
    assert all(finding.span and finding.message for finding in loaded.diagnostics)
