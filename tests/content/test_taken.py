"""What YAML takes away from a text is refused, not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.source.yaml import read_yaml


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        ("a: Ranked #1 of 300", "1:11", "yaml-comment"),
        ("a: 100% of $5 & #1 ~ ^", "1:17", "yaml-comment"),
        ("- Engineer #1 of C #", "1:12", "yaml-comment"),
        ("- '张三' #1", "1:8", "yaml-comment"),
        ("- !important it was", "1:3", "yaml-tag"),
        ("a: !Chief Engineer", "1:4", "yaml-tag"),
    ],
)
def test_taken(tmp_path: Path, line: str, place: str, code: str) -> None:
    """A # that looks like text, and a tag, are errors at their places."""
    path = tmp_path / "me.yaml"
    path.write_text(f"{line}\n", encoding="utf-8")
    found = [
        (f"{one.span.line}:{one.span.column}", one.code)
        for one in read_yaml(path).diagnostics
        if one.span
    ]

    assert found == [(place, code)]


@pytest.mark.parametrize(
    "line",
    [
        "a: b # a note",
        "a: b   #",
        "# a note",
        "a: 'Ranked #1 of 300'",
        "a: C#",
        "a: !!str 1",
        "a: b #! x",
    ],
)
def test_left_alone(tmp_path: Path, line: str) -> None:
    """A comment of the person's own, and a # inside a word or quotes, are no findings."""
    path = tmp_path / "me.yaml"
    path.write_text(f"{line}\n", encoding="utf-8")

    assert read_yaml(path).diagnostics == ()
