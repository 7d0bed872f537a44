"""Invented people's files of other formats, and the content files that they come to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cvtex.build.check import check_content
from cvtex.diagnostics import Severity
from cvtex.exchange.detection import FileFormat, recognise
from cvtex.exchange.language import guess_language, take_language
from cvtex.exchange.loading import read_values
from cvtex.exchange.publication_kind import guess_kind
from cvtex.importing.importing import import_file
from cvtex.report.text import render
from cvtex.source.typed import TypedMapping

from .conftest import Write

SAMPLES = {
    "json_resume.json": ["0:0", "6:5", "21:76", "34:78"],
    "rendercv.yaml": ["8:3", "37:9", "38:9", "53:15", "62:5"],
    "fresh.json": [
        *(),
        *(
            "0:0",
            "13:5",
            "28:5",
            "33:9",
            "51:55",
            "58:131",
            "58:27",
            "58:60",
            "61:66",
            "66:36",
            "67:73",
            "68:61",
            "68:89",
        ),
    ],
    "yaml_resume.yaml": ["8:14", "21:15", "39:18", "53:25", "55:36", "55:69"],
}
"""Where in each file something is left out, or the whole is guessed at."""


@pytest.mark.parametrize("name", SAMPLES)
def test_import(samples: Path, name: str) -> None:
    """Each sample becomes the content file beside it, and what has no place is told."""
    path = samples / name
    imported = import_file(path, verbose=True)

    assert imported.value
    assert imported.value.text == path.with_suffix(".expected.yaml").read_text(encoding="utf-8")
    assert {finding.severity for finding in imported.diagnostics} == {Severity.WARNING}
    assert sorted(
        f"{finding.span.line}:{finding.span.column}"
        for finding in imported.diagnostics
        if finding.span
    ) == sorted(SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_written(samples: Path, name: str) -> None:
    """A content file that was written has nothing wrong with it, and says what the file did."""
    written = check_content((samples / name).with_suffix(".expected.yaml"))
    direct = check_content(samples / name)

    assert written.ok, render(written.diagnostics)
    assert direct.ok, render(direct.diagnostics)
    assert written.value is not None
    assert direct.value is not None
    texts = [leaf.text for leaf in written.value.leaves()]
    assert texts == [leaf.text for leaf in direct.value.leaves()]


def test_language_asked_for(samples: Path) -> None:
    """The language that is asked for stands in the file, and nothing is said of a guess."""
    imported = import_file(samples / "json_resume.json", "en-GB")

    assert imported.value is not None
    assert "\nlanguage: en-GB\n" in imported.value.text
    assert "guessed" not in imported.value.text


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"basics": {"name": "Ada"}}, 0),
        ({"basics": {"name": "Ada"}, "language": "english"}, 0),
        ({"basics": {"name": "Ada"}, "language": "zh"}, 1),
        ({"name": "Ada", "sections": [], "language": "zh"}, 1),
    ],
)
def test_another_language_than_asked_for(
    write: Write, document: dict[str, object], told: int
) -> None:
    """What is asked for goes before what the file says, which is told where it differs."""
    imported = import_file(write(document), "English")

    assert imported.value is not None
    assert "\nlanguage: en\n" in imported.value.text
    assert len(imported.diagnostics) == told


@pytest.mark.parametrize(
    ("document", "shape"),
    [
        ({"basics": {}}, FileFormat.JSON_RESUME),
        ({"work": [], "skills": []}, FileFormat.JSON_RESUME),
        ({"cv": {}}, FileFormat.RENDERCV),
        ({"cv": None, "design": {}}, FileFormat.RENDERCV),
        ({"content": {"basics": {}}}, FileFormat.YAML_RESUME),
        ({"content": {}, "layouts": []}, FileFormat.YAML_RESUME),
        ({"content": {"work": []}, "layouts": []}, FileFormat.YAML_RESUME),
        ({"content": {"hello": "world"}}, None),
        ({"name": "Ada", "sections": []}, FileFormat.OWN),
        ({"name": "Ada", "sections": [], "work": []}, FileFormat.OWN),
        ({"name": "Ada", "language": "en"}, FileFormat.OWN),
        ({"content": "text"}, None),
        ({"hello": "world"}, None),
        ({}, None),
    ],
)
def test_shapes(write: Write, document: dict[str, object], shape: FileFormat | None) -> None:
    """A format is told by the shape of a file."""
    values, told = read_values(write(document))

    assert told is shape
    assert values.value is None or recognise(values.value) is shape


@pytest.mark.parametrize(
    ("document", "told", "guessed"),
    [
        ({"meta": {"language": "zh-hant-tw"}, "basics": {"name": "Ada"}}, "zh-Hant-TW", "en"),
        ({"basics": {"name": "Ada", "language": "EN_gb"}}, "en-GB", "en"),
        ({"cv": {"name": "Ada"}, "locale": {"language": "german"}}, "de", "en"),
        ({"cv": {"name": "Ada", "language": "de"}}, "de", "en"),
        ({"content": {"basics": {"name": "Ada", "language": "de"}}}, "de", "en"),
        ({"cv": {"name": "Ada"}, "locale": {"language": "mandarin_chinese"}}, "zh-Hans", "en"),
        ({"cv": {"name": "Ada"}, "locale": {"language": "simplified_chinese"}}, "zh-Hans", "en"),
        ({"basics": {"name": "张样例", "summary": "用Python与Rust写排程服务"}}, None, "zh-Hans"),
        (
            {"basics": {"name": "Ada Sample 张样例", "summary": "Builds mills in a town"}},
            None,
            "en",
        ),
        ({"basics": {"name": None}}, None, "en"),
    ],
)
def test_languages(
    write: Write, document: dict[str, object], told: str | None, guessed: str
) -> None:
    """A file's language is what it says, whichever way; else it is guessed from its letters."""
    values, _ = read_values(write(document))
    assert values.value is not None

    assert isinstance(values.value, TypedMapping)
    _, said = take_language(values.value)

    assert said == [told] * (told is not None)
    assert guess_language(values.value) == guessed


@pytest.mark.parametrize(
    ("publisher", "has_url", "has_doi", "kind"),
    [
        ("Journal of Samples", True, False, "journal"),
        ("虚构潮汐学报", False, False, "journal"),
        ("Proceedings of the Sluice Day", True, True, "conference"),
        ("arXiv", True, False, "preprint"),
        ("Tide Press", False, False, "book"),
        ("The Express", True, False, "online"),
        ("样例大学", False, False, "thesis"),
        ("", True, False, "online"),
        ("", True, True, "journal"),
        ("", False, False, "book"),
        ("Acme", False, False, "journal"),
    ],
)
def test_kinds(publisher: str, *, has_url: bool, has_doi: bool, kind: str) -> None:
    """What a publication is follows from who published it, and where it can be read."""
    assert guess_kind(publisher, has_url=has_url, has_doi=has_doi) == kind


def test_names_that_are_ours(write: Write) -> None:
    """A property that JSON Resume does not know is taken for the key of ours that it names."""
    award = {"title": "Golden Sluice", "startDate": "2020", "highlights": ["Quiet"], "role": "Crew"}
    path = write({"language": "en", "basics": {"name": "Ada"}, "awards": [award]})
    imported = import_file(path)

    assert not imported.diagnostics
    assert imported.value is not None
    for line in ("start_date: 2020", "role: Crew", "- Quiet"):
        assert line in imported.value.text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2016-06-30T00:00:00Z", "date: 2016-06-30"),
        ("2016-06-30T23:59:59.999+08:00", "date: 2016-06-30"),
        ("2016-06-30 00:00", "date: 2016-06-30"),
        ("2016-06-31T00:00:00Z", 'date: "*2016-06-31*"'),
        ("30 June 2016", "date: 2016-06-30"),
        ("June 2016", "date: 2016-06"),
        ("2016年6月", "date: 2016-06"),
        ("2015 - 2016", "date: 2015 - 2016"),
        ("迄今", "date: present"),
        ("Midsummer", 'date: "Midsummer"'),
    ],
)
def test_dates(write: Write, typed: str, written: str) -> None:
    """A date is written in one form; of a moment it is the day that was typed."""
    awards = [{"title": "A", "date": typed}]
    path = write({"language": "en", "basics": {"name": "Ada"}, "awards": awards})
    imported = import_file(path)

    assert imported.value is not None
    assert f"        {written}\n" in imported.value.text
    assert [finding.code for finding in imported.diagnostics] == (
        ["import-repaired"] if "06-31" in typed else []
    )


@pytest.mark.parametrize(
    ("dates", "written", "told"),
    [
        ({"date": "2020", "endDate": "2023"}, ["start_date: 2020", "end_date: 2023"], []),
        ({"date": "2020", "endDate": "2020"}, ["date: 2020"], []),
        ({"date": "2020", "startDate": "2020"}, ["start_date: 2020"], []),
        ({"date": "2020", "startDate": "2021"}, ["start_date: 2021"], ["date"]),
    ],
)
def test_date_beside_others(
    write: Write, dates: dict[str, str], written: list[str], told: list[str]
) -> None:
    """Of a date beside a start or an end an entry keeps what it can have, and the rest is told."""
    path = write(
        {"language": "en", "basics": {"name": "Ada"}, "certificates": [{"name": "Diver", **dates}]}
    )
    imported = import_file(path)

    assert imported.value is not None
    lines = [line.strip() for line in imported.value.text.splitlines() if "date: " in line]
    assert lines == written
    assert [finding.message for finding in imported.diagnostics] == [
        f"`{key}` is left out: the entry has a start, line 1" for key in told
    ]


def test_a_content_file_in_json(write: Write) -> None:
    """A content file may be JSON: it is checked as one, and written as YAML on import."""
    section = {"type": "text", "title": "Note", "text": "**Bold**"}
    path = write({"language": "en", "name": "Ada", "sections": [section]})
    imported = import_file(path)

    assert check_content(path).ok
    assert not imported.diagnostics
    assert imported.value is not None
    assert '        text: "**Bold**"' not in imported.value.text
    assert '    text: "**Bold**"' in imported.value.text


def test_a_yaml_of_json_resume(tmp_path: Path, samples: Path) -> None:
    """JSON Resume written as YAML is JSON Resume."""
    document = json.loads((samples / "json_resume.json").read_text(encoding="utf-8"))
    path = tmp_path / "json_resume.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")

    expected = (samples / "json_resume.expected.yaml").read_text(encoding="utf-8")
    made = import_file(path).value
    assert made
    assert made.text == expected.replace("json_resume.json", "json_resume.yaml")
