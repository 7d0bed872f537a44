"""Composes one Type 3 glyph of a cluster whose glyphs are not simply side by side.

A mark above its letter, or an emoji of several parts, is several glyphs for one text. If one of
them has the text, the others still need a Unicode value (ISO 19005-2, 6.2.11.7.2), and no value is
ignored by all readers: PDFium and MuPDF show a code without one as another character. Some readers
also take a raised mark as a line of its own. So a Type 3 font shows these glyphs, in their own
fonts, as one (ISO 32000-1, 9.6.5); readers do not look inside it. So the name and the number in a
footer are a space to them: as text, they stand between the last line of a page and the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from pikepdf import Array, Dictionary, Name

from cvtex.finish.spaces import NARROWEST, separates_texts
from cvtex.pdf.cmap import write_cmap
from cvtex.pdf.objects import entry, items, number

if TYPE_CHECKING:
    from pikepdf import Pdf

    from cvtex.finish.contents import PageOperators, Show
    from cvtex.pdf.fonts import Font

# The codes of one byte, without 0. poppler computes the size of a Type 3 font from the width of the
# glyph named /m, where 0.6 is usual.
_CODES_MAX = 255
_EM = Name("/m")
# The least combining class of marks that have no width; Indic vowels and viramas, which may have
# one, are below it.
_ACCENT = 200


class Cluster(NamedTuple):
    """A text and its glyphs, in the order of painting."""

    text: str
    glyphs: list[tuple[Show, int]]


class CharacterCode(NamedTuple):
    """A code of a font; `font` is the name of its resource on the pages."""

    font: Name
    code: int


class Composed(NamedTuple):
    """The replacement of a glyph, and how far the pen then moves back.

    A glyph that is part of a composed one is not shown (None). A space behind it is of the same
    font: PDFium drops one that is shown by itself.
    """

    shown: CharacterCode | None
    back: float
    space: CharacterCode | None = None


class _Glyph(NamedTuple):
    base: Font
    text: str
    width: int
    shown: str


class _Type3Fonts:
    """The composed glyphs, a font for each base font: readers sort lines by the font's height."""

    def __init__(self) -> None:
        self.fonts: dict[Name, list[_Glyph]] = {}
        self._codes: dict[_Glyph, CharacterCode] = {}
        self._open: dict[Font, Name] = {}

    def code(self, glyph: _Glyph) -> CharacterCode:
        if glyph not in self._codes:
            name = self._open.get(glyph.base)
            if name is None or len(self.fonts[name]) == _CODES_MAX:
                name = self._open[glyph.base] = Name(f"/CvtexG{len(self.fonts)}")
                self.fonts[name] = []
            self._codes[glyph] = CharacterCode(name, len(self.fonts[name]) + 1)
            self.fonts[name].append(glyph)
        return self._codes[glyph]


def drawn(pages: list[PageOperators]) -> Iterator[Cluster]:
    """Yield the glyphs in the footer of each page that readers take as one space."""
    for page in pages:
        for show in page.drawn:
            # Every code needs a Unicode value, read or not.
            show.meant = [None if show.font.text.get(code) else "" for code in show.codes]
        glyphs = [(show, at) for show in page.drawn for at in range(len(show.codes))]
        if glyphs:
            yield Cluster(" ", glyphs)


def compose(pdf: Pdf, clusters: Iterable[Cluster]) -> None:
    """Compose a glyph of each cluster, to be shown in place of the first of its glyphs."""
    made = _Type3Fonts()
    fonts: dict[Font, str] = {}
    for cluster in clusters:
        first, at = cluster.glyphs[0]
        places = [_place(show, part) for show, part in cluster.glyphs]
        start = places[0][0]
        scale = 1000 / first.size
        shown = []
        for (show, part), (x, _) in zip(cluster.glyphs, places, strict=True):
            font = fonts.setdefault(show.font, f"/F{len(fonts)}")
            matrix = f"1 0 0 1 {round((x - start) * scale)} {round((show.y - first.y) * scale)} Tm"
            string = f"<{show.codes[part]:0{2 * show.font.size}x}>"
            shown.append(f"{font} {round(show.size * scale)} Tf {matrix} {string} Tj")
            show.composed[part] = Composed(None, -show.kerns.get(part, 0.0))
        ends = [end for _, end in (places[:1] if _is_accented(cluster.text) else places)]
        width = round((max(ends) - start) * scale)
        # The glyphs that follow in the same operator; other operators position the rest.
        last = at
        while (first, last + 1) in cluster.glyphs:
            last += 1
        for part in range(at, last):
            first.composed[part] = Composed(None, -first.kerns.get(part, 0.0))
        end = _place(first, last)[1]
        back = width - (end - start) * scale
        final, part = cluster.glyphs[-1]
        if final is not first and last + 1 == len(first.codes) and final.shows_space_alone:
            gap, owner = final.spaces.pop(part)
            gap = (places[-1][1] - end) * scale + gap * final.size / first.size
            first.spaces[last] = gap, owner
        space = None
        if last in first.spaces:
            gap, owner = first.spaces[last]
            gap = max(round(gap - back), NARROWEST)
            first.spaces[last] = gap, owner
            space = (
                None if separates_texts(gap) else made.code(_Glyph(first.font, " ", int(gap), ""))
            )
        first.composed[last] = Composed(None, back, space)
        own = made.code(_Glyph(first.font, cluster.text, width, "\n".join(shown)))
        first.composed[at] = first.composed[at]._replace(shown=own)
    sources = Dictionary({name: font.source for font, name in fonts.items()})
    for name, glyphs in made.fonts.items():
        source = pdf.make_indirect(_font(pdf, glyphs, sources))
        for page in pdf.pages:
            page.obj[Name.Resources][Name.Font][name] = source


def _is_accented(text: str) -> bool:
    """Return whether a text is a letter with marks above or below it.

    The first glyph is then the letter, whose width is that of all. A mark may be wider, and would
    narrow the space that follows: poppler takes a narrow one as none.
    """
    marks = normalize("NFD", text)[1:]
    return bool(marks) and all(combining(mark) >= _ACCENT for mark in marks)


def _place(show: Show, at: int) -> tuple[float, float]:
    """Return the position of the pen before and after a glyph, in points."""
    moved = show.font.width(show.codes[:at]) - sum(
        kern for number, kern in show.kerns.items() if number < at
    )
    width = show.font.width([show.codes[at]])
    start = show.start + moved * show.size / 1000
    return start, start + width * show.size / 1000


def _font(pdf: Pdf, glyphs: list[_Glyph], fonts: Dictionary) -> Dictionary:
    """Return the font dictionary (ISO 32000-1, 9.6.5)."""
    descent, ascent = _heights(glyphs[0].base)
    names = [_EM, *(Name(f"/g{code}") for code in range(1, len(glyphs) + 1))]
    widths = [600, *(glyph.width for glyph in glyphs)]
    shown = ["", *(f"BT\n{glyph.shown}\nET" for glyph in glyphs)]
    procedures = {
        str(name): pdf.make_stream(f"{width} 0 d0\n{text}".encode())
        for name, width, text in zip(names, widths, shown, strict=True)
    }
    texts = {code: glyph.text for code, glyph in enumerate(glyphs, 1)}
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, descent, max(widths), ascent]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        Resources=Dictionary(Font=fonts),
        FirstChar=0,
        LastChar=len(glyphs),
        Widths=Array(widths),
        CharProcs=Dictionary(procedures),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *names])),
        ToUnicode=pdf.make_stream(write_cmap(texts, 1)),
    )


def _heights(font: Font) -> tuple[float, float]:
    """Return the descent and ascent of a font's descriptor, in thousandths of the type size."""
    descendant = next(iter(items(entry(font.source, "/DescendantFonts"))), font.source)
    descriptor = entry(descendant, "/FontDescriptor")
    below, above = (number(entry(descriptor, key)) for key in ("/Descent", "/Ascent"))
    return below or -250.0, above or 1000.0
