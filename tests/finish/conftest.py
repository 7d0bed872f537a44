"""XeLaTeX runs once for each person; all tests look at what came of it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cvtex.finish import finish
from cvtex.resources import latex_dir
from cvtex.writers.latex import write_latex

from . import people

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.document import Document


@dataclass
class Case:
    """A Document, the PDF that XeLaTeX made of it, the same finished."""

    document: Document
    raw: Path
    pdf: Path

    @cached_property
    def opened(self) -> pikepdf.Pdf:
        """The finished PDF."""
        return pikepdf.open(self.pdf)


def _make(folder: Path, document: Document) -> Case:
    (folder / "resume.tex").write_text(write_latex(document), encoding="utf-8")
    surroundings = {
        "TEXINPUTS": f".:{latex_dir()}//:",
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
    }
    subprocess.run(
        ["xelatex", "-interaction=batchmode", "-halt-on-error", "resume.tex"],
        cwd=folder,
        env=os.environ | surroundings,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    case = Case(document, folder / "resume.pdf", folder / "finished.pdf")
    finish(case.raw, case.document, case.pdf)
    return case


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the case in English."""
    return _make(tmp_path_factory.mktemp("english"), people.english())


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the case in Chinese."""
    return _make(tmp_path_factory.mktemp("chinese"), people.chinese())


@pytest.fixture(params=["english", "chinese"])
def case(request: pytest.FixtureRequest) -> Case:
    """Return each case in turn."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Case)
    return made
