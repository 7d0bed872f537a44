"""The table of damages: how a good PDF is made a bad one, and what is to be found then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import strategies as st
from pikepdf import Dictionary, Pdf, StreamDecodeLevel

from cvtex.pdf.cmap import read_cmap, write_cmap
from cvtex.pdf.objects import Value

Damage = Callable[[Pdf], object]

DAMAGES: dict[str, tuple[Damage, frozenset[str]]] = {}


def finds(*codes: str) -> Callable[[Damage], Damage]:
    """Add a damage to the table, with the codes of all that is to be found."""

    def add(made: Damage) -> Damage:
        DAMAGES[made.__name__] = made, frozenset(codes)
        return made

    return add


def save_as_it_is(pdf: Pdf, target: Path) -> None:
    """Save a PDF with all its faults: pikepdf would repair some."""
    pdf.save(
        target,
        compress_streams=False,
        stream_decode_level=StreamDecodeLevel.none,
        fix_metadata_version=False,
    )


def font_of(pdf: Pdf, char: str) -> tuple[Value, dict[int, str], int]:
    """Return a font that has a character, what its codes mean, and the character's code."""
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            text = read_cmap(font.ToUnicode.read_bytes())
            code = next((code for code, said in text.items() if said == char), None)
            if code is not None and font.Subtype == "/Type0":
                return font, text, code
    raise AssertionError(f"no font has {char}")


def read_as(pdf: Pdf, char: str, other: str) -> None:
    """Let a character be read as another."""
    font, text, code = font_of(pdf, char)
    font.ToUnicode = pdf.make_stream(write_cmap(text | {code: other}, 2))


def change(pdf: Pdf, old: bytes, new: bytes) -> None:
    """Replace a piece of the first page's content."""
    data = pdf.pages[0].Contents.read_bytes()
    assert old in data
    pdf.pages[0].Contents.write(data.replace(old, new, 1))


def elements(pdf: Pdf, *kinds: str) -> Iterator[Value]:
    """Yield the elements of some types, in no order that matters."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/P" in one and str(one.get("/S"))[1:] in kinds:
            yield one


def element(pdf: Pdf, kind: str) -> Value:
    """Return an element of a type."""
    return next(elements(pdf, kind))


def link(pdf: Pdf) -> Value:
    """Return the first annotation."""
    return pdf.pages[0].Annots[0]


def damage_bytes(draw: Callable[..., int], good: Path, bad: Path) -> None:
    """Write a file with some of its bytes changed to others, as `draw` says."""
    content = bytearray(good.read_bytes())
    for _ in range(draw(st.integers(1, 20))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    bad.write_bytes(content)
