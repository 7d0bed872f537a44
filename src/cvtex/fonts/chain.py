"""The fonts that stand in where the text's own has no glyph, in a fixed order.

The first that has a character prints it, so that the choice is the same on every machine that has
the packages: fontconfig's own best match depends on all that happens to be installed. The ranges
say what a font is for: it prints nothing else, and where it is missing its package is told. They
are the blocks of the Unicode Standard, as far as the release of a font that Debian 12 has covers
them. The order is that of harmony: fonts with serifs first, symbols by the font that draws them to
the height of text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cvtex.unicode.han import Han


@dataclass(frozen=True)
class Package:
    """The package that has a font, by package manager (where the names come from: see the doctor).

    A manager that is not known to have it has "".
    """

    apt: str
    dnf: str
    pacman: str
    brew: str


NOTO = Package("fonts-noto-core", "google-noto-fonts-all", "noto-fonts", "font-noto-serif")
CJK = Package(
    "fonts-noto-cjk", "google-noto-serif-cjk-fonts", "noto-fonts-cjk", "font-noto-serif-cjk-sc"
)
SYMBOLA = Package("fonts-symbola", "gdouros-symbola-fonts", "ttf-symbola", "font-symbola")
HANAZONO = Package("fonts-hanazono", "hanazono-fonts", "ttf-hanazono", "font-hanamina")
# It alone has Han of the extensions G and H; its letters are seldom enough to leave it to choice.
BABELSTONE = Package("fonts-babelstone-han", "", "", "")


@dataclass(frozen=True)
class Face:
    """A font family, what it is for, and how it is set.

    `ranges` are of code points, in hexadecimal. `features` are fontspec's: a writing system, where
    letters change with their neighbours. `breaks` is the language by whose rules a line ends
    between words that no space parts. `scale` is the size beside the text's; None is the size at
    which small letters are as high as the text's. `tag` tells faces of one family apart.
    """

    family: str
    ranges: str
    features: str = ""
    breaks: str = ""
    scale: float | None = None
    package: Package = NOTO
    tag: str = ""

    @property
    def key(self) -> str:
        """The name by which LaTeX source asks for it."""
        return f"{self.family}{self.tag}".replace(" ", "").lower()

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """The ranges as numbers, first and last."""
        ends = (part.partition("-") for part in self.ranges.split())
        return tuple((int(first, 16), int(last or first, 16)) for first, _, last in ends)

    def is_for(self, char: str) -> bool:
        """Return whether a character is one that this font is for."""
        return any(first <= ord(char) <= last for first, last in self.blocks)


def _noto(
    name: str, ranges: str, script: str = "", *, breaks: str = "", scale: float | None = None
) -> Face:
    features = [f"Script = {script}"] if script else []
    if script == "Arabic":
        # Readers take a ligature of three letters and more in the wrong order.
        features.append("RawFeature = -liga")
    return Face(f"Noto {name}", ranges, ", ".join(features), breaks, scale)


def _han(form: Han, ranges: str, breaks: str) -> Face:
    return Face(f"Noto Serif CJK {form}", ranges, "", breaks, _HAN_SCALE, CJK)


# Beside Latin text of the same size, Han looks large.
_HAN_SCALE = 0.94
_ANY = "0-10FFFF"
_HANGUL = "1100-11FF 3130-318F A960-A97F AC00-D7FF FFA0-FFDC"
_EAST_ASIAN = "2E80-312F 3190-A4CF F900-FAFF FE30-FE4F FF00-FFEF 20000-3FFFF"
# Marks that East Asian text is full of: enclosed and Roman numbers, squared units, drawn boxes.
_EAST_ASIAN_SYMBOLS = "2103 2109 2121 2160-217F 2460-259F 1F100-1F2FF"

FORMS = {
    Han.SC: _han(Han.SC, f"{_EAST_ASIAN} {_EAST_ASIAN_SYMBOLS}", "zh"),
    Han.TC: _han(Han.TC, f"{_EAST_ASIAN} {_EAST_ASIAN_SYMBOLS}", "zh"),
    Han.HK: _han(Han.HK, f"{_EAST_ASIAN} {_EAST_ASIAN_SYMBOLS}", "zh"),
    Han.JP: _han(Han.JP, f"{_EAST_ASIAN} {_EAST_ASIAN_SYMBOLS}", "ja"),
    # Korean has spaces, and lines end there.
    Han.KR: _han(Han.KR, f"{_HANGUL} {_EAST_ASIAN} {_EAST_ASIAN_SYMBOLS}", ""),
}
"""The face of each form of Han; that of the text's own form goes before the chain."""

CHAIN: tuple[Face, ...] = (
    _noto(
        "Serif",
        "20-52F 1AB0-1AFF 1C80-1C8F 1D00-209F 20A0-20CF 2C60-2C7F 2DE0-2DFF A640-A69F"
        " A720-A7FF AB30-AB6F FB00-FB06",
    ),
    _noto("Naskh Arabic", "600-6FF 750-77F 8A0-8FF FB50-FDFF FE70-FEFF", "Arabic", scale=0.95),
    _noto("Serif Ahom", "11700-1173F", "Ahom"),
    _noto("Serif Armenian", "530-58F FB13-FB17", "Armenian"),
    _noto("Serif Balinese", "1B00-1B7F", "Balinese"),
    _noto("Serif Bengali", "980-9FF", "Bengali"),
    _noto("Serif Devanagari", "900-97F 1CD0-1CFF A8E0-A8FF", "Devanagari", scale=0.95),
    _noto("Serif Dogra", "11800-1183F", "Dogra"),
    _noto("Serif Ethiopic", "1200-139F 2D80-2DDF AB01-AB2E", "Ethiopic"),
    _noto("Serif Georgian", "10A0-10FF 1C90-1CBF 2D00-2D2F", "Georgian"),
    _noto("Serif Grantha", "11300-1137F", "Grantha"),
    _noto("Serif Gujarati", "A80-AFF", "Gujarati"),
    _noto("Serif Gurmukhi", "A00-A7F", "Gurmukhi"),
    _noto("Serif Hebrew", "590-5FF FB1D-FB4F", "Hebrew"),
    _noto("Serif Hmong Nyiakeng", "1E100-1E14F"),
    _noto("Serif Kannada", "C80-CFF", "Kannada"),
    _noto("Serif Khmer", "1780-17FF 19E0-19FF", "Khmer", breaks="km"),
    _noto("Serif Khojki", "11200-1124F", "Khojki"),
    _noto("Serif Lao", "E80-EDF", "Lao", breaks="lo"),
    _noto("Serif Malayalam", "D00-D7F", "Malayalam"),
    _noto("Serif Myanmar", "1000-109F A9E0-A9FF AA60-AA7F", "Myanmar", breaks="my"),
    _noto("Serif Sinhala", "D80-DFF 111E0-111FF", "Sinhala"),
    _noto("Serif Tamil", "B80-BFF", "Tamil"),
    _noto("Serif Tangut", "17000-18AFF"),
    _noto("Serif Telugu", "C00-C7F", "Telugu"),
    _noto("Serif Thai", "E00-E5F", "Thai", breaks="th"),
    _noto("Serif Tibetan", "F00-FDF", "Tibetan", breaks="bo", scale=1.0),
    _noto("Serif Yezidi", "10E80-10EBF", "Yezidi"),
    _noto("Traditional Nushu", "1B170-1B2FF"),
    _noto("Sans Adlam", "1E900-1E95F", "Adlam"),
    _noto("Sans Anatolian Hieroglyphs", "14400-1464F"),
    _noto("Sans Avestan", "10B00-10B3F"),
    _noto("Sans Bamum", "A6A0-A6FF 16800-16A3F"),
    _noto("Sans Bassa Vah", "16AD0-16AFF"),
    _noto("Sans Batak", "1BC0-1BFF", "Batak"),
    _noto("Sans Bhaiksuki", "11C00-11C6F"),
    _noto("Sans Brahmi", "11000-1107F"),
    _noto("Sans Buginese", "1A00-1A1F", "Buginese"),
    _noto("Sans Buhid", "1730-175F"),
    _noto("Sans Canadian Aboriginal", "1400-167F 18B0-18FF"),
    _noto("Sans Carian", "102A0-102DF"),
    _noto("Sans Caucasian Albanian", "10530-1056F"),
    _noto("Sans Chakma", "11100-1114F", "Chakma"),
    _noto("Sans Cham", "AA00-AA5F", "Cham"),
    _noto("Sans Cherokee", "13A0-13FF AB70-ABBF"),
    _noto("Sans Coptic", "3E2-3EF 2C80-2CFF 102E0-102FF"),
    _noto("Sans Cuneiform", "12000-1239F 12400-1254F"),
    _noto("Sans Cypriot", "10800-1083F"),
    _noto("Sans Deseret", "10400-1044F"),
    _noto("Sans Duployan", "1BC00-1BCAF"),
    _noto("Sans Egyptian Hieroglyphs", "13000-1342F"),
    _noto("Sans Elbasan", "10500-1052F"),
    _noto("Sans Elymaic", "10FE0-10FFF"),
    _noto("Sans Glagolitic", "2C00-2C5F 1E000-1E02F"),
    _noto("Sans Gothic", "10330-1034F"),
    _noto("Sans Gunjala Gondi", "11D60-11DAF", "Gunjala Gondi"),
    _noto("Sans Hanifi Rohingya", "10D00-10D3F", "Hanifi Rohingya"),
    _noto("Sans Hanunoo", "1720-173F"),
    _noto("Sans Hatran", "108E0-108FF"),
    _noto("Sans Imperial Aramaic", "10840-1085F"),
    _noto("Sans Inscriptional Pahlavi", "10B60-10B7F"),
    _noto("Sans Inscriptional Parthian", "10B40-10B5F"),
    _noto("Sans Javanese", "A980-A9DF", "Javanese"),
    _noto("Sans Kaithi", "11080-110CF", "Kaithi"),
    _noto("Sans Kayah Li", "A900-A92F"),
    _noto("Sans Kharoshthi", "10A00-10A5F"),
    _noto("Sans Khudawadi", "112B0-112FF", "Khudawadi"),
    _noto("Sans Lepcha", "1C00-1C4F", "Lepcha"),
    _noto("Sans Limbu", "1900-194F", "Limbu"),
    _noto("Sans Linear A", "10600-1076F"),
    _noto("Sans Linear B", "10000-1005F 10080-1013F"),
    _noto("Sans Lisu", "A4D0-A4FF"),
    _noto("Sans Lycian", "10280-1029F"),
    _noto("Sans Lydian", "10920-1093F"),
    _noto("Sans Mahajani", "11150-1117F"),
    _noto("Sans Mandaic", "840-85F", "Mandaic"),
    _noto("Sans Manichaean", "10AC0-10AFF", "Manichaean"),
    _noto("Sans Marchen", "11C70-11CBF"),
    _noto("Sans Masaram Gondi", "11D00-11D5F"),
    _noto("Sans Mayan Numerals", "1D2E0-1D2FF"),
    _noto("Sans Medefaidrin", "16E40-16E9F"),
    _noto("Sans Meetei Mayek", "AAE0-AAFF ABC0-ABFF", "Meitei Mayek"),
    _noto("Sans Mende Kikakui", "1E800-1E8DF"),
    _noto("Sans Meroitic", "10980-109FF"),
    _noto("Sans Miao", "16F00-16F9F"),
    _noto("Sans Modi", "11600-1165F", "Modi"),
    _noto("Sans Mongolian", "1800-18AF FE30-FE4F 11660-1166F", "Mongolian"),
    _noto("Sans Mro", "16A40-16A6F"),
    _noto("Sans Multani", "11280-112AF"),
    _noto("Sans NKo", "7C0-7FF", "N'ko"),
    _noto("Sans Nabataean", "10880-108AF"),
    _noto("Sans New Tai Lue", "1980-19DF"),
    _noto("Sans Newa", "11400-1146F", "Newa"),
    _noto("Sans Ogham", "1680-169F"),
    _noto("Sans Ol Chiki", "1C50-1C7F"),
    _noto("Sans Old Hungarian", "10C80-10CFF"),
    _noto("Sans Old Italic", "10300-1032F"),
    _noto("Sans Old North Arabian", "10A80-10A9F"),
    _noto("Sans Old Permic", "10350-1037F"),
    _noto("Sans Old Persian", "103A0-103DF"),
    _noto("Sans Old Sogdian", "10F00-10F2F"),
    _noto("Sans Old South Arabian", "10A60-10A7F"),
    _noto("Sans Old Turkic", "10C00-10C4F"),
    _noto("Sans Oriya", "B00-B7F", "Oriya"),
    _noto("Sans Osage", "104B0-104FF"),
    _noto("Sans Osmanya", "10480-104AF"),
    _noto("Sans Pahawh Hmong", "16B00-16B8F"),
    _noto("Sans Palmyrene", "10860-1087F"),
    _noto("Sans Pau Cin Hau", "11AC0-11AFF"),
    _noto("Sans PhagsPa", "A840-A87F", "Phags-pa"),
    _noto("Sans Phoenician", "10900-1091F"),
    _noto("Sans Psalter Pahlavi", "10B80-10BAF", "Psalter Pahlavi"),
    _noto("Sans Rejang", "A930-A95F"),
    _noto("Sans Runic", "16A0-16FF"),
    _noto("Sans Samaritan", "800-83F"),
    _noto("Sans Saurashtra", "A880-A8DF"),
    _noto("Sans Sharada", "11180-111DF", "Sharada"),
    _noto("Sans Shavian", "10450-1047F"),
    _noto("Sans Siddham", "11580-115DF", "Siddham"),
    _noto("Sans SignWriting", "1D800-1DAAF"),
    _noto("Sans Sogdian", "10F30-10F5F", "Sogdian"),
    _noto("Sans Sora Sompeng", "110D0-110FF"),
    _noto("Sans Soyombo", "11A50-11AAF"),
    _noto("Sans Sundanese", "1B80-1BBF 1CC0-1CCF", "Sundanese"),
    _noto("Sans Syloti Nagri", "A800-A82F", "Syloti Nagri"),
    _noto("Sans Syriac", "700-74F 860-86F", "Syriac"),
    _noto("Sans Tagalog", "1700-171F"),
    _noto("Sans Tagbanwa", "1760-177F"),
    _noto("Sans Tai Le", "1950-197F"),
    _noto("Sans Tai Tham", "1A20-1AAF", "Tai Tham"),
    _noto("Sans Tai Viet", "AA80-AACF", "Tai Viet"),
    _noto("Sans Takri", "11680-116CF", "Takri"),
    _noto("Sans Tamil Supplement", "11FC0-11FFF"),
    _noto("Sans Thaana", "780-7BF", "Thaana"),
    _noto("Sans Tifinagh", "2D30-2D7F"),
    _noto("Sans Tirhuta", "11480-114DF", "Tirhuta"),
    _noto("Sans Ugaritic", "10380-1039F"),
    _noto("Sans Vai", "A500-A62F"),
    _noto("Sans Wancho", "1E2C0-1E2FF"),
    _noto("Sans Warang Citi", "118A0-118FF"),
    _noto("Sans Yi", "A000-A4CF"),
    _noto("Sans Zanabazar Square", "11A00-11A4F"),
    _han(Han.KR, _HANGUL, ""),
    FORMS[Han.SC],
    Face("HanaMinA", _EAST_ASIAN, breaks="zh", scale=_HAN_SCALE, package=HANAZONO),
    Face("HanaMinB", _EAST_ASIAN, breaks="zh", scale=_HAN_SCALE, package=HANAZONO),
    Face("BabelStone Han", _EAST_ASIAN, breaks="zh", scale=_HAN_SCALE, package=BABELSTONE),
    _noto("Sans Math", "2000-2BFF 1D400-1D7FF 1EE00-1EEFF"),
    Face("Symbola", "2600-27BF 1F000-1FAFF E0020-E007F", package=SYMBOLA),
    _noto("Sans Symbols", _ANY),
    _noto("Sans Symbols2", _ANY),
    _noto("Music", "1D000-1D24F 2669-266F"),
    Face("Symbola", _ANY, package=SYMBOLA),
    _han(Han.SC, _ANY, "zh"),
    _noto("Sans", _ANY),
)
