"""Fit: résumés that are set tighter or looser so that they fill their pages, and no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvtex.build.fitting import PLAIN, Fitted, fit_pages
from cvtex.build.pipeline import make_pdf, write_source
from cvtex.editions.settings import Edition, Fit
from cvtex.files import kept
from cvtex.paths import DOCUMENT
from cvtex.report.verdict import Verdict
from cvtex.tex.engine import Programs

HEAD = "language: en\nname: Ada Sample\nsections:\n  - type: experience\n    entries:\n"
ENTRY = """\
      - name: Works {n}
        position: Miller
        start_date: {year}-01
        end_date: {year}-12
        highlights:
"""
POINT = "          - Kept mill {n} turning through a winter of floods, with a crew of nine\n"


def _written(folder: Path, points: int, edition: Edition, end: str = "") -> Edition:
    """Write a résumé with some highlights, five an entry, and an end; return its edition."""
    text = HEAD
    for n in range(points):
        text += ENTRY.format(n=n, year=2020 - n // 5) if n % 5 == 0 else ""
        text += POINT.format(n=n)
    content = folder / "me.yaml"
    content.write_text(text + end, encoding="utf-8")
    edition = replace(edition, content=content)
    assert write_source(edition, folder / "work").ok
    return edition


def _fit(folder: Path, fit: Fit) -> tuple[Fitted, float, int]:
    """Fit what is written; return what was found, its length in pages and the runs of TeX."""
    runs = folder / f"runs-{len([*folder.iterdir()])}"
    runs.mkdir()
    written = kept(folder / "work" / DOCUMENT, tuple)
    assert written
    found = fit_pages(written, fit, folder / "work", runs, Programs()).value
    assert found
    return found[0], found[1].filled.length, len([*runs.iterdir()])


def _proven(edition: Edition, folder: Path) -> Verdict:
    """Build what is fitted, which has to be without a finding; return the verdict."""
    made = make_pdf(edition, folder / "work", folder / "me.pdf")
    assert made.value
    assert made.diagnostics == ()
    return made.value


ME = Edition("me", Path())


def test_two_pages_to_one(tmp_path: Path) -> None:
    """A résumé that is little more than a page is set tighter to fit one, in few runs of TeX.

    The leading changes only where space alone won't do, and the size last. What was found is kept:
    a second build takes one run, and the PDF is proven.
    """
    edition = _written(tmp_path, 40, replace(ME, pages=1))
    _, plain, one = _fit(tmp_path, replace(edition.fit, pages=None, fill=0))
    fitted, length, runs = _fit(tmp_path, edition.fit)
    again, same, second = _fit(tmp_path, edition.fit)

    assert (plain > 1, one) == (True, 1)
    assert length <= 1
    assert runs <= 6
    assert fitted.setting.changes == {"density": 0.6, "leading": 0.98}
    assert (again, same, second) == (fitted, length, 1)
    verdict = _proven(edition, tmp_path)
    assert verdict.proof.pages == 1
    assert verdict.fitted == "density -40%, leading -2%"


@pytest.mark.long
def test_two_filled_pages(tmp_path: Path) -> None:
    """A last page that is less full than asked is filled by setting all looser."""
    edition = _written(tmp_path, 55, replace(ME, pages=2, fill=0.5))
    fitted, length, runs = _fit(tmp_path, edition.fit)

    assert 1.5 <= length <= 2
    assert runs <= 6
    assert fitted.setting.density == 1.3
    assert fitted.setting.size > 1
    assert _proven(edition, tmp_path).proof.pages == 2


def test_too_long(tmp_path: Path) -> None:
    """What fits in no setting is an error that says how many lines are too many, and which."""
    edition = _written(tmp_path, 55, replace(ME, pages=1))
    made = make_pdf(edition, tmp_path / "work", tmp_path / "me.pdf")
    (over,) = made.diagnostics
    _, length, runs = _fit(tmp_path, edition.fit)

    assert made.value is None
    assert over.code == "pages-over"
    assert over.message.startswith("the PDF has 2 pages, and the edition allows 1: ")
    lines = edition.content.read_text(encoding="utf-8").splitlines()
    assert f"{len(lines)}" in over.hint
    assert (length > 1, runs) == (True, 1)


@pytest.mark.long
def test_what_a_person_sets_stays(tmp_path: Path) -> None:
    """An option that the person set is not changed: with all three set, TeX runs once."""
    options = (("density", "1"), ("line_height", "1.3"), ("font_size", "10.3pt"))
    looks = replace(ME.looks, options=options)
    edition = _written(tmp_path, 40, replace(ME, pages=1, looks=looks))
    fitted, length, runs = _fit(tmp_path, edition.fit)

    assert (fitted.setting, runs) == (PLAIN, 1)
    assert length > 1

    # The page too many is nearly empty, and need not be fuller.
    made = make_pdf(edition, tmp_path / "work", tmp_path / "me.pdf")
    assert [finding.code for finding in made.diagnostics] == ["pages-over"]


@pytest.mark.long
def test_not_to_be_filled(tmp_path: Path) -> None:
    """A last page that no setting fills is an error, and the look stays as the theme has it."""
    edition = _written(tmp_path, 55, replace(ME, pages=2, fill=0.9))
    made = make_pdf(edition, tmp_path / "work", tmp_path / "me.pdf")
    fitted, _, _ = _fit(tmp_path, edition.fit)

    assert [finding.code for finding in made.diagnostics] == ["page-sparse"]
    assert fitted.setting == PLAIN


@pytest.mark.long
def test_row_of_several_lines_at_the_foot(tmp_path: Path) -> None:
    """What fits is proven: all lines of a last row that wraps are above the bottom margin."""
    margins = "left = 22mm, right = 22mm, bottom = 17mm"
    looks = replace(ME.looks, options=(("margins", margins),))
    end = """\
  - type: references
    entries:
      - name: Professor Theophilus Barnaby Longname-Hyphenated of the Northmere Academy
        position: Head of the Department of Hydraulic Engineering and Milling Sciences and Theory
"""
    edition = _written(tmp_path, 36, replace(ME, pages=1, looks=looks), end)

    assert _proven(edition, tmp_path).proof.pages == 1
