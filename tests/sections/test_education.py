"""Schools of one section are laid out alike, whatever each has below its heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.build.check import check_content
from cvtex.document import Entry, Role

HEAD = "language: en\nname: Ada Sample\nsections:\n- type: education\n  entries:\n"
SCHOOL = "  - {{institution: {}, study_type: BSc, date: {}{}}}\n"
MORE = ", courses: [Sluices]"


@pytest.mark.parametrize(("more", "expected"), [(("", ""), 0), ((MORE, MORE), 2), ((MORE, ""), 2)])
def test_degrees(tmp_path: Path, more: tuple[str, str], expected: int) -> None:
    """The degrees are in the headings, or all below them if no school has more than a degree."""
    file = tmp_path / "me.yaml"
    schools = (SCHOOL.format(f"School {at}", 2020 - at, one) for at, one in enumerate(more))
    file.write_text(HEAD + "".join(schools), encoding="utf-8")
    document = check_content(file).value
    assert document
    entries = [entry for entry in document.sections[0].blocks if isinstance(entry, Entry)]
    headings = [Role.DEGREE in [field.role for field in entry.heading] for entry in entries]

    assert sum(headings) == expected
