"""Words: a finished PDF is held against its Document."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex.diagnostics import Span
from cvtex.document import Leaf, Paragraph, Text
from cvtex.verify.words import check_words, misread

if TYPE_CHECKING:
    from conftest import Made

SPAN = Span(Path("resume.yaml"), 7, 11, 5)


def test_good(sample: Made) -> None:
    """A good PDF passes."""
    assert check_words(sample.pdf, sample.document) == ()


def test_lost(sample: Made) -> None:
    """A text that the page does not have is found, at its place in the content, and no other."""
    last = sample.document.sections[-1]
    lost = Paragraph(Leaf(9999, (Text("Invisible words 隐形的字"),), SPAN))
    document = replace(
        sample.document,
        sections=(*sample.document.sections[:-1], replace(last, blocks=(*last.blocks, lost))),
    )
    findings = check_words(sample.pdf, document)

    assert [(one.code, one.span) for one in findings] == [("words-lost", SPAN)]
    assert "`Invisible words 隐形的字`" in findings[0].message
    assert "whole" in findings[0].message


@pytest.mark.parametrize("change", ["letter", "space", "case", "tail"])
def test_altered(sample: Made, change: str) -> None:
    """A text that comes back otherwise than it was typed is lost, but for its spaces."""
    name = sample.document.name
    texts = {
        "letter": name.text.replace("a", "á").replace("例", "列"),
        "space": " ".join(name.text),
        "case": name.text.swapcase() + ("" if name.text.isascii() else "X"),
        "tail": name.text + "s",
    }
    document = replace(sample.document, name=replace(name, content=(Text(texts[change]),)))
    findings = check_words(sample.pdf, document)

    assert bool(findings) == (change != "space")


def test_out_of_order(sample: Made) -> None:
    """Sections that come back in another order than the content's are found."""
    first, second, *rest = sample.document.sections
    document = replace(sample.document, sections=(second, first, *rest))
    findings = check_words(sample.pdf, document)

    assert {one.code for one in findings} == {"words-lost"}
    assert any("in its place" in one.message for one in findings)


def test_page_numbers(long: Made) -> None:
    """A paragraph that runs over three pages is found whole, page numbers or not."""
    assert len(long.pages) == 3
    assert check_words(long.pdf, long.document) == ()


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_unreadable(sample: Made, tmp_path: Path, content: bytes) -> None:
    """A file that is no PDF is a finding, not a traceback."""
    pdf = tmp_path / "broken.pdf"
    pdf.write_bytes(content)

    assert [one.code for one in check_words(pdf, sample.document)] == ["pdf-unreadable"]


def test_no_poppler(sample: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without pdftotext the finding says what is missing and what helps."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("pdftotext") is None
    findings = check_words(sample.pdf, sample.document)

    assert [one.code for one in findings] == ["program-missing"]
    assert "cvtex doctor" in findings[0].hint


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("שלום עולם", True),
        ("םלוע םולש", True),  # as it lies on the page
        ("עולם שלום", True),  # word by word
        ("שולם עולם", False),
        ("לוםש עולם", False),
        ("שלם עולם", False),
    ],
)
def test_right_to_left(sample: Made, read: str, *, whole: bool) -> None:
    """The letters of a right-to-left word come in the order of the text or of the page."""
    name = replace(sample.document.name, content=(Text("שלום עולם"),))

    assert (name not in misread([read], replace(sample.document, name=name))) == whole
