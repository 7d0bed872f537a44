"""What no font here has, told before TeX runs, with the package that has it."""

from __future__ import annotations

import unicodedata

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic, Span
from cvtex.document import Document
from cvtex.glyphs.chain import CHAIN, Package
from cvtex.glyphs.choice import Choice, Missing
from cvtex.glyphs.places import Places


def missing_glyphs(document: Document, places: Places) -> tuple[Diagnostic, ...]:
    """Return a finding for each character that would print as an empty box."""
    choice = Choice(document)
    return tuple(
        _finding(char, places.of(char, leaf))
        for leaf in document.leaves()
        for char in dict.fromkeys(
            face.char for face in choice.faces(leaf) if isinstance(face, Missing)
        )
    )


def _finding(char: str, span: Span) -> Diagnostic:
    name = unicodedata.name(char, "a character without a name")
    return Diagnostic(
        Code.GLYPH_MISSING,
        f"no font here has {char} (U+{ord(char):04X}, {name})",
        span,
        _hint(char),
    )


def _hint(char: str) -> str:
    if unicodedata.category(char) in ("Co", "Cn"):
        return "no font that is known has it: write it in another way"
    # The fonts that are for a few blocks alone are asked before those that are for any.
    packages = [face.package for face in CHAIN if face.is_for(char)]
    names = dict.fromkeys(_named(package) for package in packages)
    if not names:
        return "no font that is known has it: write it in another way"
    return f"it may be in {' or '.join(names)}; or write it in another way"


def _named(package: Package) -> str:
    return f"the package {package.apt}"
