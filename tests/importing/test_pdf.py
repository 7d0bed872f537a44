"""A PDF of any program becomes a content file, of what a hiring system reads in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Dictionary, Encryption, Name, Pdf

from cvtex.ats.layout.pieces import Look, PageLayout, Pages, Piece
from cvtex.build.check import check_content
from cvtex.build.pipeline import make_pdf, write_source
from cvtex.editions.settings import Edition
from cvtex.importing.importing import Imported, import_file
from cvtex.importing.pdf import as_typed
from cvtex.locales import sample as sample_of
from made import Made

from .fields import recovered, shares, words_in

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


# The least share of the fields that come back, where it is less than that of most types; "" is the
# head.
SHARES = {"": 0.5, "skills": 0.85, "certificates": 0.8}


def test_round_trip(sample: Made, tmp_path: Path) -> None:
    """A PDF of ours gives back nearly all fields of each type of section, with each key."""
    before = (PEOPLE / f"{sample.pdf.parent.stem}.yaml").read_text(encoding="utf-8")
    _, _, missing = recovered(before, checked(imported(sample.pdf).text, tmp_path))

    kept = shares(before, missing)
    few = {kind: share for kind, share in kept.items() if share < SHARES.get(kind, 0.94)}
    assert few == {}, missing


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh-Hans", "de", "ja", "ko"])
def test_round_trip_of_samples(language: str, tmp_path: Path) -> None:
    """A PDF of the sample of a language gives back all fields but a few."""
    (tmp_path / "resume.yaml").write_text(sample_of(language), encoding="utf-8")
    edition = Edition(language, tmp_path / "resume.yaml")
    pdf = tmp_path / "resume.pdf"
    assert write_source(edition, tmp_path / "work").ok
    assert make_pdf(edition, tmp_path / "work", pdf).ok
    got, whole, missing = recovered(sample_of(language), checked(imported(pdf).text, tmp_path))

    assert whole - got <= 2, missing


PAGE = """BT /F 20 Tf 60 780 Td (Ada Sample) Tj /F 10 Tf 0 -20 Td (ada@example.org) Tj
/B 14 Tf 0 -30 Td (Experience) Tj /F 10 Tf 0 -20 Td (Example Works GmbH, Engineer, 2019 - 2021) Tj
20 -15 Td (Built a gate) Tj 0 -15 Td (Kept ) Tj /C 10 Tf [(nine ) 350] TJ
/F 10 Tf (mills) Tj
/B 14 Tf -20 -30 Td (Skills) Tj /F 10 Tf 0 -20 Td (Python) Tj ET
70 698 4 4 re f 70 683 4 4 re f 110 628 4 4 re f 120 628 4 4 re f"""


def test_drawn_page(tmp_path: Path) -> None:
    """A drawn bullet, as browsers print, begins a highlight; the dots of a rating do not.

    A space stays where the font changes, also if it is narrower than in its own font.
    """
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        fonts = {"/F": "/Helvetica", "/B": "/Helvetica-Bold", "/C": "/Courier"}
        page.obj.Resources = Dictionary(
            Font=Dictionary(
                {
                    name: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base))
                    for name, base in fonts.items()
                }
            )
        )
        page.obj.Contents = pdf.make_stream(PAGE.encode())
        pdf.save(tmp_path / "me.pdf")
    made = imported(tmp_path / "me.pdf", "en")

    assert "highlights:\n          - Built a gate\n          - Kept `nine` mills\n" in made.text
    assert "      - Python\n" in made.text


def test_characters() -> None:
    """Radicals that browsers write for Han of the same glyph are Han, and ligatures letters."""
    look = Look(10, bold=False, italic=False, family="", colour="")
    page = PageLayout(595, 842, (Piece("⼯程师⻢ Proﬁl", 0, 0, 40, 10, look),))

    (plain,) = as_typed(Pages((page,), whole=True)).pages
    assert plain.pieces[0].text == "工程师马 Profil"


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
