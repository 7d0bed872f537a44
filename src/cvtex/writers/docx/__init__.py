"""Writes the Document as a Word document (ISO/IEC 29500, transitional): one column, real styles.

`document.xml.j2` has the structure, `styles.xml.j2` the looks, which are those of the design as far
as Word has them. The same Document gives the same bytes.
"""

from __future__ import annotations

from cvtex.document import Document
from cvtex.writers import Writer
from cvtex.writers.docx.looks import StyleValues
from cvtex.writers.docx.package import Package
from cvtex.writers.docx.reading import read_text
from cvtex.writers.docx.runs import Runs


def write_docx(document: Document) -> bytes:
    """Return a Document as the bytes of a .docx file."""
    package, looks = Package(document), StyleValues(document)
    runs = Runs(document, looks, package.link)
    return package.made(
        document=document,
        looks=looks,
        leaf=runs.leaf,
        gap=runs.gap,
        apart=runs.apart,
        pictures=package.pictures(looks),
    )


WRITER = Writer(write_docx, read_text)
