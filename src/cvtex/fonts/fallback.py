"""Loads the fallback fonts, which print the characters that the text's own font lacks.

The order is fixed and the first font that has a character prints it, so the choice is the same on
every machine that has the packages; fontconfig's best match depends on all installed fonts.
"""

from __future__ import annotations

from csv import DictReader
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cvtex.unicode.han import Han

_NOTO = "fonts-noto-core"
_CJK = "fonts-noto-cjk"
_HAN_SCALE = 0.94  # Han looks large beside Latin text of the same size
_HANGUL = "1100-11FF 3130-318F A960-A97F AC00-D7FF FFA0-FFDC"
# CJK, and symbols of East Asian text: enclosed and Roman numbers, squared units, drawn boxes.
_EAST_ASIAN = (
    "2E80-312F 3190-A4CF F900-FAFF FE30-FE4F FF00-FFEF 20000-3FFFF"
    " 2103 2109 2121 2160-217F 2460-259F 1F100-1F2FF"
)
# The language whose rules break lines; Korean breaks them at spaces.
_BREAKS = {Han.JP: "ja", Han.KR: ""}


@dataclass(frozen=True)
class Face:
    """A font family, its characters, and how it is set.

    `ranges` are code points in hexadecimal: the font prints nothing else. `features` are
    fontspec's, `breaks` is the language whose rules break lines between words without spaces.
    `scale` is the size relative to the text's; None matches the x-heights. `package` is
    Debian's. `tag` distinguishes faces of one family.
    """

    family: str
    ranges: str = "0-10FFFF"
    features: str = ""
    breaks: str = ""
    scale: float | None = None
    package: str = _NOTO
    tag: str = ""

    @property
    def key(self) -> str:
        """Its name in the LaTeX source."""
        return f"{self.family}{self.tag}".replace(" ", "").lower()

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The first and last code point of each range."""
        ends = (part.partition("-") for part in self.ranges.split())
        return tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends)

    def is_for(self, char: str) -> bool:
        """Return whether a character is in the ranges."""
        return any(first <= ord(char) <= last for first, last in self.blocks)


FORMS = {
    form: Face(
        f"Noto Serif CJK {form}",
        f"{_HANGUL} {_EAST_ASIAN}" if form is Han.KR else _EAST_ASIAN,
        breaks=_BREAKS.get(form, "zh"),
        scale=_HAN_SCALE,
        package=_CJK,
    )
    for form in Han
}
"""The face of each form of Han; that of the text's own form goes before the chain."""


@cache
def chain() -> tuple[Face, ...]:
    """Return the fallback fonts in the order of choice, from `fallback.csv`.

    Fonts with serifs come first, and the font that has_variant symbols at the height of text
    before other fonts for symbols. The ranges are blocks of the Unicode Standard, as far as the
    fonts in Debian 12 have them; a font without ranges is for any character. An empty cell is
    the default of `Face`; `script` is fontspec's, for scripts whose letters change with their
    neighbours.
    """
    with Path(__file__).with_name("fallback.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _face(**{key: cell for key, cell in row.items() if cell}) for row in DictReader(file)
        )


def _face(*, script: str = "", scale: str = "", **cells: str) -> Face:
    features = [f"Script = {script}"] if script else []
    if script == "Arabic":
        # Readers reverse the letters of ligatures of three letters and more.
        features.append("RawFeature = -liga")
    return Face(features=", ".join(features), scale=float(scale) if scale else None, **cells)
