"""Documents in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cvtex.design.theme import plain_design
from cvtex.diagnostics import Checked
from cvtex.document import Document
from cvtex.editions.build import build_document
from cvtex.exchange.loading import load_content
from cvtex.report.text import render

Check = Callable[[str], Checked[Document]]
Build = Callable[[str], Document]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Return a function that builds the Document of a résumé and tells what was found."""

    def _check(source: str) -> Checked[Document]:
        path = tmp_path / "resume.yaml"
        path.write_text(source, encoding="utf-8")
        loaded = load_content(path)
        assert loaded.value is not None, render(loaded.diagnostics)
        built = build_document(loaded.value, plain_design())
        return Checked(built.value, loaded.diagnostics + built.diagnostics)

    return _check


@pytest.fixture
def build(check: Check) -> Build:
    """Return a function that builds the Document of a résumé, which has to be right."""

    def _build(source: str) -> Document:
        built = check(source)
        assert not built.diagnostics, render(built.diagnostics)
        assert built.value is not None
        return built.value

    return _build
