"""Emphasis, which shows in every text: another shape for Latin, another font for Han."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument, raw

from cvtex.fonts.coverage import installed

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

    from running import Program

KAI = "LXGW WenKai"
SOURCE = """\
language: zh
name: 张样例
headline: 工程师*业余*，with *part-time*
summary: 正文里*强调*文字
sections:
- type: experience
  entries: [{name: 样例*磨坊*公司, date: 2021, highlights: [造水车]}]
"""
PAIRS = (("工程师", "业余"), ("with", "part"), ("正文", "强调"), ("样例", "磨坊"))
"""Text of the headline, the summary and a title, and emphasised text beside it."""


@pytest.mark.parametrize("theme", ["classic", "modern", "executive"])
def test_emphasis_shows(program: Program, theme: str) -> None:
    """Emphasis has another font than the text around it, in headlines and headings too."""
    fonts = _fonts(program, f"design.theme={theme}")

    assert [(one, then) for one, then in fonts if one == then] == []


def test_another_font(program: Program) -> None:
    """An edition may name the font of emphasis, as Kai in Song."""
    if KAI not in installed():
        pytest.skip(f"{KAI} is not installed")
    fonts = _fonts(program, f"design.fonts={{emphasis: {{Hani: {KAI}}}}}")

    assert ["WenKai" in then for _, then in fonts] == [True, False, True, True]


def _fonts(program: Program, setting: str) -> list[tuple[str, str]]:
    """Return the names of the fonts of each pair, in a PDF that has to be proven."""
    (program.folder / "me.yaml").write_text(SOURCE, encoding="utf-8")
    built = program.run("build", "me.yaml", "-o", "me.pdf", "--set", setting)
    assert (built.status, built.err) == (0, "")
    with PdfDocument(program.folder / "me.pdf") as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        return [
            (_font(page, text.index(one, text.index("工"))), _font(page, text.index(then)))
            for one, then in PAIRS
        ]


def _font(page: PdfTextPage, at: int) -> str:
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(page, at, name, 128, ctypes.byref(ctypes.c_int()))
    return name.value.decode()
