"""An unknown key comes with the key that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.conftest import Write
from cvtex.diagnostics import Diagnostic, in_order
from cvtex.exchange.loading import load_content

HEAD = "language: en\nname: Ada Sample\n"


def _findings(path: Path) -> list[Diagnostic]:
    loaded = load_content(path)
    assert not loaded.ok
    return in_order(loaded.diagnostics)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("sections: []\nheadlien: Engineer\n", "did you mean `headline`?"),
        ("sections: []\ncontact: []\n", "did you mean `contacts`?"),
        ("contacts:\n  - emial: ada@example.org\nsections: []\n", "did you mean `email`?"),
        (
            "contacts:\n  - profile: {network: G, usrname: ada}\nsections: []\n",
            "did you mean `username`?",
        ),
        ("sections:\n  - {type: skills, entires: []}\n", "did you mean `entries`?"),
        (
            "sections:\n  - {type: awards, entries: [{titel: Prize}]}\n",
            "did you mean `title`?",
        ),
        (
            "sections:\n  - {type: experience, entries: [{name: S, parts: [{positon: x}]}]}\n",
            "did you mean `position`?",
        ),
        (
            "sections:\n  - {type: education, entries: [{institution: S, scores: [{nmae: x}]}]}\n",
            "did you mean `name`?",
        ),
        (
            "sections:\n  - {type: list, title: T, entries: [{text: S, higlights: []}]}\n",
            "did you mean `highlights`?",
        ),
        (
            "sections: [{type: publications, entries: [{kind: book, authors: [{famly: S}]}]}]\n",
            "did you mean `family`?",
        ),
        # Other programs' names, and other words for the same.
        ("sections: []\nfullName: Ada\n", "`name` is here already, in line 2: keep one of the two"),
        ("contacts: [{tel: 1}]\nsections: []\n", "did you mean `phone`?"),
        ("contacts: [{mail: ada@example.org}]\nsections: []\n", "did you mean `email`?"),
        ("contacts: [{website: https://example.org}]\nsections: []\n", "did you mean `url`?"),
        *(
            (f"sections: [{{type: {kind}, entries: [{{{key}: S}}]}}]\n", f"did you mean `{meant}`?")
            for kind, key, meant in (
                ("experience", "company", "name"),
                ("experience", "job_title", "position"),
                ("experience", "title", "position"),
                ("experience", "titel", "position"),
                ("experience", "Start Date", "start_date"),
                ("experience", "endDate", "end_date"),
                ("experience", "bullets", "highlights"),
                ("experience", "description", "summary"),
                ("education", "school", "institution"),
                ("education", "name", "institution"),
                ("education", "degree", "study_type"),
                ("education", "studyType", "study_type"),
                ("education", "major", "area"),
                ("education", "gpa", "scores"),
                ("volunteering", "company", "organization"),
            )
        ),
        ("sections: [{type: experience, jobs: []}]\n", "did you mean `entries`?"),
        ("sections: [{type: skills, skills: []}]\n", "did you mean `entries`?"),
        # What is a key elsewhere is said to be one there.
        (
            "sections: [{type: experience, highlights: [], entries: [{name: S}]}]\n",
            "`highlights` is a key of an entry: move it there",
        ),
        (
            "sections: [{type: awards, entries: [{title: S, contacts: []}]}]\n",
            "`contacts` is a key of the file as a whole: move it there",
        ),
        ("email: ada@example.org\nsections: []\n", "`email` is a key of a contact: move it there"),
        ("work: []\nsections: []\n", "write the section below `sections`, as `- type: experience`"),
        # What is there already is not proposed.
        (
            "sections:\n  - {type: education, entries: [{institution: S, school: S}]}\n",
            "`institution` is here already, in line 4: keep one of the two",
        ),
        (
            "sections:\n  - {type: experience, entries: [{name: S, zzz: S}]}\n",
            "the keys here are date, department, ",
        ),
    ],
)
def test_did_you_mean(write: Write, source: str, hint: str) -> None:
    """An unknown key comes with the key that was meant, of those that may stand there."""
    hints = [
        finding.hint for finding in _findings(write(HEAD + source)) if finding.code == "key-unknown"
    ]

    assert len(hints) == 1
    assert hints[0].startswith(hint)
