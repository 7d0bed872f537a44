"""Forms of Han characters are printed as they were typed, where a font has them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pikepdf import Pdf

from cvtex.build.pipeline import build
from cvtex.fonts.coverage import installed
from cvtex.fonts.variation_sequences import has_variant
from cvtex.report.verdict import Verdict

KUZU = "葛"
FORM = KUZU + "\U000e0100"


@pytest.mark.parametrize(
    ("family", "char", "selector", "has"),
    [
        ("Noto Serif CJK JP", "辻", "\U000e0101", True),
        ("Noto Serif CJK JP", KUZU, "\U000e0100", True),  # a glyph of its own
        ("Noto Serif CJK JP", KUZU, "\U000e0101", True),  # the usual glyph
        ("Noto Serif CJK JP", KUZU, "\U000e01ef", False),
        ("Noto Serif CJK SC", KUZU, "\U000e0100", False),
        ("Noto Serif", KUZU, "\U000e0100", False),
    ],
)
def test_draws(family: str, char: str, selector: str, *, has: bool) -> None:
    """A font says which forms of a character it has, each font of a collection for itself."""
    assert installed()[family].has_variant(char, selector) == has


@pytest.mark.parametrize("content", [None, b"", b"ttcf", b"\0\1\0\0\0\x01" + b"\0" * 40])
def test_no_font(tmp_path: Path, content: bytes | None) -> None:
    """What is no font has no forms."""
    file = tmp_path / "font.ttf"
    if content is not None:
        file.write_bytes(content)

    assert not has_variant(str(file), 0, KUZU, "\U000e0100")


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.long)])
def test_printed(tmp_path: Path, language: str) -> None:
    """The page has a glyph for each form, and both are read as the plain character."""
    file = tmp_path / "resume.yaml"
    file.write_text(
        f"language: {language}\nname: {FORM}子\nsections: [{{type: list, title: T, entries:"
        f" [一{KUZU}, 二{FORM}, 三**{FORM}**{KUZU}]}}]\n",
        encoding="utf-8",
    )
    made = build(file, tmp_path / "resume.pdf")

    assert isinstance(made.value, Verdict)
    assert made.value.proven
    assert not made.diagnostics
    with Pdf.open(tmp_path / "resume.pdf") as pdf:
        fonts = {font.objgen: font for font in pdf.pages[0].Resources.Font.values()}
        glyphs = Counter[str]()
        for font in fonts.values():
            codes = font.ToUnicode.read_bytes().upper().count(f"<{ord(KUZU):04X}>".encode())
            glyphs["Bold" if "Bold" in str(font.BaseFont) else "Regular"] += codes
    assert glyphs["Regular"] == len((KUZU, FORM))
