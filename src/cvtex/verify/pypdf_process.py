"""A program: pypdf, which reads the PDF that it is told of, and tells the text of its pages.

It is run by its path, in a Python that has nothing but the standard library, with the folder in
which pypdf lies. It takes the PDF's path from its input, and gives a list of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys


def main(place: str, most: int, too_much: str) -> None:
    """Import pypdf, wait for a path, read so many characters at most.

    What goes wrong is told in one line, more text than that by the words for it.
    """
    gc.disable()
    # Ctrl-C is for who started it, and ends it too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path.append(place)
    # What pypdf would import for pictures and for passwords takes half of the time.
    for heavy in ("PIL", "cryptography", "Crypto"):
        sys.modules[heavy] = None  # type: ignore[assignment]  # it means: there is none
    from pypdf import PdfReader  # noqa: PLC0415 - from the place that was told

    path = os.fsdecode(sys.stdin.buffer.read())
    if not path:
        return
    pages = list[str]()
    try:
        for page in PdfReader(path).pages:
            pages.append(page.extract_text())
            most -= len(pages[-1])
            if most < 0:
                sys.exit(too_much)
    except Exception as error:  # noqa: BLE001 - a broken PDF may raise anything
        sys.exit(str(error) or type(error).__name__)
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
