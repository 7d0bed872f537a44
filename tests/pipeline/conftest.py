"""Projects to build."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.editions.settings import Edition

from .shop import Shop

if TYPE_CHECKING:
    from conftest import Once
    from running import Project


@pytest.fixture(scope="session")
def changed(people: Path, once: Once) -> Path:
    """Return a folder with changed content, and its PDF from an undisturbed build."""

    def make(folder: Path) -> None:
        text = (people / "small.en.yaml").read_text(encoding="utf-8").replace("nine", "ten")
        (folder / "en.yaml").write_text(text, encoding="utf-8")
        edition = Edition("en", folder / "en.yaml")
        assert write_source(edition, folder / "work").ok
        assert make_pdf(edition, folder / "work", folder / "en.pdf").ok

    return once("changed", make)


@pytest.fixture
def shop(project: Project, changed: Path) -> Shop:
    """Return a project with something to build."""
    shutil.copy(changed / "en.yaml", project.content("en"))
    new = (changed / "en.pdf").read_bytes()
    return Shop(project, project.pdfs()["en"], new)
