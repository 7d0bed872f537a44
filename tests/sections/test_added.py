"""A type of section is one file: put into the room of the sections, it works everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from made import pdftotext

if TYPE_CHECKING:
    from running import Site

MODULE = '''
"""Exhibitions of your works."""

from typing import Literal

from cvtex.document import Role
from cvtex.schema.fields import Some, Text, Url
from cvtex.schema.records import Dated, Described
from cvtex.sections.section_type import SectionType, Sorted


class Exhibition(Dated, Described):
    """An exhibition."""

    title: Text
    """The exhibition, which is the title of the entry. For example `Mills by Night`."""
    gallery: Text | None = None
    """Where it was shown."""
    artists: list[Text] = []
    """Who made them."""
    url: Url | None = None
    """A web page, linked from the title."""


class ExhibitionsSection(Sorted):
    """Exhibitions of your works."""

    type: Literal["exhibitions"]
    entries: Some[Exhibition]
    """The exhibitions, printed in your order."""


SECTION = SectionType(
    section=ExhibitionsSection,
    heading={"title": Role.PROJECT, "gallery": Role.ORGANISATION},
    synonyms="shows vernissages",
    key_synonyms={"museum venue": "gallery"},
    titles={"en": "Exhibitions", "zh": "展览"},
    json_keys={"gallery": "venue"},
    json_synonyms={"name": "title"},
    rendercv={"name": "title"},
)
'''

PRINTED = ("Mills by Night", "Saltmarsh Museum", "Bo Example")
HEAD = "name: Ada Sample\ncontacts: [{email: ada@example.org}]\nsections:\n"
ENTRIES = """\
    entries:
      - title: Mills by Night
        gallery: Saltmarsh Museum
        artists:
          - Ada Sample
          - Bo Example
        url: https://mills.example.org
        date: 2021-05
        highlights:
          - Twelve pictures
"""
WHOLE = f"language: en\n{HEAD}  - type: exhibitions\n{ENTRIES}"


@pytest.fixture
def added(site: Site) -> Site:
    """Return a copy of the program with a type of section more, and a content file that has one."""
    (site.package / "sections" / "exhibitions.py").write_text(MODULE, encoding="utf-8")
    (site.folder / "resume.yaml").write_text(WHOLE, encoding="utf-8")
    return site


def test_check(added: Site) -> None:
    """Its content is checked, and what was meant by another type or key is told."""
    assert added.run("check", "resume.yaml").said == "1 file: nothing to fix\n"

    slips = WHOLE.replace("exhibitions", "vernissages").replace("gallery", "museum")
    (added.folder / "resume.yaml").write_text(slips, encoding="utf-8")
    said = added.run("check", "resume.yaml").said

    assert "did you mean `exhibitions`?" in said
    assert "did you mean `gallery`?" in said


@pytest.mark.parametrize(
    ("language", "title"),
    [pytest.param("en", "Exhibitions", marks=pytest.mark.long), ("zh", "展览")],
)
def test_build(added: Site, language: str, title: str) -> None:
    """It is printed under its heading in the language of the file, and proven."""
    path = added.folder / "resume.yaml"
    path.write_text(WHOLE.replace("language: en", f"language: {language}"), encoding="utf-8")
    ran = added.run("build", "resume.yaml", "-o", "me.pdf")
    read = pdftotext(added.folder / "me.pdf")

    assert (ran.status, ran.err) == (0, "")
    assert [one in read for one in (title, *PRINTED)] == [True] * 4


@pytest.mark.long
def test_language_without_a_title(added: Site) -> None:
    """In a language for which it has no title, its English one is printed, with a warning."""
    french = WHOLE.replace("language: en", "language: fr")
    (added.folder / "resume.yaml").write_text(french, encoding="utf-8")
    said = added.run("check", "resume.yaml").said

    assert "resume.yaml:7:16: warning[language-unknown]: `exhibitions` has no heading in" in said


def test_json_resume(added: Site) -> None:
    """It goes to JSON Resume under its names there, and comes back as it was."""
    exported = added.run("export", "resume.yaml", "-o", "resume.json")
    items = json.loads((added.folder / "resume.json").read_text(encoding="utf-8"))["exhibitions"]
    imported = added.run("import", "resume.json", "-o", "again.yaml")
    again = (added.folder / "again.yaml").read_text(encoding="utf-8")

    assert (exported.status, exported.err) == (0, "")
    assert items == [
        {
            "title": "Mills by Night",
            "venue": "Saltmarsh Museum",
            "artists": ["Ada Sample", "Bo Example"],
            "url": "https://mills.example.org",
            "date": "2021-05",
            "highlights": ["Twelve pictures"],
        }
    ]
    assert (imported.status, imported.err) == (0, "")
    assert again.endswith(f"sections:\n  - type: exhibitions\n{ENTRIES}")


def test_document(added: Site) -> None:
    """It is read from a document of its own heading, each key as it was."""
    built = added.run("build", "resume.yaml", "-o", "me.docx")
    imported = added.run("import", "me.docx", "-o", "again.yaml", "--language", "en")
    again = (added.folder / "again.yaml").read_text(encoding="utf-8")

    assert (built.status, imported.status) == (0, 0)
    assert again.endswith(
        "  - type: exhibitions\n    entries:\n      - title: Mills by Night\n"
        "        gallery: Saltmarsh Museum\n        url: https://mills.example.org\n"
        "        date: 2021-05\n        summary: Ada Sample, Bo Example\n"
        "        highlights:\n          - Twelve pictures\n"
    )


@pytest.mark.long  # by day test_json_resume
def test_rendercv(added: Site) -> None:
    """Entries of RenderCV are taken for it by the title that stands above them."""
    (added.folder / "cv.yaml").write_text(
        "cv:\n  name: Ada Sample\n  sections:\n    shows:\n"
        "      - {name: Mills by Night, date: 2021-05}\n",
        encoding="utf-8",
    )
    said = added.run("import", "cv.yaml", "--language", "en").out

    assert "  - type: exhibitions\n    title: Shows\n    entries:\n      - title: Mills by" in said


def test_described(added: Site) -> None:
    """The JSON Schema and the docs have its keys, also in a new project."""
    made = added.run("new", "project")
    schema = json.loads((added.folder / "project/schema/resume.schema.json").read_text("utf-8"))
    page = added.run("schema", "sections").out

    assert made.status == 0
    assert schema["definitions"]["Exhibition"]["properties"]["gallery"]["description"] == (
        "Where it was shown."
    )
    assert '"const": "exhibitions"' in json.dumps(schema["properties"]["sections"])
    assert "## exhibitions\n\nExhibitions of your works.\n" in page
    assert "| `title` (required) | The exhibition, which is the title of the entry." in page
