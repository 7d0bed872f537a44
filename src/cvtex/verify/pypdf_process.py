"""A program: pypdf, which reads the PDF that it is told of, and tells the text of its pages.

It is run by its path, in a Python that has nothing but the standard library, with the folder in
which pypdf lies. It takes the PDF's path from its input, and gives a list of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import sys


def main(place: str) -> None:
    """Import pypdf, wait for a path, read. What goes wrong is told in one line."""
    gc.disable()
    sys.path.append(place)
    # What pypdf would import for pictures and for passwords takes half of the time.
    for heavy in ("PIL", "cryptography", "Crypto"):
        sys.modules[heavy] = None  # type: ignore[assignment]  # it means: there is none
    from pypdf import PdfReader  # noqa: PLC0415 - from the place that was told

    path = os.fsdecode(sys.stdin.buffer.read())
    if not path:
        return
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except Exception as error:  # noqa: BLE001 - a broken PDF may raise anything
        sys.exit(str(error) or type(error).__name__)
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    main(sys.argv[1])
