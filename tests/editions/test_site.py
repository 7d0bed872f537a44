"""The site of the public editions: `site` in editions.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.editions.settings import read_editions
from cvtex.editions.site import Site, read_site

if TYPE_CHECKING:
    from pathlib import Path


def _file(folder: Path, site: str) -> Path:
    (folder / "resume.en.yaml").touch()
    file = folder / "editions.yaml"
    file.write_text(f"en: {{content: resume.en.yaml}}\nsite: {site}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("", Site()),
        ("{title: Ada, description: Engines, index: false}", Site("Ada", "Engines", index=False)),
        ("{url: https://ada.example.org}", Site(url="https://ada.example.org/")),
        ("{url: https://例.example.org/简历/index.html}", Site(url="https://xn--fsq.example.org/%E7%AE%80%E5%8E%86/")),
    ],
)  # fmt: skip
def test_taken(tmp_path: Path, typed: str, site: Site) -> None:
    """What is left out has a default; an address ends with a slash, in ASCII; it is no edition."""
    file = _file(tmp_path, typed)
    read = read_editions(file)

    assert read.diagnostics == ()
    assert [edition.name for edition in read.value or ()] == ["en"]
    assert read_site(file) == site


def test_none(tmp_path: Path) -> None:
    """Without the file, the site has no words of its own."""
    assert read_site(tmp_path / "editions.yaml") == Site()


@pytest.mark.parametrize(
    ("typed", "column", "hint"),
    [
        ("ada.example.org", 7, "as in `site: {url: https://ada.example.org/}`"),
        ("{base_url: https://ada.example.org}", 8, "did you mean `url`?"),
        ("{theme: modern}", 8, "the keys are title, description, url, index"),
        ("{url: ada.example.org}", 13, "write https://ada.example.org"),
        ("{url: mailto:ada@example.org}", 13, "as in `url: https://ada.example.org/`"),
        ("{index: noindex}", 15, "as in `index: true`"),
        ("{title: [Ada]}", 15, ""),
    ],
)
def test_wrong(tmp_path: Path, typed: str, column: int, hint: str) -> None:
    """What is wrong with it is an error at its place."""
    read = read_editions(_file(tmp_path, typed))
    (finding,) = read.diagnostics

    assert not read.ok
    assert (finding.span and finding.span.column, finding.hint or "") == (column, hint)
