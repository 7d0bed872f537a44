"""Reads the text of a Word document in the order of its paragraphs, with the addresses of links."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from cvtex.schema.addresses import is_shown
from cvtex.writers.docx.runs import MARKS

_BLANK = {qn("w:tab"): "\t", qn("w:br"): "\n"}


def read_text(data: bytes) -> str:
    """Return the text of a file: a line for each paragraph, with each address that is not shown."""
    document = Document(BytesIO(data))
    targets = {name: link.target_ref for name, link in document.part.rels.items()}
    lines = (
        "".join(_text(paragraph, targets)) for paragraph in document.element.body.iter(qn("w:p"))
    )
    return "".join(char for char in "\n".join(lines) if char not in MARKS)


def _text(element: BaseOxmlElement, targets: dict[str, str]) -> Iterator[str]:
    if element.tag == qn("w:t"):
        yield element.text or ""
    elif element.tag in _BLANK:
        yield _BLANK[element.tag]
    elif element.tag == qn("w:hyperlink"):
        shown = "".join(part for inner in element for part in _text(inner, targets))
        address = targets[element.get(qn("r:id"))]
        yield shown if is_shown(address, shown) else f"{shown} ({address})"
    elif element.tag != qn("w:pPr"):  # it has tab stops
        for inner in element:
            yield from _text(inner, targets)
