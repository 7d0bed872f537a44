"""Whether what is read in place of the page's own words is the same (ActualText).

It is meant for glyphs whose meaning a font can't tell, as ligatures and hyphens (ISO 32000-1,
14.9.4). With the Document, the tags have to have its words; this looks at any PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.unicode.bidi import stretches
from cvtex.verify.opened import Opened
from cvtex.verify.page.painted import Replaced
from cvtex.verify.spots import spot, squeezed

# A ligature stands for three letters, an abbreviation for some words: what has twice the letters
# and so many more is told nobody but machines.
_TIMES, _MORE = 2, 20
# Shorter texts may well have no letter in common: a sign and its name.
_LEAST = 8
# Of two texts, as difflib counts it: less is no spelling of the same. It takes the square of the
# letters, and others begin to differ sooner than here.
_ALIKE, _LOOKED_AT = 0.5, 500


def check_replaced(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find words that stand for others, page by page, then in the tags."""
    for number, page in enumerate(opened.pages, 1):
        yield from _finding(f"page {number}", page.replaced, opened, document)
    drawn = {shape.mark for page in opened.pages for shape in page.shapes}
    # What a page's own ActualText says in an element is looked at with the page.
    held = [
        Replaced(
            one.actual,
            next(one.marks(), None),
            [opened.said.get(mark, "") for mark in one.marks()],
        )
        for one in opened.elements
        if one.actual and drawn.isdisjoint(one.marks())
    ]
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
    first, painted = found[0].words, "".join(found[0].painted).strip()
    more = f", {len(found)} such places" if len(found) > 1 else ""
    seen = f"sees `{_short(painted)}`" if painted else "sees nothing"
    yield Diagnostic(
        Code.TEXT_HIDDEN,
        f"{where}: a machine reads `{_short(first)}` where a person {seen} (ActualText){more}",
        spot(opened, found[0].mark, document),
        "hiring systems treat it as cheating: let ActualText spell what is painted",
    )


def _is_other(replaced: Replaced) -> bool:
    """Return whether words have nothing to do with what is painted, or say far more."""
    told, shown = (_letters(text) for text in (replaced.words, "".join(replaced.painted)))
    # Of a glyph that means nothing to a machine, any letter may be the meaning.
    unknown = sum(text.count("\ufffd") for text in replaced.painted)
    if replaced.drawn and not replaced.painted:
        return False
    if len(told) > _TIMES * (len(shown) + unknown) + _MORE:
        return True
    if unknown or not replaced.sure or min(len(told), len(shown)) < _LEAST or stretches(told):
        return False
    # The whole only by how often each letter comes.
    if SequenceMatcher(None, told, shown, autojunk=False).quick_ratio() < _ALIKE:
        return True
    matcher = SequenceMatcher(None, told[:_LOOKED_AT], shown[:_LOOKED_AT], autojunk=False)
    return matcher.ratio() < _ALIKE


def _is_blank(replaced: Replaced) -> bool:
    """Return whether words are replaced by nothing, or by characters known to be spaces."""
    return replaced.sure and not replaced.drawn and not "".join(replaced.painted).strip()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, squeezed(text).casefold()))


def _short(text: str) -> str:
    """Return the beginning of a text."""
    most = 40
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
