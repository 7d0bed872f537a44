"""The font of the spaces: glyphs that paint nothing, each as wide as a gap.

xdvipdfmx moves the pen where a space stands. PDF/UA asks for words that are parted by the
character (ISO 14289-1, 7.1 with ISO 32000-1, 14.8.2.5), and some readers need it too. A
Type 3 font can hold that one character without a font program to embed.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

from cvtex.pdf.cmap import write_cmap

RESOURCE = Name.CvtexSpace
# The space where none shows, at the end of a line, in thousandths.
USUAL = 250.0
# The widest: a sheet's width in the smallest type. The gap before an entry's dates is one space,
# for pdfminer and MuPDF take what stands beyond an empty gap for a column of its own.
WIDEST = 100_000.0
# Gaps are rounded down to these steps, in thousandths, so that few glyphs do for all.
_STEP = 10
_MOST = 256 - 33


class SpaceFont:
    """Hands out spaces by their width, then becomes a font."""

    def __init__(self) -> None:
        """Begin without a glyph."""
        self._codes: dict[int, int] = {}

    @property
    def used(self) -> bool:
        """Whether any space was asked for."""
        return bool(self._codes)

    def code(self, gap: float) -> tuple[int, int]:
        """Return the space for a gap, and its width."""
        width = int(min(gap, WIDEST)) // _STEP * _STEP
        if width not in self._codes and len(self._codes) == _MOST:
            # All codes of one byte are taken: the kern behind it does the rest.
            width = max((one for one in self._codes if one <= width), default=min(self._codes))
        # Code 32 is free: word spacing would change its width (ISO 32000-1, 9.3.3).
        code = self._codes.setdefault(width, 33 + len(self._codes))
        return code, width

    def font(self, pdf: Pdf) -> Object:
        """Return the font dictionary (ISO 32000-1, 9.6.5)."""
        widths = sorted(self._codes, key=self._codes.__getitem__)
        names = [f"s{width}" for width in widths]
        glyphs = {
            f"/{name}": pdf.make_stream(f"{width} 0 d0".encode())
            for name, width in zip(names, widths, strict=True)
        }
        differences = [33, *(Name(f"/{name}") for name in names)]
        cmap = write_cmap(dict.fromkeys(self._codes.values(), " "), 1)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                # The height of ordinary type: some readers sort text into lines by it.
                FontBBox=Array([0, -250, 1000, 750]),
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                Resources=Dictionary(),
                FirstChar=33,
                LastChar=32 + len(names),
                Widths=Array(widths),
                CharProcs=Dictionary(glyphs),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array(differences)),
                ToUnicode=pdf.make_stream(cmap),
            )
        )
