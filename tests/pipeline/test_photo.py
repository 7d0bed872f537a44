"""A photo on the page: where it stands, what it says to who can't see it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, String
from pypdf import PdfReader

from cvtex.document import Photo
from cvtex.verify.checks import prove
from cvtex.verify.opened import open_pdf
from cvtex.verify.structure.screen_reader import read_tags, utterances
from made import pdftotext

if TYPE_CHECKING:
    from pathlib import Path

    from made import Made


def _photo(made: Made) -> Photo:
    assert made.document.photo is not None
    return made.document.photo


def _figures(pdf: Pdf) -> list[pikepdf.Object]:
    return [
        one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == "/Figure"
    ]


def _box(made: Made) -> list[float]:
    with Pdf.open(made.pdf) as pdf:
        (figure,) = _figures(pdf)
        return [float(side) for side in figure.A.BBox.as_list()]


def _area(made: Made) -> list[float]:
    with Pdf.open(made.pdf) as pdf:
        return [float(side) for side in pdf.pages[0].ArtBox.as_list()]


def test_proven(portrayed: Made) -> None:
    """A résumé with a photo proves all that one without does."""
    assert portrayed.findings == ()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_standards(portrayed: Made, profile: str) -> None:
    """Another checker of PDF/UA-1 and PDF/A-2a agrees.

    It misreads widths, and the length of a stream whose last byte looks like the end of a line.
    """
    findings = page.validate_pdf(portrayed.pdf, profile=profile).failures
    misread = ("GLYPH-WIDTH", "STREAM-LENGTH")

    assert [one.message for one in findings if not any(map(one.rule_id.count, misread))] == []


def test_told(portrayed: Made) -> None:
    """The tags have the photo's words, after the name."""
    with open_pdf(portrayed.pdf) as opened:
        assert opened.value
        told = [(one.kind, one.text) for one in utterances(read_tags(opened.value))]

    assert told[0] == ("heading 1", portrayed.document.name.text)
    assert told[1] == ("picture", _photo(portrayed).alt)
    assert [kind for kind, _ in told].count("picture") == 1


@pytest.mark.parametrize(("words", "codes"), [(None, {"tags-mismatch", "figure-alt-missing"}),
                                              ("Somebody else", {"tags-mismatch"})])  # fmt: skip
def test_other_words(portrayed: Made, tmp_path: Path, words: str | None, codes: set[str]) -> None:
    """Other words in the tags, or none, are found, at the photo's place."""
    changed = tmp_path / "changed.pdf"
    with Pdf.open(portrayed.pdf) as pdf:
        (figure,) = _figures(pdf)
        if words:
            figure[Name.Alt] = String(words)
        else:
            del figure[Name.Alt]
        pdf.save(changed)
    found = prove(changed, portrayed.document)

    assert {one.code for one in found} == codes
    assert _photo(portrayed).span in {one.span for one in found}


def test_place(portrayed: Made) -> None:
    """It ends where the text does, begins with the name, and is as large as it may be."""
    left, bottom, right, top = _box(portrayed)
    area = _area(portrayed)
    picture = _photo(portrayed).picture
    width, height = (right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4

    assert right == pytest.approx(area[2], abs=0.1)
    assert top == pytest.approx(area[3], abs=0.1)
    assert width / height == pytest.approx(picture.width / picture.height, abs=0.01)
    assert width < 26.01
    assert height < 34.01
    assert width == pytest.approx(26, abs=0.01) or height == pytest.approx(34, abs=0.01)
    first = max(portrayed.lines[0], key=lambda line: line.y1)
    assert first.get_text().strip() == portrayed.document.name.text
    assert first.y0 < top - 10 < first.y1


def test_clear(portrayed: Made) -> None:
    """No text runs into it or stands close, and the sections begin below it and the head."""
    left, bottom, right, _ = _box(portrayed)
    beside = [line for line in portrayed.lines[0] if line.y1 > bottom + 1]
    title = portrayed.document.sections[0].title.text
    (first,) = [line for line in portrayed.lines[0] if line.get_text().strip() == title]

    assert beside
    assert all(line.x1 < left - 10 for line in beside)
    assert first.x0 < right
    assert first.y1 < bottom
    assert first.y1 < min(line.y0 for line in beside)


def test_read_first(portrayed: Made) -> None:
    """The name stays the first line that is read, in whatever order."""
    texts = [pdftotext(portrayed.pdf, *option) for option in ([], ["-raw"], ["-layout"])]
    texts.append(PdfReader(portrayed.pdf).pages[0].extract_text())
    name = portrayed.document.name.text

    assert [text.strip().splitlines()[0].strip() for text in texts] == [name] * len(texts)


def test_nothing_else(portrayed: Made) -> None:
    """The PDF has the picture as it was encoded again, and nothing that the camera wrote."""
    with Pdf.open(portrayed.pdf) as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.values()
        assert picture.Filter == "/DCTDecode"
        assert picture.ColorSpace == "/DeviceRGB"
        data = picture.read_raw_bytes()
        others = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        rest = b"".join(one.read_bytes() for one in others if one.get("/Subtype") != "/Image")

    assert data == _photo(portrayed).picture.jpeg
    assert not any(word in data + rest for word in (b"Camera", b"Exif", b"photo.jpg"))
