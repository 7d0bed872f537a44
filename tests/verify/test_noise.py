"""What is found in a PDF of another tool is told once, and is of use to its maker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Pdf, String

from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.verify.checks import prove

from .damage import Damage, link, read_as, save_as_it_is
from .damage.file import time_and_zone

if TYPE_CHECKING:
    from made import Made


def _found(made: Made, bad: Path, make: Damage, document: Document | None) -> list[Diagnostic]:
    with pikepdf.open(made.pdf) as pdf:
        make(pdf)
        save_as_it_is(pdf, bad)
    return list(prove(bad, document))


def _two_ligatures(pdf: Pdf) -> None:
    read_as(pdf, "a", "\ufb01")
    read_as(pdf, "i", "\ufb02")


def _no_maps(pdf: Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if font.Subtype == "/Type0" and "/ToUnicode" in font:
                del font.ToUnicode


def test_characters(sample: Made, tmp_path: Path) -> None:
    """Characters of one kind are one finding, with how many there are."""
    found = _found(sample, tmp_path / "a.pdf", _two_ligatures, None)

    assert [one.code for one in found] == ["character-lookalike"]
    assert found[0].message.endswith("and 1 more of the kind")


def test_fonts(sample: Made, tmp_path: Path) -> None:
    """Fonts with one fault are one finding, with how many there are."""
    found = _found(sample, tmp_path / "a.pdf", _no_maps, None)
    (font,) = [one for one in found if one.code == "font-unmapped"]

    assert " more (ISO 19005-2" in font.message


def test_user_of_the_image(sample: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who is called like the program, as in the container image, can build."""
    monkeypatch.setenv("LOGNAME", "cvtex")

    assert not [*prove(sample.pdf, sample.document)]


def test_time_of_day(sample: Made, tmp_path: Path) -> None:
    """A time of day is reported once if the content is known, otherwise not at all."""
    bad = tmp_path / "a.pdf"
    known = _found(sample, bad, time_and_zone, sample.document)
    unknown = _found(sample, bad, time_and_zone, None)

    assert len([one for one in known if one.code == "metadata-machine"]) == 1
    assert not any(one.code == "metadata-machine" for one in unknown)


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("ftp://example.org/a", "browsers no longer open such addresses: use https://"),
        ("https://example.org/a b", "an address is ASCII without spaces"),
        ("file:///a", "use an address with https://"),
    ],
)
def test_hint_of_a_link(sample: Made, tmp_path: Path, address: str, hint: str) -> None:
    """The hint says what is wrong with this address, not with any."""

    def lead_there(pdf: Pdf) -> None:
        link(pdf).A.URI = String(address)

    found = _found(sample, tmp_path / "a.pdf", lead_there, None)

    # What leads to a file of one's own machine is active content besides.
    (target,) = (one for one in found if one.code != "content-active")
    assert target.code == "link-target"
    assert target.hint.startswith(hint)
