"""No right page is refused: random résumés as people write them are all proven."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from cvtex.build.pipeline import make_pdf, write_source
from cvtex.diagnostics import Severity
from cvtex.diagnostics.codes import LAYOUT
from cvtex.editions.settings import Edition
from cvtex.report.text import render

from .documents import resume

LONG = bool(os.environ.get("CVTEX_LONG"))
BY_DAY = (6, 13, 10, 11, 400, 402)
"""In English, Chinese, Japanese, Korean, Hebrew and Persian; all types of sections are there, and
what few people type."""

NUMBERS = [*range(520)] if LONG else BY_DAY


@pytest.mark.parametrize("number", NUMBERS)
def test_random_resume(tmp_path: Path, number: int) -> None:
    """A random résumé gives a PDF that is proven, and nothing asks to be reported."""
    content = tmp_path / "resume.yaml"
    content.write_text(yaml.safe_dump(resume(number), allow_unicode=True, sort_keys=False))
    edition = Edition("resume", content, pages=9, warn=LAYOUT)
    written = write_source(edition, tmp_path / "work")
    assert written.ok, render(written.diagnostics)
    made = make_pdf(edition, tmp_path / "work", tmp_path / "resume.pdf")
    errors = [one for one in made.diagnostics if one.severity is Severity.ERROR]

    assert made.value is not None, render(errors)
    assert made.value.proven
    assert "please report" not in render(made.diagnostics)
