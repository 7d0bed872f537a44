"""Reports characters and fonts that are missing, before TeX runs, with the package to install."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Design, Document, Leaf, forms
from cvtex.fonts.choice import FontChoice, is_ours
from cvtex.fonts.companions import letter_of
from cvtex.fonts.coverage import Family, installed
from cvtex.fonts.fallback import chain
from cvtex.fonts.text_fonts import Missing
from cvtex.source.synonyms import closest, snake
from cvtex.source.typed import cited
from cvtex.unicode.han import Han


def missing_glyphs(document: Document) -> tuple[Diagnostic, ...]:
    """Return a finding for each character that would print as an empty box."""
    choice = FontChoice(document)
    return tuple(
        finding
        for leaf in document.leaves()
        for finding in (*_glyphs(leaf, choice), *_forms(leaf, choice))
    )


def missing_fonts(design: Design) -> tuple[Diagnostic, ...]:
    """Return a finding for each font of a design that is missing or lacks its script's letters."""
    named = [(script, face) for (_, script), face in design.fonts.items() if not is_ours(face)]
    families = installed() if named else {}
    return tuple(
        Diagnostic(Code.FONT_MISSING, f"the font {cited(face.family)} {wrong}", face.span, hint)
        for script, face in named
        for wrong, hint in _font(script, face.family.format(form=Han.SC), families)
    )


def _font(script: str, name: str, families: Mapping[str, Family]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the font of a script, and a hint."""
    letter, family = letter_of(script), families.get(name)
    if family is None:
        known = {snake(other): other for other in families}
        meant = closest(name, known, {})
        hint = "`fc-list : family` lists the fonts that are"
        yield "is not installed", f"did you mean `{known[meant]}`? {hint}" if meant else hint
    elif letter and not family.has(letter):
        hint = f"`fc-list :charset={ord(letter):x} family` lists the fonts that have"
        yield f"has no letters of the script {script}", hint


def _glyphs(leaf: Leaf, choice: FontChoice) -> Iterator[Diagnostic]:
    missing = [face for face in choice.faces(leaf) if isinstance(face, Missing)]
    for char, on in dict.fromkeys((face.char, face.on) for face in missing):
        yield _finding(char, on, leaf.place_of(char), choice)


def _forms(leaf: Leaf, choice: FontChoice) -> Iterator[Diagnostic]:
    """Yield a finding for each variation sequence that no installed font has."""
    typed = forms(leaf.content)
    drawn = choice.selectors(leaf) if typed else {}
    for at, selector in typed.items():
        if at not in drawn:
            char = leaf.text[at]
            yield Diagnostic(
                Code.TEXT_FORM,
                f"no font here has this form of {char} (U+{ord(char):04X} U+{ord(selector):04X}):"
                " it is printed in the usual one",
                leaf.place_of(char + selector),
                "the package fonts-hanazono may have it; or remove the variation selector",
            )


def _finding(char: str, on: str, span: Span, choice: FontChoice) -> Diagnostic:
    name = unicodedata.name(char, "a character without a name")
    if on:
        place = f"on {on}" if on.isalpha() else "without a letter"
        message = f"no font here sets `U+{ord(char):04X} ({name})` {place}"
        hint = "remove it: beside text from right to left, readers would lose it"
    else:
        message = f"no font here has `{char} (U+{ord(char):04X}, {name})`"
        hint = _hint(char, choice)
    return Diagnostic(Code.GLYPH_MISSING, message, span, hint)


def _hint(char: str, choice: FontChoice) -> str:
    assigned = unicodedata.category(char) not in ("Co", "Cn")
    # The order of the chain: fonts for a few blocks come before those for any character.
    faces = (
        face for face in chain() if assigned and face.is_for(char) and not choice.has(face.family)
    )
    names = dict.fromkeys(f"the package {face.package}" for face in faces)
    if not names:
        return "no known font has it: write it in another way"
    return f"it may be in {' or '.join(names)}; or write it in another way"
