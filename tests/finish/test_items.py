"""What parsers of résumés need, on the items that they get: `docs/parsers.md` says why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .items import Item, read_items

if TYPE_CHECKING:
    from conftest import Once
    from made import Made
    from running import Program

PEOPLE = ("engineer", "graduate", "changer", "researcher")
# What pdf.js takes for a space, in type sizes, and the share of the usual distance between lines
# from which on a line begins an entry to OpenResume's parser.
_SPACE, _PARTED = 0.6, 1.4


@dataclass(frozen=True)
class Read:
    """A person's JSON Resume, and the items of the PDF that was made of it."""

    resume: dict[str, Any]
    items: list[Item]

    def entries(self) -> Iterator[tuple[str, list[str]]]:
        """Yield of each job and school what it is called, and the other texts of its heading."""
        for job in self.resume["work"]:
            yield job["name"], [job["position"]]
        for school in self.resume["education"]:
            yield school["institution"], [f"{school['studyType']}, {school['area']}"]

    def titles(self) -> list[Item]:
        """Return the items that are called as a job or a school is."""
        names = {name for name, _ in self.entries()}
        return [item for item in self.items if item.text in names]


@pytest.fixture(params=PEOPLE)
def read(request: pytest.FixtureRequest, people: Path, program: Program, once: Once) -> Read:
    """Return each person, and what is read."""
    file = people / "json" / f"{request.param}.json"

    def make(draft: Path) -> None:
        ran = program.run("build", file, "-o", draft / "resume.pdf")
        assert ran.status == 0, ran.err

    pdf = once(f"items.{request.param}", make) / "resume.pdf"
    return Read(json.loads(file.read_text(encoding="utf-8")), read_items(pdf))


def test_fields_are_items(read: Read) -> None:
    """The name, the e-mail address, each employer, role, school and degree is an item by itself."""
    texts = {item.text for item in read.items}
    basics = read.resume["basics"]
    fields = [basics["name"], basics["email"]]
    for name, others in read.entries():
        fields += [name, *others]

    assert [field for field in fields if field not in texts] == []


def test_a_highlight_is_an_item_for_each_line(read: Read) -> None:
    """A highlight is one item, or one for each of its lines."""
    texts = [item.text for item in read.items]
    lines = {
        " ".join(texts[at : at + count])
        for at in range(len(texts))
        for count in (1, 2, 3)
        if len({round(item.chars[0].base) for item in read.items[at : at + count]}) == count
    }

    assert [
        h for job in read.resume["work"] for h in job.get("highlights", ()) if h not in lines
    ] == []


def test_gaps_between_items(read: Read) -> None:
    """What a job or a school is called stands farther from its neighbour than words do."""
    for item, then in pairwise(read.items):
        if item in read.titles() and abs(item.chars[0].base - then.chars[0].base) < 1:
            assert then.inked[0].left - item.inked[-1].right > _SPACE * item.chars[0].size


def test_distances_between_entries(read: Read) -> None:
    """An entry is farther from the one above it than 1.4 times the usual distance of lines."""
    for section in _sections(read):
        lines = sorted({item.chars[0].base for item in section}, reverse=True)
        steps = {below: round(above - below) for above, below in pairwise(lines)}
        usual = Counter(steps.values()).most_common(1)[0][0]
        titles = [item.chars[0].base for item in section if item in read.titles()]

        assert [base for base in titles[1:] if steps[base] <= _PARTED * usual] == []


def _sections(read: Read) -> Iterator[list[Item]]:
    """Yield the items below the headings of the sections with jobs and schools."""
    size = next(item for item in read.items if item.text == "Education").chars[0].size
    section = ""
    for heading, same in groupby(read.items, key=lambda item: item.chars[0].size == size):
        items = list(same)
        if not heading and section in {"Experience", "Education"}:
            yield items
        section = items[-1].text


def test_bold_fonts_are_called_bold(read: Read) -> None:
    """The name, the headings and what an entry is called are in a font that says it is bold."""
    headings = [item for item in read.items if item.text in {"Experience", "Education", "Skills"}]
    items = [read.items[0], *headings, *read.titles()]

    assert len(headings) == 3
    assert [item.text for item in items if "Bold" not in item.font] == []


def test_a_page_paints_its_foot_first(long: Made) -> None:
    """The bullet of the foot is an item by itself and the first: no heading is joined with a line.

    pdf.js has no end of a line at the end of a page, and ends one where the next item is higher or
    lower by more than the type size.
    """
    items = read_items(long.pdf)
    starts = [at for at, (one, then) in enumerate(pairwise(items), 1) if one.page != then.page]

    assert [items[at].text.strip() for at in starts] == ["•", "•"]
    for at in starts:
        bullet, first = items[at].chars[-1], items[at + 1].chars[0]
        assert abs(bullet.base - first.base) > max(bullet.size, first.size)
