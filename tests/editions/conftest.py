"""Documents in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.content.load import load_resume
from cvtex.content.model import Resume
from cvtex.diagnostics import Checked
from cvtex.document import Document
from cvtex.editions.build import build_document
from cvtex.reports.text import render

Load = Callable[[str], Resume]
Check = Callable[[str], Checked[Document]]
Build = Callable[[str], Document]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that loads a résumé from its source, which has to be right."""

    def _load(source: str) -> Resume:
        path = tmp_path / "resume.yaml"
        path.write_text(source, encoding="utf-8")
        loaded = load_resume(path)
        assert loaded.ok, render(loaded.diagnostics)
        assert loaded.value is not None
        return loaded.value

    return _load


@pytest.fixture
def check(load: Load) -> Check:
    """Return a function that builds the Document of a résumé and tells what was found."""
    return lambda source: build_document(load(source), "classic")


@pytest.fixture
def build(check: Check) -> Build:
    """Return a function that builds the Document of a résumé, which has to be right."""

    def _build(source: str) -> Document:
        built = check(source)
        assert not built.diagnostics, render(built.diagnostics)
        assert built.value is not None
        return built.value

    return _build
