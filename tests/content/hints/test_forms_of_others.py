"""Forms of other programs, and one slip in several lines: ours is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.build.check import check_files
from cvtex.diagnostics import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path


HEAD = "language: en\nname: Ada Sample\n"


def _findings(folder: Path, source: str, name: str = "resume.yaml") -> list[Diagnostic]:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return list(check_files([path]).diagnostics)


# A file's lines, what its one error says to write, and the lines when that is done.
SHOWN = {
    "sections by their types": (
        "sections:\n  awards:\n    - {title: A, date: 2020}\n  skills: [B]\n",
        "instead of `awards:` write `- type: awards` and `entries:`",
        (
            "sections:\n  - type: awards\n    entries:\n    - {title: A, date: 2020}\n"
            "  - type: skills\n    entries: [B]\n"
        ),
    ),
    "sections by their titles": (
        "sections:\n  Work Experience:\n    - {name: A, date: 2020}\n  Facts: [B]\n  Now: C\n",
        "write `- type: experience`, `title: Work Experience` and `entries:`",
        (
            "sections:\n  - type: experience\n    title: Work Experience\n    entries:\n"
            "    - {name: A, date: 2020}\n  - {type: list, title: Facts, entries: [B]}\n"
            "  - {type: text, title: Now, text: C}\n"
        ),
    ),
    "sections by their entries": (
        "sections:\n  Uni: [{institution: A, date: 2020}]\n  What: [{is: this}]\n",
        "write `- type: education`, `title: Uni` and `entries:`",
        "sections:\n  - {type: education, title: Uni, entries: [{institution: A, date: 2020}]}\n",
    ),
    "a section of its entry's keys": (
        "sections:\n  - type: awards\n    sort: newest\n    name: A\n    date: 2020\n",
        "write `entries:` on a line above it",
        "",
    ),
    "a list below a type": (
        "sections:\n  - type: awards\n    - {title: A, date: 2020}\n",
        "write `entries:` on a line above it",
        "sections:\n  - type: awards\n    entries:\n    - {title: A, date: 2020}\n",
    ),
    "a list further in below a type": (
        "sections:\n  - type: awards\n      - title: A\n        date: 2020\n",
        "write `entries:` on a line above it",
        "sections:\n  - type: awards\n    entries:\n      - title: A\n        date: 2020\n",
    ),
    "stars below a text": (
        (
            "sections:\n  - type: awards\n    entries:\n      - title: A\n        date: 2020\n"
            "        summary:\n          For these\n          * B\n"
        ),
        "write `highlights:` on a line above it",
        (
            "sections:\n  - type: awards\n    entries:\n      - title: A\n        date: 2020\n"
            "        summary:\n          For these\n        highlights:\n          - B\n"
        ),
    ),
    "a text that goes on behind a comment": (
        "headline: Built C # for\n  all\nsections: []\n",
        "put the whole text in quotes",
        'headline: "Built C # for\n  all"\nsections: []\n',
    ),
    "a conflict": (
        "<<<<<<< HEAD\nheadline: A\n=======\nheadline: B\n>>>>>>> b\nsections: []\n",
        "keep the lines of one side, and delete the marker lines",
        "headline: A\nsections: []\n",
    ),
    "looks": ("sections: []\naccent: blue\n", "editions.yaml", "sections: []\n"),
    "paper": ("sections: []\npaper: a4\n", "editions.yaml", "sections: []\n"),
    "tags": ("sections: []\ntags: [a]\n", "the keys here are", "sections: []\n"),
    "a path of Windows": ("photo: a\\b.jpg\nsections: []\n", "as `b.jpg`", "sections: []\n"),
}


@pytest.mark.parametrize(("source", "hint", "right"), SHOWN.values(), ids=SHOWN)
def test_shown(tmp_path: Path, source: str, hint: str, right: str) -> None:
    """A form of another program's, or one slip in several lines, is one error that shows ours."""
    errors = [one for one in _findings(tmp_path, HEAD + source) if one.severity == "error"]

    assert hint in errors[0].hint
    if right:
        assert len(errors) == 1
        assert not [
            one for one in _findings(tmp_path, HEAD + right) if not one.code.startswith("style")
        ]
