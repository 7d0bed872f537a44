"""Whether what is read in place of the page's own words is the same (ActualText, Alt).

ActualText is meant for glyphs whose meaning a font can't tell, as ligatures and hyphens, Alt for
pictures (ISO 32000-1, 14.9.3, 14.9.4). With the Document, the tags have to have its words; this
looks at any PDF.
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

# A picture of an abbreviation stands for some words: what has twice the letters of all that is
# painted and so many more is told nobody but machines.
_TIMES, _MORE = 2, 20
# Of two texts in a script whose letters change with those beside them, as difflib counts it: a
# font may not tell all of them.
_ALIKE = 0.5
# The letters of the longest ligature, as ﬃ; and what is a sign by Unicode.
_LIGATURE, _SIGNS = 3, frozenset({"So", "Co"})
_DESCRIBED = frozenset({"Figure", "Formula", "Form", "Link", "Annot"})
"""What has an Alt of other words by right: pictures, formulas, and annotations."""


def check_replaced(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find words that stand for others, page by page, then in the tags."""
    for number, page in enumerate(opened.pages, 1):
        yield from _finding(f"page {number}", page.replaced, opened, document)
    drawn = {shape.mark for page in opened.pages for shape in page.shapes}
    unsure = {mark for page in opened.pages for mark in page.unsure}
    glyphs = {mark: said for page in opened.pages for mark, said in page.said.items()}
    held = []
    for one in opened.elements:
        words, key = one.actual, "ActualText"
        if not words and one.kind not in _DESCRIBED:
            words, key = one.alternative, "Alt"
        if words:
            marks = list(one.marks())
            # What a page's own ActualText says in an element is looked at with the page.
            said = [glyph for mark in marks for glyph in glyphs.get(mark, ())]
            sure, blank = unsure.isdisjoint(marks), drawn.isdisjoint(marks)
            held.append(Replaced(words, next(iter(marks), None), said, sure, not blank, key))
    yield from _finding("the tags", held, opened, document)


def _finding(
    where: str, replaced: list[Replaced], opened: Opened, document: Document | None
) -> Iterator[Diagnostic]:
    found = [one for one in replaced if _is_other(one)]
    if not found:
        # Each may be short, and all together long.
        blank = [one for one in replaced if _is_blank(one)]
        found = blank if sum(len(_letters(one.words)) for one in blank) > _MORE else []
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
        f"hiring systems treat it as cheating: let {first.key} spell what is painted",
    )


def _is_other(replaced: Replaced) -> bool:
    """Return whether words are not those that are painted, or say far more."""
    signs = [one for one in replaced.painted if _is_sign(one)]
    shown = _letters("".join(one for one in replaced.painted if not _is_sign(one)))
    told = _letters(replaced.words)
    # Of a glyph that means nothing to a machine, any letter may be the meaning.
    unknown = sum(text.count("\ufffd") for text in replaced.painted)
    if replaced.drawn and not shown:
        return False
    if len(told) > _TIMES * (len(shown) + unknown) + _MORE:
        return True
    if unknown or not replaced.sure or not shown:
        return False
    # A sign has a name, as a picture has.
    if replaced.drawn or signs:
        return shown not in told
    if any(map(_is_joined, told + shown)):
        # Only by how often each letter comes: they may stand in another order.
        alike = SequenceMatcher(None, told, shown, autojunk=False).quick_ratio()
        return len(told) > 1 and alike < _ALIKE
    return told != shown and not _is_letter(told, replaced, shown)


def _is_letter(told: str, replaced: Replaced, shown: str) -> bool:
    """Return whether a letter may stand for another: at a hyphen, or as the same glyph.

    `Drucker` was parted as `Druk-ker` (14.9.4); and А of Cyrillic is painted as A of Latin.
    """
    if not len(told) == len(shown) == 1:
        return False
    if any(category(char) == "Pd" for text in replaced.painted for char in text):
        return True
    return told.isalpha() and shown.isalpha() and _script(told) != _script(shown)


def _is_sign(glyph: str) -> bool:
    """Return whether a glyph is no letter: fonts of icons map some to words, as `HOUSE-CHIMNEY`."""
    return len(_letters(glyph)) > _LIGATURE or any(category(char) in _SIGNS for char in glyph)


def _script(text: str) -> str:
    return name(text[0], "").partition(" ")[0]


def _is_joined(char: str) -> bool:
    """Return whether a letter's script changes letters by those beside them: no case, no square."""
    return category(char) == "Lo" and east_asian_width(char) not in "FW"


def _is_blank(replaced: Replaced) -> bool:
    """Return whether words are replaced by nothing, or by characters known to be spaces."""
    return replaced.sure and not replaced.drawn and not "".join(replaced.painted).strip()


def _letters(text: str) -> str:
    return letters(squeezed(text)).casefold()


def _short(text: str) -> str:
    """Return the beginning of a text."""
    most = 40
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
