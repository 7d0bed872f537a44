"""Every text that a person typed is in the Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.design.theme import plain_design
from cvtex.document import (
    Role,
    plain,
)
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.markup import parse_markup
from cvtex.report.text import render
from cvtex.sections import certificates
from cvtex.source.typed import Typed, Value
from cvtex.source.yaml import read_yaml

from .conftest import Check
from .printed import links_in

HEAD = "language: en\nname: Ada Sample\n"


def _typed(value: Value, key: str = "") -> Iterator[tuple[str, Typed]]:
    """Yield every text that was typed, each with its key."""
    if isinstance(value, Typed):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _typed(item, key)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _typed(inner, str(name))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_lost(people: Path, language: str) -> None:
    """Every text that a person typed is printed, and every address can be reached."""
    path = people / f"all_sections.{language}.yaml"
    resume, read = load_content(path).value, read_yaml(path).value
    assert resume is not None
    assert read is not None
    built = build_document(resume, plain_design())
    assert built.ok, render(built.diagnostics)
    assert built.value is not None
    leaves = list(built.value.leaves())
    text = "\n".join(leaf.text for leaf in leaves).casefold()
    targets = {link.url for leaf in leaves for link in links_in(leaf.content)}
    # Dates are printed in words, and the rest is no text.
    silent = {"language", "type", "kind", "form", "sort", "self", "et_al", "ignore"}
    silent |= {"date", "start_date", "end_date"}
    typed = list(_typed(read))
    wanted = [
        plain(parse_markup(" ".join(part.split()))).casefold()
        for key, value in typed
        if key not in silent | {"url"}
        for part in re.split(r"\n\s*\n", value)
    ]

    assert len(wanted) > 100
    assert [part for part in wanted if part not in text] == []
    assert {str(value) for key, value in typed if key == "url"} <= targets
    assert all(value.casefold() in text for key, value in typed if key == "date" and value.quoted)


def _scalar(text: str) -> str:
    """Return a text between double quotes, as YAML reads it."""
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


# A résumé whose every text is `TEXT`.
EVERYWHERE = """\
language: en
name: TEXT
headline: TEXT
summary: TEXT
contacts:
  - {phone: TEXT, label: TEXT}
  - {address: TEXT}
  - {profile: {network: TEXT, username: TEXT}}
  - {profile: {network: TEXT, username: TEXT, url: "https://example.org"}}
sections:
  - type: education
    title: TEXT
    entries: [{institution: TEXT, url: tel:1, courses: [{name: TEXT, score: TEXT}], scores: [TEXT]}]
  - {type: experience, entries: [{name: TEXT, supervisor: TEXT, summary: TEXT}]}
  - {type: projects, entries: [{name: TEXT, keywords: [TEXT, TEXT]}]}
  - {type: skills, entries: [TEXT, {name: TEXT, level: TEXT, keywords: [TEXT]}]}
  - {type: list, title: TEXT, entries: [{text: TEXT, highlights: [TEXT]}]}
  - {type: text, title: TEXT, text: TEXT}
  - {type: references, entries: [{name: TEXT, phone: TEXT, reference: TEXT}]}
  - type: publications
    entries:
      - {kind: journal, authors: [TEXT], title: TEXT, venue: TEXT, year: TEXT}
      - {kind: book, authors: [{family: TEXT, given: TEXT, self: true}], title: TEXT}
  - {type: awards, entries: [{title: TEXT, date: "x TEXT"}]}
"""


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n\t\r\x85"),
    min_size=1,
).filter(lambda text: text.strip() and not re.search("\ufeff", text))


@settings(max_examples=settings().max_examples // 2)
@given(text=texts)
def test_any_text(check: Check, text: str) -> None:
    """Whatever is typed for a text, a Document is made, each of whose leaves is one line."""
    source = EVERYWHERE.replace("x TEXT", "x").replace("TEXT", _scalar(text))
    built = check(source)
    assert built.value is not None
    leaves = list(built.value.leaves())

    assert [leaf.number for leaf in leaves] == list(range(1, len(leaves) + 1))
    assert not [leaf for leaf in leaves if re.search("[\n\r\t\x85\u2028\u2029]", leaf.text)]
    assert {finding.code for finding in built.diagnostics} <= {
        "phone-unknown",
        "link-nested",
        "link-scheme",
        "url-invalid",
        "text-invisible",
        "text-lookalike",
        "text-paragraphs",
    }


def test_forgotten_field(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that the Document of an entry forgets is reported, whatever its section is."""
    forgetful = replace(certificates.SECTION, heading={"name": Role.CERTIFICATE})
    monkeypatch.setattr("cvtex.editions.build.section_types", lambda: {"certificates": forgetful})
    checked = check(
        "language: en\nname: Ada Sample\nsections:\n  - type: certificates\n    entries:\n"
        "      - {name: Bees, issuer: Sample College, date: 2021}\n"
    )

    (finding,) = checked.diagnostics
    assert (finding.code, finding.message) == ("field-not-printed", "this `issuer` is not printed")
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (6, 30)
