"""Readers: each reads a PDF once, beside the other, and none can hold up a build."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.pdf.pdfium import UNMARKED, Character, characters_of, open_document, pages_of
from cvtex.verify.opened import open_pdf
from cvtex.verify.readback import readers
from cvtex.verify.readback.readers import texts_of
from cvtex.verify.readback.words import read_back

from .damage import damage_bytes
from .paper import at, lines, write_pdf

if TYPE_CHECKING:
    from made import Made


def test_texts(sample: Made) -> None:
    """The texts are those of pdftotext in both orders."""
    with texts_of(sample.pdf) as texts:
        pages = [text.result().value for text in (texts.lying, texts.written)]

    assert pages[0] == tuple(sample.pages)
    assert pages[1] != pages[0]


def test_characters(tmp_path: Path) -> None:
    """PDFium gives each character with its place and its mark, and says what it adds itself."""
    pdf = tmp_path / "small.pdf"
    marked = b"/P <</MCID 7>> BDC\n" + at(72, 700, "Tide") + b"EMC\n"
    write_pdf(pdf, marked + at(120, 700, "mills"), lines(["are here"]))

    with open_document(pdf) as document:
        first, second = (list(characters_of(page)) for page in pages_of(document))
    letter, gap = first[0], first[4]

    assert "".join(one.text for one in first) == "Tide mills"
    assert "".join(one.text for one in second) == "are here"
    assert [one.mark for one in first] == [7] * 4 + [UNMARKED] * 6
    assert (letter.x, letter.y, letter.generated) == (72, 700, False)
    assert 72 <= letter.left < letter.right < first[1].left
    assert 699 < letter.bottom < letter.top < 709
    assert isinstance(gap, Character)
    assert gap.generated


def test_read_once(sample: Made) -> None:
    """The checks of a PDF take the text that was read already."""
    with texts_of(sample.pdf) as texts, open_pdf(sample.pdf, texts) as opened:
        assert opened.value
        assert opened.value.text is texts.written.result().value


def test_astral(tmp_path: Path, built: Callable[[str, str], Made]) -> None:
    """A character of two halves is one, and a hyphen at the end of a line is a hyphen."""
    pdf = tmp_path / "hyphen.pdf"
    write_pdf(pdf, lines(["tide-", "mill"]))
    with open_document(pdf) as document:
        (read,) = (list(characters_of(page)) for page in pages_of(document))
    assert "".join(one.text for one in read) == "tide-mill"
    with open_document(built("scripts.en", "classic").pdf) as document:
        text = [one.text for page in pages_of(document) for one in characters_of(page)]
    assert {"🌍", "🎉", "🚀"} <= set(text)
    assert not any("\ud800" <= char <= "\udfff" for char in text)


@pytest.mark.parametrize(
    ("limit", "script"),
    [
        ("_CPU_SECONDS", "while :; do :; done"),
        pytest.param("_SECONDS", "sleep 600 & wait", marks=pytest.mark.long),
    ],
)
def test_late(
    limit: str, script: str, long: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reader that is lost in a PDF, or asleep, is stopped in time, and that is a finding."""
    turns = tmp_path / "bin" / "pdftotext"
    turns.parent.mkdir()
    turns.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    turns.chmod(0o755)
    monkeypatch.setenv("PATH", f"{turns.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(readers, limit, 1)
    with texts_of(long.pdf) as texts:
        (finding,) = texts.written.result().diagnostics

    assert finding.code == "pdf-unreadable"
    assert "did not finish in time" in finding.message


def test_no_page(long: Made, tmp_path: Path) -> None:
    """A PDF without a page or a word has lost all words."""
    for name, pages in (("none.pdf", ()), ("blank.pdf", (b"",))):
        write_pdf(tmp_path / name, *pages)
        with texts_of(tmp_path / name) as texts:
            read = read_back(texts, long.document, {})
        assert {one.code for one in read.diagnostics} <= {"words-lost", "pdf-unreadable"}
        assert read.diagnostics
        assert not (read.value and read.value.read)


def test_password(long: Made, tmp_path: Path) -> None:
    """A PDF that asks for a password is told to be unreadable by both."""
    pdf = tmp_path / "locked.pdf"
    with pikepdf.open(long.pdf) as opened:
        opened.save(pdf, encryption=pikepdf.Encryption(user="u", owner="o"))
    with texts_of(pdf) as texts:
        found = read_back(texts, long.document, {}).diagnostics

    assert [one.code for one in found] == ["pdf-unreadable", "pdf-unreadable"]


@settings(max_examples=settings().max_examples // 10)
@given(st.data())
def test_damaged_bytes(long: Made, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes are damaged, words come back or are lost, and there is no exception."""
    pdf = tmp_path / "damaged.pdf"
    damage_bytes(data.draw, long.pdf, pdf)
    with texts_of(pdf) as texts:
        read = read_back(texts, long.document, {})

    assert read.value or read.diagnostics
