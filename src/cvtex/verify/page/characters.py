"""Checks that machines read the characters that people type."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.places import spot, spot_of_painted, squeezed
from cvtex.verify.structure.elements import Element

BULLET = "•"

_LOOKALIKES = {
    "a ligature in place of its letters": {*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18)},
    "a radical in place of the ideograph": {
        *range(0x2E80, 0x2EF4),
        *range(0x2F00, 0x2FD6),
    },
    "a presentation form in place of the letter itself": {
        *range(0xFB1D, 0xFDD0),
        *range(0xFE70, 0xFEFD),
    },
    "an invisible soft hyphen": {0x00AD},
}
_LAYOUT = frozenset("\n\r\t\f")

# A bullet in text without tags: at the beginning of at least two lines.
_ODD_BULLET = re.compile(r"^([‣◦▪▫■□●○◉∙‧⁃➢➤❖◆◇✔✓▶►])\s?\S", re.MULTILINE)
_OFTEN = 2
# The number of a list item.
_NUMBERED = re.compile(r"[\w(（\[][\w.．、)）\]:]*|[①-⓿]")

_SPLIT = re.compile(r"(?<!\S)(\S*\w)[-\u00ad\u2010\u2011]\s*\n\f?(\w\S*)")


def check_characters(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find characters that a search does not find, each kind once, except typed ones."""
    leaves = document.leaves() if document else ()
    seen = {char for leaf in leaves for char in leaf.text}
    found: dict[tuple[Code, str], list[tuple[str, int, str]]] = {}
    for number, page, only in _texts(opened):
        for char in sorted(set(page) - seen):
            wrong, what = _wrong(char)
            if wrong is None or only not in {None, wrong}:
                continue
            seen.add(char)
            word = next((word for word in page.split() if char in word or char.isspace()), "")
            found.setdefault((wrong, what), []).append((char, number, word))
    for (wrong, what), of_kind in found.items():
        (char, number, word), *others = of_kind
        more = f", and {len(others)} more of the kind" if others else ""
        yield Diagnostic(
            wrong,
            f"page {number}: a machine reads {what} (U+{ord(char):04X}) in `{word}`{more}",
            spot_of_painted(opened, re.compile(re.escape(char)), document),
            "set it in another font, or in one whose ToUnicode map has the typed character",
        )


def _texts(opened: Opened) -> Iterator[tuple[int, str, Code | None]]:
    """Yield the number of each page, a text of it, and the only code to check there.

    poppler replaces some look-alikes, other readers return the text of the ToUnicode maps; but
    these may know the text of a glyph without a map.
    """
    for number, page in enumerate(opened.text, 1):
        yield number, page, None
    for number, painted in enumerate(opened.pages, 1):
        yield number, " ".join(painted.mapped), Code.CHARACTER_LOOKALIKE


@cache
def _wrong(char: str) -> tuple[Code | None, str]:
    """Return the code for a wrong character, None if it is fine, and its description."""
    code, category = ord(char), unicodedata.category(char)
    if category == "Co":
        return Code.CHARACTER_UNREADABLE, "a private-use character without a meaning"
    if char == "\ufffd" or (category == "Cc" and char not in _LAYOUT):
        return Code.CHARACTER_UNREADABLE, "a replacement or control character"
    for what, codes in _LOOKALIKES.items():
        if code in codes:
            return Code.CHARACTER_LOOKALIKE, what
    # Twelve of the CJK compatibility ideographs are unified ideographs (Unicode, chapter 23), which
    # normalisation keeps.
    if category == "Lo" and unicodedata.normalize("NFC", char) != char:
        return Code.CHARACTER_LOOKALIKE, "a compatibility form in place of the character itself"
    return None, ""


def check_bullets(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find bullets that a machine does not read as •: in labels of lists, or at starts of lines."""
    places = dict[str, int | None]()
    if opened.tree:
        odd = Counter[str]()
        for item in opened.elements:
            labels = [kid for kid in item.kids if isinstance(kid, Element) and kid.kind == "Lbl"]
            for label in map(opened.text_of, labels):
                # Unreadable labels are reported by other checks.
                if label in {"", BULLET} or "\ufffd" in label or _NUMBERED.fullmatch(label):
                    continue
                odd[label] += 1
                leaves = (element.leaf for element in item.walk() if element.leaf)
                places.setdefault(label, next(leaves, None))
    else:
        found = Counter(_ODD_BULLET.findall("\n".join(opened.text)))
        odd = Counter({char: count for char, count in found.items() if count >= _OFTEN})
    for label, count in odd.items():
        times = "once" if count == 1 else f"{count} times"
        yield Diagnostic(
            Code.BULLET_UNUSUAL,
            f"a machine reads `{label}` as a bullet, {times}",
            spot(opened, places.get(label), document),
            f"résumé parsers recognise {BULLET} (U+2022)",
        )


def check_hyphens(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find words that are split at the end of a line by a hyphen that was not typed."""
    if document is None:
        return
    typed = [(squeezed(leaf.text), leaf.span) for leaf in document.leaves()]
    for before, after in _SPLIT.findall("\f".join(opened.text)):
        whole = squeezed(before + after)
        hyphened = squeezed(f"{before}-{after}")
        spans = [span for text, span in typed if whole in text]
        if not spans or any(hyphened in text for text, _ in typed):
            continue
        split = re.compile(rf"{re.escape(before)}[-\u00ad\u2010\u2011]{re.escape(after)}")
        yield Diagnostic(
            Code.WORD_SPLIT,
            f"the word `{before}{after}` is split at the end of a line: a search does not find it",
            spans[0] if len(spans) == 1 else spot_of_painted(opened, split, document),
            "change the text slightly, so that the line breaks elsewhere",
        )
