"""What poppler's programs say of a PDF: a reader that knows nothing of ours."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_ELEMENT = re.compile(r"[A-Z][A-Za-z0-9]*(?= |:|$)")


class Element(NamedTuple):
    """An element of the structure tree: its depth, its type, the text that is its own."""

    depth: int
    kind: str
    text: str


def run(*command: str | Path) -> str:
    """Return what a program prints."""
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def tags(pdf: Path) -> list[Element]:
    """Return the elements in order, with text found from the tags alone."""
    found: list[Element] = []
    open_elements: dict[int, int] = {}
    for line in run("pdfinfo", "-struct-text", pdf).splitlines():
        depth, content = (len(line) - len(line.lstrip())) // 2, line.strip()
        if content.startswith('"'):
            above = open_elements[depth - 1]
            element = found[above]
            found[above] = element._replace(text=element.text + content[1:-1])
        elif kind := _ELEMENT.match(content):
            if kind[0] == "Object":
                continue
            open_elements[depth] = len(found)
            found.append(Element(depth, kind[0], ""))
    return found


def text(pdf: Path) -> str:
    """Return the text of all pages."""
    return run("pdftotext", pdf, "-")


def pictures(pdf: Path, folder: Path) -> list[bytes]:
    """Return the pages as pixels."""
    folder.mkdir()
    run("pdftoppm", "-r", "110", pdf, folder / "page")
    return [path.read_bytes() for path in sorted(folder.iterdir())]
