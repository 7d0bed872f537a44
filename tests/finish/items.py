"""The pieces of text that readers such as pdf.js make of a page, found on PDFium's characters.

pdf.js ends a piece where the font or its size changes, where a line ends, and at a gap of more than
0.6 of the type size; below that a gap is a space inside of the piece.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_GAP = 0.6
_LINE = 0.5


@dataclass(frozen=True)
class Char:
    """A character: its font, its size and place in points, whether only PDFium thinks of it."""

    text: str
    font: str
    size: float
    left: float
    right: float
    base: float
    generated: bool


@dataclass
class Item:
    """Characters of one look on one line without a wide gap."""

    page: int
    chars: list[Char] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters, without the spaces around them."""
        return "".join(char.text for char in self.chars).strip()

    @property
    def font(self) -> str:
        """The name of its font."""
        return self.chars[0].font

    @property
    def inked(self) -> list[Char]:
        """Its characters that are no spaces."""
        return [char for char in self.chars if not char.text.isspace()]


def read_characters(pdf: Path) -> Iterator[list[Char]]:
    """Yield the characters of each page, in the order of the file."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            yield [_character(text, at) for at in range(text.count_chars())]


def read_items(pdf: Path) -> list[Item]:
    """Return the items of all pages, in the order of the file."""
    items: list[Item] = []
    for number, characters in enumerate(read_characters(pdf)):
        before: Char | None = None
        for char in characters:
            if char.generated or char.text.isspace():
                if items and before:
                    items[-1].chars.append(char)
                continue
            if before is None or _ends(before, char):
                items.append(Item(number))
            items[-1].chars.append(char)
            before = char
    return items


def _ends(before: Char, char: Char) -> bool:
    """Tell whether a new item begins between two characters."""
    return (
        (before.font, before.size) != (char.font, char.size)
        or abs(before.base - char.base) > _LINE * char.size
        or char.left - before.right > _GAP * char.size
    )


def _character(text: pypdfium2.PdfTextPage, at: int) -> Char:
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, at, name, 128, ctypes.byref(ctypes.c_int()))
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    return Char(
        chr(raw.FPDFText_GetUnicode(text, at)),
        name.value.decode(),
        round(raw.FPDFText_GetFontSize(text, at), 2),
        box.left,
        box.right,
        y.value,
        bool(raw.FPDFText_IsGenerated(text, at)),
    )
