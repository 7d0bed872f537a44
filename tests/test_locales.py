"""Each language from its file: its sample is built and proven, and a new file adds a language."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from babel import Locale as BabelLocale
from babel.dates import format_date
from pypdfium2 import PdfDocument

from cvtex.exchange.language import guess_language
from cvtex.locales import known_locales, sample
from cvtex.source.typed import TypedMapping
from cvtex.source.yaml import read_yaml
from cvtex.wording.locale import find_locale
from made import pdftotext

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program, Site

SHOWN = ("de", "fr", "pl", "el", "ru", "th", "hi", "vi", "ar", "he")
"""Languages of each script and direction, and of the most accents."""


@pytest.mark.long
@pytest.mark.parametrize("tag", SHOWN)
def test_samples(program: Program, tag: str) -> None:
    """The sample of a language is built without a finding: every word is read back."""
    content = program.folder / "me.yaml"
    content.write_text(sample(tag), encoding="utf-8")
    ran = program.run("build", "me.yaml", "-o", "me.pdf")

    assert (ran.status, ran.err) == (0, "")
    assert "PDF/UA-1, PDF/A-2a" in ran.out


@pytest.mark.long  # by day tests/design/test_themes.py
def test_right_to_left(program: Program, people: Path) -> None:
    """A page of a language from right to left is mirrored, and its file is in reading order."""
    ran = program.run("build", people / "long.he.yaml", "-o", "me.pdf")
    assert (ran.status, ran.err) == (0, "")

    with PdfDocument(program.folder / "me.pdf") as pdf:
        page = pdf[0]
        width, text = page.get_width(), page.get_textpage()
        written = text.get_text_range()
        name, dates, bullet = (
            text.get_charbox(written.index(found))[0] for found in ("עדה", "10/2015", "•")
        )
    raw = pdftotext(program.folder / "me.pdf", "-raw")

    assert bullet > 0.8 * width
    assert name > 0.5 * width
    assert dates < 0.2 * width
    assert raw.index("ada@example.org") < raw.index("ada.example.org") < raw.index("ada-sample")


def test_guessed(tmp_path: Path) -> None:
    """The language of each sample is guessed from its texts."""
    wrong = {}
    for tag in known_locales():
        file = tmp_path / f"{tag}.yaml"
        file.write_text(sample(tag), encoding="utf-8")
        value = read_yaml(file).value
        assert isinstance(value, TypedMapping)
        guessed = guess_language(value.without("language"))
        if guessed.split("-")[0] != tag.split("-")[0]:
            wrong[tag] = guessed

    assert wrong == {}


@pytest.mark.parametrize("tag", known_locales())
def test_no_one_else(tag: str) -> None:
    """A sample is that of its own language."""
    language = sample(tag).partition("language: ")[2].partition("\n")[0]

    assert language.partition("-")[0] == tag.partition("-")[0]


def _table() -> str:
    """Return the table of the languages, as Markdown."""
    english = BabelLocale("en")
    rows = ["| tag | language | script | experience | dates |", "|---|---|---|---|---|"]
    for tag in known_locales():
        locale = find_locale(tag)
        assert locale is not None
        name = locale.babel.get_display_name(english)
        start = format_date(date(2021, 9, 1), locale.dates["month"], locale=locale.babel)
        dates = locale.range.format(start=start, end=locale.present)
        words = ("`" + tag + "`", name, locale.script, locale.sections["experience"], dates)
        rows.append("| " + " | ".join(map(str, words)) + " |")
    return "\n".join(rows)


def test_page(checkout: Path) -> None:
    """The page of the languages has all of them, with what they print."""
    page = checkout / "docs/languages.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition("<!-- table -->\n")
    known, _, after = rest.partition("<!-- end -->")
    if "CVTEX_RENEW" in os.environ:
        made = f"{before}<!-- table -->\n{_table()}\n<!-- end -->{after}"
        page.write_text(made, encoding="utf-8")
    else:
        assert known.strip() == _table(), "renew it: CVTEX_RENEW=1 ./bootstrap pytest this file"


NEW = """\
# Interlingua: a language that is new here.
script: Latn
title: "{name} – Curriculo"
photo: "Photo de {name}"
signature: "Signatura de {name}"
letter: plain
present: nunc
dates: {year: "y", month: "MM/y"}
range: "{start} – {end}"
label: "{label}:"
list: ", "
aside: "{text} ({aside})"
degree: "{degree}, {area}"
sections:
  summary: Summario
  education: Education
  experience: Experientia de labor
  projects: Projectos
  publications: Publicationes
  skills: Habilitates
  awards: Premios
  certificates: Certificatos
  languages: Linguas
  interests: Interesses
  volunteering: Labor voluntari
  references: Referentias
labels:
  supervisor: Supervisor
  mentor: Mentor
  programme: Programma
  courses: Cursos principal
  keywords: Parolas clave
  enclosures: Annexos
read:
  present: al presente
  headings:
    experience: mi labores
  keys:
    company: interprisa
---
# Ada Exemplo non existe.
language: ia
name: Ada Exemplo
sections:
  - type: experience
    entries:
      - name: Motores Exemplo
        position: Programmatrice
        start_date: 2020-09
        end_date: al presente
"""


def test_new_language(site: Site) -> None:
    """One file adds a language: `new`, a check, a build and a reading of its PDF know it."""
    file = site.package / "locales/ia.yaml"
    file.write_text(NEW, encoding="utf-8")

    made = site.run("new", "cv", "--language", "ia")
    content = site.folder / "cv/content/resume.ia.yaml"
    checked = site.run("check", content)
    built = site.run("build", content, "-o", "me.pdf")
    read = site.run("verify", "me.pdf")
    content.write_text(sample_with_slips(), encoding="utf-8")
    slips = site.run("check", content)

    assert (made.status, made.err) == (0, "")
    assert (checked.status, checked.err) == (0, "")
    assert (built.status, built.err) == (0, "")
    assert "experience" in read.out
    assert "2020-09 – present" in read.out
    assert "did you mean `experience`?" in slips.out
    assert "did you mean `name`?" in slips.out


def sample_with_slips() -> str:
    """Return the sample with a heading for a type, and a word of the language for a key."""
    slips = NEW.partition("\n---\n")[2].replace("type: experience", "type: mi labores")
    return slips.replace("- name: Motores", "- interprisa: Motores")


def test_word_that_is_missing(site: Site) -> None:
    """A file without a word says which, and one with a word that nobody reads says that."""
    wrong = NEW.replace("  skills: Habilitates\n", "").replace("mentor:", "mentors:")
    (site.package / "locales/ia.yaml").write_text(
        wrong.replace("{name} – Curriculo", "Curriculo"), encoding="utf-8"
    )
    ran = site.run("new", "cv", "--language", "ia")

    assert ran.status == 1
    assert "there is no word for `sections.skills`" in ran.err
    assert "there is no word for `labels.mentor`" in ran.err
    assert "ia.yaml:28:3: error[key-unknown]: no word is called `labels.mentors`" in ran.err
    assert "did you mean `mentor`?" in ran.err
    assert "ia.yaml:3:1: error[value-type]: `title` needs `{name}`" in ran.err
    assert not (site.folder / "cv").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NEW.partition("---\n")[0], "ia.yaml:1:1: error[key-missing]: there is no sample"),
        pytest.param("script: [Latn\n", "ia.yaml:1:9: error[yaml-bracket]", marks=pytest.mark.long),
    ],
    ids=["no sample", "no YAML"],
)
def test_file_that_is_no_language(site: Site, text: str, said: str) -> None:
    """A file without a sample, or that is no YAML, is an error in it, for its language alone."""
    (site.package / "locales/ia.yaml").write_text(text, encoding="utf-8")
    (site.folder / "ia.yaml").write_text(
        "language: ia\nname: Ada\nsections: []\n", encoding="utf-8"
    )
    made, checked = site.run("new", "cv", "--language", "ia"), site.run("check", "ia.yaml")
    other = site.run("new", "other", "--language", "en")

    assert (made.status, checked.status) == (1, 1)
    assert said in made.err
    assert said in checked.out
    assert (other.status, other.err) == (0, "")
