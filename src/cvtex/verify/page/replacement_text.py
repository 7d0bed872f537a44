"""Checks that replacement texts (ActualText, Alt) have the same words as the page.

ActualText is for glyphs without a Unicode value, ligatures and hyphens, Alt for pictures (ISO
32000-1, 14.9.3, 14.9.4). With a Document, `document_tags` compares the tags; this checks any PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import category, east_asian_width, name

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Replaced
from cvtex.verify.places import spot, squeezed
from cvtex.verify.readback.normalization import letters

# An abbreviation may stand for some words. A text with more than twice the painted letters plus
# 20 is for machines only.
_TIMES, _MORE = 2, 20
# The least similarity (difflib) of texts in scripts with contextual forms, which may have no
# Unicode values.
_SIMILAR = 0.5
# The letters of the longest ligature, as ﬃ; the general categories of symbols.
_LIGATURE, _SYMBOLS = 3, frozenset({"So", "Co"})
_DESCRIBED = frozenset({"Figure", "Formula", "Form", "Link", "Annot"})
"""Elements with alternative texts that are not the painted words."""


def check_replaced(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find replacement texts of other words, on the pages and in the tags."""
    for number, page in enumerate(opened.pages, 1):
        yield from _finding(f"page {number}", page.replaced, opened, document)
    drawn = {shape.mark for page in opened.pages for shape in page.shapes}
    unsure = {mark for page in opened.pages for mark in page.unsure}
    glyphs = {mark: said for page in opened.pages for mark, said in page.texts.items()}
    held = []
    for element in opened.elements:
        words, key = element.actual, "ActualText"
        if not words and element.kind not in _DESCRIBED:
            words, key = element.alternative, "Alt"
        if words:
            marks = list(element.marks())
            # Replacement texts of the page itself are checked with the page.
            said = [glyph for mark in marks for glyph in glyphs.get(mark, ())]
            sure, blank = unsure.isdisjoint(marks), drawn.isdisjoint(marks)
            held.append(Replaced(words, next(iter(marks), None), said, sure, not blank, key))
    yield from _finding("the tags", held, opened, document)


def _finding(
    where: str, replaced: list[Replaced], opened: Opened, document: Document | None
) -> Iterator[Diagnostic]:
    found = [item for item in replaced if _is_other(item) or _is_for_nothing(item)]
    if not found:
        return
    first, painted = found[0], "".join(found[0].painted).strip()
    more = f", {len(found)} such places" if len(found) > 1 else ""
    seen = f"sees `{_short(painted)}`" if painted else "sees nothing"
    yield Diagnostic(
        Code.TEXT_HIDDEN,
        f"{where}: a machine reads `{_short(first.words)}` where a person {seen} ({first.key})"
        f"{more}",
        spot(opened, first.mark, document),
        f"hiring systems treat it as cheating: make {first.key} the painted words",
    )


def _is_other(replaced: Replaced) -> bool:
    """Return whether a replacement text has other words than the painted ones, or far more."""
    symbols = [item for item in replaced.painted if _is_symbol(item)]
    shown = _letters("".join(item for item in replaced.painted if not _is_symbol(item)))
    words = _letters(replaced.words)
    # A glyph without a Unicode value may be any letter.
    unknown = sum(text.count("\ufffd") for text in replaced.painted)
    if replaced.drawn and not shown:
        return False
    if len(words) > _TIMES * (len(shown) + unknown) + _MORE:
        return True
    if unknown or not replaced.sure or not shown:
        return False
    # The replacement of a symbol may be its name, as of a picture.
    if replaced.drawn or symbols:
        return shown not in words
    if any(map(_is_joined, words + shown)):
        # Only the counts of letters are compared: their order may differ.
        alike = SequenceMatcher(None, words, shown, autojunk=False).quick_ratio()
        return len(words) > 1 and alike < _SIMILAR
    return words != shown and not _is_letter(words, replaced, shown)


def _is_letter(words: str, replaced: Replaced, shown: str) -> bool:
    """Return whether a letter may replace another one: at a hyphen, or with the same glyph.

    `Drucker` was hyphenated as `Druk-ker` (14.9.4); Cyrillic А may be painted as Latin A.
    """
    if not len(words) == len(shown) == 1:
        return False
    if any(category(char) == "Pd" for text in replaced.painted for char in text):
        return True
    return words.isalpha() and shown.isalpha() and _script(words) != _script(shown)


def _is_symbol(glyph: str) -> bool:
    """Return whether a glyph is a symbol; icon fonts map some to words, as `HOUSE-CHIMNEY`."""
    return len(_letters(glyph)) > _LIGATURE or any(category(char) in _SYMBOLS for char in glyph)


def _script(text: str) -> str:
    return name(text[0], "").partition(" ")[0]


def _is_joined(char: str) -> bool:
    """Return whether a letter is of a script with contextual forms: no case, not full-width."""
    return category(char) == "Lo" and east_asian_width(char) not in "FW"


def _is_for_nothing(replaced: Replaced) -> bool:
    """Return whether letters stand for nothing, or for characters known to be spaces."""
    is_blank = replaced.sure and not replaced.drawn and not "".join(replaced.painted).strip()
    return is_blank and bool(_letters(replaced.words))


def _letters(text: str) -> str:
    return letters(squeezed(text)).casefold()


def _short(text: str) -> str:
    """Return the beginning of a text."""
    most = 40
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
