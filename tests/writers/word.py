"""Word documents of Documents, to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image

from cvtex.build.check import check_content
from cvtex.design.looks import PLAIN, Looks
from cvtex.diagnostics import Span
from cvtex.document import (
    Document,
    Photo,
    Picture,
)
from cvtex.writers.docx import write_docx

if TYPE_CHECKING:
    from docx.document import Document as Docx


PEOPLE = Path(__file__).parents[1] / "people"


MARKS = {0x200E: None, 0x200F: None}  # they keep the order of what runs from right to left
HERE = Span(Path("resume.yaml"), 1, 1)


RESUME = """\
language: {language}
name: {name}
contacts: [email: ada@example.org, address: 3 Mill Lane]
sections: [{{type: list, title: Samples, entries: [A sample]}}]
"""


LETTER = """\
layout: {layout}
recipient: [Example Engines, 12 Mill Lane]
place: Northmere
date: 2026-03-01
subject: Engineer of engines
opening: Dear Ms Model,
paragraphs: [I read your advertisement., {{text: "What I bring:", highlights: [a planner]}}]
closing: Yours sincerely,
enclosures: [References]
"""


def document_of(name: str, looks: Looks = PLAIN) -> Document:
    """Return the Document of an invented person."""
    document = check_content(PEOPLE / name, looks).value
    assert document is not None
    return document


def open_document(document: Document) -> Docx:
    """Return the Word document of a Document, opened."""
    return docx.Document(BytesIO(write_docx(document)))


def paragraph_with(opened: Docx, text: str) -> Paragraph:
    """Return the first paragraph that has a text."""
    return next(one for one in opened.paragraphs if text in one.text)


def runs_of(opened: Docx) -> Iterator[Run]:
    """Yield each run, also of links."""
    for paragraph in opened.paragraphs:
        for part in paragraph.iter_inner_content():
            yield from [part] if isinstance(part, Run) else part.runs


def run_with(opened: Docx, text: str) -> Run:
    """Return the first run that has a text."""
    return next(run for run in runs_of(opened) if text in run.text)


def attribute_of(run: Run, name: str, value: str = "w:val") -> str | None:
    """Return an attribute of a property of a run, which is "" for a flag that is set."""
    found = run.element.find(f".//{qn(name)}")
    return None if found is None else found.get(qn(value), "" if value == "w:val" else None)


def photo() -> Photo:
    """Return a photo that is twice as high as wide."""
    file = BytesIO()
    Image.new("RGB", (300, 600)).save(file, "JPEG")
    picture = Picture(file.getvalue(), 300, 600, Path("me.jpg"), "")
    return Photo(picture, 'Ada <at> "work"', HERE)


def with_photo(document: Document) -> Document:
    """Return a Document with that photo."""
    return replace(document, photo=photo())


def letter_in(folder: Path, language: str, name: str, layout: str) -> Document:
    """Return a letter with a signature."""
    texts = {"resume": RESUME.format(language=language, name=name)}
    texts["letter.acme"] = LETTER.format(layout=layout)
    for kind, text in texts.items():
        (folder / f"{kind}.{language}.yaml").write_text(text, encoding="utf-8")
    document = check_content(folder / f"letter.acme.{language}.yaml").value
    assert document is not None
    return replace(document, signature=photo())
