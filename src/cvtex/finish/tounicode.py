"""Mends ToUnicode: what is copied is what was typed (ISO 19005-2, 6.2.11.7).

A font answers with one character for glyphs that several share: one for a radical and the
ideograph that looks like it, one for a digit in either kind of circle. In this document a glyph
stands for what it was painted for. What most glyphs of a code stand for becomes the font's answer;
for the others there is a second font, the same but for its answers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, Pdf

from cvtex.finish.lookalikes import ligature, odd, plain
from cvtex.pdf.cmap import write_cmap

if TYPE_CHECKING:
    from cvtex.finish.contents import Page, Show
    from cvtex.pdf.fonts import Font


WORD_JOINER = "\u2060"


def mend(pdf: Pdf, pages: list[Page]) -> None:
    """Map each code to what the Document has in its place."""
    shows: dict[Font, list[Show]] = defaultdict(list)
    for show in (show for page in pages for show in page.shows.values()):
        shows[show.font].append(show)
    spaces = {show.font: show.codes[0] for page in pages for show in page.spaces}
    made = 0
    for font, own in shows.items():
        meanings = _meanings(font, own, spaces.get(font))
        first = {code: texts[0] for code, texts in meanings.items()}
        changed = {code: text for code, text in first.items() if text != font.text.get(code)}
        said = dict(font.text)
        if changed:
            font.text |= changed
            font.source[Name.ToUnicode] = pdf.make_stream(write_cmap(font.text, font.size))
        for rank in range(1, max(map(len, meanings.values()), default=1)):
            others = {code: texts[rank] for code, texts in meanings.items() if len(texts) > rank}
            made += 1
            name = Name(f"/CvtexF{made}")
            _add_font(pdf, font, name, said | first | others)
            for show in own:
                for at, (code, meant) in enumerate(zip(show.codes, show.meant, strict=False)):
                    if meant is not None and others.get(code) == _readable(meant):
                        show.fonts[at] = name


def _meanings(font: Font, shows: list[Show], space: int | None) -> dict[int, list[str]]:
    """Return what codes stand for in the Document, the most frequent first.

    By the glyph of the space fonts also show what can't be seen, such as U+200C.
    """
    seen: dict[int, Counter[str]] = defaultdict(Counter)
    for show in shows:
        for code, meant in zip(show.codes, show.meant, strict=False):
            if meant is not None:
                seen[code][_readable(meant)] += 1
    meanings = {code: [plain(text)] for code, text in font.text.items() if odd(text)}
    if space is not None:
        meanings[space] = [" "]
    for code, texts in seen.items():
        meanings[code] = sorted(texts, key=lambda text: (-texts[text], text))
    return meanings


def _readable(text: str) -> str:
    """Return a text without ligatures, which somebody may have pasted.

    A glyph without a text needs an answer all the same (ISO 19005-2, 6.2.11.7.2): one that can't be
    seen and parts no word. (Most such glyphs are parts of a composed one, and not read.)
    """
    return (plain(text) if ligature(text) else text) or WORD_JOINER


def _add_font(pdf: Pdf, font: Font, name: Name, text: dict[int, str]) -> None:
    """Add a font to every page that is like another, but answers otherwise."""
    same = Dictionary({key: value for key, value in font.source.items() if key != Name.ToUnicode})
    same[Name.ToUnicode] = pdf.make_stream(write_cmap(text, font.size))
    made = pdf.make_indirect(same)
    for page in pdf.pages:
        page.obj[Name.Resources][Name.Font][name] = made
