"""Whether the fonts are all in the file, no more of them than is used, and can be read."""

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
# What needs no ToUnicode map, for everybody knows it (ISO 19005-2, 6.2.11.7.2).
_ENCODINGS = frozenset({"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"})
_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1"})
# What no code may mean (ISO 14289-1, 7.21.7).
_NOTHING = frozenset("\0\ufeff\ufffe")
# What a font may do, in words.
_NONE = "does not say what any of its characters mean"
_SOME = "does not say what all of its characters mean"
_EMPTY = "maps a character to none"


def check_fonts(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find fonts that another machine does not show, or does not read."""
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
    """Find fonts of drawings, which have seldom a map; not those of spaces, and of glyphs."""
    inner = entries(entry(entry(font.source, "/Resources"), "/Font"))
    composed = [load(one) for _, one in inner]
    for one in composed:
        if not one.drawn:
            yield from _program(one)
    if composed and all(font.text.get(code) for code in codes):
        return
    if not all(font.text.get(code, "").isspace() for code in codes):
        yield Diagnostic(
            Code.FONT_TYPE3,
            "text is set in a Type 3 font, whose glyphs are drawings",
            hint="use an OpenType font; bitmaps and icons are read as nothing, or as other letters",
        )


def _program(font: Font) -> Iterator[Diagnostic]:
    source = next(iter(items(entry(font.source, "/DescendantFonts"))), font.source)
    descriptor = entry(source, "/FontDescriptor")
    called = _called(source)
    if all(entry(descriptor, program) is None for program in _PROGRAMS):
        yield Diagnostic(
            Code.FONT_NOT_EMBEDDED,
            f"the font {called} is not embedded (ISO 19005-2, 6.2.11.4.1; ISO 14289-1, 7.21.4.1)",
            hint="embed it: another machine sets the page in another font",
        )
    elif not _SUBSET.match(called):
        yield Diagnostic(
            Code.FONT_NOT_SUBSET,
            f"the font {called} is embedded as a whole",
            hint="embed a subset: the file has glyphs that no page shows",
        )


def _unmapped(font: Font, codes: set[int]) -> str:
    """Return which of its characters a font tells the meaning of, nothing if of all."""
    unmapped = [code for code in codes if not font.text.get(code)]
    if unmapped and not _is_known(font):
        return _NONE if len(unmapped) == len(codes) else _SOME
    if any(_NOTHING & set(font.text.get(code, "")) for code in codes):
        return _EMPTY
    return ""


def _unread(fault: str, fonts: list[Font]) -> Diagnostic:
    """Return one finding for all fonts with the same fault."""
    called = _called(fonts[0].source)
    more = f", as {len(fonts) - 1} more" if len(fonts) > 1 else ""
    clause = "ISO 14289-1, 7.21.7"
    if fault != _EMPTY:
        clause = f"ISO 19005-2, 6.2.11.7.2; {clause}"
    return Diagnostic(
        Code.FONT_UNMAPPED,
        f"the font {called} {fault}{more} ({clause})",
        hint="give it a ToUnicode map: a machine guesses at the text, or reads nothing",
    )


def _called(source: object) -> str:
    return name(entry(source, "/BaseFont")) or "without a name"


def _is_known(font: Font) -> bool:
    """Return whether the encoding itself says what the codes mean."""
    encoding = entry(font.source, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if font.size == 1:
        return base in _ENCODINGS
    descendant = next(iter(items(entry(font.source, "/DescendantFonts"))), None)
    return text(entry(entry(descendant, "/CIDSystemInfo"), "/Ordering")) in _COLLECTIONS
