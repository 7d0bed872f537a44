"""`sort` in a section puts its entries in the order of their dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_content
from cvtex.document import Block, Entry
from cvtex.exchange.export.exporting import export_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORK = """\
type: experience
  entries:
  - {name: Head, date: "Spring 1990"}
  - {name: C, start_date: 2010-01, end_date: 2012-01}
  - {name: Behind C}
  - {name: A, start_date: 2001-01, end_date: 2002}
  - {name: E, start_date: 2020-01, end_date: present}
  - {name: F, start_date: 2020-02, end_date: present}
  - {name: B, date: 2002-05}
  - {name: D, parts: [{position: D1, date: 2013}, {position: D2, date: 2014}]}
  - {name: Like D, date: 2014}
"""
PAPERS = """\
type: publications
  entries:
  - {kind: online, authors: [A], title: Middle, year: 2010}
  - {kind: patent, authors: [A], title: Newest, year: 2011-02-03}
  - {kind: online, authors: [A], title: Oldest, year: 2009}
"""


def _written(folder: Path, section: str, sort: str) -> Path:
    path = folder / "resume.yaml"
    section = section.replace("\n", f"\n  sort: {sort}\n", 1)
    path.write_text(f"language: en\nname: Ada\nsections:\n- {section}", encoding="utf-8")
    return path


def _titles(blocks: Iterable[Block]) -> list[str]:
    return [block.title.text for block in blocks if isinstance(block, Entry) and block.title]


@pytest.mark.parametrize(
    ("sort", "names", "parts"),
    [
        ("newest", ["Head", "F", "E", "D", "Like D", "C", "Behind C", "B", "A"], ["D2", "D1"]),
        ("oldest", ["Head", "A", "B", "C", "Behind C", "D", "Like D", "E", "F"], ["D1", "D2"]),
    ],
)
def test_sorted(tmp_path: Path, sort: str, names: list[str], parts: list[str]) -> None:
    """Present is newest, equal dates stay as typed, what is undated stays behind its neighbour."""
    path = _written(tmp_path, WORK, sort)
    document = check_content(path).value
    assert document
    (section,) = document.sections
    exported = json.loads(export_file(path).value or "")

    assert _titles(section.blocks) == names
    assert _titles(section.blocks[names.index("D")].blocks) == parts  # type: ignore[union-attr]  # an entry
    assert [one["name"] for one in exported["work"] if one["name"] != "D"] == [
        name for name in names if name != "D"
    ]


def test_publications(tmp_path: Path) -> None:
    """Publications are sorted by their year, that of a patent by its whole date."""
    document = check_content(_written(tmp_path, PAPERS, "newest")).value
    assert document
    words = " ".join(leaf.text for leaf in document.leaves())

    assert words.index("Newest") < words.index("Middle") < words.index("Oldest")
