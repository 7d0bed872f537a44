"""A letter as a PDF: proven as a résumé is, its parts where a reader of letters expects them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pytest

from cvtex.design.looks import Looks
from cvtex.diagnostics import Severity
from cvtex.editions.settings import Edition
from cvtex.paths import latex_dir
from cvtex.verify.opened import open_pdf
from cvtex.verify.structure.screen_reader import read_tags, utterances

from .conftest import GERMAN, HEADS, LETTER, write_letter

if TYPE_CHECKING:
    from conftest import Once
    from made import Made

MM = 72 / 25.4
PAPER = 297 * MM


def _lines(made: Made) -> dict[str, tuple[float, float, float, float]]:
    """Return the lines of the first page: left, right, top and bottom from its top left, in mm."""
    return {
        line.get_text().strip(): (
            *(line.x0 / MM, line.x1 / MM),
            *((PAPER - line.y1) / MM, (PAPER - line.y0) / MM),
        )
        for line in made.lines[0]
    }


def test_proven(german: Made, two_pages: Made) -> None:
    """A letter proves all that a résumé does."""
    assert german.findings == ()
    assert two_pages.findings == ()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_standards(german: Made, profile: str) -> None:
    """Another checker of PDF/UA-1 and PDF/A-2a agrees, but for what it misreads."""
    findings = page.validate_pdf(german.pdf, profile=profile).failures
    misread = ("GLYPH-WIDTH", "STREAM-LENGTH")

    assert [one.message for one in findings if not any(map(one.rule_id.count, misread))] == []


def test_told(german: Made) -> None:
    """The tags tell each line of the address, and the signature between closing and name."""
    with open_pdf(german.pdf) as opened:
        assert opened.value
        told = [(one.kind, one.text) for one in utterances(read_tags(opened.value))]

    at = told.index(("paragraph", "Mit freundlichen Grüßen"))
    assert told[at + 1 : at + 3] == [
        ("picture", "Unterschrift von Ada Muster"),
        ("paragraph", "Ada Muster"),
    ]
    assert ("paragraph", "Lange Straße 12") in told
    assert [kind for kind, _ in told].count("picture") == 1


def test_window(german: Made) -> None:
    """By DIN 5008, the address stands where the window of the envelope is, however long."""
    lines = _lines(german)
    address = [
        lines["Muster Motoren und andere Maschinen für alle"],
        lines["12345 Musterstadt"],
    ]
    sender = lines["Ada Muster, Kurze Straße 3, 12345 Musterstadt"]

    assert all(abs(left - 25) < 1 for left, *_ in (*address, sender))
    assert all(right < 110 for _, right, *_ in address)
    assert 62 <= address[0][2] <= address[1][3] <= 90
    assert 55 <= sender[2] <= sender[3] <= 62.7
    assert 98 <= lines["Musterstadt, 1. März 2026"][3] <= 105


def test_window_missed(once: Once, make: Callable[[Edition, str], Made]) -> None:
    """An address that is too long for the window is a warning at its last line."""
    lines = "".join(f"  - Abteilung {at}\n" for at in range(3))
    text = GERMAN.replace("  - 12345", f"{lines}  - 12345").replace("signature:", "#")

    def write(folder: Path) -> None:
        write_letter(folder, text, "de")

    content = once("letter.window", write) / "letter.acme.de.yaml"
    (found,) = make(Edition("window", content), "letter.window.made").findings

    assert (found.code, found.severity) == ("window-missed", Severity.WARNING)
    assert found.span
    assert text.splitlines()[found.span.line - 1] == "  - 12345 Musterstadt"


def test_page_end(two_pages: Made) -> None:
    """The closing takes lines of the text with it to the last page, and the name is below it."""
    first, last = two_pages.rows

    assert "Yours sincerely," not in first
    at = last.index("Yours sincerely,")
    assert at >= 2
    assert last[at + 1] == "Ada Sample"
    assert last[at + 2] == "Enclosures: Résumé, References"


THEMES = sorted(theme.name for theme in (latex_dir() / "themes").iterdir())


@pytest.mark.long
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", HEADS)
def test_themes(
    once: Once, make: Callable[[Edition, str], Made], language: str, theme: str
) -> None:
    """A letter is proven in each theme, also from right to left."""

    def write(folder: Path) -> None:
        write_letter(folder, LETTER, language)

    content = once(f"letter.{language}", write) / f"letter.acme.{language}.yaml"
    made = make(Edition("letter", content, Looks(theme)), f"letter.{language}.{theme}")

    assert made.findings == ()
