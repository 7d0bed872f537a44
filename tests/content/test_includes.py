"""Which files a content file includes: a change to one builds again what prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.content.includes import included_files


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("include: jobs, 2020.yaml", "jobs, 2020.yaml"),
        ("include: c#.yaml # a comment", "c#.yaml"),
        ("include: ada's.yaml", "ada's.yaml"),
        ("include: 'ada''s.yaml'", "ada's.yaml"),
        (r'include: "\u00e9.yaml"', "é.yaml"),
        (r'"incl\u0075de": jobs.yaml', "jobs.yaml"),
        ("include:\n      jobs.yaml", "jobs.yaml"),
        ("{include: jobs.yaml}", "jobs.yaml"),
        ("include: below/jobs.yml", "below/jobs.yml"),
    ],
)
def test_found(tmp_path: Path, item: str, name: str) -> None:
    """A file is found under any name, however that is typed, and so is one that it includes."""
    content, file, inner = tmp_path / "resume.yaml", tmp_path / name, tmp_path / "inner.yaml"
    file.parent.mkdir(exist_ok=True)
    content.write_text(f"sections:\n  - {item}\n", encoding="utf-8")
    up = "../" * (len(Path(name).parts) - 1)
    file.write_text(f"- {{type: list, entries: [include: {up}inner.yaml]}}\n", encoding="utf-8")
    inner.write_text("- {text: A sample}\n", encoding="utf-8")

    assert [one.resolve() for one in included_files(content)] == [file, inner]


@pytest.mark.parametrize("source", ["", "# include: jobs.yaml\n", "sections: [include: jobs.yaml"])
def test_not_read(tmp_path: Path, source: str) -> None:
    """A comment includes nothing, and a file that is missing is not found."""
    content = tmp_path / "resume.yaml"
    content.write_text(source, encoding="utf-8")

    assert included_files(content) == []


def test_many_spaces(tmp_path: Path) -> None:
    """A file of spaces takes no time to look through: each is read once."""
    content = tmp_path / "resume.yaml"
    content.write_text("# include:" + " " * 20_000 + "\n" + "include: " + " " * 20_000, "utf-8")

    assert included_files(content) == []
