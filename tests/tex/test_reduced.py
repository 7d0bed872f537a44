"""Large fonts are reduced to the glyphs that pages print, which changes nothing in a PDF."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from cvtex.tex.engine import run_xdvipdfmx
from cvtex.tex.environment import environment_of
from cvtex.tex.reduced import reduced_fonts
from cvtex.tex.xdv import NativeFont, read_pages, with_fonts

PAGES = r"""
\documentclass{article}\usepackage{fontspec}
\defaultfontfeatures{Script=CJK}
\newfontface\serif{Noto Serif CJK SC}\newfontface\sans{Noto Sans CJK TC Bold}
\begin{document}\serif TEXT\newpage\sans TEXT\end{document}
"""
TEXT = "简历：张样例，二〇二六年——现在；（《书》、¥100）・한국어・かな。"


def _pages(folder: Path, text: str) -> Path:
    """Return the pages (XDV) of a text."""
    (folder / "t.tex").write_text(PAGES.replace("TEXT", text), encoding="utf-8")
    command = ["xelatex", "-no-pdf", "-interaction=batchmode", "t.tex"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment_of())
    return folder / "t.xdv"


def _check(folder: Path, text: str) -> None:
    """Compare the PDF of full fonts with that of reduced ones."""
    xdv = _pages(folder, text)
    pdf, ended = run_xdvipdfmx(xdv, {})
    assert not ended.status
    content = xdv.read_bytes()
    pages = read_pages(content)
    fonts = reduced_fonts(pages)
    assert len(fonts) == 2
    names = {font: f"{number}.otf" for number, font in enumerate(fonts)}
    xdv.write_bytes(with_fonts(content, pages, names))
    files = {names[font]: made for font, made in fonts.items()}
    assert all(len(file) < Path(font.path).stat().st_size / 5 for font, file in fonts.items())
    same, ended = run_xdvipdfmx(xdv, files)
    assert not ended.status
    assert "/0.otf" in xdv.read_bytes().decode("latin-1")
    assert same.read_bytes() == pdf.read_bytes()


def test_same_pdf(tmp_path: Path) -> None:
    """A PDF is the same with the full fonts and with reduced ones, byte for byte."""
    _check(tmp_path, TEXT)


@pytest.mark.long
def test_same_pdf_of_many_characters(tmp_path: Path) -> None:
    """So it is with every character of GB 2312."""
    codes = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    _check(tmp_path, "\\hskip0pt ".join(code.decode("gb2312", "ignore") for code in codes))


def test_glyph_without_a_character(tmp_path: Path) -> None:
    """A font stays as it is if it prints a glyph whose character only its other tables tell."""
    replaced = r"样\fontspec{Noto Serif CJK SC}[Script=Latin]…"
    pages = read_pages(_pages(tmp_path, replaced).read_bytes())
    kept = {Path(font.path).name for font in pages.glyphs.keys() - reduced_fonts(pages).keys()}
    assert "NotoSerifCJK-Regular.ttc" in kept
    assert "NotoSansCJK-Bold.ttc" not in kept


# In all fonts of the collection, the first group of characters (format 12 of `cmap`) has no end; or
# the number of characters (12 34 in CFF) and the place of the DICT of each glyph (12 37) are
# exchanged, so that the latter has room to be behind the glyphs.
DAMAGES = {
    rb"(\0\x0c\0\0....\0{4}\0\0..)\0{3}\x20\0{3}.": b"\\1\0\0\0\x20\xff\xff\xff\xff",
    rb"\x1d....\x0c\x22(.{10})\x1c..\x0c\x25": b"\x1d\x7f\0\0\0\x0c\x25\\1\x1c\x7f\xff\x0c\x22",
}


@pytest.mark.long  # by day test_glyph_without_a_character
def test_damaged_font(tmp_path: Path) -> None:
    """A damaged font stays as it is, and so does one that is gone."""
    font, glyphs = next(iter(read_pages(_pages(tmp_path, TEXT).read_bytes()).glyphs.items()))
    whole = Path(font.path).read_bytes()
    damaged = [re.sub(*damage, whole, flags=re.DOTALL) for damage in DAMAGES.items()]
    assert whole not in damaged
    for number, content in enumerate(
        (whole[: len(whole) // 2], b"\0" * len(whole), *damaged, None)
    ):
        file = tmp_path / f"{number}.ttc"
        if content is not None:
            file.write_bytes(content)
        pages = read_pages((tmp_path / "t.xdv").read_bytes())
        pages = pages._replace(glyphs={NativeFont(str(file), font.face): glyphs})
        assert not reduced_fonts(pages), number
