"""What is read in place of painted letters has to be the same, however short it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvtex.verify.opened import open_pdf
from cvtex.verify.page.replacement_text import check_replaced

from .paper import at, write_pdf


def _found(pdf: Path, painted: str, properties: str, tag: str = "Span") -> bool:
    span = f"/{tag} <<{properties}>> BDC\n".encode() + at(72, 700, painted) + b"EMC\n"
    write_pdf(pdf, span)
    with open_pdf(pdf) as opened:
        assert opened.value
        return any(check_replaced(opened.value, None))


@pytest.mark.parametrize(
    ("painted", "told"),
    [
        ("Ada", "Bob"),
        ("BSc", "PhD"),
        ("2019", "2015"),
        ("3", "9"),
        ("no", "yes"),
        ("Ada", ""),
        ("team of 2 people", "team of 20 people"),
        ("", "CEO"),
        ("  ", "R"),
    ],
)
@pytest.mark.parametrize("key", ["ActualText", "Alt"])
def test_other(tmp_path: Path, painted: str, told: str, key: str) -> None:
    """A word, a number or a single digit that a person does not see is found."""
    assert _found(tmp_path / "a.pdf", painted, f"/{key} ({told})")


@pytest.mark.parametrize(
    ("painted", "told"),
    [
        ("Ada  Sample", "ADA sample"),
        ("k-", "c"),
        ("A", "\\376\\377\\004\\020"),  # of Cyrillic
        ("\xa9", "copyright"),
        ("\xa9 Ada", "copyright Ada"),
        ("-", ""),
        ("", "-"),
    ],
)
def test_same(tmp_path: Path, painted: str, told: str) -> None:
    """The spelling of what is painted, the name of a sign, and the word at a hyphen are right."""
    assert not _found(tmp_path / "a.pdf", painted, f"/ActualText ({told})")


def test_described(tmp_path: Path) -> None:
    """A figure of letters may have any description."""
    assert not _found(tmp_path / "a.pdf", "Ada", "/Alt (A logo)", "Figure")
