"""Corrects the ToUnicode maps, so that the copied text is the typed text (ISO 19005-2, 6.2.11.7).

XeTeX's map has one character for a glyph that several share, such as a radical and the ideograph
that looks like it. Here the map gets the text that the glyph has in the Document. If a code has
several texts, the most frequent one is in the font's map; a copy of the font has each of the
others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, Pdf

from cvtex.finish.glyphs.lookalikes import has_ligature, is_ambiguous, plain
from cvtex.pdf.cmap import write_cmap

if TYPE_CHECKING:
    from cvtex.finish.contents import PageOperators, Show
    from cvtex.pdf.fonts import Font


WORD_JOINER = "\u2060"


def map_codes(pdf: Pdf, pages: list[PageOperators]) -> None:
    """Map each code to its text in the Document."""
    shows: dict[Font, list[Show]] = defaultdict(list)
    for show in (show for page in pages for show in page.shows.values()):
        shows[show.font].append(show)
    spaces = {show.font: show.codes[0] for page in pages for show in page.spaces}
    made = 0
    for font, own in shows.items():
        meanings = _meanings(font, own, spaces.get(font))
        first = {code: texts[0] for code, texts in meanings.items()}
        changed = {code: text for code, text in first.items() if text != font.text.get(code)}
        original = dict(font.text)
        if changed:
            font.text |= changed
            font.source[Name.ToUnicode] = pdf.make_stream(write_cmap(font.text, font.size))
        for rank in range(1, max(map(len, meanings.values()), default=1)):
            others = {code: texts[rank] for code, texts in meanings.items() if len(texts) > rank}
            made += 1
            name = Name(f"/CvtexF{made}")
            _add_font(pdf, font, name, original | first | others)
            for show in own:
                for at, (code, meant) in enumerate(zip(show.codes, show.meant, strict=False)):
                    if meant is not None and others.get(code) == _readable(meant):
                        show.fonts[at] = name


def _meanings(font: Font, shows: list[Show], space: int | None) -> dict[int, list[str]]:
    """Return the texts of each code in the Document, the most frequent first.

    The code of the space has that alone: fonts also show invisible characters such as U+200C by it.
    """
    # A page has thousands of glyphs, and some hundred pairs of a code and a text.
    meanings_of = (zip(show.codes, show.meant, strict=False) for show in shows)
    pairs = Counter(chain.from_iterable(meanings_of))
    seen: dict[int, Counter[str]] = defaultdict(Counter)
    for (code, meant), count in pairs.items():
        if meant is not None:
            seen[code][_readable(meant)] += count
    meanings = {code: [plain(text)] for code, text in font.text.items() if is_ambiguous(text)}
    if space is not None:
        meanings[space] = [" "]
    for code, texts in seen.items():
        meanings[code] = sorted(texts, key=lambda text: (-texts[text], text))
    return meanings


def _readable(text: str) -> str:
    """Return a text without ligature characters.

    A glyph without a text still needs a Unicode value (ISO 19005-2, 6.2.11.7.2): an invisible one
    that separates no words. Most such glyphs are parts of a composed one, and are not read.
    """
    return (plain(text) if has_ligature(text) else text) or WORD_JOINER


def _add_font(pdf: Pdf, font: Font, name: Name, text: dict[int, str]) -> None:
    """Add to every page a copy of a font with another ToUnicode map."""
    same = Dictionary({key: value for key, value in font.source.items() if key != Name.ToUnicode})
    same[Name.ToUnicode] = pdf.make_stream(write_cmap(text, font.size))
    made = pdf.make_indirect(same)
    for page in pdf.pages:
        page.obj[Name.Resources][Name.Font][name] = made
