"""Text from right to left is read as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.ats.layout.direction import in_logical_order
from cvtex.ats.reader import read_resume
from cvtex.ats.section_kinds import kind_of
from cvtex.locales import read_keys, words_of
from cvtex.unicode.bidi import RIGHT_TO_LEFT, levels, order

if TYPE_CHECKING:
    from pathlib import Path

    from running import Program

CONTENT = """\
language: en
name: Ada Sample
contacts:
  - email: ada@example.org
sections:
  - type: experience
    entries:
      - name: شركة المد
        position: Engineer
        start_date: 2021-03
        end_date: present
        highlights:
          - Built עולם שלום mills
"""


@pytest.mark.parametrize(
    ("lies", "typed"),
    [
        ("Built םולש םלוע mills", "Built עולם שלום mills"),
        ("plain", "plain"),
        ("םולש 2021 םלוע", "עולם 2021 שלום"),
        ("(םולש) x", "(שלום) x"),
    ],
)
def test_turned(lies: str, typed: str) -> None:
    """What lies on the page in visual order is put into logical order."""
    assert in_logical_order(lies) == typed


@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_headings(language: str) -> None:
    """Each heading that cvtex prints from right to left is known as it lies on the page."""
    titles: dict[str, str] = words_of(language)["sections"]

    lying = {
        kind: "".join(title[at] for at in order(levels(title, RIGHT_TO_LEFT)))
        for kind, title in titles.items()
    }

    kinds = {kind: kind_of(title) for kind, title in lying.items() if kind in read_keys("headings")}
    assert "experience" in kinds
    assert kinds == {kind: kind for kind in kinds}


def test_read(program: Program) -> None:
    """A name and a highlight from right to left come back as they were typed."""
    path: Path = program.folder / "me.yaml"
    path.write_text(CONTENT, encoding="utf-8")
    assert program.run("build", "me.yaml").status == 0
    reading = read_resume(program.folder / "me.pdf").value

    assert reading is not None
    (entry,) = reading.sections[0].entries
    assert entry.organisation == "شركة المد"
    assert entry.highlights == ("Built עולם שלום mills",)


ARABIC = """\
language: ar
name: آدا مثال
contacts: [phone: +44 20 7946 0958, email: ada@example.org]
sections:
- type: experience
  entries:
  - name: شركة المثال
    position: مطورة
    start_date: 2020-03
    end_date: 2021-06
    highlights: [قيست 31 بوابة في Northmere Bay]
  - {name: شركة المد, position: مهندسة, start_date: 2018-09, end_date: 2020-02, summary: عمل}
- type: skills
  entries: [{name: لغات, keywords: [Rust]}]
"""


@pytest.mark.parametrize(
    "theme",
    ["classic", *(pytest.param(one, marks=pytest.mark.long) for one in ("academic", "sidebar"))],
)
def test_pages_from_the_right(program: Program, theme: str) -> None:
    """Entries of a page from right to left have their fields, dates and highlights."""
    (program.folder / "me.yaml").write_text(ARABIC, encoding="utf-8")
    assert program.run("build", "me.yaml", "--theme", theme).status == 0
    reading = read_resume(program.folder / "me.pdf").value
    assert reading is not None
    section = next(one for one in reading.sections if one.kind == "experience")

    assert (reading.name, reading.phones) == ("آدا مثال", ("+44 20 7946 0958",))
    assert [(one.organisation, one.role, one.start, one.end) for one in section.entries] == [
        ("شركة المثال", "مطورة", "2020-03", "2021-06"),
        ("شركة المد", "مهندسة", "2018-09", "2020-02"),
    ]
    assert section.entries[0].highlights == ("قيست 31 بوابة في Northmere Bay",)
