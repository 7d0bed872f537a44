"""Damages to the white space of a PDF: a gap where none was typed, none where one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from pikepdf import Array, Operator, Pdf, String

from cvtex.pdf.fonts import Font, load
from cvtex.pdf.objects import Value

# In thousandths of the type size, as wide as a space to every reader.
_WIDE = -300


@dataclass(eq=False)
class _Code:
    """A code that a page shows, what it is read as, or a kern; `at` is its operator."""

    at: int
    char: str
    item: Value


def part(pdf: Pdf, text: str, at: int, occurrence: int = 0, gap: int = _WIDE) -> None:
    """Open a gap in a text behind so many characters of it."""
    page, codes = _found(pdf, text, occurrence)
    shown = [one for one in codes if one.char.strip()]
    place = page.index(shown[at])
    page.insert(place, _Code(shown[at].at, "", gap))
    _write(pdf, page)


def join(pdf: Pdf, text: str, occurrence: int = 0) -> None:
    """Close all gaps of a text."""
    page, codes = _found(pdf, text, occurrence)
    shown = [one for one in codes if one.char.strip()]
    for one, then in pairwise(shown):
        if one.at != then.at:
            page.insert(page.index(then), _Code(then.at, "", -_WIDE))
    gone = {id(one) for one in codes} - {id(one) for one in shown}
    _write(pdf, [one for one in page if id(one) not in gone])


def _found(pdf: Pdf, text: str, occurrence: int) -> tuple[list[_Code], list[_Code]]:
    """Return what the first page shows, and of that a text, from its first code to its last."""
    page = list(_codes(pdf))
    shown = [one for one in page for _ in one.char.strip()]
    wanted, start = "".join(text.split()), -1
    read = "".join(one.char.strip() for one in page)
    for _ in range(occurrence + 1):
        start = read.index(wanted, start + 1)
    first, last = page.index(shown[start]), page.index(shown[start + len(wanted) - 1])
    return page, page[first : last + 1]


def _codes(pdf: Pdf) -> Iterator[_Code]:
    fonts = {name: load(font) for name, font in pdf.pages[0].Resources.Font.items()}
    font: Font | None = None
    for at, instruction in enumerate(pikepdf.parse_content_stream(pdf.pages[0])):
        name, operands = str(instruction.operator), instruction.operands
        if name == "Tf":
            font = fonts[str(operands[0])]
        if name not in {"TJ", "Tj"} or font is None:
            continue
        for item in operands[0].as_list() if name == "TJ" else [operands[0]]:
            if not isinstance(item, String):
                yield _Code(at, "", item)
                continue
            for code in font.codes(bytes(item)):
                shown = code.to_bytes(font.size, "big")
                yield _Code(at, font.text.get(code, "?"), String(shown))


def _write(pdf: Pdf, codes: list[_Code]) -> None:
    """Rewrite the first page, with other codes in its operators."""
    page = pdf.pages[0]
    written: list[tuple[Value, Operator]] = []
    for at, instruction in enumerate(pikepdf.parse_content_stream(page)):
        if str(instruction.operator) in {"TJ", "Tj"}:
            items = Array([one.item for one in codes if one.at == at])
            written.append(([items], Operator("TJ")))
        else:
            written.append((instruction.operands, instruction.operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))
