"""XeLaTeX runs once for each person; all tests look at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cvtex.finish import finish
from cvtex.writers.tex.latex import write_latex

from . import people

if TYPE_CHECKING:
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


Typeset = Callable[[str, Path], Path]


def _make(typeset: Typeset, folder: Path, document: Document) -> Case:
    case = Case(document, typeset(write_latex(document), folder), folder / "finished.pdf")
    finish(case.raw, case.document, case.pdf)
    return case


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory, typeset: Typeset) -> Case:
    """Return the case in English."""
    return _make(typeset, tmp_path_factory.mktemp("english"), people.english())


@pytest.fixture(scope="session")
def chinese(tmp_path_factory: pytest.TempPathFactory, typeset: Typeset) -> Case:
    """Return the case in Chinese."""
    return _make(typeset, tmp_path_factory.mktemp("chinese"), people.chinese())


@pytest.fixture(params=["english", "chinese"])
def case(request: pytest.FixtureRequest) -> Case:
    """Return each case in turn."""
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Case)
    return made
