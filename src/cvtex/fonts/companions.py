"""Makes faces of the fonts that a design sets for a script; these precede all other fonts."""

from __future__ import annotations

from dataclasses import replace

from cvtex.design.fonts import COMPANIONS
from cvtex.document import Design
from cvtex.fonts.fallback import Face, chain

# The blocks of scripts that fonts for Latin also have.
_BLOCKS = {"Grek": "370-3FF 1F00-1FFF", "Cyrl": "400-52F 1C80-1C8F 2DE0-2DFF A640-A69F"}
# A letter of each script, to find its font in the chain.
_LETTERS = {
    "Arab": "\N{ARABIC LETTER ALEF}",
    "Armn": "\N{ARMENIAN SMALL LETTER AYB}",
    "Beng": "\N{BENGALI LETTER KA}",
    "Cyrl": "\N{CYRILLIC SMALL LETTER A}",
    "Deva": "\N{DEVANAGARI LETTER KA}",
    "Ethi": "\N{ETHIOPIC SYLLABLE HA}",
    "Geor": "\N{GEORGIAN LETTER AN}",
    "Grek": "\N{GREEK SMALL LETTER ALPHA}",
    "Gujr": "\N{GUJARATI LETTER KA}",
    "Guru": "\N{GURMUKHI LETTER KA}",
    "Hebr": "\N{HEBREW LETTER ALEF}",
    "Khmr": "\N{KHMER LETTER KA}",
    "Knda": "\N{KANNADA LETTER KA}",
    "Laoo": "\N{LAO LETTER KO}",
    "Mlym": "\N{MALAYALAM LETTER KA}",
    "Mymr": "\N{MYANMAR LETTER KA}",
    "Sinh": "\N{SINHALA LETTER ALPAPRAANA KAYANNA}",
    "Taml": "\N{TAMIL LETTER KA}",
    "Telu": "\N{TELUGU LETTER KA}",
    "Thai": "\N{THAI CHARACTER KO KAI}",
    "Tibt": "\N{TIBETAN LETTER KA}",
}


def companions(design: Design, role: str) -> tuple[Face, ...]:
    """Return the faces of the fonts that a design sets for a role, in the order of scripts.

    Each has the ranges and features of the fallback for its script.
    """
    named = ((script, design.typeface(role, script)) for script in COMPANIONS)
    return tuple(
        replace(
            _model(script), family=face.family, scale=face.scale or _model(script).scale, tag=script
        )
        for script, face in named
        if face
    )


def letter_of(script: str) -> str:
    """Return a letter that any font for a script has; "" for a script without companions."""
    return _LETTERS.get(script, "")


def _model(script: str) -> Face:
    if blocks := _BLOCKS.get(script):
        return Face("", blocks)
    letter = _LETTERS[script]
    return next(face for face in chain() if face.is_for(letter))
