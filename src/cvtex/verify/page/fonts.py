"""Checks that the fonts are embedded as subsets, and have ToUnicode maps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.fonts import Font, load
from cvtex.pdf.objects import entries, entry, items, name, text
from cvtex.verify.opened import Opened

# ISO 32000-1, 9.6.4.
_SUBSET = re.compile(r"[A-Z]{6}\+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# Encodings and collections that need no ToUnicode map (ISO 19005-2, 6.2.11.7.2).
_ENCODINGS = frozenset({"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"})
_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1"})
# Invalid values of a ToUnicode map (ISO 14289-1, 7.21.7).
_INVALID = frozenset("\0\ufeff\ufffe")
_NONE = "has no Unicode values for its characters"
_SOME = "has no Unicode values for some of its characters"
_EMPTY = "maps a character to an invalid Unicode value"


def check_fonts(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find fonts that another machine can't show or read."""
    used: dict[Font, set[int]] = {}
    for page in opened.pages:
        for font, codes in page.fonts.items():
            used.setdefault(font, set()).update(codes)
    unmapped = dict[str, list[Font]]()
    for font, codes in used.items():
        if font.drawn:
            yield from _type3(font, codes)
            continue
        yield from _program(font)
        if fault := _unmapped(font, codes):
            unmapped.setdefault(fault, []).append(font)
    for fault, found in unmapped.items():
        yield _unread(fault, found)


def _type3(font: Font, codes: set[int]) -> Iterator[Diagnostic]:
    """Find Type 3 fonts, except those of spaces and of mapped glyphs of other fonts."""
    inner = entries(entry(entry(font.source, "/Resources"), "/Font"))
    composed = [load(source) for _, source in inner]
    for inner_font in composed:
        if not inner_font.drawn:
            yield from _program(inner_font)
    if composed and all(font.text.get(code) for code in codes):
        return
    if not all(font.text.get(code, "").isspace() for code in codes):
        yield Diagnostic(
            Code.FONT_TYPE3,
            "text is set in a Type 3 font, whose glyphs are drawings",
            hint="use an OpenType font; bitmaps and icons are not read, or as other letters",
        )


def _program(font: Font) -> Iterator[Diagnostic]:
    source = next(iter(items(entry(font.source, "/DescendantFonts"))), font.source)
    descriptor = entry(source, "/FontDescriptor")
    called = _base_font(source)
    if all(entry(descriptor, program) is None for program in _PROGRAMS):
        yield Diagnostic(
            Code.FONT_NOT_EMBEDDED,
            f"the font {called} is not embedded (ISO 19005-2, 6.2.11.4.1; ISO 14289-1, 7.21.4.1)",
            hint="embed it: other machines show the page in another font",
        )
    elif not _SUBSET.match(called):
        yield Diagnostic(
            Code.FONT_NOT_SUBSET,
            f"the font {called} is embedded as a whole",
            hint="embed a subset: the file has unused glyphs",
        )


def _unmapped(font: Font, codes: set[int]) -> str:
    """Return what is wrong with the Unicode values of a font's codes, or ""."""
    unmapped = [code for code in codes if not font.text.get(code)]
    if unmapped and not _is_known(font):
        return _NONE if len(unmapped) == len(codes) else _SOME
    if any(_INVALID & set(font.text.get(code, "")) for code in codes):
        return _EMPTY
    return ""


def _unread(fault: str, fonts: list[Font]) -> Diagnostic:
    """Return one finding for all fonts with the same fault."""
    base_font = _base_font(fonts[0].source)
    more = f", as {len(fonts) - 1} more" if len(fonts) > 1 else ""
    clause = "ISO 14289-1, 7.21.7"
    if fault != _EMPTY:
        clause = f"ISO 19005-2, 6.2.11.7.2; {clause}"
    return Diagnostic(
        Code.FONT_UNMAPPED,
        f"the font {base_font} {fault}{more} ({clause})",
        hint="add a ToUnicode map: a machine guesses the text, or reads nothing",
    )


def _base_font(source: object) -> str:
    return name(entry(source, "/BaseFont")) or "without a name"


def _is_known(font: Font) -> bool:
    """Return whether the encoding defines the Unicode values of the codes."""
    encoding = entry(font.source, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if font.size == 1:
        return base in _ENCODINGS
    descendant = next(iter(items(entry(font.source, "/DescendantFonts"))), None)
    return text(entry(entry(descendant, "/CIDSystemInfo"), "/Ordering")) in _COLLECTIONS
