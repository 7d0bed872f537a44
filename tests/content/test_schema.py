"""docs/schema.md says what the schema is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from cvtex.content.resume import PhotoModel, Resume
from cvtex.design.theme import plain_design
from cvtex.document import Document, Entry
from cvtex.editions.build import build_document
from cvtex.editions.settings import KEYS
from cvtex.exchange.loading import load_content
from cvtex.paths import FormName
from cvtex.report.text import render
from cvtex.schema.contacts import ContactModel, Profile
from cvtex.schema.records import HighlightModel
from cvtex.sections.awards import AwardsSection

from .conftest import Write, every_record

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "schema.md").read_text(encoding="utf-8")
TYPES = (DOCS / "sections.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)[-1]

# The models whose keys stand below a heading, in the order of its tables.
TABLES: dict[str, tuple[type[BaseModel], ...]] = {
    "The file": (Resume,),
    "Contacts": (ContactModel, Profile),
    "Photo": (PhotoModel,),
    "Sections": (AwardsSection,),
    "Highlights": (HighlightModel,),
}


def _below(heading: str) -> str:
    """Return what stands below a heading, up to the next."""
    return re.split(rf"^#+ {re.escape(heading)}\n", PAGE, flags=re.MULTILINE)[1].partition("\n#")[0]


def _rows(heading: str) -> list[list[tuple[list[str], str]]]:
    """Return each table below a heading: of each row the keys, and what they hold."""
    tables = re.findall(r"(?:^\|.*\n)+", _below(heading), flags=re.MULTILINE)
    return [
        [
            (re.findall(r"`(\w+)`", row.split("|")[1]), row.split("|")[2].strip())
            for row in table.splitlines()[2:]
        ]
        for table in tables
    ]


def _keys(described: type[BaseModel]) -> list[str]:
    return sorted(field.alias or name for name, field in described.model_fields.items())


@pytest.mark.parametrize("heading", TABLES)
def test_tables(heading: str) -> None:
    """The table of each record has all of its keys, and no other."""
    tables = [sorted(key for keys, _ in rows for key in keys) for rows in _rows(heading)]

    assert tables == [_keys(described) for described in TABLES[heading]]


@pytest.mark.parametrize("heading", TABLES)
def test_required(heading: str) -> None:
    """What the tables call required is what the schema requires."""
    for rows, described in zip(_rows(heading), TABLES[heading], strict=True):
        said = {key for keys, what in rows for key in keys if what.startswith("required")}

        assert said == {
            field.alias or name
            for name, field in described.model_fields.items()
            if field.is_required()
        }


def test_every_field() -> None:
    """Every key of every record stands on a page, also of those that have no table."""
    records = every_record()
    keys = {key for record in records for key in _keys(record)}

    assert len(records) > 30
    assert [key for key in sorted(keys) if f"`{key}`" not in PAGE + TYPES] == []


def test_links() -> None:
    """Every link of the page leads to one of its headings."""
    headings = re.findall(r"^#+ (.*)$", PAGE, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([^)]*)\)", PAGE))

    assert linked
    assert linked <= anchors


def test_keys_of_editions() -> None:
    """Every key of an edition stands on the page of editions."""
    page = (DOCS / "editions.md").read_text(encoding="utf-8")

    assert [key for key in KEYS if f"| `{key}`" not in page and f", `{key}` |" not in page] == []


def _document(path: Path) -> Document:
    """Return the Document of a content file in which nothing is wrong."""
    loaded = load_content(path)
    assert loaded.value is not None, render(loaded.diagnostics)
    built = build_document(loaded.value, plain_design())
    assert not loaded.diagnostics + built.diagnostics
    assert built.value is not None
    return built.value


def test_example(write: Write) -> None:
    """The example is a résumé without a fault, and all of its sections are printed."""
    document = _document(write(EXAMPLE))

    kinds = ["summary", *re.findall(r"- type: (\w+)", EXAMPLE)]
    assert [section.kind for section in document.sections] == kinds


def test_printed_example(write: Write) -> None:
    """The references on the page are what is printed of the publication in the example."""
    table = re.findall(
        r"^\| `(\w+)` \| .* \| (.*\.) \|$",
        _below("How a publication is printed"),
        flags=re.MULTILINE,
    )

    assert {form for form, _ in table} == set(get_args(FormName))
    for form, printed in table:
        source = EXAMPLE.replace("type: publications", f"type: publications\n    form: {form}")
        leaves = _document(write(source)).leaves()
        assert printed.replace("*", "") in {leaf.text for leaf in leaves}


def test_dates(write: Write) -> None:
    """The table of dates is what is printed."""
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \|$", _below("Dates"), flags=re.MULTILINE)
    printed = []
    for language in ("en", "zh"):
        source = f"language: {language}\nname: A\nsections:\n  - type: awards\n    entries:\n"
        source += "".join(f"      - {{title: Prize, date: {typed}}}\n" for typed, _, _ in rows)
        blocks = _document(write(source)).sections[0].blocks
        dates = (block.dates for block in blocks if isinstance(block, Entry))
        printed.append([leaf.text for leaf in dates if leaf])

    assert len(rows) == 13
    assert printed == [[english for _, english, _ in rows], [chinese for _, _, chinese in rows]]
