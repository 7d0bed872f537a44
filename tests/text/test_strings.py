"""Whatever is typed is printed, and read back as it was typed."""

from __future__ import annotations

import os
from pathlib import Path

import page
import pytest
import yaml
from pikepdf import Pdf
from pypdfium2 import PdfDocument

from cvtex.diagnostics.codes import Code
from cvtex.unicode.full_width import between_full_width

from . import samples

FILE = Path(__file__).parent / "strings.yaml"
KINDS: dict[str, list[str | list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
NARROW = 8
"""Points that C and an accent beside it take at least: C alone takes up to 6.6."""

PAIRS = [
    (one, one) if isinstance(one, str) else (one[0], one[1])
    for kind in KINDS.values()
    for one in kind
]


@pytest.fixture(
    scope="module",
    params=["zh", pytest.param("en", marks=pytest.mark.long)],
)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> samples.Built:
    """Return what comes of a content file with each nasty string, by night in each field.

    By day the strings are dealt to the sections: each is in one.
    """
    folder = tmp_path_factory.mktemp("strings")
    share = 1 if "CVTEX_LONG" in os.environ else samples.SECTIONS
    file = folder / f"{request.param}.yaml"
    samples.write(
        file, [typed for typed, _ in PAIRS], request.param, range(samples.SECTIONS), share
    )
    return samples.build(folder, file)


def test_every_string_in_every_field(built: samples.Built) -> None:
    """Each nasty string is printed as typed in each field, and two readers get it back."""
    document, _, findings = built

    assert not samples.lost(findings)
    assert document is not None
    # A string may be a part of its leaf, as in a reference.
    texts = "\n".join(leaf.text for leaf in document.leaves())
    assert [
        printed for _, printed in PAIRS if printed not in texts and _tight(printed) not in texts
    ] == []
    hidden = {finding.span for finding in findings if finding.code == Code.TEXT_INVISIBLE}
    assert len(hidden) >= len(KINDS["Hidden"])
    assert any(finding.code == Code.TEXT_SEQUENCE for finding in findings)


def _tight(text: str) -> str:
    """Return a text without the spaces that Chinese does not have between full-width marks."""
    gaps = between_full_width(text)
    return "".join(char for at, char in enumerate(text) if at not in gaps)


def test_standards(built: samples.Built) -> None:
    """A document in many writing systems is PDF/UA-1 and PDF/A-2a as any other."""
    _, pdf, _ = built

    failures = [
        one for profile in ("ua1", "2a") for one in page.validate_pdf(pdf, profile=profile).failures
    ]
    # The checker misreads the widths of fonts with several private dictionaries (Noto CJK), and the
    # length of compressed data whose last byte happens to be that of a carriage return.
    misread = ("GLYPH-WIDTH", "STREAM-LENGTH")
    assert [
        one.message for one in failures if not any(rule in one.rule_id for rule in misread)
    ] == []


@pytest.mark.long
def test_a_text_of_many_pages(tmp_path: Path) -> None:
    """A single text may be longer than a line that TeX reads, and go on over many pages."""
    text = "“a” " * 6_500
    content = {
        "language": "en",
        "name": "Ada Sample",
        "sections": [{"type": "list", "title": "List", "entries": [text.strip()]}],
        "ignore": ["style-long"],
    }
    file = tmp_path / "long.yaml"
    file.write_text(samples.quoted(content), encoding="utf-8")
    _, pdf, findings = samples.build(tmp_path, file)

    assert findings == ()
    with Pdf.open(pdf) as opened:
        assert len(opened.pages) > 3


def test_accents_that_stand_alone(tmp_path: Path) -> None:
    """A spacing accent is painted beside the letter before it, in every face: C¸D is not ÇD."""
    accents = "¸´¨˜˛˚"
    text = " ".join(f"C{accent}D" for accent in accents)
    file = tmp_path / "accents.yaml"
    entries = [text, f"**{text}**", f"*{text}*", f"`{text}`"]
    sections = [{"type": "list", "title": "List", "entries": entries}]
    content = {"language": "en", "name": "Ada Sample", "sections": sections}
    file.write_text(samples.quoted(content), encoding="utf-8")
    _, pdf, findings = samples.build(tmp_path, file)

    assert not samples.lost(findings)
    with PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        lefts = [
            page.get_charbox(at, loose=True)[0]
            for at in range(page.count_chars())
            if page.get_text_range(at, 1) in ("C", "D")
        ]
    gaps = [right - left for left, right in zip(lefts[::2], lefts[1::2], strict=True)]
    assert len(gaps) == len(entries) * len(accents)
    assert min(gaps) > NARROW
