"""The Document gives its leaves as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path

import pytest

from cvtex.design.theme import plain_design
from cvtex.diagnostics import Span
from cvtex.document import (
    CodeSpan,
    Document,
    Emphasis,
    Entry,
    Inline,
    Leaf,
    Link,
    Notes,
    Role,
    Strong,
    Text,
    plain,
)
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.sections import section_types

TYPES = set(section_types())


@pytest.fixture(params=["en", "zh"])
def document(request: pytest.FixtureRequest, people: Path) -> Document:
    """Return the Document of an invented person with every section, in each language."""
    return _document(people, request.param)


def _document(people: Path, language: str) -> Document:
    resume = load_content(people / f"all_sections.{language}.yaml").value
    assert resume is not None
    document = build_document(resume, plain_design()).value
    assert document is not None
    return document


def _leaves(value: object) -> Iterator[Leaf]:
    """Yield every leaf that a record holds, whatever its fields are called."""
    if isinstance(value, Leaf):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name))


def _entries(value: object) -> Iterator[Entry | Notes]:
    if isinstance(value, Entry | Notes):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _entries(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _entries(getattr(value, field.name))


def test_every_type(document: Document) -> None:
    """The invented person has a section of every type, so that what follows looks at all."""
    assert {section.kind for section in document.sections} == TYPES | {"summary"}


@pytest.mark.parametrize(
    ("language", "kind", "roles"),
    [
        (
            "en",
            "education",
            {
                Role.ORGANISATION: "University of Northmere",
                Role.DEGREE: "MSc, Hydraulics",
                Role.AREA: None,
                Role.DEPARTMENT: "School of Tides",
                Role.LOCATION: "Northmere",
            },
        ),
        ("zh", "education", {Role.DEGREE: "硕士", Role.AREA: "水力学", Role.POSITION: None}),
        ("en", "awards", {Role.AWARD: "Golden Sluice", Role.POSITION: "Team lead"}),
        (
            "en",
            "talks",
            {Role.EVENT: "Tide Mill Days", Role.LOCATION: "Northmere"},
        ),
    ],
)
def test_roles(people: Path, language: str, kind: str, roles: dict[Role, str | None]) -> None:
    """An entry knows what each text of its heading is."""
    document = _document(people, language)
    section = next(one for one in document.sections if one.kind == kind)
    entry = section.blocks[0]
    assert isinstance(entry, Entry)

    notes = [note for block in entry.blocks if isinstance(block, Notes) for note in block.items]
    texts = {note.role: note.text.text for note in notes if note.role}
    texts |= {field.role: field.leaf.text for field in entry.heading}
    assert {role: texts.get(role) for role in roles} == roles


def test_kinds_of_contacts(people: Path) -> None:
    """A contact knows what it is."""
    kinds = [contact.kind for contact in _document(people, "en").contacts]

    assert kinds == ["phone", "phone", "email", "email", "url", "address", "profile", "profile"]


def test_leaves(document: Document) -> None:
    """Every leaf of the Document is given exactly once, in the order of its fields."""
    leaves = list(document.leaves())

    assert len(leaves) > 100
    assert leaves == list(_leaves(document))


def test_numbers(document: Document) -> None:
    """Leaves are numbered from 1 in reading order, with no number left out."""
    numbers = [leaf.number for leaf in document.leaves()]

    assert numbers == list(range(1, len(numbers) + 1))


def test_lines(document: Document) -> None:
    """Lines give the same leaves in the same order, and none of them is empty."""
    lines = list(document.lines())

    assert all(lines)
    assert list(chain.from_iterable(lines)) == list(document.leaves())


def test_rows(document: Document) -> None:
    """An entry's heading is one line with its dates, and notes that share a line are one."""
    lines = list(document.lines())
    rows = [
        tuple(_leaves((entry.title, entry.details, entry.dates)))
        if isinstance(entry, Entry)
        else tuple(_leaves(entry))
        for entry in _entries(document)
    ]

    assert len(rows) > 20
    assert [row for row in rows if row not in lines] == []


def test_every_leaf_has_a_place(document: Document) -> None:
    """Every leaf knows the file, line and column that it comes from, also one that nobody typed."""
    spans = [leaf.span for leaf in document.leaves()]

    assert all(span.line > 0 and span.column > 0 and span.file.is_file() for span in spans)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((), ""),
        ((Text("a"), CodeSpan("b")), "ab"),
        ((Strong((Text("a"), Emphasis((CodeSpan("b"),)))), Text("c")), "abc"),
        ((Link((Text("a"), Strong((Text("b"),))), "https://example.org"),), "ab"),
    ],
)
def test_plain(content: tuple[Inline, ...], text: str) -> None:
    """The plain text is what is printed: neither marks nor addresses."""
    assert plain(content) == text
    assert Leaf(1, content, Span(Path("resume.yaml"))).text == text
