"""A PDF of any program becomes a content file, of what a hiring system reads in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Encryption, Pdf

from cvtex.build.check import check_content
from cvtex.build.pipeline import make_pdf, write_source
from cvtex.editions.settings import Edition
from cvtex.importing.importing import Imported, import_file
from cvtex.locales import sample as sample_of
from made import Made

from .fields import recovered, words_in

PEOPLE = Path(__file__).parents[1] / "people"
EXPECTED = Path(__file__).parent / "expected"


def imported(path: Path, language: str = "") -> Imported:
    """Return an import that has no error, and whose content file has none."""
    made = import_file(path, language)
    assert made.value, made.diagnostics
    return made.value


def checked(text: str, folder: Path) -> str:
    """Return the text of a content file that has no error."""
    (folder / "resume.yaml").write_text(text, encoding="utf-8")
    found = check_content(folder / "resume.yaml")
    assert found.ok, found.diagnostics
    return text


@pytest.mark.parametrize("page", ["article", "moderncv", "chinese"])
def test_other_programs(page: str, foreign: Callable[[str, str], Path], tmp_path: Path) -> None:
    """What is read is in our schema, and what was guessed has a comment above it."""
    made = imported(foreign(page, "xelatex"))

    expected = (EXPECTED / f"{page}.yaml").read_text(encoding="utf-8")
    assert checked(made.text, tmp_path) == expected


# The words of each page that a content file has in another form: usual headings, dates, degrees.
OTHERWISE = {
    "two_columns": "EXPERIENCE EDUCATION SKILLS CONTACT PROJECTS Present in",
    "points": "PROJECTS January February March today",
    "margin": "EXPERIENCE EDUCATION INTERESTS",
    "own_line": "EDUCATION January August September to",
    "twice": "Phone Education current in 1 2",
}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[] if page in ("two_columns", "points") else pytest.mark.long)
        for page in OTHERWISE
    ],
)
def test_nothing_is_lost(page: str, foreign: Callable[[str, str], Path], tmp_path: Path) -> None:
    """Each word of a page is in the content file, in any layout."""
    pdf = foreign(page, "xelatex")
    made = imported(pdf)

    assert sum(count.left_out for count in made.counts) == 0
    lost = words_in(pdf) - set(re.findall(r"\w+", checked(made.text, tmp_path)))
    assert lost == set(OTHERWISE[page].split())


def test_round_trip(sample: Made, tmp_path: Path) -> None:
    """A PDF of ours gives back nearly all fields, of a person with each section and each key."""
    before = (PEOPLE / f"{sample.pdf.parent.name}.yaml").read_text(encoding="utf-8")
    got, whole, missing = recovered(before, checked(imported(sample.pdf).text, tmp_path))

    assert got / whole > 0.93, missing


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh-Hans", "de"])
def test_round_trip_of_samples(language: str, tmp_path: Path) -> None:
    """A PDF of the sample of a language gives back all fields but two."""
    (tmp_path / "resume.yaml").write_text(sample_of(language), encoding="utf-8")
    edition = Edition(language, tmp_path / "resume.yaml")
    pdf = tmp_path / "resume.pdf"
    assert write_source(edition, tmp_path / "work").ok
    assert make_pdf(edition, tmp_path / "work", pdf).ok
    got, whole, missing = recovered(sample_of(language), checked(imported(pdf).text, tmp_path))

    assert whole - got <= 2, missing


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("scan", "the PDF has no text: to a machine it is a picture"),
        ("password", "the PDF is locked with a password"),
        ("cut", "the PDF is damaged, or has no page"),
        ("text", "this is not a PDF"),
    ],
)
def test_bad_files(bad: str, said: str, tmp_path: Path) -> None:
    """A PDF that can't be read is one error."""
    path = tmp_path / "me.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=Encryption(user="a", owner="b") if bad == "password" else False)
    if bad == "cut":
        path.write_bytes(path.read_bytes()[:40])
    elif bad == "text":
        path.write_bytes(b"name: Ada\n")
    made = import_file(path)

    assert made.value is None
    assert [finding.message for finding in made.diagnostics] == [said]
