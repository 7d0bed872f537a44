"""Writes a design as settings of the class: its fonts by role, and its keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cvtex.document import Document, Typeface
from cvtex.unicode.han import OWN
from cvtex.writers.tex.encoded import Tex


def design_commands(document: Document) -> Iterator[Tex]:
    """Yield the commands that set the fonts and keys of a document's design.

    In a script with Han, the size of a Latin font is relative to the Han beside it.
    """
    design, form = document.design, OWN.get(document.script)
    text, mono, heading = (design.fonts.get((role, "Latn")) for role in ("text", "mono", "heading"))
    beside = ((text and text.scale) or 1) if form else 1
    fonts = {
        "text": _family(text),
        "textscale": f"{beside}" if beside != 1 else "",
        "mono": _family(mono),
        "monoscale": f"{round(mono.scale * beside, 3)}" if mono and mono.scale else "",
        "heading": _family(heading),
        "headingscale": f"{heading.scale}" if form and heading and heading.scale else "",
        "headings": f"{{{', '.join(design.headings)}}}" if design.headings else "",
    }
    yield _setting("fonts", fonts)
    if form:
        faces = (design.typeface(role, "Hani") for role in ("text", "heading", "mono", "emphasis"))
        families = (_family(face).format(form=form) for face in faces)
        yield Tex(f"\\cveastfonts{''.join(f'{{{family}}}' for family in families)}")
    for group, keys in groupby(sorted(design.keys), key=lambda key: key[0]):
        yield _setting(group, {key: f"{{{value}}}" for _, key, value in keys})


def _family(face: Typeface | None) -> str:
    return face.family if face else ""


def _setting(group: str, keys: dict[str, str]) -> Tex:
    settings = ", ".join(f"{key} = {value}" for key, value in keys.items() if value)
    return Tex(f"\\cvtexsetup{{{group}}}{{{settings}}}")
