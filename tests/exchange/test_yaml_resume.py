"""YAMLResume's Markdown and keys: what is kept of them, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.importing.importing import import_file

PARAGRAPHS = "the items of this list become paragraphs: only text fits here"


@pytest.mark.parametrize(
    ("source", "written", "told"),
    [
        ('content: {basics: {name: A, summary: "- a\\n- b"}}', "  a\n\n  b\n", [PARAGRAPHS]),
        (
            'content: {basics: {name: A, summary: "- a\\n  - b"}}',
            "  a\n\n  b\n",
            [PARAGRAPHS, "levels of this list are left out: there is a place for 1"],
        ),
        (
            'content: {basics: {name: A, summary: "1. a\\n2. b"}}',
            "  a\n\n  b\n",
            [PARAGRAPHS, "the numbers of this list are left out: its items are points"],
        ),
        (
            'content: {basics: {name: A}, work: [{name: B, highlights: [c], summary: "- d"}]}',
            "          - d\n          - c\n",
            [],
        ),
        (
            (
                "content: {basics: {name: A}, work: "
                '[{name: B, summary: "- c\\n - d\\n  - e\\n   - f"}]}'
            ),
            "                  - e\n                  - f\n",
            ["levels of this list are left out: there is a place for 3"],
        ),
        (
            "content: {basics: {name: A}}\ncolour: blue\nlayout: {}",
            "name: A\n",
            [
                (
                    "`colour` is left out: YAMLResume has no such key beside "
                    "`content`, `locale` and `layouts`"
                )
            ],
        ),
        (
            "content: {basics: {name: A}}\nlayouts: [a]",
            "name: A\n",
            [],
        ),
    ],
)
def test_markdown(tmp_path: Path, source: str, written: str, told: list[str]) -> None:
    """Lists become points or paragraphs; levels, numbers and keys without a place are told."""
    path = tmp_path / "resume.yaml"
    path.write_text(source, encoding="utf-8")
    imported = import_file(path, "en", verbose=True)

    assert [finding.message for finding in imported.diagnostics] == told
    assert imported.value
    assert written in imported.value.text
