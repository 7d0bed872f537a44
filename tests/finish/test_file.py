"""The file keeps its standards, its looks and its bytes."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import page
import pikepdf
import pytest
from pikepdf import Array
from PIL import Image, ImageCms

from cvtex.finish import finish
from cvtex.finish.metadata import srgb_profile

from . import poppler

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Case


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_standards(case: Case, profile: str) -> None:
    """The file is PDF/UA-1 and PDF/A-2a.

    The checker misreads the widths of fonts with several private dictionaries (Noto CJK), and
    the length of compressed data whose last byte happens to be that of a carriage return.
    """
    findings = page.validate_pdf(case.pdf, profile=profile).failures
    misread = ("GLYPH-WIDTH", "STREAM-LENGTH")
    assert [
        one.message for one in findings if not any(rule in one.rule_id for rule in misread)
    ] == []


def test_pixels(case: Case, tmp_path: Path) -> None:
    """The finished pages look like those that XeLaTeX made, to the pixel."""
    before = poppler.pictures(case.raw, tmp_path / "before")
    assert poppler.pictures(case.pdf, tmp_path / "after") == before


def test_same_bytes(case: Case, tmp_path: Path) -> None:
    """The same input gives the same bytes, whatever the names of the files are."""
    again = tmp_path / "again.pdf"
    raw = tmp_path / "other name.pdf"
    raw.write_bytes(case.raw.read_bytes())
    finish(raw, case.document, again)
    assert again.read_bytes() == case.pdf.read_bytes()


def test_nothing_of_the_machine(case: Case) -> None:
    """No date of today, no path and no program but cvtex is named in the file."""
    keys = {"/Title", "/Author", "/Subject", "/Keywords", "/Producer"}
    assert dict(case.opened.docinfo).keys() == keys
    assert case.opened.docinfo["/Producer"] == "cvtex"
    for one in case.opened.objects:
        data = one.read_bytes() if isinstance(one, pikepdf.Stream) else one.unparse()
        assert str(case.raw.parent).encode() not in data
        assert b"xdvipdfmx" not in data


def test_metadata(case: Case) -> None:
    """XMP and the information dictionary say the same, with every character."""
    root = ET.fromstring(case.opened.Root.Metadata.read_bytes())  # noqa: S314 - our own file
    said = {element.tag.rpartition("}")[2]: "".join(element.itertext()) for element in root.iter()}
    info, document = case.opened.docinfo, case.document
    assert said["title"] == info["/Title"] == document.title
    assert said["creator"] == info["/Author"] == document.name.text
    (subject,) = root.iter("{http://purl.org/dc/elements/1.1/}description")
    assert "".join(subject.itertext()).strip() == info["/Subject"] == document.subject
    assert said["Keywords"] == info["/Keywords"] == ", ".join(document.keywords)
    assert said["language"] == case.opened.Root.Lang == document.language


def test_date(english: Case, tmp_path: Path) -> None:
    """The file is as old as its content, at midnight, wherever and whenever it is made."""
    dated = tmp_path / "dated.pdf"
    document = replace(english.document, date=dt.date(2023, 9, 1))
    finish(english.raw, document, dated)
    with pikepdf.open(dated) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20230901000000Z"
        assert b"<xmp:CreateDate>2023-09-01T00:00:00Z<" in pdf.Root.Metadata.read_bytes()


def test_bookmarks(english: Case) -> None:
    """Bookmarks lead to the name and, below it, to each section."""
    with english.opened.open_outline() as outline:
        (name,) = outline.root
        assert name.title == "Ada Fielding"
        assert [item.title for item in name.children] == ["Summary", "Work", "Awards"]
        places = [item.destination for item in name.children]
    pages = [english.opened.pages.index(place[0]) for place in places if isinstance(place, Array)]
    assert pages == [0, 0, len(english.opened.pages) - 1]


def test_profile() -> None:
    """The output intent's profile is sRGB: through it, no colour moves by more than rounding."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    colours = bytes(range(256)) * 3
    image = Image.frombytes("RGB", (16, 16), colours)
    other = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert other is not None
    assert max(abs(a - b) for a, b in zip(other.tobytes(), colours, strict=True)) <= 1
