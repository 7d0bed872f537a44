"""Notes for the interview are printed in an edition that asks for them, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.content.resume import Resume
from cvtex.design.theme import plain_design
from cvtex.diagnostics import Span
from cvtex.document import Document, settled
from cvtex.editions.build import build_document
from cvtex.editions.settings import read_editions
from cvtex.editions.tailored import tailored
from cvtex.editions.tailoring import Tailoring
from cvtex.exchange.export.exporting import export_file
from cvtex.exchange.loading import load_content
from cvtex.paths import latex_dir
from cvtex.report.text import render
from cvtex.schema.fields import Record
from cvtex.schema.tags import Noted
from cvtex.schema.texts import records_of
from cvtex.sections import section_types
from cvtex.source.typed import Typed
from cvtex.verify.readback.text_files import check_text
from cvtex.writers import writer
from made import pdftotext

THEMES = sorted(path.name for path in (latex_dir() / "themes").iterdir())
NOTES = Tailoring(notes=True)

ENGLISH = """\
language: en
name: Ada Sample
sections:
  - type: experience
    notes: Begin with the newest
    entries:
      - name: Tidewater Works
        start_date: 2020-01
        end_date: 2021-01
        notes: |
          Nine mills, of which two stood still when I came, and none when I left after a year of it

          Led by Ida
        highlights:
          - text: Built a gate
            notes: [Of *oak*, Ask for the price]
            highlights: [Two of them]
        parts: [{position: Clerk, notes: In winter}]
  - type: skills
    entries:
      - {name: Languages, keywords: [Rust], notes: Since 1.0}
      - {name: Crafts, level: good, notes: Carved the sign}
      - {text: Reads charts, notes: At night}
  - type: references
    entries: [{name: Bob Example, phone: +1 202 555 0177, notes: Call first}]
"""
HEBREW = """\
language: he
name: עדה לדוגמה
sections:
  - type: experience
    notes: להתחיל מהאחרונה
    entries:
      - name: מערכות דוגמה
        start_date: 2020-01
        end_date: 2021-01
        notes: [תשע טחנות]
        highlights: [{text: בניתי שער, notes: מעץ}]
  - type: skills
    entries: [{name: שפות, keywords: [Rust], notes: מאז 1.0}]
"""
PEOPLE = {"en": ENGLISH, "he": HEBREW}


def _noted(resume: Resume) -> Resume:
    """Return a résumé with a note at all that may have one, each at a place of its own."""
    lines = iter(range(10_000, 20_000))

    def note(value: object) -> object:
        if isinstance(value, list):
            return [note(item) for item in value]
        if not isinstance(value, Record):
            return value
        update = {name: note(field) for name, field in value}
        if isinstance(value, Noted):
            line = next(lines)
            update["notes"] = [Typed(f"Note {line}", Span(Path("resume.yaml"), line, 1))]
        return value.model_copy(update=update)

    made = note(resume)
    assert isinstance(made, Resume)
    return made


def _document(resume: Resume, tailoring: Tailoring) -> Document:
    printed = tailored(resume, tailoring)
    assert printed.value is not None
    built = build_document(printed.value, plain_design())
    assert built.value is not None
    assert not built.diagnostics, built.diagnostics
    return built.value


def test_everywhere(people: Path) -> None:
    """Sections, entries, parts, highlights and skills may have notes; each is printed once."""
    resume = load_content(people / "all_sections.en.yaml").value
    assert resume is not None
    noted = _noted(resume)
    given = [note for record in records_of(noted, Noted) for note in record.notes]
    assert {*map(type, records_of(noted, Noted))} >= {
        kind
        for section in section_types().values()
        for kind in (section.section, section.entry)
        if kind is not None
    }

    document = _document(noted, NOTES)

    printed = [leaf.text for leaf in document.leaves() if leaf.text.startswith("Note 1")]
    assert sorted(printed) == sorted(given)
    assert all(leaf.number == number for number, leaf in enumerate(document.leaves(), 1))
    assert settled(_document(noted, Tailoring())) == settled(_document(resume, Tailoring()))


def test_below_their_line(tmp_path: Path) -> None:
    """A note follows the line that it belongs to; each paragraph of it is one."""
    document = _document(_load(tmp_path, ENGLISH), NOTES)

    assert [" | ".join(leaf.text for leaf in line) for line in document.lines()] == [
        "Ada Sample",
        "Experience",
        "Begin with the newest",
        "Tidewater Works | Jan 2020 – Jan 2021",
        "Nine mills, of which two stood still when I came, and none when I left after a year of it",
        "Led by Ida",
        "Built a gate",
        "Of oak",
        "Ask for the price",
        "Two of them",
        "Clerk",
        "In winter",
        "Skills",
        "Languages: | Rust",
        "Since 1.0",
        "Crafts (good)",
        "Carved the sign",
        "Reads charts",
        "At night",
        "References",
        "Bob Example | +1 202-555-0177",
        "Call first",
    ]


def _load(folder: Path, source: str) -> Resume:
    file = folder / "resume.yaml"
    file.write_text(source, encoding="utf-8")
    resume = load_content(file).value
    assert resume is not None
    return resume


@pytest.mark.parametrize("name", ["txt", "html"])
def test_other_formats(tmp_path: Path, name: str) -> None:
    """A text or a page of such an edition has the notes too, each at its place."""
    document = _document(_load(tmp_path, ENGLISH), NOTES)
    chosen = writer(name)

    written = chosen.write(document)

    assert chosen.read
    assert not check_text(chosen.read(written), document, tmp_path / f"en.{name}")


@pytest.mark.parametrize("audience", [None, "all"])
def test_nowhere_else(tmp_path: Path, audience: str | None) -> None:
    """An edition that does not ask for notes, also one for all, has none; nor has an export."""
    resume = _load(tmp_path, ENGLISH)
    tags = (Typed(audience, resume.name.span),) if audience else ()

    made = tailored(resume, Tailoring(tags)).value
    exported = export_file(tmp_path / "resume.yaml")

    assert made is not None
    assert [note for record in records_of(made, Noted) for note in record.notes] == []
    assert "notes" not in made.model_dump_json(exclude_unset=True)
    assert exported.value is not None
    assert "Rust" in exported.value
    assert not re.search("notes|Since 1.0|In winter|At night", exported.value)
    assert "for an audience" not in render(exported.diagnostics)


@pytest.mark.parametrize(
    ("theme", "language", "options"),
    [
        pytest.param(theme, language, options, marks=[] if is_short else pytest.mark.long)
        for theme in THEMES
        for language in PEOPLE
        for options in ("", "skills: grid", "skills: labels")
        for is_short in [(theme, language, options) == ("classic", "he", "")]
    ],
)
def test_proven(tmp_path: Path, theme: str, language: str, options: str) -> None:
    """A PDF with notes is proven in each theme; notes are smaller than what they belong to."""
    (tmp_path / "resume.yaml").write_text(PEOPLE[language], encoding="utf-8")
    keys = f"content: resume.yaml, theme: {theme}, design: {{{options}}}, notes: true"
    (tmp_path / "editions.yaml").write_text(f"en: {{{keys}}}\n", encoding="utf-8")
    (edition,) = read_editions(tmp_path / "editions.yaml").value or ()
    assert write_source(edition, tmp_path / "work").ok

    made = make_pdf(edition, tmp_path / "work", tmp_path / "en.pdf")

    assert made.ok, made.diagnostics
    boxes = pdftotext(tmp_path / "en.pdf", "-bbox")
    tall = {
        word: float(bottom) - float(top)
        for top, bottom, word in re.findall(r'yMin="(.+?)".* yMax="(.+?)">(.+?)</word>', boxes)
    }
    # A name, and a number in a note to it.
    assert tall["1.0"] < tall["Rust"]
