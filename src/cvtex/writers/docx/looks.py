"""The looks of a Word document: paper, fonts, sizes and colours, from the design."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from cvtex.design.kinds import in_points
from cvtex.document import Document, PartRole
from cvtex.fonts.companions import letter_of
from cvtex.fonts.fallback import chain
from cvtex.schema.language_tags import likely_subtags
from cvtex.unicode.han import OWN, Han

_PAPER = {"a4": (11906, 16838), "letter": (12240, 15840)}
"""Width and height in twips, twentieths of a point."""

_MARGIN = "16mm"
_SIZE = "10pt"
_SIDES = ("top", "right", "bottom", "left")
_LENGTH = re.compile(r"(\w+) = ([0-9.]+(?:mm|cm|pt|in))")
_PICTURES = {  # as in latex/cvtex-photo.sty
    "photo": {"width": "26mm", "height": "34mm"},
    "signature": {"width": "50mm", "height": "18mm"},
}

# What Word takes where a font is not installed, by whether it has serifs.
_LATIN = {True: "Cambria", False: "Calibri"}
_EAST = {
    Han.SC: {True: "SimSun", False: "Microsoft YaHei"},
    Han.TC: {True: "PMingLiU", False: "Microsoft JhengHei"},
    Han.HK: {True: "PMingLiU", False: "Microsoft JhengHei"},
    Han.JP: {True: "Yu Mincho", False: "Yu Gothic"},
    Han.KR: {True: "Batang", False: "Malgun Gothic"},
}
_COMPLEX = {True: "Times New Roman", False: "Arial"}
_MONO = "Consolas"

COMPLEX = frozenset(
    {
        *("Arab", "Beng", "Deva", "Gujr", "Guru", "Hebr", "Khmr", "Knda"),
        *("Laoo", "Mlym", "Mymr", "Sinh", "Taml", "Telu", "Thai", "Tibt"),
    }
)
"""The scripts (ISO 15924) that Word sets in its fonts for complex scripts."""


_PARTS = {
    PartRole.SENDER: "Sender",
    PartRole.RECIPIENT: "Recipient",
    PartRole.DATE: "LetterDate",
    PartRole.SUBJECT: "Subject",
    PartRole.OPENING: "Salutation",
    PartRole.BODY: "BodyText",
    PartRole.CLOSING: "Closing",
    PartRole.SIGNATURE: "Signature",
    PartRole.ENCLOSURES: "Enclosures",
}
# Word's "right" is the end of a line, also of one from right to left.
_ALIGNED = {
    **{(PartRole.DATE, layout): "right" for layout in ("plain", "din5008", "japanese", "chinese")},
    **{(PartRole.SIGNATURE, layout): "right" for layout in ("japanese", "chinese")},
    (PartRole.CLOSING, "japanese"): "right",
    (PartRole.SUBJECT, "japanese"): "center",
}
# The indent of a first line, in hundredths of a character.
_FIRST = {(PartRole.BODY, "chinese"): 200, (PartRole.BODY, "japanese"): 100}


@dataclass(frozen=True, slots=True)
class PartStyle:
    """How a part of a letter is set: its style, its alignment, the indent of its first lines."""

    name: str
    align: str
    first: int


@dataclass(frozen=True, slots=True)
class WordFont:
    """A font and the one that Word takes in its place if it is not installed."""

    name: str
    instead: str
    serif: bool


class StyleValues:
    """What the styles of a document are made of. Lengths are in twips, sizes in half-points."""

    def __init__(self, document: Document) -> None:
        """Prepare the looks of a document."""
        self._design = document.design
        self._keys = {(group, key): value for group, key, value in document.design.keys}
        self.script = document.script
        self.rtl = document.rtl
        self.language = document.language
        self.own = OWN.get(document.script)
        self.fonts: dict[str, WordFont] = {}
        self.accent = document.design.accent
        self.ink = self._keys.get(("page", "ink"), "000000")
        self.quiet = self._keys.get(("page", "quiet"), "5A5F66")
        self.links = self.ink if self._keys.get(("text", "links")) == "plain" else self.accent
        self.title_style = self._keys.get(("section", "style"), "rule")
        self.dates_width = twips("36mm")
        self.bullet = twips("4.5mm")

    @property
    def paper(self) -> tuple[int, int]:
        """The width and height of a page."""
        return _PAPER[self._keys.get(("page", "size"), "a4")]

    @cached_property
    def margins(self) -> dict[str, int]:
        """The margins by side."""
        given = _lengths(self._keys.get(("page", "margin"), ""))
        usual = given.get("margin", _MARGIN)
        return {side: twips(given.get(side, usual)) for side in _SIDES}

    @property
    def width(self) -> int:
        """The width of the text, which is where the dates end."""
        return self.paper[0] - self.margins["left"] - self.margins["right"]

    def size(self, share: float = 1) -> int:
        """Return a share of the size of the text."""
        return round(2 * share * in_points(self._keys.get(("text", "size"), _SIZE)))

    @property
    def line(self) -> int:
        """The distance of lines in 240ths of the font's own."""
        leading = float(self._keys.get(("text", "lines"), 0))
        if leading:
            return round(240 * leading / 1.2)
        return 240 if self.own else 254

    def space(self, points: float) -> int:
        """Return a space between paragraphs, in the density of the design."""
        return round(20 * points * float(self._keys.get(("text", "density"), 1)))

    def box(self, name: str) -> tuple[float, float]:
        """Return the width and height in points that the photo, or the signature, may have."""
        given = _PICTURES[name] | _lengths(self._keys.get((name, "size"), ""))
        return in_points(given["width"]), in_points(given["height"])

    def part(self, role: PartRole, layout: str) -> PartStyle:
        """Return how a part of a letter is set in a layout."""
        align = _ALIGNED.get((role, layout), "")
        return PartStyle(_PARTS[role], align, _FIRST.get((role, layout), 0))

    @property
    def pale(self) -> str:
        """A tint of the accent, for a band behind a title."""
        parts = (int(self.accent[at : at + 2], 16) for at in (0, 2, 4))
        return "".join(f"{255 - (255 - part) // 8:02X}" for part in parts)

    @property
    def photo_side(self) -> str:
        """The side of the photo, by default the end of a line."""
        return self._keys.get(("photo", "side"), "left" if self.rtl else "right")

    def latin(self, role: str) -> str:
        """Return the family for Latin text in a role."""
        face = self._design.typeface(role, "Latn")
        instead = _MONO if role == "mono" else ""
        return self._named(face.family if face else "", instead, kinds=_LATIN)

    def east(self, role: str, form: Han | None = None) -> str:
        """Return the family for Han, kana and Hangul in a role and a form."""
        form = form or self.own or Han.SC
        face = self._design.typeface(role, "Hani")
        return self._named(face.family.format(form=form) if face else "", kinds=_EAST[form])

    def complex(self, role: str, script: str = "") -> str:
        """Return the family for a complex script in a role, by default the document's."""
        own = self.script if self.script in COMPLEX else "Arab"
        letter = letter_of(script or own)
        face = self._design.typeface(role, script or own)
        fallback = next((one.family for one in chain() if one.is_for(letter)), "")
        return self._named(face.family if face else fallback, kinds=_COMPLEX)

    def _named(self, family: str, instead: str = "", *, kinds: dict[bool, str]) -> str:
        """Return a family, and note it for the table of fonts."""
        serif = any(word in family for word in ("Serif", "Libertine", "Naskh"))
        name = family or kinds[serif]
        self.fonts[name] = WordFont(name, instead or kinds[serif], serif)
        return name

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages of the text by the attributes of `w:lang`."""
        kind = "eastAsia" if self.own else "bidi" if self.script in COMPLEX else "val"
        return {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA", kind: word_tag(self.language)}

    def heading(self, name: str) -> str:
        """Return the role of the fonts of a heading."""
        return "heading" if name in self._design.headings else "text"


def _lengths(setting: str) -> dict[str, str]:
    """Return lengths by their names, from a setting such as `width = 30mm, height = 40mm`."""
    return {found[1]: found[2] for found in _LENGTH.finditer(setting)}


def twips(length: str) -> int:
    """Return a length such as `30mm` in twips."""
    return round(in_points(length) * 72 / 72.27 * 20)


def word_tag(language: str) -> str:
    """Return a BCP 47 tag as Word knows it: language and territory, zh-CN for zh-Hans."""
    parts = likely_subtags(language)
    return "-".join([parts[0], *parts[2:3]]) if parts else language
